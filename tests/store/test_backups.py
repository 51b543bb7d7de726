"""Backups: made automatically, complete, without delaying saves; older ones are thinned."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import NotFound, OutputExists
from breakout_tui.domain.records import Change
from breakout_tui.domain.store_events import BackupFailed, Saved, StoreEvent
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.store.backup_keeper import BackupKeeper
from breakout_tui.store.backups import back_up, backups_of, contents_of, folder_of, kept, thin
from breakout_tui.store.check import diagnose
from breakout_tui.store.restoring import restore
from tests.store.builders import (
    NINE,
    SESSION,
    RecordingListener,
    captured,
    database,
    head,
    new,
    note,
    texts,
    write,
)

RUN = PhaseRun("run", SESSION, "morning", NINE, 9000)
STARTS = Change(None, RUN)
ENDS = Change(RUN, replace(RUN, ended_at=NINE))


class HandClock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.since_boot = 1000.0
        self.wall = NINE

    def read(self) -> Reading:
        """The time as it was last set."""
        return Reading("boot-1", self.since_boot, self.wall)

    def pass_time(self, seconds: float) -> None:
        """Move the clock forward."""
        self.since_boot += seconds
        self.wall += timedelta(seconds=seconds)


class Room:
    """A database and its backup keeper, called by the test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = HandClock()
        self.reported: list[StoreEvent] = []
        self.keeper = BackupKeeper(lambda: path, self.clock, lambda: False, self.reported.append)
        write(path, new(head(), note(0)))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A database of one note without backups."""
    return Room(tmp_path / "breakout.db")


@pytest.mark.parametrize("change", [STARTS, ENDS, Change(ENDS.after, RUN)])
def test_a_phase_makes_a_backup_when_it_starts_ends_or_is_reopened(room: Room, change: Change) -> None:
    """Rule: at once, whenever the last backup was."""
    room.keeper.committed([change])
    assert room.keeper.look() is not None
    assert room.keeper.look() is None
    assert len(backups_of(room.path)) == 1


def test_ten_minutes_with_changes_make_a_backup_and_ten_without_make_none(room: Room) -> None:
    """Rule: neither moving a phase nor time alone makes one at once."""
    room.clock.pass_time(3600)
    assert room.keeper.look() is None
    room.keeper.committed([Change(RUN, replace(RUN, shift=60))])
    assert room.keeper.look() is not None
    room.keeper.committed(new(note(1)))
    room.clock.pass_time(599)
    assert room.keeper.look() is None
    room.clock.pass_time(1)
    assert room.keeper.look() is not None
    room.clock.pass_time(7200)
    assert room.keeper.look() is None


def test_a_wall_clock_that_is_set_neither_delays_a_backup_nor_removes_one(room: Room) -> None:
    """Rule: the ten minutes follow the boot clock."""
    room.keeper.committed([STARTS])
    room.keeper.look()
    room.clock.wall -= timedelta(days=400)
    room.keeper.committed(new(note(1)))
    room.clock.since_boot += 600
    assert room.keeper.look() is not None
    assert len(backups_of(room.path)) == 2


def test_a_backup_is_complete_and_readable_by_its_owner_only(room: Room) -> None:
    """Rule: it is a normal database, in a folder that other users can't read."""
    made = back_up(room.path, NINE)
    assert diagnose(made) == []
    assert contents_of(made) == (1, 1)
    assert made.stat().st_mode & 0o777 == 0o600
    assert folder_of(room.path).stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder_of(room.path).iterdir()] == ["20261124T080000Z.db"]


def test_a_backup_that_is_stopped_leaves_nothing(room: Room) -> None:
    """Rule: neither a backup nor an unfinished file."""

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(room.path, NINE, stop)
    assert list(folder_of(room.path).iterdir()) == []


def test_the_unfinished_backup_of_a_killed_window_is_removed(room: Room) -> None:
    """Rule: the next backup removes it, because no process has that number."""
    folder_of(room.path).mkdir()
    (folder_of(room.path) / "unfinished-4194400-0a0b").write_bytes(b"half")
    made = back_up(room.path, NINE)
    assert list(folder_of(room.path).iterdir()) == [made]


def test_a_damaged_database_makes_no_backup_and_removes_no_good_one(room: Room) -> None:
    """Rule: a copy is checked before it gets its name."""
    back_up(room.path, NINE)
    data = bytearray(room.path.read_bytes())
    data[3 * 4096 : 4 * 4096] = b"\xa5" * 4096
    room.path.write_bytes(data)
    room.keeper.committed([STARTS])
    assert room.keeper.look() is None
    assert len(backups_of(room.path)) == 1
    assert len(room.reported) == 1


def test_consecutive_failures_are_reported_once_and_retried(room: Room) -> None:
    """Rule: here a file has the name of the folder."""
    folder_of(room.path).write_text("")
    for _ in range(3):
        room.keeper.committed([STARTS])
        assert room.keeper.look() is None
    assert len(room.reported) == 1
    folder_of(room.path).unlink()
    room.clock.pass_time(600)
    assert room.keeper.look() is not None


def test_saving_continues_while_a_backup_is_made(tmp_path: Path) -> None:
    """Rule: another connection commits between two steps without waiting, and the backup includes it."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), *(captured(serial, "x" * 3000) for serial in range(120)))
    written: list[int] = []

    def write_meanwhile() -> None:
        if len(written) < 2:
            with closing(sqlite3.connect(path, timeout=0)) as other, other:
                other.execute("UPDATE session SET people = people + 1")
            written.append(1)

    made = back_up(path, NINE, write_meanwhile)
    assert len(written) == 2
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT people FROM session").fetchone() == (2,)


def test_a_backup_ends_although_another_connection_keeps_committing(tmp_path: Path) -> None:
    """Rule: after some restarts the rest is copied in one step."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), *(captured(serial, "x" * 3000) for serial in range(120)))
    commits = 0

    def commit() -> None:
        nonlocal commits
        assert commits < 50, "the backup begins again for ever"
        with closing(sqlite3.connect(path, timeout=0)) as other, other:
            other.execute("UPDATE session SET people = people + 1")
        commits += 1

    made = back_up(path, NINE, commit)
    assert commits > 5
    assert diagnose(made) == []
    assert contents_of(made) == (1, 120)


def test_the_store_makes_backups_automatically(tmp_path: Path) -> None:
    """Rule: a phase that ends when the window closes gets its backup, with the last note."""
    path, listener = tmp_path / "breakout.db", RecordingListener()
    store = database(path)
    store.start(listener)
    store.submit(SESSION, new(head(), RUN))
    store.submit(SESSION, captured(0, "the last"))
    store.submit(SESSION, [ENDS])
    assert store.close(20)
    newest = backups_of(path)[0]
    assert texts(database(newest.path).load(SESSION)) == ["the last"]
    assert not listener.of(BackupFailed)
    assert not [thread for thread in threading.enumerate() if "backups" in thread.name]


def test_a_backup_follows_the_database_to_another_place(tmp_path: Path) -> None:
    """Rule: after the database was saved elsewhere, backups are beside the new file."""
    store, listener = database(tmp_path / "breakout.db"), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    store.save_elsewhere(tmp_path / "stick.db")
    store.submit(SESSION, [STARTS])
    assert store.close(20)
    assert len(backups_of(tmp_path / "stick.db")) == 1


def test_backups_are_thinned_with_age() -> None:
    """Rule: of one every ten minutes for ten days, all of an hour, one an hour of a day, one a day of a week, one older."""
    times = [NINE - timedelta(minutes=10 * number) for number in range(6 * 24 * 10)]
    staying = sorted(kept(times, NINE), reverse=True)
    assert staying[:7] == times[:7]
    day = [at for at in staying if timedelta(hours=1) < NINE - at <= timedelta(days=1)]
    week = [at for at in staying if timedelta(days=1) < NINE - at <= timedelta(days=7)]
    before = [at for at in staying if NINE - at > timedelta(days=7)]
    assert (len(day), len(week), len(before)) == (23, 7, 1)


@given(st.sets(st.integers(-100_000, 2_000_000), max_size=60))
def test_thinning_twice_changes_nothing_and_never_removes_the_newest(ages: set[int]) -> None:
    """Rule: what was kept is kept again at the same time; the newest and all in the future stay."""
    times = [NINE.astimezone(UTC) - timedelta(seconds=age) for age in ages]
    once = kept(times, NINE)
    assert kept(once, NINE) == once
    assert {at for at in times if at >= NINE - timedelta(hours=1)} <= once
    if times:
        assert max(times) in once


def test_only_backups_are_thinned(room: Room) -> None:
    """Rule: other files in the folder stay."""
    for day in range(12):
        back_up(room.path, NINE + timedelta(days=day))
    (folder_of(room.path) / "mine.txt").write_text("")
    thin(room.path, NINE + timedelta(days=11, hours=2))
    assert len(backups_of(room.path)) == 8
    assert (folder_of(room.path) / "mine.txt").exists()


def test_a_restore_makes_a_new_file_that_no_window_holds(room: Room) -> None:
    """Rule: the original and its backups stay as they are."""
    store, listener = database(room.path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, captured(1))
    listener.wait_for(Saved)
    back_up(room.path, NINE)
    before = room.path.read_bytes()
    restored = restore(room.path, 1)
    assert restored.parent == room.path.parent
    assert database(restored).holder(SESSION) == ""
    assert len(database(restored).load(SESSION).notes) == 2
    assert room.path.read_bytes() == before
    assert store.close(20)


def test_a_restore_never_overwrites_and_knows_its_numbers(room: Room) -> None:
    """Rule: an existing file and an unknown number are refused."""
    back_up(room.path, NINE)
    (room.path.parent / "there.db").write_text("mine")
    with pytest.raises(OutputExists):
        restore(room.path, 1, room.path.parent / "there.db")
    assert (room.path.parent / "there.db").read_text() == "mine"
    for number in (0, 2, -1):
        with pytest.raises(NotFound):
            restore(room.path, number)
    assert restore(room.path, 1) != restore(room.path, 1)


def test_a_file_whose_name_is_no_time_is_no_backup(room: Room) -> None:
    """Rule: a name with month 13 doesn't stop the list."""
    folder_of(room.path).mkdir()
    (folder_of(room.path) / "20261324T080000Z.db").touch()
    assert backups_of(room.path) == ()
    assert back_up(room.path, datetime(2026, 1, 1, tzinfo=UTC)).exists()
