"""Room findings: what the organiser should know of a room, graded, and what was silenced of it.

A finding has keys that tell what exactly was found: silencing keeps these keys, so that the same kind of thing shows again when it is
about something else. A key has no words of people: references, ids and times only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from hashlib import sha256

MOST_NAMED = 6
"""Subjects that are named; of the others only the number is said."""
LONGEST_REASON = 200
"""Characters of the reason for which a finding is silenced."""


class Grade(Enum):
    """How much a finding matters."""

    PROBLEM = "problem"
    WARNING = "warning"
    CHECK = "to check"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {grade: place for place, grade in enumerate(Grade)}
NO_FINDING = len(_RANKS)
"""The rank of a room without findings."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things that a finding is about."""

    key: str
    """Tells it from others, without a word of people."""
    name: str
    """As people call it."""


@dataclass(frozen=True, slots=True)
class RoomFinding:
    """Something that the organiser should know of a room."""

    code: str
    """Of what kind it is; a room has at most one of each."""
    grade: Grade
    words: str
    """Without its subjects."""
    subjects: tuple[Subject, ...] = ()
    """In the order in which they are named; none where it is about the room."""
    moment: str = ""
    """For one without subjects: tells this time from another one."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What is kept when it is silenced, at least one."""
        return tuple(f"{self.code}:{each.key}" for each in self.subjects) or (f"{self.code}:{self.moment}",)

    @property
    def text(self) -> str:
        """All of it in a line: ``no date: R1, R3``."""
        if not self.subjects:
            return self.words
        names = ", ".join(each.name for each in self.subjects[:MOST_NAMED])
        more = len(self.subjects) - MOST_NAMED
        return f"{self.words}: {names}{f' and {more} more' if more > 0 else ''}"

    @property
    def seen(self) -> str:
        """Stands for its keys, so that nothing is silenced that was not seen: 16 hexadecimal digits."""
        return sha256("\0".join(self.keys).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Silence:
    """One key of a room that the organiser does not want to be told of again."""

    room_id: str
    key: str
    reason: str
    organiser: str
    """The name of the one who silenced it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class SilencedFinding:
    """What of a finding is silenced."""

    finding: RoomFinding
    silence: Silence
    """The latest of its keys."""


def told_of(
    found: Iterable[RoomFinding], silences: Mapping[str, Silence]
) -> tuple[tuple[RoomFinding, ...], tuple[SilencedFinding, ...]]:
    """The findings without what is silenced, the gravest first, and what is. ``silences`` are the room's, by key.

    Of a finding with several subjects some may be silenced: then it is in both, each time with its own.
    """
    open_: list[RoomFinding] = []
    silenced: list[SilencedFinding] = []
    for finding in sorted(found, key=lambda each: each.grade.rank):
        kept = [key for key in finding.keys if key in silences]
        if kept:
            latest = max((silences[key] for key in kept), key=lambda each: (each.at, each.key))
            silenced.append(SilencedFinding(_only(finding, set(kept)), latest))
        if len(kept) < len(finding.keys):
            open_.append(_only(finding, set(finding.keys) - set(kept)))
    return tuple(open_), tuple(silenced)


def _only(finding: RoomFinding, keys: set[str]) -> RoomFinding:
    return replace(finding, subjects=tuple(_with_keys(finding, keys)))


def _with_keys(finding: RoomFinding, keys: set[str]) -> Iterator[Subject]:
    return (each for each in finding.subjects if f"{finding.code}:{each.key}" in keys)
