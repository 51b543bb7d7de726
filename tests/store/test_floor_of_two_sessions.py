"""The floor of a file with two sessions: what becomes of a statement does not depend on which of them is open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.floor_commands import TakenStatement, TakeStatements
from breakout_tui.domain.floor_exchange import FloorMail, SentStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
from breakout_tui.domain.speaker_records import SpeakerSource
from tests.domain.day import NINE, Room
from tests.sampled import a_third
from tests.store.builders import new, write
from tests.store.floor_room import FloorRoom, sent
from tests.stored import records_of

_WHICH = st.integers(0, 3)
_STEPS = st.one_of(
    st.tuples(st.sampled_from(("send", "again", "withdraw", "withdraw", "aside", "back")), _WHICH),
    st.tuples(st.just("open"), st.integers(0, 2)),
    st.tuples(st.sampled_from(("meet", "meet", "disk", "restart")), st.just(0)),
)


@dataclass
class Play:
    """A file with two sessions, and a server that asks until it is answered."""

    room: FloorRoom
    sessions: list[Session]
    sent: list[SentStatement] = field(default_factory=list)
    came: set[str] = field(default_factory=set)
    """What the room has said to be stored."""
    withdrawn: set[str] = field(default_factory=set)
    results: dict[str, str] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    """What the facilitator has set aside last."""

    def step(self, what: str, which: int) -> None:
        """One thing happens."""
        one = self.sent[which % len(self.sent)] if self.sent else None
        match what:
            case "send":
                self.sent.append(sent(f"Words{len(self.sent)}.", self.sessions[which % 2].id))
            case "open":
                self.room.floor.offer([*self.sessions, None][which])
            case "meet":
                self.meet()
            case "disk":
                self.room.is_writable = not self.room.is_writable
            case "restart":
                self.room.floor.offer(None)
                self.room.open_window()
        if one is None:
            return
        match what:
            case "again":
                self.came.discard(one.id)
            case "withdraw":
                self.withdrawn.add(one.id)
            case "aside" | "back" if one.id in {each.id for each in self.room.floor.statements}:
                act = self.room.floor.set_aside if what == "aside" else self.room.floor.bring_back
                act([one.id])
                (self.aside.add if what == "aside" else self.aside.discard)(one.id)

    def meet(self) -> None:
        """The link tells its news, and gets an answer."""
        self.room.exchange.look()
        news = self.room.exchange.news()
        self.came.update(news.stored)
        self.results.update((each.id, each.outcome) for each in news.results)
        gone = self.withdrawn
        coming = tuple(each for each in self.sent if each.id not in self.came | gone)
        owed = tuple(key for key in gone if self.results.get(key) != "withdrawn")
        self.room.exchange.hear(news, FloorMail(coming, owed))

    def settle(self) -> None:
        """The disk works, and each session is open for a while."""
        self.room.is_writable = True
        for session in (*self.sessions, None):
            self.room.floor.offer(session)
            for _ in range(3):
                self.meet()


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> tuple[FloorRoom, list[Session], bytes]:
    """A file with two sessions, and its content."""
    room = FloorRoom(tmp_path_factory.mktemp("two") / "room.db")
    sessions = [room.session, Room(c.EditDetails(known=("Norway",))).session]
    for each in sessions:
        write(room.path, new(*records_of(each)), session_id=each.id)
    return room, sessions, room.path.read_bytes()


@settings(max_examples=a_third(60), deadline=None)
@example([("send", 0), ("meet", 0), ("open", 1), ("meet", 0), ("withdraw", 0), ("meet", 0)])
@example([("send", 0), ("meet", 0), ("aside", 0), ("open", 1), ("meet", 0), ("again", 0), ("meet", 0)])
@example([("disk", 0), ("send", 0), ("meet", 0), ("open", 1), ("meet", 0), ("send", 1), ("meet", 0)])
@example([("send", 0), ("meet", 0), ("open", 2), ("withdraw", 0), ("meet", 0)])
@given(st.lists(_STEPS, min_size=4, max_size=16))
def test_what_becomes_of_a_statement_does_not_depend_on_the_open_session(
    beginning: tuple[FloorRoom, list[Session], bytes], steps: list[tuple[str, int]]
) -> None:
    """Rule: what its author withdraws has no words left and never waits again, and what was set aside stays so, however often it comes.

    Nothing is owed in the end, and the link sleeps.
    """
    room, sessions, content = beginning
    room.path.write_bytes(content)
    room.open_window()
    play = Play(room, sessions)
    for what, which in steps:
        play.step(what, which)
    play.settle()
    woken = room.woken
    for _ in range(2):
        play.meet()
    assert room.woken == woken
    with closing(sqlite3.connect(room.path)) as raw:
        rows = raw.execute("SELECT id, text, outcome FROM room_floor").fetchall()
    words = {each.id: each.text for each in play.sent}
    for key, text, outcome in rows:
        is_gone = key in play.withdrawn
        expected = "withdrawn" if is_gone else "aside" if key in play.aside else "waiting"
        assert (text, outcome) == ("" if is_gone else words[key], expected)
    assert {key for key, _, _ in rows} | play.withdrawn == {*words} | play.withdrawn
    assert {play.results.get(key) for key in play.withdrawn} <= {"withdrawn"}
    content = room.path.read_bytes()
    assert not [key for key in play.withdrawn if words[key].encode() in content]


@pytest.mark.parametrize("is_open", [False, None])
def test_what_became_a_note_or_a_speaker_in_a_session_that_is_not_open_stays(
    tmp_path: Path, *, is_open: bool | None
) -> None:
    """Rule: its author is told so, with another session open and with none."""
    room = FloorRoom(tmp_path / "room.db")
    note, called, listed = (
        sent("Silo budgets", room.session.id),
        sent("", room.session.id, country="Norway", kind=TO_SPEAK),
        sent("", room.session.id, country="Norway", kind=TO_SPEAK),
    )
    room.gets(note, called, listed)
    room.room.do(TakeStatements((TakenStatement(note.id, c.Capture("Silo budgets", Kind.CHALLENGE)),)))
    for each in (called, listed):
        room.room.do(c.AskToSpeak(origin=SpeakerSource.PHONE, request_id=each.id))
        if each is called:
            room.room.do(c.NextSpeaker())
    write(room.path, new(*records_of(room.session)), session_id=room.session.id)
    other = Room().session
    room.floor.offer(None if is_open is None else other)
    room.exchange.look()
    room.gets(withdrawn=(note.id, called.id, listed.id, new_id(NINE)))
    outcomes = {each.id: (each.outcome, each.reference) for each in room.gets().results}
    assert outcomes[note.id] == ("taken", "C1")
    assert outcomes[called.id] == ("speaking", "")
    assert outcomes[listed.id] == ("withdrawn", "")
    assert len(outcomes) == 4
    room.saved()
    assert room.became() == [("Silo budgets", FloorOutcome.TAKEN, "C1")]
