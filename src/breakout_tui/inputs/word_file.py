"""Reads a Word file (DOCX) that came back edited: plain paragraphs with their footnotes and comments, tracked changes accepted.

The file comes from outside, so it is read in bounded time and memory. Pictures, fields and macros are passed over.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from breakout_tui.domain.edited_document import Comment, EditedDocument, EditedParagraph, ParagraphUse
from breakout_tui.domain.errors import DocumentRefused
from breakout_tui.domain.text import clean, clean_line
from breakout_tui.inputs.office_package import Package, PackageRefused, PartReader
from breakout_tui.inputs.regular_file import read_bytes
from breakout_tui.inputs.word_paragraphs import ReadParagraph, WordParagraphs
from breakout_tui.inputs.word_styles import WordStyles

SAVE_AS = "save it as .docx with Word or LibreOffice"
LARGEST = 100_000_000
"""Bytes of a file."""
_LOCK = "~$"
"""Begins the name of the file by which Word says that a document is open."""


def read_word_files(path: Path) -> list[EditedDocument]:
    """The document in a file, or all in the Word files of a folder, by name. Raises DocumentRefused."""
    if not path.is_dir():
        return [read_word_file(path)]
    found = sorted(each for each in path.glob("*.docx") if not each.name.startswith(_LOCK))
    if not found:
        raise DocumentRefused("no .docx file is in this folder", where=str(path), remedy="name another one")
    return [read_word_file(each) for each in found]


def read_word_file(path: Path) -> EditedDocument:
    """The document in a file. Raises DocumentRefused, which names the file and the remedy."""
    try:
        data = read_bytes(path, LARGEST)
    except (OSError, ValueError) as error:
        reason = (
            "it is a folder" if isinstance(error, IsADirectoryError) else getattr(error, "strerror", None)
        )
        raise DocumentRefused(
            f"cannot be read ({reason or error})", where=str(path), remedy="name the edited .docx file"
        ) from error
    if data is None or len(data) > LARGEST:
        what = "not a file" if data is None else "too large to be read back"
        raise DocumentRefused(
            what, where=str(path), remedy="name the edited .docx file, without its pictures"
        )
    try:
        return replace(word_document(data), name=str(path))
    except DocumentRefused as error:
        raise DocumentRefused(error.what, where=str(path), remedy=error.remedy) from error


def word_document(data: bytes) -> EditedDocument:
    """The document in the bytes of a file. Raises DocumentRefused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _document(Package(archive))
    except PackageRefused as error:
        raise DocumentRefused(error.what, remedy=error.remedy or SAVE_AS) from error
    except (
        BadZipFile,
        zlib.error,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
    ) as error:
        # What zipfile raises: no zip file, a password or an unknown method, a damaged entry.
        raise DocumentRefused("not a Word document, or damaged", remedy=SAVE_AS) from error


def _document(package: Package) -> EditedDocument:
    main = package.related("").get("officeDocument", "")
    parts = package.related(main)
    if not main or not main.endswith(".xml"):
        raise PackageRefused("not a Word document")
    styles = WordStyles()
    if "styles" in parts:
        package.read(parts["styles"], styles)
    read = _paragraphs(package, main)
    notes = {
        (sort, group): text
        for sort in ("footnote", "endnote")
        for group, text in _notes(package, parts.get(f"{sort}s", "")).items()
    }
    comments = _comments(package, parts.get("comments", ""))
    found = (_paragraph(each, styles, notes, comments) for each in read if not each.is_contents)
    return EditedDocument(tuple(each for each in found if each is not None), _created(package))


def _paragraph(
    read: ReadParagraph,
    styles: WordStyles,
    notes: Mapping[tuple[str, str], str],
    comments: Mapping[str, Comment],
) -> EditedParagraph | None:
    """None for one of the table of contents."""
    style = styles.use(read.style)
    if style.is_contents:
        return None
    use, level = style.use, style.level
    if read.outline is not None:
        use, level = ParagraphUse.HEADING, read.outline + 1
    elif use is ParagraphUse.ITEM and read.item == -1:
        use = ParagraphUse.BODY
    elif use in (ParagraphUse.BODY, ParagraphUse.ITEM) and read.item is not None and read.item >= 0:
        use, level = ParagraphUse.ITEM, max(read.item, level)
    return EditedParagraph(
        tuple(map(clean, read.pieces)),
        tuple(notes.get(each, "") for each in read.notes),
        tuple(comments[each] for each in read.comments if each in comments),
        use,
        level,
        read.cell,
    )


def _paragraphs(package: Package, part: str) -> list[ReadParagraph]:
    reader = WordParagraphs()
    if part:
        package.read(part, reader)
    return reader.done


def _notes(package: Package, part: str) -> dict[str, str]:
    """The text of each note, by id."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in _paragraphs(package, part):
        found[each.group].append("".join(each.pieces))
    return {group: clean_line("\n".join(texts)) for group, texts in found.items()}


def _comments(package: Package, part: str) -> dict[str, Comment]:
    """The comments, by id."""
    found: dict[str, Comment] = {}
    for each in _paragraphs(package, part):
        text = clean("".join(each.pieces)).strip()
        if before := found.get(each.group):
            found[each.group] = replace(before, text=f"{before.text}\n{text}".strip())
        else:
            found[each.group] = Comment(clean_line(each.author), text)
    return found


def _created(package: Package) -> datetime | None:
    """When the file says that it was made."""
    part = package.related("").get("core-properties")
    if part is None:
        return None
    reader = _Created()
    package.read(part, reader)
    try:
        moment = datetime.fromisoformat(reader.text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class _Created(PartReader):
    """Reads the moment in the properties of a file."""

    def __init__(self) -> None:
        self.text = ""
        self._is_inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Only one element counts."""
        del attributes
        self._is_inside = tag.endswith("}created")

    def end(self, tag: str) -> None:
        """It ends."""
        del tag
        self._is_inside = False

    def data(self, text: str) -> None:
        """The moment."""
        if self._is_inside:
            self.text += text
