"""Which state of a record is newer, where one session is continued on several laptops.

Every stored change of a record carries a :class:`Stamp`: a logical counter and its *writer*, which is a random id, new for each
claim of a session. What a file knows of a session is one counter for each writer: it has seen all changes of that writer up to
there. So no wall clock is asked, and a change is known to be seen although it was replaced since. These are dotted version
vectors (Preguiça, Baquero, Almeida, Fonte and Gonçalves, "Dotted Version Vectors", 2010). How two states are joined is in
``joining``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.records import Record

OLD_WRITER = "old-"
"""Begins the writer of everything in a session of an earlier version."""

DAMAGED = "-"
"""Begins the writer of a version of which ``rescue`` could read a part only: whoever has seen the change has it whole."""

Knowledge = Mapping[str, int]
"""By writer, the highest counter known: all changes of the writer up to it have been seen."""


class Stamp(NamedTuple):
    """Marks one stored change; of two concurrent changes the higher one is the current one."""

    counter: int
    """From 1: one more than the highest that the file knew of the session."""
    writer: str
    """Random, new for each claim of the session."""

    def is_in(self, knowledge: Knowledge) -> bool:
        """Whether the one who knows this has seen the change."""
        return knowledge.get(self.writer.removeprefix(DAMAGED), 0) >= self.counter


LOST_STAMP = Stamp(0, "lost")
"""Marks what ``rescue`` puts in the place of a record that was lost. Everybody has seen it, so any version of the record replaces it."""


class Handle(Enum):
    """The numbers by which people know a record of one session; a record gets another one where two laptops gave the same."""

    SERIAL = "serial"
    """Of a note, from 0."""
    REFERENCE = "reference"
    """Of a note, such as ``C3``."""
    STEP = "step"
    """The number of an undo step, from 1."""


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it was after one change."""

    record: Record
    stamp: Stamp
    made_by: str = ""
    """The writer that made the record, for notes; it names the laptop of a reference. Empty where it is that of the stamp."""

    @property
    def maker(self) -> str:
        """The writer that made the record, as far as is known."""
        return self.made_by or self.stamp.writer


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record whose number another laptop had given too, and the number that it got instead."""

    record_id: str
    what: Handle
    own: str
    """The number that its laptop had given it."""
    given: str
    laptop: str
    """The name of that laptop, else the first four digits of its writer."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Something that was erased for good, without its words; it wins over every version of every file."""

    id: str
    session_id: str = ""
    """Empty for a name, which is erased from all sessions."""
    record_id: str = ""
    """The erased statement; empty for a name."""
    salt: str = ""
    """Hexadecimal, of its own."""
    hash: str = ""
    """Hexadecimal: a slow salted hash (scrypt) of the name in its folded form; empty for a statement."""
    words: int = 0
    """How many words the name has."""
    hint: int = 0
    """Eight bits of a quick salted hash, so that only one candidate of 256 needs the slow one."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything of one session that travels between files."""

    session_id: str
    knowledge: Knowledge
    versions: tuple[Version, ...]
    """The current version of each record first, then its siblings: the concurrent ones, the highest stamp first."""
    renumbered: tuple[Renumbered, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    laptops: Mapping[str, str] = field(default_factory=dict)
    """By writer, the name of its laptop, where known."""


def record_id(record: Record) -> str:
    """The id of any record; unique across all rooms and all types of records."""
    return record.id


def seen(knowledge: Knowledge, other: Knowledge) -> dict[str, int]:
    """What is known to one who has seen both."""
    writers = sorted({*knowledge, *other})
    return {writer: max(knowledge.get(writer, 0), other.get(writer, 0)) for writer in writers}


def laptops_of(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """By writer the names of laptops that either side knows; of two names the lower one, the same from either side."""
    return {
        writer: min(names[writer] for names in (ours, theirs) if names.get(writer))
        for writer in sorted({*ours, *theirs})
        if ours.get(writer) or theirs.get(writer)
    }


def staying(
    ours: Collection[Stamp], theirs: Collection[Stamp], known: Knowledge, known_there: Knowledge
) -> list[Stamp]:
    """Of the stamps of one record's versions on two sides those that stay where the sides are joined; the rule is in ``joining``."""
    if not ours or not theirs:
        return [*ours, *theirs]
    highest = max(*ours, *theirs)
    return [
        stamp
        for stamp in dict.fromkeys((*ours, *theirs))
        if stamp == highest
        or (stamp in ours and stamp in theirs)
        or not stamp.is_in(known_there if stamp in ours else known)
    ]


def is_seen(other: Knowledge, knowledge: Knowledge) -> bool:
    """Whether one who knows ``knowledge`` has seen all of ``other``: its state then has no news, except for erasures."""
    return all(knowledge.get(writer, 0) >= counter for writer, counter in other.items())
