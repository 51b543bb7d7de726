"""A document that came back edited, as plain paragraphs: what a reader of files gives to the rules that compare it with the paper."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.text import clean


class ParagraphUse(Enum):
    """What a paragraph is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    ITEM = "item"
    """Of a list."""
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside a paragraph."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in the tables of a document a paragraph is, each counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """A paragraph with all changes accepted."""

    pieces: tuple[str, ...]
    """Its clean text, split at its note marks; there is one more piece than notes."""
    notes: tuple[str, ...] = ()
    """The texts of the footnotes and endnotes that are marked in it."""
    comments: tuple[Comment, ...] = ()
    use: ParagraphUse = ParagraphUse.BODY
    level: int = 0
    """Of a heading from 1, of an item from 0."""
    cell: Cell | None = None
    """None outside of tables."""

    @property
    def text(self) -> str:
        """Its whole text without white space at its ends."""
        return "".join(self.pieces).strip()


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """What came back."""

    paragraphs: tuple[EditedParagraph, ...]
    """In order, without the table of contents."""
    created: datetime | None = None
    """The moment that the file was given when it was first written, with offset: until then, what it says was so."""
    name: str = ""
    """Of the file, as it was given."""


def text_key(text: str) -> str:
    """The same for two texts that differ in white space and line breaks only; programs change those as they like."""
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


def text_keys(text: str) -> frozenset[str]:
    """The keys of a text as the paper writes it: with its line breaks, or in one line with " / " for them."""
    lines = [line.strip() for line in clean(text).split("\n")]
    return frozenset({text_key(text), text_key(" / ".join(line for line in lines if line))})
