"""The floor in the room's file: nothing that the server was told is lost, nothing is taken twice, and no key waits for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.floor_exchange import (
    MUTED,
    REMEMBERED,
    FloorMail,
    FloorResult,
    MutedDevice,
    SentStatement,
)
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_floor import RoomFloor
from breakout_tui.link.room_floor_box import FloorBox, FloorExchange
from breakout_tui.store.room_floor_rows import KEPT
from tests.store.floor_room import FloorRoom, sent

WAITING, TAKEN, ASIDE, WITHDRAWN = (
    FloorOutcome.WAITING,
    FloorOutcome.TAKEN,
    FloorOutcome.ASIDE,
    FloorOutcome.WITHDRAWN,
)


@pytest.fixture
def room(tmp_path: Path) -> FloorRoom:
    """A room, in which a phase runs."""
    return FloorRoom(tmp_path / "room.db")


def test_it_is_the_port_of_the_window_and_of_the_link(room: FloorRoom) -> None:
    """Rule: one object serves both."""
    port: RoomFloor = room.floor
    box: FloorBox = room.floor
    assert port.door is box.door


def test_a_statement_is_told_to_be_stored_once_it_is_in_the_file(room: FloorRoom) -> None:
    """Rule: also if the file could not be written before; sent again, it is told again, and is there once."""
    first = sent("Silo budgets", room.session.id)
    room.is_writable = False
    room.gets(first)
    assert room.gets(first).stored == ()
    room.is_writable = True
    room.gets(first)
    assert room.gets().stored == (first.id,)
    assert room.gets().stored == ()
    room.gets(first)
    assert room.gets().stored == (first.id,)
    room.open_window()  # as after kill -9
    assert room.became() == [("Silo budgets", WAITING, "")]
    assert room.floor.statements[0].stored_at == room.clock.read().wall - timedelta(seconds=30)


def test_what_became_of_it_is_told_once_it_is_saved_until_the_server_has_it(room: FloorRoom) -> None:
    """Rule: nothing is told twice, everything again to a server that asks for it, and to one that is new to the window."""
    first, second = (sent(text, room.session.id) for text in ("Silo budgets", "No shared words"))
    room.gets(first, second)
    assert room.gets().results == ()
    room.takes(first.id)
    room.floor.set_aside([second.id])
    results = (FloorResult(first.id, "taken", "C1"), FloorResult(second.id, "aside"))
    assert room.exchange.news().results == results  # an answer that is lost
    assert room.gets().results == results
    assert room.gets().results == ()
    room.gets(wants_results=True)
    assert room.gets().results == results
    room.exchange.forget()
    assert room.gets().results == results
    room.open_window()
    assert {each.id: each for each in room.gets().results} == {each.id: each for each in results}
    room.room.do(c.Undo())
    room.saved()
    room.floor.bring_back([second.id])
    assert {each.outcome for each in room.gets().results} == {"waiting"}


def test_a_note_that_is_deleted_sets_its_statement_aside_for_good(room: FloorRoom) -> None:
    """Rule: also when the steps of that day are no longer known; if the deletion and the taking are undone, it waits."""
    first = sent("Silo budgets", room.session.id)
    room.gets(first)
    room.takes(first.id)
    room.room.do(c.DeleteNote(0))
    room.saved()
    room.gets()
    room.open_window()
    room.room.session = replace(room.session, undo_steps=())
    assert room.became() == [("Silo budgets", ASIDE, "")]
    room.room.do(c.RestoreNote(0))
    room.saved()
    room.gets()
    room.room.do(c.Undo())
    room.saved()
    assert room.became() == [("Silo budgets", WAITING, "")]


def test_what_its_author_withdraws_loses_its_words_unless_it_is_a_note(room: FloorRoom) -> None:
    """Rule: a result says so in each case, also for a statement that never came."""
    first, second = (sent(text, room.session.id) for text in ("Silo budgets", "Withdrawn words"))
    room.gets(first, second)
    room.takes(first.id)
    room.gets(withdrawn=(first.id, second.id, "unknown"))
    assert sorted((each.id, each.outcome) for each in room.gets().results) == sorted(
        [(first.id, "taken"), (second.id, "withdrawn"), ("unknown", "withdrawn")]
    )
    assert room.became() == [("Silo budgets", TAKEN, "C1"), ("", WITHDRAWN, "")]
    assert b"Withdrawn words" not in room.path.read_bytes()
    room.floor.bring_back([second.id])
    assert room.became()[1][1] is WITHDRAWN


def test_under_none_nothing_personal_is_kept(tmp_path: Path) -> None:
    """Rule: no claim and no name, not of a statement of a session that the file doesn't know either; nor after the rule was changed."""
    room = FloorRoom(tmp_path / "none.db", AttributionRule.NONE)
    room.gets(sent("Ask @Maria first", room.session.id, country="Norway"), sent("@Maria", room.session.id))
    assert [(each.text, each.country) for each in room.floor.statements] == [("Ask first", "")]
    assert room.gets().results[0].outcome == "aside"  # it said nothing but a name
    room = FloorRoom(tmp_path / "country.db")
    room.gets(
        sent("From Norway", room.session.id, country="norway"),
        sent("From a person", room.session.id, country="Maria Silva"),
        sent("Of another session", "unknown", country="Norway"),
    )
    assert [each.country for each in room.floor.statements] == ["Norway", ""]
    room.room.do(c.EditDetails(rule=AttributionRule.NONE))
    room.saved()
    room.gets()
    assert [each.country for each in room.floor.statements] == ["", ""]
    with closing(sqlite3.connect(room.path)) as raw:
        assert raw.execute("SELECT DISTINCT attribution FROM room_floor").fetchall() == [("",)]


def test_under_country_no_name_of_a_person_is_kept(tmp_path: Path) -> None:
    """Rule: as little as of a typed line, in the file and in the note; not of one that came under *named* either."""
    room = FloorRoom(tmp_path / "country.db")
    said = sent("@Ana Walrus: the ministry is too slow, says @Norway", room.session.id)
    room.gets(said, sent("@Ana Walrus", room.session.id))
    assert [each.text for each in room.floor.statements] == ["the ministry is too slow, says @Norway"]
    assert room.gets().results[0].outcome == "aside"  # it said nothing but a name
    named = FloorRoom(tmp_path / "named.db", AttributionRule.NAMED)
    named.gets(sent("@Ana Walrus: too slow", named.session.id), sent("@Ana Walrus", named.session.id))
    named.room.do(c.EditDetails(rule=AttributionRule.COUNTRY))
    named.saved()
    named.gets()
    left = [("", ASIDE, ""), ("too slow", WAITING, "")]
    assert sorted(named.became()) == left
    named.open_window()
    assert sorted(named.became()) == left
    assert b"Walrus" not in room.path.read_bytes() + named.path.read_bytes()


def test_who_asks_to_speak_obeys_the_rule_also_after_a_change(tmp_path: Path) -> None:
    """Rule: a name that was said under *named* is in no byte of the file under *country*, and a country in none under *none*."""
    room = FloorRoom(tmp_path / "named.db", AttributionRule.NAMED)
    room.gets(sent("", room.session.id, country="Norway, Maria Walrus", kind=TO_SPEAK))
    for rule, kept in (
        (None, "Norway, Maria Walrus"),
        (AttributionRule.COUNTRY, "Norway"),
        (AttributionRule.NONE, ""),
    ):
        if rule is not None:
            room.room.do(c.EditDetails(rule=rule))
            room.saved()
        room.gets()
        assert [each.country for each in room.floor.requests] == [kept]
        room.open_window()
        assert [each.country for each in room.floor.requests] == [kept]
    assert b"Walrus" not in room.path.read_bytes()
    assert room.floor.statements == ()


def test_hostile_mail_changes_nothing_else(room: FloorRoom) -> None:
    """Rule: ids of another form are not stored, texts are clean and not too long, a kind that is unknown goes to the parking lot."""
    wrong = SentStatement("1' OR 1", room.session.id, "challenge", "x")
    long = sent("\u202e" + "word " * 900, room.session.id, kind="poem")
    room.gets(wrong, replace(long, ago=-5.0), sent(" \x00\n ", room.session.id))
    (kept,) = (each for each in room.floor.statements if each.id == long.id)
    assert (len(kept.text) <= 500, "\u202e" in kept.text, kept.kind.letter) == (True, False, "X")
    assert kept.stored_at <= room.clock.read().wall
    assert wrong.id not in room.gets().stored


def test_a_muted_device_is_told_until_it_may_send_again(room: FloorRoom) -> None:
    """Rule: ten minutes, counted on; lifted by the facilitator; forgotten with the session, which begins with a closed floor."""
    door = room.floor.door
    door.mute("s1", MUTED)
    room.clock.pass_time(60)
    assert room.gets().muted == (MutedDevice("s1", 540.0),)
    door.mute("s1", 0.0)
    assert door.muted == {}
    assert room.gets().muted == (MutedDevice("s1", 0.0),)
    assert room.gets().muted == ()
    door.mute("s2", MUTED)
    room.clock.pass_time(MUTED + 1)
    assert room.gets().muted == (MutedDevice("s2", 0.0),)
    door.let_in(True)
    door.renew_code()
    news = room.gets()
    assert (news.is_open, news.renews_code, room.gets().renews_code) == (True, True, False)
    assert (door.standing.address, door.standing.phones) == ("http://192.168.1.23:8765/p", 3)
    room.floor.offer(None)
    assert (door.is_open, room.gets().is_open) == (False, False)


def test_a_device_that_no_server_knows_is_not_said_to_be_muted(room: FloorRoom) -> None:
    """Rule: of several servers one is enough that knows it; a hub can't say, because another of its processes may know it."""
    door = room.floor.door
    hub = FloorExchange(room.floor, lambda: None, is_hub=True)
    door.mute("s1", MUTED)
    for known, is_muted in (((), False), (("s1",), True), (("another",), False)):
        news = room.exchange.news()
        room.exchange.hear(news, FloorMail(muted=known))
        assert (door.is_muted("s1"), door.is_muted("another")) == (is_muted, False)
    hub.hear(hub.news(), FloorMail())
    assert door.is_muted("s1")
    hub.forget()
    assert not door.is_muted("s1")
    door.mute("s1", 0.0)
    assert not door.is_muted("s1")
    now = room.clock.read().wall
    assert door.may_know_phone(now - timedelta(seconds=REMEMBERED - 1))
    assert not door.may_know_phone(now - timedelta(seconds=REMEMBERED))


def test_three_hundred_in_a_minute_are_few_writes(room: FloorRoom) -> None:
    """Rule: what comes with one answer is one transaction, and nothing is asked of the server without need."""
    for each in range(3):
        room.gets(*(sent(f"Statement {each}-{number}", room.session.id) for number in range(100)))
    assert (room.writes, len(room.floor.statements)) == (3, 300)
    woken = room.woken
    for _ in range(5):
        room.gets()
    assert (room.woken, room.writes) == (woken, 3)


def test_old_statements_leave_the_file_and_an_erasure_is_read_again(room: FloorRoom) -> None:
    """Rule: the words of a conference don't stay for ever; what was erased in the file does not come back from memory."""
    old, new = sent("From Maria", room.session.id), sent("A new one", room.session.id)
    room.gets(old)
    with closing(sqlite3.connect(room.path)) as raw, raw:
        raw.execute("UPDATE room_floor SET text = 'From …'")
    room.floor.read_again()
    room.exchange.look()
    room.floor.set_aside([old.id])
    room.open_window()
    assert room.became() == [("From …", ASIDE, "")]
    room.clock.pass_time(KEPT.total_seconds() + 60)
    room.gets(new)
    room.open_window()
    assert room.became() == [("A new one", WAITING, "")]
