"""A document as blocks of literal text: what is said, apart from how a format writes it.

The report, the report-back and its slides are Documents; the writers (``writers/``) make Markdown, HTML and other formats of
them. Rules that every writer keeps:

- No text is markup. A ``Text`` is shown character by character as it is; it is clean (``domain.text.clean``), so it has
  no control character but the line feed, which is a line break. Where a format has no line break, it writes " / ".
- The title is written once, above the blocks. Headings of level 1 are the parts of the document, below its title.
- An ``Anchor`` is what a ``Reference`` leads to. A format without links writes the text of both. A reference to an anchor that
  the document does not have is written as text (``anchors`` says which it has).
- A footnote has one mark. The mark leads to the footnote and the footnote back to the mark.
- The same document gives the same text or bytes. No writer reads a clock; ``Properties.created`` is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from breakout_tui.report.figures import Cards, Chart, TableBlock
from breakout_tui.report.inlines import Anchor, Inlines, Text, check_id, each_inline


class ParagraphStyle(Enum):
    """What a paragraph is for."""

    BODY = "body"
    PLACE = "place"
    """Event, room and day, below the title."""
    LEAD = "lead"
    """The text that opens the document or a part of it."""
    REMARK = "remark"
    """Small: how to read a table, where its figures come from."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    level: int
    """1 to 5. The first heading has level 1, and none is more than one level deeper than the one before it."""
    inlines: Inlines
    """Without line breaks and footnote marks."""
    id: str = ""
    """As ``Anchor.id``; empty if nothing leads here."""

    def __post_init__(self) -> None:
        """Check level and id. Raises ValueError."""
        if not 1 <= self.level <= 5:
            raise ValueError(f"no heading has level {self.level}")
        if self.id:
            check_id(self.id)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY


class ItemsStyle(Enum):
    """How the items of a list begin."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    """From 1."""
    STATEMENTS = "statements"
    """Each item begins with its reference (a Anchor in Strong), which can stand where the bullet would."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    inlines: Inlines
    children: tuple[Item, ...] = ()
    """Bulleted items below it; they may have children too."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; never empty."""

    items: tuple[Item, ...]
    style: ItemsStyle = ItemsStyle.BULLETS


@dataclass(frozen=True, slots=True)
class Contents:
    """The linked table of contents. Formats whose readers make an outline of the headings, such as Markdown, leave it out."""

    title: str = "Contents"
    depth: int = 2
    """The deepest level of heading in it. Only headings with an id are listed."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, or the next slide (``---`` in Markdown)."""


@dataclass(frozen=True, slots=True)
class Endnotes:
    """Where the footnotes are printed whose marks came since the last Endnotes; at the end of the document for the others.

    Formats with real footnotes, such as DOCX, print them at the foot of the page and pass over this block.
    """


Block: TypeAlias = Heading | Paragraph | Items | TableBlock | Chart | Cards | Contents | PageBreak | Endnotes


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote; it has no marks of its own."""

    inlines: Inlines


FieldValue: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself, beside its title; an empty property is left out."""

    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    created: datetime | None = None
    """When what it says was so, with offset; never the moment of writing."""
    tool: str = ""
    """The program and its version."""
    fields: tuple[tuple[str, FieldValue], ...] = ()
    """The same facts and more for other programs, by name, in order: the front matter of Markdown."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    """Literal text in one line; never empty."""
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    language: str = "en"
    """A BCP 47 tag."""
    properties: Properties = Properties()
    running_title: str = ""
    """What stands at the foot of each page and names the window, if that is more than the title; in one line."""
    is_slides: bool = False
    """Whether its pages are shown on a wall, one thought each: large type, landscape."""


def has_contents(document: Document) -> bool:
    """Whether it has a table of contents; only then formats number the headings."""
    return any(isinstance(block, Contents) for block in document.blocks)


def anchors(document: Document) -> frozenset[str]:
    """The ids of all anchors and headings: what a reference can lead to."""
    found = {block.id for block in document.blocks if isinstance(block, Heading) and block.id}
    found |= {each.id for line in lines(document) for each in each_inline(line) if isinstance(each, Anchor)}
    return frozenset(found)


def lines(document: Document) -> Iterator[Inlines]:
    """All words of the document, in order: each paragraph, heading, item, cell, line of a card and footnote."""
    for block in document.blocks:
        yield from lines_of(block)
    yield from (footnote.inlines for footnote in document.footnotes)


def lines_of(block: Block) -> Iterator[Inlines]:
    """All words of a block, in order."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case Items():
            yield from _lines_of_items(block.items)
        case TableBlock():
            yield block.caption
            yield from (column.heading for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        case Chart():
            yield (Text(block.title),)
            if block.table is not None:
                yield from lines_of(block.table)
        case Cards():
            for card in block.cards:
                yield from (card.title, *card.lines, card.foot)
        case Contents() | PageBreak() | Endnotes():
            return


def _lines_of_items(items: Iterable[Item]) -> Iterator[Inlines]:
    for item in items:
        yield item.inlines
        yield from _lines_of_items(item.children)
