"""Copies of one session that go on apart: real commands, the versions that a store would keep of them, and joins."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import count
from typing import Any

from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Command
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.identity import derived_id
from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import in_order, join, key_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, UndoStep
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.versions import Erasure, SessionState, Stamp, Version, seen
from tests.domain.day import NINE, Room
from tests.domain.strategies import (
    ALL_WISHES,
    CLOCK_WISHES,
    NOTE_WISHES,
    OUTCOME_WISHES,
    SPEAKER_WISHES,
    Wish,
    wishes,
)
from tests.stored import records_of

Join = Callable[[SessionState, SessionState], SessionState]
"""What two states become together."""


def together(ours: SessionState, theirs: SessionState) -> SessionState:
    """Both states joined, without the notes that were erased in either."""
    erased = {erasure.record_id for erasure in (*ours.erasures, *theirs.erasures)}
    return join(
        *(
            replace(state, versions=tuple(blanked(version, erased) for version in state.versions))
            for state in (ours, theirs)
        )
    )


def blanked(version: Version, erased: Container[str]) -> Version:
    """The version without the words of the notes that were erased."""
    record = version.record
    if isinstance(record, UndoStep):
        is_about = any(change.after.id in erased for change in record.changes)
        return replace(version, record=replace(record, changes=()) if is_about else record)
    if isinstance(record, Note) and record.id in erased:
        return replace(version, record=replace(record, text="erased", wordings=(), deleted=True))
    return version


@dataclass
class Replica:
    """One copy of a session on one laptop."""

    state: SessionState
    writer: str
    seconds: float = 3600.0
    joins: Join = together
    made: count[int] = field(default_factory=count)
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.session = Session.of(current(self.state))

    def reading(self) -> Reading:
        """The reading of the laptop's clocks."""
        return Reading("boot-1", 5000.0 + self.seconds, NINE + timedelta(seconds=self.seconds))

    def tries(self, command: Command | None) -> bool:
        """Carry out a command, unless it is refused."""
        if command is None:
            return False
        try:
            outcome = decide(self.session, command, self.reading(), self._new_id)
        except CommandRefused:
            return False
        self.seconds += 7
        self._store(outcome.changes)
        return True

    def wish(self, wish: Wish | Command) -> None:
        """Carry out a wish, if it can be."""
        self.tries(wish.command(self.session) if isinstance(wish, Wish) else wish)

    def say(self, text: str, kind: Kind = Kind.CHALLENGE, **given: Any) -> str:
        """Capture a note; its id."""
        self.do(c.Capture(text, kind, **given))
        return self.session.book[len(self.session.book) - 1].id

    def do(self, *commands: Command) -> None:
        """Carry out commands that are allowed."""
        for command in commands:
            assert self.tries(command), command

    def note(self, note_id: str) -> Note:
        """The note of this id."""
        return next(note for note in self.session.book.notes if note.id == note_id)

    def texts(self) -> list[str]:
        """The texts of the visible notes, in order."""
        return [note.text for note in self.session.book.notes if note.is_visible]

    def copy(self, writer: str) -> Replica:
        """A copy that goes on under a writer of its own, on a laptop of that name."""
        laptops = {**self.state.laptops, writer: f"laptop-{writer}"}
        return Replica(replace(self.state, laptops=laptops), writer, self.seconds, self.joins)

    def take_in(self, other: Replica) -> None:
        """Join the other copy into this one."""
        self._become(self.joins(self.state, other.state))

    def erase(self, erasure: Erasure) -> None:
        """Erase something, as the store does: in all versions."""
        erasures = {*self.state.erasures, erasure}
        state = replace(self.state, erasures=tuple(sorted(erasures, key=lambda each: each.id)))
        self._become(self.joins(state, state))

    def _become(self, state: SessionState) -> None:
        self.state = state
        self.session = Session.of(current(state))

    def _new_id(self, at: datetime) -> str:
        """An id of this laptop's own; what it makes sorts in the order in which it was made."""
        return derived_id(at, next(self.made), self.writer)

    def _store(self, changes: tuple[Change, ...]) -> None:
        """Each change gets the next stamp and takes the place of every version of its record."""
        stamp = Stamp(max(self.state.knowledge.values()) + 1, self.writer)
        put = {key_of(change.after): change.after for change in changes}
        notes = (version for version in self.state.versions if isinstance(version.record, Note))
        makers = {key_of(version.record): version.maker for version in notes if version.maker != self.writer}
        kept = (version for version in self.state.versions if key_of(version.record) not in put)
        new = (Version(put[key], stamp, makers.get(key, "")) for key in put)
        knowledge = seen(self.state.knowledge, {self.writer: stamp.counter})
        self._become(
            replace(self.state, versions=tuple(in_order([*kept, *new])), knowledge=knowledge),
        )


def first_copy(room: Room, writer: str = "a", joins: Join = together) -> Replica:
    """A session as its first laptop has it."""
    stamp = Stamp(1, writer)
    versions = tuple(in_order(Version(record, stamp) for record in records_of(room.session)))
    laptops = {writer: f"laptop-{writer}"}
    return Replica(SessionState(room.session.id, {writer: 1}, versions, laptops=laptops), writer, joins=joins)


@dataclass(frozen=True, slots=True)
class Move:
    """What happens next: a command on one of the copies, a new copy, or a join."""

    where: int
    what: Wish | Command | str
    other: int = 0

    def happens(self, copies: list[Replica]) -> None:
        """Let it happen."""
        here, other = copies[self.where % len(copies)], copies[self.other % len(copies)]
        if self.what == "copy":
            if len(copies) < 4:
                copies.append(here.copy("abcdefghij"[len(copies)]))
        elif self.what == "join":
            here.take_in(other)
        elif self.what == "erase":
            notes = here.session.book.notes
            if notes:
                note = notes[self.other % len(notes)]
                here.erase(Erasure(f"erasure of {note.id}", here.session.id, note.id))
        elif self.what == "claim":
            here.writer += "'"
        elif not isinstance(self.what, str):
            here.wish(self.what)


WISHES = st.one_of(NOTE_WISHES, NOTE_WISHES, ALL_WISHES, OUTCOME_WISHES, CLOCK_WISHES, SPEAKER_WISHES)
PLACES = st.integers(0, 5)
MOVES = st.one_of(
    st.builds(Move, PLACES, WISHES),
    st.builds(Move, PLACES, WISHES),
    st.builds(Move, PLACES, WISHES),
    st.builds(Move, PLACES, st.sampled_from(["join", "join", "copy", "claim", "erase"]), PLACES),
)
TURNS = st.builds(
    Move,
    PLACES,
    wishes(
        "next", "end phase", "lock", "tally", "cut", "merge", "delete", "edit", "drop box", "rename cluster"
    ),
)
"""Those that two laptops are likely to do differently."""


def copies_after(base: Room, moves: list[Move]) -> list[Replica]:
    """The copies after all this, two at least."""
    first = first_copy(base)
    copies = [first, first.copy("b")]
    for move in moves:
        move.happens(copies)
    return copies


def states_of(copies: Iterable[Replica]) -> list[SessionState]:
    """The state of each copy, with its numbers as the rule gives them."""
    return [together(copy.state, copy.state) for copy in copies]


def all_of(copies: Iterable[Replica]) -> SessionState:
    """All copies joined."""
    return reduce(together, states_of(copies))
