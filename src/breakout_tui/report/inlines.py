"""Words in a line of a document: literal text and what it stands out by, leads to or is led to from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from breakout_tui.domain.text import clean

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """Literal text; a line feed is a line break. It is cleaned when it is made."""

    text: str

    def __init__(self, text: str) -> None:
        """Clean the text; printable text is clean."""
        object.__setattr__(self, "text", text if text.isprintable() else clean(text))


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics, such as when and by whom something was said."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that references lead to, such as ``C3`` before its statement."""

    id: str
    """Unique in the document: an ASCII letter, then at most 39 letters, digits or ``_``, as all formats allow."""
    inlines: Inlines

    def __post_init__(self) -> None:
        """Check the id. Raises ValueError."""
        check_id(self.id)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that lead to an anchor or a heading of this document, such as ``C3`` in another statement."""

    to: str
    """The id of the Anchor or Heading."""
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words that lead to an address outside; typed text never becomes one."""

    address: str
    """It begins with ``https://``, ``http://`` or ``mailto:``."""
    inlines: Inlines

    def __post_init__(self) -> None:
        """Check the address. Raises ValueError."""
        if not self.address.startswith(("https://", "http://", "mailto:")):
            raise ValueError(f"not an address that a document may link: {self.address!r}")


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark of a footnote, behind the words that it is about."""

    number: int
    """The footnote's place in ``Document.footnotes``, from 1."""


Inline: TypeAlias = Text | Strong | Emphasis | Anchor | Reference | Hyperlink | FootnoteMark
Inlines: TypeAlias = tuple[Inline, ...]
"""Words in a line. Strong and Emphasis may hold any others, but not one of their own sort."""


def words(inlines: Iterable[Inline]) -> str:
    """The text of some words, without styles and footnote marks."""
    return "".join(text.text for text in each_inline(inlines) if isinstance(text, Text))


def each_inline(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """These and all that they hold, in order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Anchor | Reference | Hyperlink):
            yield from each_inline(inline.inlines)


def check_id(text: str) -> None:
    """Raises ValueError if this can't be the id of an anchor."""
    if not _ID.fullmatch(text):
        raise ValueError(f"not an id of an anchor: {text!r}")
