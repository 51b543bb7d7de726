"""The capture line: parses what the facilitator types into text, attribution, cluster, links and fields (see ``marks``)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NO_COUNTRIES, KnownNames
from breakout_tui.domain.marks import Lexicon, Mark, Role, marks_of
from breakout_tui.domain.note_fields import BY_WORD
from breakout_tui.domain.personal import cut_name, strip_personal
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.sentence import NO_MARKS, Placed, place


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
    """References that link, in the order given."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By the word typed before the colon; see ``note_fields``."""
    removed_personal: bool = False
    """Whether the rule *none* removed an ``@name``."""
    unknown: tuple[str, ...] = ()
    """Under *country*, the names that are not known: they are not stored."""
    more_clusters: tuple[str, ...] = ()
    """Further clusters at an end of the line: they are not stored, because a note has one."""


def parse(
    line: str,
    rule: AttributionRule,
    *,
    known: Collection[str] = (),
    countries: Countries = NO_COUNTRIES,
    exists: Callable[[str], bool] = lambda _: False,
    kind: Kind | None = None,
) -> Captured:
    """Parse the line; never raises.

    ``known`` holds the people, countries and organisations of the session; ``exists`` tells whether a reference is one;
    fields are only seen for their ``kind``.
    """
    reading = _Reading(line, rule, _lexicon(rule, known, countries, exists), kind)
    captured = reading.captured()
    return _private(captured, known, countries) if rule is AttributionRule.NONE else captured


def highlights(
    line: str,
    rule: AttributionRule,
    *,
    known: Collection[str] = (),
    countries: Countries = NO_COUNTRIES,
    exists: Callable[[str], bool] = lambda _: False,
    kind: Kind | None = None,
) -> tuple[Highlight, ...]:
    """The parts of the line that mean something to ``parse``, by start; they do not overlap."""
    return tuple(_Reading(line, rule, _lexicon(rule, known, countries, exists), kind).highlights())


def _lexicon(
    rule: AttributionRule, known: Collection[str], countries: Countries, exists: Callable[[str], bool]
) -> Lexicon:
    return Lexicon(KnownNames(known, countries), exists, is_private=rule is AttributionRule.NONE)


def _private(captured: Captured, known: Collection[str], countries: Countries) -> Captured:
    """Without any ``@name`` that came together where another one was taken out."""

    def stripped(text: str) -> str:
        return strip_personal(text, known, countries).strip()

    fields = {word: stripped(value) for word, value in captured.fields.items()}
    return replace(
        captured,
        text=stripped(captured.text),
        cluster=stripped(captured.cluster),
        more_clusters=tuple(filter(None, map(stripped, captured.more_clusters))),
        fields={word: value for word, value in fields.items() if value},
        unknown=(),
        removed_personal=bool(captured.unknown),
    )


class _Line(NamedTuple):
    """One line of a piece, with its marks and cuts; all positions are in the whole line that was typed."""

    start: int
    end: int
    marks: Placed


class _Piece(NamedTuple):
    """A part of the typed line: of the sentence, or the value of a field."""

    word: str
    """The word of the field; empty for the sentence."""
    lines: tuple[_Line, ...]


class _Reading:
    """Reads one typed line under one rule."""

    def __init__(self, line: str, rule: AttributionRule, lexicon: Lexicon, kind: Kind | None) -> None:
        self._line = line
        self._rule = rule
        self._lexicon = lexicon
        self._fields = (
            list(_field_pattern(kind).finditer(line)) if kind is not None and kind in BY_WORD else []
        )
        self._pieces = list(self._split())
        lines = [each for piece in self._pieces for each in piece.lines]
        self._outside = [mark for each in lines for mark in each.marks.outside]
        self._inside = [mark for each in lines for mark in each.marks.inside]
        clusters = (mark.name for mark in (*self._outside, *self._inside) if mark.role is Role.CLUSTER)
        self._cluster = next(clusters, "")

    def captured(self) -> Captured:
        """What the line says."""
        marks = sorted([*self._outside, *self._inside])
        people = [mark for mark in marks if mark.role is Role.ATTRIBUTION]
        values: dict[str, str] = {}
        for piece in self._pieces:
            if piece.word and (value := self._text(piece).strip(" \t,;")):
                values[piece.word] = f"{values[piece.word]}; {value}" if piece.word in values else value
        return Captured(
            text="".join(self._text(piece) for piece in self._pieces if not piece.word).strip(),
            attribution=", ".join(dict.fromkeys(filter(None, map(self._stored, people)))),
            cluster=self._cluster,
            links=tuple(dict.fromkeys(mark.name for mark in marks if mark.role is Role.REFERENCE)),
            fields=values,
            unknown=tuple(dict.fromkeys(_spaced(mark.name) for mark in people if not self._stored(mark))),
            more_clusters=tuple(dict.fromkeys(mark.name for mark in self._outside if self._is_further(mark))),
        )

    def highlights(self) -> Iterator[Highlight]:
        """What the line means, part by part."""
        found = [Highlight(*match.span("head"), Role.FIELD) for match in self._fields]
        outside = set(self._outside)
        for mark in (*self._outside, *self._inside):
            if mark.role is Role.ATTRIBUTION and self._rule is AttributionRule.NONE:
                found.append(Highlight(mark.start, mark.end, Role.ATTRIBUTION))
            elif mark.role is Role.ATTRIBUTION and not self._stored(mark):
                found.append(Highlight(mark.start, mark.end, Role.UNKNOWN))
            elif self._is_further(mark):
                found += [Highlight(mark.start, mark.end, Role.UNKNOWN)] if mark in outside else []
            elif mark.role is not Role.LITERAL:
                found.append(Highlight(mark.start, mark.end, mark.role))
        return _disjoint(sorted(found, key=lambda part: (part.start, -part.end)))

    # Pieces

    def _split(self) -> Iterator[_Piece]:
        """The parts of the sentence, and the values of the fields between them."""
        position = 0
        for match in self._fields:
            end = position + len(self._line[position : match.start()].rstrip(" \t,;"))
            yield self._piece("", position, end)
            group = "quoted" if match["quoted"] is not None else "value"
            yield self._piece(match["word"].lower(), *match.span(group))
            position = match.end()
        yield self._piece("", position, len(self._line))

    def _piece(self, word: str, start: int, end: int) -> _Piece:
        text = self._line[start:end]
        marks = deque(marks_of(text, self._lexicon))
        lines, position = [], 0
        for line in text.split("\n"):
            own = []
            while marks and marks[0].start <= position + len(line):
                own.append(_moved(marks.popleft(), -position))
            has_start = start == 0 and not word
            placed = place(line, own, has_start=has_start, is_value=bool(word)) if own else NO_MARKS
            at = start + position
            lines.append(_Line(at, at + len(line), _absolute(placed, at)))
            position += len(line) + 1
        return _Piece(word, tuple(lines))

    def _text(self, piece: _Piece) -> str:
        """The piece without its marks. A line that had only marks is gone."""
        lines = []
        for start, end, placed in piece.lines:
            text, position = "", start
            for cut in placed.cuts:
                is_named = cut.mark is None or cut.mark.role is not Role.ATTRIBUTION or self._stored(cut.mark)
                begin, finish = (cut.start, cut.end) if is_named else cut_name(self._line, cut.start, cut.end)
                text += self._line[position:begin] + (cut.text if is_named else "")
                position = finish
            text += self._line[position:end]
            if text.strip() or not placed.cuts:
                lines.append(text)
        return "\n".join(lines)

    # What is stored

    def _stored(self, mark: Mark) -> str:
        """The name that is stored for an ``@``; empty if none may be."""
        name = _spaced(mark.name)
        if self._rule is AttributionRule.NONE:
            return ""
        if (listed := self._lexicon.names.listed(name)) is not None:
            return listed
        if self._rule is AttributionRule.COUNTRY:
            return self._lexicon.names.country(name) or ""
        return " ".join(name.replace(",", " ").split())

    def _is_further(self, mark: Mark) -> bool:
        """Whether it is a cluster besides the one of the note."""
        return mark.role is Role.CLUSTER and mark.name.casefold() != self._cluster.casefold()


def _spaced(name: str) -> str:
    return name.replace("_", " ").strip()


def _moved(mark: Mark, by: int) -> Mark:
    return mark._replace(start=mark.start + by, end=mark.end + by)


def _absolute(placed: Placed, start: int) -> Placed:
    """Marks and cuts of one line, by their places in the whole."""
    return Placed(
        tuple(_moved(mark, start) for mark in placed.outside),
        tuple(_moved(mark, start) for mark in placed.inside),
        tuple(cut._replace(start=cut.start + start, end=cut.end + start) for cut in placed.cuts),
    )


def _field_pattern(kind: Kind) -> re.Pattern[str]:
    """Matches a field: its head, then a quoted value or everything up to the next head or the end of the line."""
    # not in capitals: "WHO: …" is an organisation
    words = "|".join(f"{word}|{word.capitalize()}" for word in BY_WORD[kind])
    value = rf'"(?P<quoted>[^"\n]*)"|(?P<value>[^\n]*?)(?=(?<![\w@#])(?:{words}):|\n|\Z)'
    return re.compile(rf"(?P<head>(?<![\w@#])(?P<word>{words}):)[ \t]*(?:{value})")


def _disjoint(ordered: Iterable[Highlight]) -> Iterator[Highlight]:
    end = 0
    for part in ordered:
        if part.start >= end:
            yield part
            end = part.end
