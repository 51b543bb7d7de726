"""The capture line: parses what the facilitator types into text, attribution, cluster, links and fields.

A mark (see ``marks``) at either end of the line is removed from the text; inside a sentence only its sign is removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.marks import Mark, Spellings, marks_of, personal_spans, quoted, strip_personal
from breakout_tui.domain.note_fields import BY_WORD
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.programme import AttributionRule


class Role(Enum):
    """The meaning of a part of the line, for highlighting it while it is typed."""

    ATTRIBUTION = "attribution"
    CLUSTER = "cluster"
    REFERENCE = "reference"
    FIELD = "field"


class Highlight(NamedTuple):
    """A part of the line, in characters from ``start`` up to ``end``, and its role."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Captured:
    """A parsed line. ``text`` is empty if the line has only marks."""

    text: str
    attribution: str = ""
    """Who said it, in the known spelling; several names are joined by a comma."""
    cluster: str = ""
    links: tuple[str, ...] = ()
    """References in the text that exist, in the order given."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By the word typed before the colon; see ``note_fields``."""
    removed_personal: bool = False
    """Whether the rule *none* removed an ``@word``."""
    unknown_attribution: str | None = None
    """Under *country*, the names that are not known yet: they need a second Enter."""


def parse(
    line: str,
    rule: AttributionRule,
    *,
    known: Collection[str] = (),
    exists: Callable[[str], bool] = lambda _: False,
    kind: Kind | None = None,
) -> Captured:
    """Parse the line; never raises.

    Under the rule *none* every ``@word`` is removed from the result. ``known`` holds the people, countries and
    organisations of the session; ``exists`` tells whether a reference is one; fields are only seen for their ``kind``.
    """
    bare = strip_personal(line, known) if rule is AttributionRule.NONE else line
    body, values = _split_fields(bare, kind)
    reading = _Reading(known)
    text = reading.of(body, leading=True)
    fields = {word: reading.of(value, leading=False) for word, value in values.items()}
    cluster = reading.cluster
    if rule is AttributionRule.NONE:
        text, cluster = strip_personal(text, known).strip(), strip_personal(cluster, known)
        fields = {word: strip_personal(value, known).strip() for word, value in fields.items()}
    references = (match.group() for match in REFERENCE.finditer(text))
    return Captured(
        text=text,
        attribution="" if rule is AttributionRule.NONE else ", ".join(reading.people),
        cluster=cluster,
        links=tuple(dict.fromkeys(reference for reference in references if exists(reference))),
        fields={word: value for word, value in fields.items() if value},
        removed_personal=bare != line,
        unknown_attribution=(", ".join(reading.strangers) or None)
        if rule is AttributionRule.COUNTRY
        else None,
    )


def highlights(
    line: str,
    rule: AttributionRule,
    *,
    known: Collection[str] = (),
    exists: Callable[[str], bool] = lambda _: False,
    kind: Kind | None = None,
) -> tuple[Highlight, ...]:
    """The parts of the line that mean something, by start; they do not overlap."""
    found = [
        Highlight(mark.start, mark.end, Role.ATTRIBUTION if mark.sign == "@" else Role.CLUSTER)
        for mark in marks_of(line, Spellings(known))
        if mark.name
    ]
    if rule is AttributionRule.NONE:
        found += [Highlight(start, end, Role.ATTRIBUTION) for start, end in personal_spans(line)]
    found += [
        Highlight(*match.span(), Role.REFERENCE)
        for match in REFERENCE.finditer(line)
        if exists(match.group())
    ]
    if kind is not None and kind in BY_WORD:
        found += [Highlight(*match.span("head"), Role.FIELD) for match in _field_pattern(kind).finditer(line)]
    return tuple(_disjoint(sorted(found, key=lambda part: (part.start, -part.end))))


def line_of(
    text: str, attribution: str = "", cluster: str = "", fields: Mapping[str, str] | None = None
) -> str:
    """The line that ``parse`` reads as these values: for editing a note."""
    literal = re.sub(r"(?<![\w@#])([@#])", r"\1\1", text)
    parts = [f"/{literal}" if literal.startswith("/") else literal]
    parts += [f'{word}: "{value}"' for word, value in (fields or {}).items() if value]
    parts += [f"@{quoted(name)}" for name in attribution.split(", ") if name]
    parts += [f"#{quoted(cluster)}"] if cluster else []
    return " ".join(part for part in parts if part)


class _Reading:
    """Reads the pieces of one line in turn and collects the names and the cluster that they mark."""

    def __init__(self, known: Collection[str]) -> None:
        self._spellings = Spellings(known)
        self.people: list[str] = []
        self.strangers: list[str] = []
        self.cluster = ""

    def of(self, piece: str, *, leading: bool) -> str:
        """The piece without its marks at the end, and at the start if ``leading``."""
        marks = list(marks_of(piece, self._spellings))
        start, end = _inner(piece, marks, leading=leading)
        kept: list[str] = []
        position = 0
        for mark in marks:
            is_outside = mark.end <= start or mark.start >= end
            word = self._take(mark, piece, is_outside=is_outside)
            before = piece[position : mark.start]
            kept += [before.rstrip(" \t") if mark.start >= end and not word else before, word]
            position = mark.end
            if mark.end <= start:
                position = _after_colon(piece, mark.end)
        kept.append(piece[position:])
        return "".join(kept).strip()

    def _take(self, mark: Mark, piece: str, *, is_outside: bool) -> str:
        """Record the mark; returns the part of it that stays in the text."""
        if not mark.name:
            return mark.sign
        if mark.sign == "@":
            self._hear(mark.name)
        elif not self.cluster:
            self.cluster = mark.name
        elif is_outside and mark.name.casefold() != self.cluster.casefold():
            return piece[mark.start : mark.end]
        return "" if is_outside else mark.name

    def _hear(self, name: str) -> None:
        spelling = self._spellings.of(name)
        if spelling is None and name not in self.strangers:
            self.strangers.append(name)
        if (spelling or name) not in self.people:
            self.people.append(spelling or name)


def _inner(piece: str, marks: list[Mark], *, leading: bool) -> tuple[int, int]:
    """Start and end of the sentence in a piece; outside are only marks and spaces."""
    start, end = 0, len(piece)
    for mark in reversed(marks):
        is_only = not leading and not piece[: mark.start].strip()
        if not mark.name or is_only or piece[mark.end : end].strip():
            break
        end = mark.start
    for mark in marks if leading else ():
        if not mark.name or piece[start : mark.start].strip() or mark.start >= end:
            break
        following = piece[mark.end : mark.end + 1]
        if following and not following.isspace() and following != ":":
            break
        start = _after_colon(piece, mark.end)
    return start, end


def _after_colon(piece: str, position: int) -> int:
    return position + 1 if piece[position : position + 1] == ":" else position


def _field_pattern(kind: Kind) -> re.Pattern[str]:
    """Matches a field: its head, then a quoted value or everything up to the next head or the end of the line."""
    # not in capitals: "WHO: …" is an organisation
    words = "|".join(f"{word}|{word.capitalize()}" for word in BY_WORD[kind])
    value = rf'"(?P<quoted>[^"\n]*)"|(?P<value>[^\n]*?)(?=(?<![\w@#])(?:{words}):|\n|\Z)'
    return re.compile(rf"(?P<head>(?<![\w@#])(?P<word>{words}):)[ \t]*(?:{value})")


def _split_fields(line: str, kind: Kind | None) -> tuple[str, dict[str, str]]:
    """The line without its fields, and their values; a field given twice keeps both."""
    if kind is None or kind not in BY_WORD:
        return line, {}
    body: list[str] = []
    values: dict[str, str] = {}
    position = 0
    for match in _field_pattern(kind).finditer(line):
        body.append(line[position : match.start()].rstrip(" \t,;"))
        word = match["word"].lower()
        value = (match["quoted"] if match["quoted"] is not None else match["value"]).strip(" \t,;")
        values[word] = f"{values[word]}; {value}" if values.get(word) else value
        position = match.end()
    body.append(line[position:])
    return "".join(body), values


def _disjoint(ordered: Iterable[Highlight]) -> Iterator[Highlight]:
    end = 0
    for part in ordered:
        if part.start >= end:
            yield part
            end = part.end
