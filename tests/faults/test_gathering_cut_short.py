"""Gathering that ends in the middle: killed, interrupted, on a full disk. Of each source all came in, or nothing."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from breakout_tui.domain.errors import WriteFailed
from breakout_tui.store.gather import Gathering
from tests.faults.child_process import victim
from tests.faults.open_window import files_no_longer_than
from tests.store.builders import StillClock, captured, head, new, write
from tests.store.file_replicas import gather, rows

NOTES = 40
SOURCES = 6


def _room(path: Path) -> Path:
    session_id = f"0193-{path.stem}"
    said = (captured(serial, f"statement {serial} " * 20, session_id) for serial in range(NOTES))
    write(path, new(head(session_id)), *said, session_id=session_id)
    return path


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of some rooms."""
    folder = tmp_path_factory.mktemp("stick")
    return [_room(folder / f"room{number}.db") for number in range(SOURCES)]


def gather_all(target: str, *sources: str) -> None:
    """In a process of its own; reports each source that has come in."""
    reported = int(sources[-1])
    with Gathering(Path(target), StillClock()) as gathering:
        for source in sources[:-1]:
            gathering.take_in(Path(source))
            os.write(reported, f"done {source}\n".encode())


def _sessions_of(path: Path) -> dict[str, int]:
    """How many notes each session of a sound file has."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute(
            "SELECT id, (SELECT count(*) FROM note WHERE session_id = session.id) FROM session"
        )
        return dict(found.fetchall())


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_each_source_is_in_whole_or_not_at_all(
    stick: list[Path], tmp_path: Path, seed: int
) -> None:
    """Rule: those that were reported are there; gathering again gives what one run gives."""
    target, chance = tmp_path / "all.db", random.Random(seed)
    with victim(gather_all, str(target), *map(str, stick), ...) as gathering:
        gathering.wait_for(chance.randrange(1, SOURCES))
        time.sleep(chance.random() * 0.02)
        gathering.kill()
    found = _sessions_of(target)
    assert set(found.values()) == {NOTES}
    assert len(found) >= len(gathering.lines)
    gather(target, *stick)
    gather(tmp_path / "once.db", *stick)
    assert rows(target) == rows(tmp_path / "once.db")


def test_on_a_full_disk_the_database_stays_as_it_was(
    stick: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: one line with the remedy, the status of a file that could not be written; later it comes in."""
    target = tmp_path / "all.db"
    gather(target, stick[0])
    before = rows(target)
    with files_no_longer_than(target.stat().st_size + 20_000):
        assert main(["gather", str(stick[1]), "--into", str(target)]) == WriteFailed.exit_code
    (line,) = capsys.readouterr().err.splitlines()
    assert str(target) in line
    assert line.endswith("; then gather again")
    assert rows(target) == before
    assert len(_sessions_of(target)) == 1
    assert main(["gather", str(stick[1]), "--into", str(target)]) == 0
    assert len(_sessions_of(target)) == 2


def test_a_database_that_another_program_holds_is_left_and_what_came_in_before_stays(
    stick: list[Path], tmp_path: Path
) -> None:
    """Rule: the error is about the database, not about the source."""
    target = tmp_path / "all.db"
    with Gathering(target, StillClock(), busy=0.05) as gathering:
        gathering.take_in(stick[0])
        with closing(sqlite3.connect(target, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Exception, match="another program") as raised:
                gathering.take_in(stick[1])
            assert str(target) in str(raised.value)
        assert gathering.take_in(stick[1]).refusal is None
    assert len(_sessions_of(target)) == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_no_private_copy(
    stick: list[Path], tmp_path: Path, number: signal.Signals
) -> None:
    """Rule: Ctrl+C, a request to end or a closed terminal while a copy is read; the status is that of the signal."""
    source, temporary = tmp_path / "room.db", tmp_path / "temporary"
    temporary.mkdir()
    shutil.copy(stick[0], source)
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    # Another program holds the database, so that it waits with the copy open.
    target = tmp_path / "all.db"
    gather(target, stick[1])
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        running = subprocess.Popen(
            [sys.executable, "-m", "breakout_tui", "gather", str(source), "--into", str(target)],
            env={**os.environ, "TMPDIR": str(temporary)},
            stderr=subprocess.PIPE,
        )
        while running.poll() is None and not any(each.is_file() for each in temporary.rglob("*")):
            time.sleep(0.01)
        running.send_signal(number)
        other.execute("ROLLBACK")
        assert running.wait(timeout=30) == 128 + number
        running.communicate()
    assert list(temporary.iterdir()) == []
    assert len(_sessions_of(target)) == 1


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Rule: only one source is in memory at a time."""
    sources = [_room(tmp_path / f"room{number:02}.db") for number in range(9)]
    gather(tmp_path / "warm.db", sources[0])
    peaks = []
    for number in (3, 9):
        with Gathering(tmp_path / f"{number}.db", StillClock()) as gathering:
            tracemalloc.start()
            for source in sources[:number]:
                gathering.take_in(source)
                gc.collect()  # when Python would do it by itself is no rule of ours
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2
