"""A power cut at any moment, from a record of every write and sync: what was reported as saved before is there."""

from __future__ import annotations

import pickle
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from breakout_tui.store.migrations import VERSION, migrate
from tests.faults.day_writer import LATER, Day, goes_on, played_day, survival, write_day
from tests.faults.disk import Call, calls, power_cut, run_on_disk
from tests.faults.test_kill import nowhere


@dataclass(frozen=True)
class Recording:
    """The calls with which a day was written."""

    day: Day
    root: Path
    calls: list[Call]

    def saved_before(self, moment: int) -> int:
        """The last submission that was reported as saved before a call."""
        reported = b"".join(call.data for call in self.calls[:moment] if call.path.endswith("/reported"))
        return max(
            (int(line.split()[1]) for line in reported.splitlines() if line.startswith(b"saved ")), default=0
        )


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The day, written once into a new folder."""
    folder = tmp_path_factory.mktemp("recording")
    root = folder / "data"
    root.mkdir()
    day = played_day()
    (folder / "day").write_bytes(pickle.dumps(day))
    done = run_on_disk(
        "tests.faults.writing", "day", str(root / "room.db"), str(folder / "day"), str(root / "reported"),
        root=root, log=folder / "log",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = calls(folder / "log")
    return Recording(day, root, found)


def _cut(recording: Recording, folder: Path, seed: int) -> None:
    moment = random.Random(seed).randrange(len(recording.calls))
    power_cut(recording.calls[:moment], recording.root, folder, seed)
    left = survival(folder / "room.db", recording.day, recording.saved_before(moment))
    if seed % 10 == 0:
        goes_on(folder / "room.db", recording.day, left.count)


@pytest.mark.parametrize("seed", range(20))
def test_after_a_power_cut_all_that_was_reported_as_saved_is_there(
    recording: Recording, tmp_path: Path, seed: int
) -> None:
    """Rule: the file is sound and holds exactly the first submissions of the day, at least those reported."""
    _cut(recording, tmp_path, seed)


@pytest.mark.soak
def test_after_a_power_cut_at_any_of_1500_moments(recording: Recording, tmp_path: Path) -> None:
    """Rule: the same at other moments."""
    for seed in range(1000, 2500):
        _cut(recording, tmp_path / str(seed), seed)


@pytest.fixture(scope="module")
def migration(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """A migration of the day, recorded."""
    folder = tmp_path_factory.mktemp("migration")
    root = folder / "data"
    root.mkdir()
    day = played_day()
    write_day(root / "room.db", day, nowhere())
    before = [Call("w", str(path), 0, path.read_bytes()) for path in sorted(root.glob("*.db"))]
    synced = [Call("s", call.path, 0, b"") for call in before]
    done = run_on_disk(
        "tests.faults.writing", "migrate", str(root / "room.db"), "", str(root / "reported"),
        root=root, log=folder / "log",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Recording(day, root, [*before, *synced, Call("s", str(root), 0, b""), *calls(folder / "log")])


def _cut_migration(migration: Recording, folder: Path, seed: int) -> None:
    start = next(place for place, call in enumerate(migration.calls) if call.path.endswith("/reported"))
    moment = random.Random(seed).randrange(start, len(migration.calls))
    power_cut(migration.calls[:moment], migration.root, folder, seed)
    database = folder / "room.db"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        survival(database, migration.day, len(migration.day))
    else:
        assert survival(next(folder.glob("room.db.before-v*")), migration.day, len(migration.day))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrate(connection, database, "2026-11-24T09:05:00+01:00", LATER)
        assert connection.execute("SELECT count(*) FROM note WHERE one_to_come IS NULL").fetchone() == (0,)


@pytest.mark.parametrize("seed", range(5))
def test_a_power_cut_in_a_migration_leaves_the_old_file_or_the_new_one(
    migration: Recording, tmp_path: Path, seed: int
) -> None:
    """Rule: the copy of the old form is complete before the new form; the next start continues."""
    _cut_migration(migration, tmp_path, seed)


@pytest.mark.soak
def test_a_power_cut_at_any_of_300_moments_of_a_migration(migration: Recording, tmp_path: Path) -> None:
    """Rule: the same at other moments."""
    for seed in range(1000, 1300):
        _cut_migration(migration, tmp_path / str(seed), seed)
