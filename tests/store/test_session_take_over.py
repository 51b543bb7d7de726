"""A session that is taken over from a hub into the file of another computer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import HubRefused, OwnershipLost, StoreError, WriteFailed
from breakout_tui.domain.hub_rooms import HandedOver
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.backups import folder_of
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.session_take_over import AGAIN, take_over
from tests.domain.example import Talk
from tests.faults.open_window import files_no_longer_than
from tests.store.builders import StillClock, database
from tests.store.file_replicas import FileReplica, first_file, gather, rows

HUB = "https://hub.example"
DRAFT = Draft("half a sen", Kind.CHALLENGE)


@pytest.fixture
def room(tmp_path: Path) -> FileReplica:
    """The first computer, with one statement."""
    talk = Talk(c.EditDetails(rule=AttributionRule.NAMED))
    talk.say(Kind.CHALLENGE, "Silo budgets")
    return first_file(talk, tmp_path / "a.db")


def state_of(replica: FileReplica) -> SessionState:
    """What a hub has that was told everything."""
    replica.ends_window()
    return database(replica.path).state(replica.session_id)


def says(replica: FileReplica, text: str) -> None:
    """A statement that is saved."""
    replica.wish(c.Capture(text, Kind.CHALLENGE))
    replica.ends_window()


def types(path: Path, session_id: str, draft: Draft | None) -> None:
    """A window that leaves something typed and not saved."""
    store = database(path)
    store.load(session_id)
    store.save_draft(session_id, draft)
    assert store.close(20)


def taken(target: Path, room: FileReplica, draft: Draft | None = None) -> FileReplica:
    """The session as the other computer has it then."""
    take_over(target, HandedOver(state_of(room), draft), HUB, StillClock())
    return FileReplica(target, room.session_id, seconds=7200.0)


def texts(path: Path, session_id: str) -> list[str]:
    """The statements."""
    return [note.text for note in database(path).load(session_id).notes]


def writers(path: Path) -> set[str]:
    """Who made the notes of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT writer FROM note")}


def test_it_goes_on_under_a_new_writer(room: FileReplica, tmp_path: Path) -> None:
    """Rule: as a session of this computer; what both say from then on comes together, and nothing is there twice."""
    target = tmp_path / "b.db"
    other = taken(target, room, DRAFT)
    assert not database(target).is_gathered(room.session_id)
    assert database(target).holder(room.session_id) == ""
    assert database(target).draft(room.session_id) == DRAFT
    before = writers(target)
    says(other, "Pay once")
    says(room, "Of the first laptop")
    assert len(writers(target) - before) == 1
    assert not writers(target) - before & writers(room.path)
    other = taken(target, room)
    assert sorted(texts(target, room.session_id)) == ["Of the first laptop", "Pay once", "Silo budgets"]
    gather(room.path, target)
    assert rows(room.path)["note"] == rows(target)["note"]


def test_again_it_changes_nothing(room: FileReplica, tmp_path: Path) -> None:
    """Rule: also after this computer has gone on, whose draft is then the newer one."""
    target = tmp_path / "b.db"
    taken(target, room, DRAFT)
    first = rows(target)
    other = taken(target, room, DRAFT)
    assert rows(target) == first
    says(other, "half a sentence")
    types(target, room.session_id, None)
    taken(target, room, DRAFT)
    assert texts(target, room.session_id) == ["Silo budgets", "half a sentence"]
    assert database(target).draft(room.session_id) is None


@pytest.mark.parametrize("unsent", [False, True])
def test_no_draft_is_lost(room: FileReplica, tmp_path: Path, unsent: bool) -> None:
    """Rule: one of this computer that the hub may never have had returns after that of the hub, or before it."""
    target = tmp_path / "b.db"
    other = taken(target, room)
    if unsent:
        says(other, "Not sent yet")
    types(target, room.session_id, Draft("of the morning", Kind.CHALLENGE))
    known = database(target).state(room.session_id).knowledge
    says(room, "Meanwhile")
    theirs = state_of(room)
    if not unsent:
        theirs = replace(theirs, knowledge={**theirs.knowledge, **known})
    take_over(target, HandedOver(theirs, DRAFT), HUB, StillClock())
    found = database(target).draft(room.session_id)
    assert found is not None
    expected = ("of the morning", DRAFT.text) if unsent else (DRAFT.text, "of the morning")
    assert (found.text, found.kept) == expected
    take_over(target, HandedOver(theirs, DRAFT), HUB, StillClock())
    assert database(target).draft(room.session_id) == found


def test_an_edit_is_of_the_same_note(room: FileReplica, tmp_path: Path) -> None:
    """Rule: also where two laptops gave its number; without that note the draft is a new one."""
    target = tmp_path / "b.db"
    other = taken(target, room)
    says(other, "Of the second")
    says(room, "Of the first")
    state = state_of(room)
    (note,) = (each for each in room.session.book.notes if each.text == "Of the first")
    take_over(target, HandedOver(state, replace(DRAFT, editing=note.serial)), HUB, StillClock())
    found = database(target).draft(room.session_id)
    assert found is not None
    assert found.editing is not None
    (here,) = (each for each in database(target).load(room.session_id).notes if each.id == note.id)
    assert found.editing == here.serial


def test_what_was_gathered_before_is_this_computers(room: FileReplica, tmp_path: Path) -> None:
    """Rule: the copy from lunch was another room's; now it goes on here."""
    target = tmp_path / "b.db"
    room.ends_window()
    gather(target, room.path)
    assert database(target).is_gathered(room.session_id)
    taken(target, room, DRAFT)
    assert not database(target).is_gathered(room.session_id)
    assert database(target).draft(room.session_id) == DRAFT


def test_a_session_that_is_open_here_is_left_alone(room: FileReplica, tmp_path: Path) -> None:
    """Rule: it goes on in that window."""
    other = taken(tmp_path / "b.db", room)
    other.wish(c.Capture("Still open", Kind.CHALLENGE))
    other.flushes()
    before = rows(other.path)
    with pytest.raises(OwnershipLost, match=r"open in another window on this machine.*continue there"):
        taken(other.path, room, DRAFT)
    assert rows(other.path) == before
    other.ends_window()


def test_what_was_erased_at_the_hub_is_erased_here_first(room: FileReplica, tmp_path: Path) -> None:
    """Rule: from the file and its backups; an older copy of the statement does not come back."""
    target = tmp_path / "b.db"
    taken(target, room)
    backup = folder_of(target) / "b-1.db"
    backup.parent.mkdir()
    backup.write_bytes(target.read_bytes())
    room.ends_window()
    erase(room.path, Wanted(notes=((room.session_id, 0),)), StillClock().read())
    taken(target, room)
    assert b"Silo budgets" not in target.read_bytes() + backup.read_bytes()
    assert texts(target, room.session_id) != ["Silo budgets"]


def test_the_database_of_a_hub_is_none_to_continue_in(room: FileReplica, tmp_path: Path) -> None:
    """Rule: the hub would no longer take what the room sends."""
    target = tmp_path / "b.db"
    taken(target, room)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("INSERT INTO hub_session VALUES (?, 'room')", (room.session_id,))
    with pytest.raises(StoreError, match=r"is the database of a hub; name another file with --database"):
        taken(target, room)


def test_a_session_that_makes_no_sense_is_refused(room: FileReplica, tmp_path: Path) -> None:
    """Rule: whole; nothing of it is in the file."""
    state = state_of(room)
    without_details = replace(state, versions=state.versions[1:])
    with pytest.raises(HubRefused, match=r"^https://hub.example: the session can't be taken"):
        take_over(tmp_path / "b.db", HandedOver(without_details, DRAFT), HUB, StillClock())
    assert database(tmp_path / "b.db").summaries() == ()


def test_on_a_full_disk_the_file_stays_as_it_was(room: FileReplica, tmp_path: Path) -> None:
    """Rule: a take-over that is cut short leaves neither notes nor draft; it says what to do, and later it works."""
    target = tmp_path / "b.db"
    taken(target, room)
    before = rows(target)
    for number in range(30):
        room.wish(c.Capture(f"Statement {number} " * 30, Kind.CHALLENGE))
    room.ends_window()
    with files_no_longer_than(target.stat().st_size), pytest.raises(WriteFailed) as told:
        taken(target, room, DRAFT)
    assert str(told.value).startswith(str(target))
    assert str(told.value).endswith(AGAIN)
    assert rows(target) == before
    assert database(target).draft(room.session_id) is None
    taken(target, room, DRAFT)
    assert len(texts(target, room.session_id)) == 31
    assert database(target).draft(room.session_id) == DRAFT
