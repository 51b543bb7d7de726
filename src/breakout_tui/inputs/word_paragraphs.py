"""The paragraphs of a part of a Word file, with tracked changes accepted: what was inserted is kept, what was deleted or moved away is not."""

from __future__ import annotations

from dataclasses import dataclass, field

from breakout_tui.domain.edited_document import Cell
from breakout_tui.inputs.office_package import PartReader
from breakout_tui.inputs.word_names import word_attribute, word_name

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED_OVER = frozenset({"del", "moveFrom"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_GROUPS = frozenset({"footnote", "endnote", "comment"})
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


@dataclass(slots=True)
class ReadParagraph:
    """A paragraph as it is in the file."""

    pieces: list[str] = field(default_factory=lambda: [""])
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Sort and id of each note that is marked in it."""
    comments: list[str] = field(default_factory=list)
    """The ids of the comments that begin in it."""
    style: str = ""
    item: int | None = None
    """The level of the list that it says it is an item of, from 0; -1 for none, in spite of its style."""
    outline: int | None = None
    """The level of heading that it says it has, from 0."""
    cell: Cell | None = None
    is_contents: bool = False
    """Whether it is in the table of contents."""
    group: str = ""
    """The id of the note or comment that it belongs to."""
    author: str = ""
    """Of that comment."""
    is_deleted: bool = False
    """Whether its end is deleted: it and the next one are one paragraph."""


class WordParagraphs(PartReader):
    """Reads a part; ``done`` has its paragraphs in the order in which they end."""

    def __init__(self) -> None:
        self.done: list[ReadParagraph] = []
        self._path: list[str] = []
        self._skipped = 0
        """Elements within one that is passed over."""
        self._open: list[ReadParagraph] = []
        """The paragraphs that are not at their end; a text box has its own within another."""
        self._carried: ReadParagraph | None = None
        """What goes before the next paragraph, because the end of its own is deleted."""
        self._tables: list[Cell] = []
        self._table = -1
        self._deleted_row = False
        self._contents: list[int] = []
        """How deep the tables of contents are that are open."""
        self._group, self._author = "", ""
        self._placed: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
            return
        name = word_name(tag)
        above = self._path[-1] if self._path else ""
        if self._is_passed_over(tag, name, above):
            self._skipped = 1
            return
        self._path.append(name)
        match name:
            case "p":
                cell = self._tables[-1] if self._tables else None
                is_contents = bool(self._contents)
                self._open.append(
                    ReadParagraph(cell=cell, is_contents=is_contents, group=self._group, author=self._author)
                )
            case "tbl":
                self._table += 1
                self._tables.append(Cell(self._table, -1, -1))
            case "tr" if self._tables:
                self._tables[-1] = Cell(self._tables[-1].table, self._tables[-1].row + 1, -1)
                self._deleted_row = False
            case "tc" if self._tables:
                at = self._tables[-1]
                self._tables[-1] = Cell(at.table, at.row, at.column + 1)
            case "docPartGallery" if word_attribute(attributes, "val") == "Table of Contents":
                self._contents.append(len(self._path) - 3)  # in docPartObj in sdtPr in sdt
            case _ if name in _GROUPS:
                self._group, self._author = (
                    word_attribute(attributes, "id"),
                    word_attribute(attributes, "author"),
                )
            case _ if self._open:
                self._inside(name, above, attributes, self._open[-1])

    def end(self, tag: str) -> None:
        """An element ends."""
        del tag
        if self._skipped:
            self._skipped -= 1
            return
        name = self._path.pop()
        if self._contents and len(self._path) < self._contents[-1]:
            self._contents.pop()
        if name == "p" and self._open:
            self._finish(self._open.pop())
        elif name == "tbl" and self._tables:
            self._tables.pop()
            self._deleted_row = False

    def data(self, text: str) -> None:
        """Characters; only those of a text count."""
        if self._open and not self._skipped and self._path[-1] == "t":
            self._open[-1].pieces[-1] += text

    def _is_passed_over(self, tag: str, name: str, above: str) -> bool:
        """Also what was before a change of properties, and the second form of what newer programs write twice."""
        if name == "del" and above == "trPr":
            self._deleted_row = True
        elif name in _PASSED_OVER and above == "rPr" and self._path[-2:-1] == ["pPr"] and self._open:
            self._open[-1].is_deleted = True
        return name in _PASSED_OVER or name.endswith("Change") or tag == f"{_MARKUP}Fallback"

    def _inside(self, name: str, above: str, attributes: dict[str, str], open_: ReadParagraph) -> None:
        value = word_attribute(attributes, "val")
        match name, above:
            case _, "r" if name in _NOTES:
                open_.notes.append((_NOTES[name], word_attribute(attributes, "id")))
                open_.pieces.append("")
            case "br", "r" if word_attribute(attributes, "type") in ("page", "column"):
                return
            case _, "r" if name in _CHARACTERS:
                open_.pieces[-1] += _CHARACTERS[name]
            case (("commentRangeStart" | "commentReference"), _):
                comment = word_attribute(attributes, "id")
                if comment not in self._placed:
                    self._placed.add(comment)
                    open_.comments.append(comment)
            case "pStyle", "pPr":
                open_.style = value
            case "outlineLvl", "pPr" if value.isdecimal() and int(value) < 9:
                open_.outline = int(value)
            case "ilvl", "numPr" if value.isdecimal() and open_.item != -1:
                open_.item = min(int(value), 8)
            case "numId", "numPr":
                open_.item = -1 if value == "0" else open_.item or 0

    def _finish(self, open_: ReadParagraph) -> None:
        if self._deleted_row and open_.cell is not None:
            return
        before, self._carried = self._carried, None
        if before is not None:
            open_.pieces = [*before.pieces[:-1], before.pieces[-1] + open_.pieces[0], *open_.pieces[1:]]
            open_.notes = [*before.notes, *open_.notes]
            open_.comments = [*before.comments, *open_.comments]
        if open_.is_deleted:
            self._carried = open_
        else:
            self.done.append(open_)
