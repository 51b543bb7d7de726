"""The sentence of a line: which marks leave it, which stay as words, and which references link (see ``marks``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from breakout_tui.domain.mark_words import continues, needs_next, points
from breakout_tui.domain.marks import SEPARATORS, Mark, Role
from breakout_tui.domain.notes import REFERENCE

_BETWEEN = re.compile(r"[\s,;/&+()\[\]]*\Z")
_BEHIND = re.compile(r"[\s,;()\[\]]*+[.!?…]*+[\s,;)\]]*\Z")
_COLON = re.compile(r"[ \t]*(?::|[–—-](?=[ \t]))[ \t]*")
_JOINED = re.compile(r"(?:\s|,|\band\b|\bor\b|&|/)*\Z", re.IGNORECASE)
_OPENING, _CLOSING, _STOPS = "([", ")]", ".!?…"


class Cut(NamedTuple):
    """A part of the line and the text in its place, for a mark or for what was between marks."""

    start: int
    end: int
    text: str
    mark: Mark | None = None


class Placed(NamedTuple):
    """The marks of one line that mean something, in order: those taken out of the sentence, and those inside it."""

    outside: tuple[Mark, ...]
    inside: tuple[Mark, ...]
    cuts: tuple[Cut, ...]
    """What has to be replaced to get the sentence; in order, without overlaps."""


NO_MARKS = Placed((), (), ())
"""A line without marks."""


def place(line: str, marks: Sequence[Mark], *, has_start: bool = True, is_value: bool = False) -> Placed:
    """Place the marks of one line.

    ``has_start`` is False where other text stands before it. In the value of a field, a mark at the start is a word.
    """
    return _Line(line, marks, has_start=has_start, is_value=is_value).placed()


class _Line:
    """One line. Marks before ``_head`` and from ``_tail`` on are at its ends."""

    def __init__(self, line: str, marks: Sequence[Mark], *, has_start: bool, is_value: bool) -> None:
        self._line = line
        self._marks = tuple(marks)
        self._trailing = self._tail = self._find_tail()
        if is_value and self._marks and not line[: self._marks[0].start].strip():
            self._tail = max(self._tail, 1)
        self._colon: re.Match[str] | None = None
        self._head = self._find_head() if has_start else 0
        self._aside = {mark for run in self._runs() for mark in run}
        self._keep_needed()

    def placed(self) -> Placed:
        """The marks in their places."""
        linked = self._linked()
        ends = (*self._marks[: self._head], *self._marks[self._tail :])
        middle = [
            mark
            for place, mark in enumerate(self._marks)
            if self._head <= place < self._tail
            and (mark.role is not Role.REFERENCE or place in linked or mark in self._aside)
        ]
        cuts = [*self._cut_head(), *map(self._cut, middle), *self._cut_tail()]
        outside = {*ends, *self._aside}
        return Placed(
            tuple(mark for mark in self._marks if mark in outside),
            tuple(mark for mark in middle if mark not in outside),
            tuple(cut for cut in cuts if self._line[cut.start : cut.end] != cut.text),
        )

    # Which marks are at an end

    def _find_tail(self) -> int:
        edge, tail, between = len(self._line), len(self._marks), _BEHIND
        for mark in reversed(self._marks):
            gap = self._line[mark.end : edge]
            is_in_sentence = mark.role is Role.REFERENCE and any(stop in gap for stop in _STOPS)
            if mark.role is Role.LITERAL or is_in_sentence or not between.match(gap):
                break
            edge, tail, between = mark.start, tail - 1, _BETWEEN
        return tail

    def _find_head(self) -> int:
        head, edge = 0, 0
        for mark in self._marks[: self._tail]:
            allowed = SEPARATORS if head else " \t"
            if mark.role is Role.LITERAL or self._line[edge : mark.start].strip(allowed):
                break
            head, edge = head + 1, mark.end
        self._colon = _COLON.match(self._line, edge) if head else None
        if self._colon is not None:
            return head
        roles = [mark.role for mark in self._marks[:head]]
        head = roles.index(Role.REFERENCE) if Role.REFERENCE in roles else head
        after = self._line[self._marks[head - 1].end :] if head else ""
        if after and (not after[0].isspace() or continues(after)):
            head -= 1
            while head and self._is_listed(head):
                head -= 1
        return head

    def _runs(self) -> Iterator[Sequence[Mark]]:
        """The marks inside that are side by side, without one that the sentence needs."""
        first = self._head
        for place in range(self._head, self._tail):
            is_side_by_side = place + 1 < self._tail and not self._between(place + 1).strip(" \t")
            is_filed = self._marks[place].role is not Role.LITERAL
            if is_side_by_side and is_filed:
                continue
            run = self._marks[first : place + 1] if is_filed else self._marks[first:place]
            first = place + 1
            if len(run) > 1 and not self._is_needed(run[0]):
                yield run
            elif len(run) > 1 and any(mark.role is not Role.REFERENCE for mark in run):
                yield run[1:]

    def _keep_needed(self) -> None:
        """Keep in the sentence what it needs of the marks at its end."""
        inside = self._marks[self._head : self._tail]
        has_other = any(mark.role is Role.ATTRIBUTION and mark not in self._aside for mark in inside)
        if self._tail < len(self._marks) and self._is_needed(self._marks[self._tail]):
            self._tail += 1
            while self._tail < len(self._marks) and self._is_listed(self._tail):
                self._tail += 1
        elif has_other:
            while self._tail < len(self._marks) and self._marks[self._tail].role is Role.ATTRIBUTION:
                self._tail += 1

    def _is_needed(self, mark: Mark) -> bool:
        before = self._line[: mark.start]
        return needs_next(before) or (mark.role is Role.REFERENCE and points(before))

    def _is_listed(self, place: int) -> bool:
        """Whether a comma joins this mark to the one before it, or an *and* two references."""
        between = self._between(place)
        are_references = self._marks[place - 1].role is self._marks[place].role is Role.REFERENCE
        return "," in between or (are_references and bool(between.strip()))

    def _between(self, place: int) -> str:
        """The text between this mark and the one before it."""
        return self._line[self._marks[place - 1].end : self._marks[place].start]

    # Which references link

    def _linked(self) -> set[int]:
        """The places of the references that link."""
        line = self._line
        places = [place for place, mark in enumerate(self._marks) if mark.role is Role.REFERENCE]
        linked = set()
        for place in places:
            mark = self._marks[place]
            is_bracketed = line[mark.start - 1 : mark.start] == "(" and line[mark.end : mark.end + 1] == ")"
            is_at_end = place < self._head or place >= self._trailing
            if is_at_end or is_bracketed or points(line[: mark.start]):
                linked.add(place)
        for ordered in (places, places[::-1]):
            for one, other in pairwise(ordered):
                if one in linked and self._are_joined(min(one, other), max(one, other)):
                    linked.add(other)
        return linked

    def _are_joined(self, one: int, other: int) -> bool:
        between = self._line[self._marks[one].end : self._marks[other].start]
        return _JOINED.match(REFERENCE.sub("", between)) is not None

    # What is cut

    def _cut(self, mark: Mark) -> Cut:
        if mark in self._aside:
            return Cut(len(self._line[: mark.start].rstrip(" \t")), mark.end, "", mark)
        word = _word(mark)
        is_glued = any(other.end == mark.start and other not in self._aside for other in self._marks)
        # Without the sign between them, two names would be one word.
        return Cut(mark.start, mark.end, f" {word}" if is_glued and word[:1].isalnum() else word, mark)

    def _cut_head(self) -> Iterator[Cut]:
        if self._head:
            after = self._line[self._head_end :]
            yield Cut(0, self._head_end + len(after) - len(after.lstrip(" \t")), "")

    @property
    def _head_end(self) -> int:
        if not self._head:
            return 0
        end = self._marks[self._head - 1].end
        return self._colon.end() if self._colon is not None and self._colon.start() >= end else end

    def _cut_tail(self) -> Iterator[Cut]:
        """Also the brackets around the marks, if they are in pairs, and the commas before them."""
        if self._tail == len(self._marks):
            return
        line, marks = self._line, self._marks[self._tail :]
        start = _before_marks(line[: marks[0].start])
        gaps = "".join(self._between(place) for place in range(self._tail + 1, len(self._marks)))
        behind = line[marks[-1].end :]
        opened = sum((gaps + behind).count(sign) for sign in _OPENING)
        closed = sum((gaps + behind).count(sign) for sign in _CLOSING)
        if closed > opened and line[start - 1 : start] in _OPENING and start:
            start, opened = _before_marks(line[: start - 1]), opened + 1
        kept = _STOPS if opened == closed else _STOPS + _OPENING + _CLOSING
        start = max(start, self._head_end) if self._head else start
        has_words = bool(line[self._head_end : start].strip())
        yield Cut(
            start, len(line), "".join(sign for sign in gaps + behind if sign in kept) if has_words else ""
        )


def _word(mark: Mark) -> str:
    """What a mark inside a sentence is without its sign."""
    return mark.name.replace("_", " ") if mark.role is Role.ATTRIBUTION else mark.name


def _before_marks(text: str) -> int:
    """Where a sentence ends: before the blanks, commas and dashes that lead to the marks."""
    ended = text.rstrip(" \t,;")
    undashed = ended.rstrip("–—→-")
    is_dash = undashed != ended and undashed[-1:] in (" ", "\t")
    return len(undashed.rstrip(" \t,;") if is_dash else ended)
