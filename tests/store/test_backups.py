"""Backups: made by themselves at the right moments, whole, never in the way, and fewer of the older ones."""

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
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.records import Change
from breakout_tui.domain.store_events import BackupFailed, Saved
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.store.backup_keeper import BackupKeeper
from breakout_tui.store.backups import back_up, backups_of, contents_of, folder_of, kept, restore, thin
from breakout_tui.store.check import diagnose
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

RUN = PhaseRun("run", SESSION, PhaseName.MORNING, NINE, 9000)
STARTS = Change(None, RUN)
ENDS = Change(RUN, replace(RUN, ended_at=NINE))


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.since_boot = 1000.0
        self.wall = NINE

    def read(self) -> Reading:
        """The time as it was last set."""
        return Reading("boot-1", self.since_boot, self.wall)

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.since_boot += seconds
        self.wall += timedelta(seconds=seconds)


class Room:
    """A database and its keeper, looked after by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = HandClock()
        self.told: list[BackupFailed] = []
        self.keeper = BackupKeeper(lambda: path, self.clock, lambda: False, self.told.append)
        write(path, new(head(), note(0)))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A database of one note without backups."""
    return Room(tmp_path / "breakout.db")


@pytest.mark.parametrize("change", [STARTS, ENDS, Change(ENDS.after, RUN)])
def test_a_phase_makes_a_backup_when_it_starts_ends_or_is_reopened(room: Room, change: Change) -> None:
    """At once, whatever the time."""
    room.keeper.committed([change])
    assert room.keeper.look() is not None
    assert room.keeper.look() is None
    assert len(backups_of(room.path)) == 1


def test_ten_minutes_in_which_something_changed_make_one_and_others_none(room: Room) -> None:
    """Neither a phase that is only moved nor time alone."""
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
    """The ten minutes follow the clock that nobody sets."""
    room.keeper.committed([STARTS])
    room.keeper.look()
    room.clock.wall -= timedelta(days=400)
    room.keeper.committed(new(note(1)))
    room.clock.since_boot += 600
    assert room.keeper.look() is not None
    assert len(backups_of(room.path)) == 2


def test_a_backup_is_whole_and_for_its_owner_alone(room: Room) -> None:
    """It is a database like any other, in a folder that nobody else reads."""
    made = back_up(room.path, NINE)
    assert diagnose(made) == []
    assert contents_of(made) == (1, 1)
    assert made.stat().st_mode & 0o777 == 0o600
    assert folder_of(room.path).stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder_of(room.path).iterdir()] == ["20261124T080000Z.db"]


def test_a_backup_that_is_stopped_leaves_nothing(room: Room) -> None:
    """Neither a backup nor the half of one."""

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(room.path, NINE, stop)
    assert list(folder_of(room.path).iterdir()) == []


def test_what_a_killed_window_left_half_done_is_swept_away(room: Room) -> None:
    """By the next backup; no process has that number."""
    folder_of(room.path).mkdir()
    (folder_of(room.path) / "unfinished-4194400-0a0b").write_bytes(b"half")
    made = back_up(room.path, NINE)
    assert list(folder_of(room.path).iterdir()) == [made]


def test_a_damaged_database_makes_no_backup_and_pushes_no_good_one_out(room: Room) -> None:
    """The copy is checked before it has a name."""
    back_up(room.path, NINE)
    data = bytearray(room.path.read_bytes())
    data[3 * 4096 : 4 * 4096] = b"\xa5" * 4096
    room.path.write_bytes(data)
    room.keeper.committed([STARTS])
    assert room.keeper.look() is None
    assert len(backups_of(room.path)) == 1
    assert len(room.told) == 1


def test_failures_in_a_row_are_told_once_and_tried_again(room: Room) -> None:
    """Here a file stands where the folder should be."""
    folder_of(room.path).write_text("")
    for _ in range(3):
        room.keeper.committed([STARTS])
        assert room.keeper.look() is None
    assert len(room.told) == 1
    folder_of(room.path).unlink()
    room.clock.pass_time(600)
    assert room.keeper.look() is not None


def test_while_a_backup_is_made_saving_goes_on(tmp_path: Path) -> None:
    """Between two steps of copying another connection commits at once; the backup has what was committed."""
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


def test_a_backup_ends_though_somebody_commits_between_any_two_steps(tmp_path: Path) -> None:
    """After some restarts it is made in one step; else it would never be done."""
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


def test_the_store_keeps_backups_by_itself(tmp_path: Path) -> None:
    """A phase that ends as the window is closed has its backup, with the last note."""
    path, ear = tmp_path / "breakout.db", RecordingListener()
    store = database(path)
    store.start(ear)
    store.submit(SESSION, new(head(), RUN))
    store.submit(SESSION, captured(0, "the last"))
    store.submit(SESSION, [ENDS])
    assert store.close(20)
    newest = backups_of(path)[0]
    assert texts(database(newest.path).load(SESSION)) == ["the last"]
    assert not ear.of(BackupFailed)
    assert not [thread for thread in threading.enumerate() if "backups" in thread.name]


def test_a_backup_follows_the_database_to_another_place(tmp_path: Path) -> None:
    """After /save-elsewhere."""
    store, ear = database(tmp_path / "breakout.db"), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    ear.wait_for(Saved)
    store.save_elsewhere(tmp_path / "stick.db")
    store.submit(SESSION, [STARTS])
    assert store.close(20)
    assert len(backups_of(tmp_path / "stick.db")) == 1


def test_backups_are_thinned_with_age() -> None:
    """One every ten minutes for ten days: an hour of all, a day of hours, a week of days, and the last before."""
    times = [NINE - timedelta(minutes=10 * number) for number in range(6 * 24 * 10)]
    staying = sorted(kept(times, NINE), reverse=True)
    assert staying[:7] == times[:7]
    day = [at for at in staying if timedelta(hours=1) < NINE - at <= timedelta(days=1)]
    week = [at for at in staying if timedelta(days=1) < NINE - at <= timedelta(days=7)]
    before = [at for at in staying if NINE - at > timedelta(days=7)]
    assert (len(day), len(week), len(before)) == (23, 7, 1)


@given(st.sets(st.integers(-100_000, 2_000_000), max_size=60))
def test_thinning_is_settled_at_once_and_never_takes_the_newest(ages: set[int]) -> None:
    """What was kept is kept again at the same time; the newest and all from the future stay."""
    times = [NINE.astimezone(UTC) - timedelta(seconds=age) for age in ages]
    once = kept(times, NINE)
    assert kept(once, NINE) == once
    assert {at for at in times if at >= NINE - timedelta(hours=1)} <= once
    if times:
        assert max(times) in once


def test_only_backups_are_thinned(room: Room) -> None:
    """A file that somebody put there stays."""
    for day in range(12):
        back_up(room.path, NINE + timedelta(days=day))
    (folder_of(room.path) / "mine.txt").write_text("")
    thin(room.path, NINE + timedelta(days=11, hours=2))
    assert len(backups_of(room.path)) == 8
    assert (folder_of(room.path) / "mine.txt").exists()


def test_a_restore_makes_a_new_file_that_no_window_holds(room: Room) -> None:
    """And touches nothing that is there."""
    store, ear = database(room.path), RecordingListener()
    store.start(ear)
    store.submit(SESSION, captured(1))
    ear.wait_for(Saved)
    back_up(room.path, NINE)
    before = room.path.read_bytes()
    restored = restore(room.path, 1)
    assert restored.parent == room.path.parent
    assert database(restored).holder(SESSION) == ""
    assert len(database(restored).load(SESSION).notes) == 2
    assert room.path.read_bytes() == before
    assert store.close(20)


def test_a_restore_never_overwrites_and_knows_its_numbers(room: Room) -> None:
    """A file in the way, or no such backup."""
    back_up(room.path, NINE)
    (room.path.parent / "there.db").write_text("mine")
    with pytest.raises(OutputExists):
        restore(room.path, 1, room.path.parent / "there.db")
    assert (room.path.parent / "there.db").read_text() == "mine"
    for number in (0, 2, -1):
        with pytest.raises(NotFound):
            restore(room.path, number)
    assert restore(room.path, 1) != restore(room.path, 1)


def test_a_name_that_is_no_time_is_no_backup(room: Room) -> None:
    """Month 13 in a file name ends no listing."""
    folder_of(room.path).mkdir()
    (folder_of(room.path) / "20261324T080000Z.db").touch()
    assert backups_of(room.path) == ()
    assert back_up(room.path, datetime(2026, 1, 1, tzinfo=UTC)).exists()
