"""kill -9 at a random moment: what was reported as saved is there, and the next window continues."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.pace import pace
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from breakout_tui.store.migrations import VERSION, migrate
from tests.cli.pty_terminal import PtyTerminal
from tests.faults.child_process import victim
from tests.faults.day_writer import LATER, goes_on, migrate_day, played_day, survival, write_day

DAY = played_day()


def _trial(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    database, documents = folder / "room.db", folder / "documents"
    pause = chance.choice([0.0, 0.0005, 0.002])
    with victim(write_day, database, DAY, ..., documents, pause) as day_writer:
        day_writer.wait_for(chance.randrange(2 * len(DAY)))
        time.sleep(chance.random() * 0.004)
        day_writer.kill()
    saved = day_writer.last("saved")
    assert not day_writer.lines or day_writer.lines[-1] != "end" or saved == len(DAY)
    left = survival(database, DAY, saved)
    assert left.draft <= day_writer.last("draft") + 1
    for report in documents.glob("*.md"):
        assert report.read_text(encoding="utf-8").startswith("---\n")
        assert report.read_text(encoding="utf-8").endswith("\n")
    goes_on(database, DAY, left.count)


def _trial_of_migration(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    database = folder / "room.db"
    write_day(database, DAY, nowhere())
    with victim(migrate_day, database, ...) as migrating:
        migrating.wait_for(1)
        time.sleep(chance.random() * 0.012)
        migrating.kill()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert version in {VERSION, VERSION + 1}
        columns = {row[1] for row in connection.execute("PRAGMA table_info(note)")}
        assert ("one_to_come" in columns) == (version > VERSION)
        if version == VERSION:
            survival(database, DAY, len(DAY))
        migrate(connection, database, "2026-11-24T09:05:00+01:00", LATER)
        assert connection.execute("SELECT count(*) FROM note WHERE one_to_come IS NULL").fetchone() == (0,)
    before = sorted(folder.glob("room.db.before-v*"))
    assert before, "a whole copy was made first"
    for copy in before:
        assert survival(copy, DAY, len(DAY)).count == len(DAY)


def nowhere() -> int:
    """A descriptor for output that nobody reads."""
    return os.open(os.devnull, os.O_WRONLY)


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_writing_a_day_all_that_was_reported_as_saved_is_there(
    tmp_path: Path, seed: int
) -> None:
    """Rule: for captures, merges, ranking, clock, agenda, drafts and exports; the next window writes the rest."""
    _trial(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 250))
def test_killed_while_writing_a_day_150_times(tmp_path: Path, seed: int) -> None:
    """Rule: the same at other moments."""
    _trial(tmp_path, seed)


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_migrating_the_file_is_the_old_or_the_new_one(tmp_path: Path, seed: int) -> None:
    """Rule: the next start continues; a complete copy was made before."""
    _trial_of_migration(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_killed_while_migrating_40_times(tmp_path: Path, seed: int) -> None:
    """Rule: the same at other moments."""
    _trial_of_migration(tmp_path, seed)


def _trial_at_the_keys(folder: Path, seed: int) -> None:
    """Type into the program in a terminal, kill it, and check notes, draft and clock."""
    chance = random.Random(seed)
    database = folder / "room.db"
    echoed: list[tuple[float, str]] = []
    with PtyTerminal(["--database", str(database)], folder) as terminal:
        terminal.wait_for("Governance Challenges")
        terminal.send("enter")
        terminal.wait_for("Room")
        terminal.send("f2")
        terminal.wait_for("F2 starts “Morning”")
        terminal.send("/next", "enter")  # F2 would still be the key that opened the session
        terminal.wait_for("left for Opening")
        started = time.monotonic()  # noqa: TID251 - the program runs in real time
        acknowledged = 0
        for number in range(chance.randrange(1, 4)):
            terminal.send(f"note {number} of the room", "enter")
            terminal.wait_for(f"{number + 1} note{'s' if number else ''} · all saved")
            acknowledged = number + 1
        typed, text = "a thought that takes some time to type, and more of it", ""
        ends = time.monotonic() + 0.6 + chance.random()  # noqa: TID251
        for character in typed:
            terminal.send(character)
            text += character
            terminal.wait_for(f"› {text}".rstrip())
            echoed.append((time.monotonic(), text))  # noqa: TID251
            if time.monotonic() > ends:  # noqa: TID251
                break
            terminal.read(0.02)
        while time.monotonic() < ends:  # noqa: TID251
            terminal.read(0.02)
        killed = time.monotonic()  # noqa: TID251
        terminal.kill(signal.SIGKILL)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    clock = SystemClock()
    store = Database(database, clock)
    name = store.summaries()[0].id
    found = Session.of(store.load(name))
    assert [note.text for note in found.book.notes] == [f"note {n} of the room" for n in range(acknowledged)]
    due = next((text for at, text in reversed(echoed) if at <= killed - DRAFT_LIMIT), "")
    draft = store.draft(name)
    assert due == "" or (draft is not None and draft.text.startswith(due.rstrip()))
    now = pace(found, clock.read())
    assert now is not None
    assert abs(now.used - (time.monotonic() - started)) <= 3  # noqa: TID251


DRAFT_LIMIT = 0.5
"""Seconds of typing that may be lost."""


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 112))
def test_killed_while_typing_12_times(tmp_path: Path, seed: int) -> None:
    """Rule: notes and clock are there, and the draft to within half a second of what the screen showed."""
    _trial_at_the_keys(tmp_path, seed)
