"""Small pieces of a document: typed text, references that lead to their notes, and lists within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from breakout_tui.domain.kinds import LETTERS
from breakout_tui.domain.notes import LAPTOP_SIGN, on_laptop
from breakout_tui.domain.text import clean
from breakout_tui.report.formatting import listed, references
from breakout_tui.report.inlines import Anchor, Inlines, Reference, Strong, Text

_REFERENCE = re.compile(rf"(?<!\w)([{LETTERS}][1-9]\d{{0,5}})(?!\w)")


def typed(text: str) -> Text:
    """Typed text with its line breaks; each line without white space at its ends, no empty lines at the ends."""
    if text.isprintable():  # a line break is not printable
        return Text(text.strip())
    return Text("\n".join(_lines(text)))


def one_line(text: str) -> str:
    """Typed text in one line, for headings, cells and within sentences; line breaks become " / "."""
    if text.isprintable():
        return text.strip()
    return " / ".join(line for line in _lines(text) if line)


def in_line(text: str) -> Text:
    """Typed text in one line (``one_line``)."""
    return Text(one_line(text))


def anchor(reference: str) -> Inlines:
    """The reference of a note, where the note is printed; others lead here."""
    return (Anchor(reference, (Text(reference),)),)


def title(reference: str, formerly: Iterable[str] = ()) -> Inlines:
    """The reference at the start of an item in bold, with the earlier references of the statement."""
    return (Strong(anchor(reference)), *_formerly(formerly))


def plain_title(reference: str, formerly: Iterable[str] = ()) -> Inlines:
    """The same for a statement within the item of another one."""
    return (*anchor(reference), *_formerly(formerly))


def _formerly(formerly: Iterable[str]) -> Inlines:
    earlier = tuple(formerly)
    if not earlier:
        return ()
    return (Text(" (formerly "), *sentence_of([_earlier(each) for each in earlier]), Text(")"))


def _earlier(alias: str) -> Inlines:
    """An earlier reference; one that the note had on another laptop is that of another note here, so nothing leads to it."""
    return (in_line(on_laptop(alias)),) if LAPTOP_SIGN in alias else anchor(alias)


def linked(reference: str) -> Inlines:
    """One reference that leads to its note; any other text is text."""
    found = _REFERENCE.fullmatch(reference)
    return (Reference(reference, (Text(reference),)),) if found else (Text(reference),)


def referred(items: Sequence[str]) -> Inlines:
    """References in a sentence, each leading to its note, runs shortened: ``P1 to P4 and P7``."""
    return tuple(_linked_parts(references(items)))


def _linked_parts(sentence: str) -> Iterator[Text | Reference]:
    for place, part in enumerate(_REFERENCE.split(sentence)):
        if place % 2:
            yield Reference(part, (Text(part),))
        elif part:
            yield Text(part)


def joined(parts: Iterable[Inlines], between: str = ", ") -> Inlines:
    """These one after the other, with ``between`` between them; empty ones are left out."""
    found = [part for part in parts if part]
    if len(found) < 2:
        return found[0] if found else ()
    separator = Text(between)
    inlines = [*found[0]]
    for part in found[1:]:
        inlines += (separator, *part)
    return tuple(inlines)


def sentence_of(parts: Sequence[Inlines]) -> Inlines:
    """These as ``a, b and c``."""
    if len(parts) < 2:
        return joined(parts)
    return (*joined(parts[:-1]), Text(" and "), *parts[-1])


def listed_lines(texts: Iterable[str]) -> str:
    """Typed texts within a sentence: ``a, b and c``."""
    return listed([one_line(text) for text in texts])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).strip().split("\n")]
