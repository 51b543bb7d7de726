"""One window writes to a session; the others are refused and learn which one holds it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Draft, UndoStep
from breakout_tui.domain.store_events import HeldElsewhere, Saved
from breakout_tui.store.database import Database
from tests.store.builders import (
    QUICK,
    SESSION,
    RecordingListener,
    StillClock,
    captured,
    database,
    head,
    new,
    texts,
    write,
)


def _opened(path: Path) -> tuple[Database, RecordingListener]:
    store, listener = database(path), RecordingListener()
    store.load(SESSION)
    store.start(listener)
    return store, listener


def test_a_second_window_learns_who_holds_the_session_and_writes_nothing(tmp_path: Path) -> None:
    """Rule: its refused changes are kept."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    (first, first_listener), (second, second_listener) = _opened(path), _opened(path)
    first.submit(SESSION, captured(0, "mine"))
    first_listener.wait_for(Saved)
    assert second.holder(SESSION) == "another window on this machine, since 09:00"
    assert first.holder(SESSION) == ""
    second.submit(SESSION, captured(0, "yours"))
    second.submit(SESSION, captured(1, "yours too"))
    second_listener.wait_for(HeldElsewhere)
    assert first.close(20)
    assert not second.close(20)
    assert second_listener.holders[0] == "another window on this machine, since 09:00"
    assert second_listener.tickets == []
    assert [changes for _, changes in second.unsaved()] == [
        tuple(captured(0, "yours")),
        tuple(captured(1, "yours too")),
    ]
    assert texts(database(path).load(SESSION)) == ["mine"]


def test_a_session_taken_over_is_written_by_the_new_window_and_the_old_one_is_refused(tmp_path: Path) -> None:
    """Rule: changes refused earlier don't overwrite what the other window wrote."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    (first, first_listener), (second, second_listener) = _opened(path), _opened(path)
    first.submit(SESSION, captured(0, "mine"))
    first_listener.wait_for(Saved)
    second.submit(SESSION, captured(0, "kept out"))
    second_listener.wait_for(HeldElsewhere)
    second.take_over(SESSION)
    assert texts(second.load(SESSION)) == ["mine"]
    second.submit(SESSION, captured(1, "taken"))
    second_listener.wait_for(Saved)
    first.submit(SESSION, captured(1, "too late"))
    first_listener.wait_for(HeldElsewhere)
    second.submit(SESSION, captured(2, "and on"))
    assert second.hand_back(SESSION) == tuple(captured(0, "kept out"))
    assert second.close(20)
    assert not first.close(20)
    assert texts(database(path).load(SESSION)) == ["mine", "taken", "and on"]


def _undone(changes: list[Change]) -> list[Change]:
    """The changes of an undo: the note and the undo step after it; undo brings no step of its own."""
    made, undo_step = changes[0].after, changes[1].after
    assert isinstance(made, Note)
    assert isinstance(undo_step, UndoStep)
    return [Change(made, replace(made, deleted=True)), Change(undo_step, replace(undo_step, undone=True))]


@pytest.mark.parametrize(
    "newer",
    [captured(1), _undone(captured(0)), [Change(head(), head(room="2"))], [*captured(1), *captured(2)]],
    ids=["a note", "an undo", "no undo step", "two notes"],
)
def test_a_window_that_knows_an_older_state_does_not_write_over_the_newer_one(
    tmp_path: Path, newer: list[Change]
) -> None:
    """Rule: also when nobody holds the session now, and whatever changed."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), captured(0))
    stale, listener = _opened(path)
    write(path, newer)
    assert stale.holder(SESSION) == ""
    stale.submit(SESSION, captured(1, "stale"))
    listener.wait_for(HeldElsewhere)
    assert not stale.close(20)
    assert "stale" not in texts(database(path).load(SESSION))


def test_a_draft_does_not_make_an_outdated_window_current(tmp_path: Path) -> None:
    """Rule: saving a draft first doesn't let an outdated window overwrite the newer state."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    stale, listener = _opened(path)
    write(path, captured(0, "newer"))
    stale.save_draft(SESSION, Draft("st", Kind.CHALLENGE))
    listener.wait_for(HeldElsewhere)
    stale.submit(SESSION, captured(0, "stale"))
    listener.wait_for(HeldElsewhere, 2)
    assert not stale.close(20)
    assert texts(database(path).load(SESSION)) == ["newer"]


def test_a_draft_is_refused_while_another_window_holds_the_session(tmp_path: Path) -> None:
    """Rule: the other window's draft stays; after a take-over this window's is stored."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    (first, first_listener), (second, second_listener) = _opened(path), _opened(path)
    first.submit(SESSION, captured(0))
    first_listener.wait_for(Saved)
    second.save_draft(SESSION, Draft("ours", Kind.CHALLENGE))
    second_listener.wait_for(HeldElsewhere)
    assert database(path).draft(SESSION) is None
    second.take_over(SESSION)
    second.load(SESSION)
    second.save_draft(SESSION, Draft("ours", Kind.CHALLENGE))
    assert second.close(20)
    assert first.close(20)
    assert database(path).draft(SESSION) == Draft("ours", Kind.CHALLENGE)


def _claim(path: Path, **cells: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE ownership SET window = 'gone', revision = 1")
        for column, cell in cells.items():
            connection.execute(f"UPDATE ownership SET {column} = ?", (cell,))


def test_the_claim_of_a_dead_process_is_void(tmp_path: Path) -> None:
    """Rule: a crash locks nobody out."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    _claim(path, pid=dead.pid)
    assert database(path).holder(SESSION) == ""
    write(path, captured(0))


def test_the_claim_of_another_process_with_the_same_number_is_void(tmp_path: Path) -> None:
    """Rule: systems reuse process numbers."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    _claim(path, pid=os.getpid(), started="1")
    assert database(path).holder(SESSION) == ""


def test_a_claim_from_before_the_machine_started_is_void(tmp_path: Path) -> None:
    """Rule: whichever process has its number now."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    _claim(path, pid=os.getpid())
    assert Database(path, StillClock("boot-2"), retry_policy=QUICK).holder(SESSION) == ""
    assert database(path).holder(SESSION) != ""


def test_a_claim_from_another_machine_is_valid(tmp_path: Path) -> None:
    """Rule: on a shared folder it is unknown whether that window still runs."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    _claim(path, host="laptop-2", boot="boot-7", pid=1)
    assert database(path).holder(SESSION) == "a window on laptop-2, since 09:00"


def test_a_claim_of_another_day_says_its_day_in_figures(tmp_path: Path) -> None:
    """Rule: the store knows no language of dates."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    _claim(path, host="laptop-2", boot="boot-7", pid=1, since="2026-11-03T18:40:00+01:00")
    assert database(path).holder(SESSION) == "a window on laptop-2, since 2026-11-03 18:40"


def test_a_window_knows_its_own_changes(tmp_path: Path) -> None:
    """Rule: a session that was closed and opened again can be changed."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), [Change(head(), replace(head(), room="Room 3"))])
    store, listener = _opened(path)
    store.submit(SESSION, captured(0))
    assert store.close(20)
    assert listener.holders == []
