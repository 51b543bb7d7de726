"""Other things in place of a file to gather: one clear line, an exit status for each, the source and its folder unchanged."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from breakout_tui.store.gather import Gathering
from tests.faults.test_odd_files import (
    _corrupted,
    _newer,
    _not_a_database,
    _of_another_program,
    _of_noughts,
    _to_a_stump,
    _truncated,
    _with_a_damaged_page,
    _with_a_trigger,
)
from tests.store.builders import StillClock, captured, database, head, new, texts, write

OLDER = Path(__file__).parents[1] / "store" / "fixtures" / "third_form" / "first.db"
THEIRS, GOOD = "0193-theirs", "0193-good"
"""The sessions of the odd file and of the one beside it."""


def _make(path: Path, session_id: str) -> Path:
    write(path, new(head(session_id)), captured(0, "said there", session_id), session_id=session_id)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file of another room, and a good one."""
    folder = tmp_path_factory.mktemp("made")
    _make(folder / "room.db", THEIRS)
    _make(folder / "good.db", GOOD)
    return folder


@pytest.fixture
def stick(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick with ``room.db``; temporary files have a folder of their own, beside it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    shutil.copy(made / "good.db", tmp_path / "good.db")
    (tmp_path / "stick").mkdir()
    return Path(shutil.copy(made / "room.db", tmp_path / "stick" / "room.db")).parent


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _an_image(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5000))


def _a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _a_socket(path: Path) -> None:
    path.unlink()
    before = Path.cwd()
    os.chdir(path.parent)  # the path of a socket is short
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def _a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _missing(path: Path) -> None:
    path.unlink()


def _a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _a_folder_without_any(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "holiday.jpg").write_bytes(b"\xff\xd8")
    with closing(sqlite3.connect(path / "recipes.db")) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    (path / "package.json").write_text('{"name": "breakout-tui"}')


def _broken_json(path: Path) -> None:
    path.write_text('{"format": "breakout-tui sessions", "version": 1, "sessions": [{"id"')


def _other_json(path: Path) -> None:
    path.write_text('{"name": "left-pad"}')


def _newer_json(path: Path) -> None:
    path.write_text('{"format": "breakout-tui sessions", "version": 99, "sessions": []}')


def _without_a_table(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE gone (name TEXT)")
        connection.execute("DROP TABLE gone")


ODD: list[tuple[Callable[[Path], None], int, str]] = [
    (_empty, 3, "is empty"),
    (_truncated, 3, "is not complete"),
    (_to_a_stump, 3, "is not a database"),
    (_corrupted, 3, "rescue"),
    (_of_noughts, 3, "is not a database"),
    (_not_a_database, 3, "is not a database"),
    (_an_image, 3, "is not a database"),
    (_of_another_program, 3, "not one of breakout-tui"),
    (_without_a_table, 3, "holds nothing yet"),
    (_newer, 4, "install the newer version"),
    (_with_a_trigger, 3, "another program changed its structure"),
    (_with_a_damaged_page, 3, "rescue"),
    (_a_fifo, 3, "is not an ordinary file"),
    (_a_socket, 3, "is not an ordinary file"),
    (_a_device, 3, "is not an ordinary file"),
    (_missing, 1, "there is no such file"),
    (_a_loop, 7, "check"),
    (_a_folder_without_any, 1, "no databases in this folder"),
    (_broken_json, 1, "room.db"),
    (_other_json, 1, "holds no sessions"),
    (_newer_json, 4, "newer"),
]


def _print_of(folder: Path) -> list[tuple[object, ...]]:
    """Every name and byte below a folder, and when each was written."""
    found: list[tuple[object, ...]] = []
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found.append((path.name, status.st_mode, status.st_size, status.st_mtime_ns, content))
    return found


@contextmanager
def _unchanged(stick: Path) -> Iterator[None]:
    before = _print_of(stick)
    yield
    assert _print_of(stick) == before
    assert list((stick.parent / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("make", "status", "words"), ODD, ids=[make.__name__.lstrip("_") for make, *_ in ODD]
)
def test_an_odd_source_is_one_line_and_the_others_come_in(
    stick: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], status: int, words: str
) -> None:
    """Rule: what happened, where and what to do; never a wait, never a change of the source or its folder."""
    room, good, target = stick / "room.db", stick.parent / "good.db", stick.parent / "all.db"
    make(room)
    with _unchanged(stick):
        assert main(["gather", str(room), str(good), "--into", str(target)]) == status
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert line.startswith(f"breakout-tui: {room}")
    assert words in line
    assert ";" in line
    assert "--database" not in line
    assert said.out.splitlines()[-1] == "All files: 1 session new · 1 new note · 1 file left out"
    assert [summary.id for summary in database(target).summaries()] == [GOOD]
    assert main(["check", str(target)]) == 0


@pytest.mark.parametrize("make", [_missing, _empty, _not_a_database])
def test_where_nothing_can_come_in_no_database_is_made(stick: Path, make: Callable[[Path], None]) -> None:
    """Rule: a mistyped name leaves no empty file."""
    make(stick / "room.db")
    target = stick.parent / "new" / "all.db"
    assert main(["gather", str(stick / "room.db"), "--into", str(target)]) != 0
    assert not target.parent.exists()


@pytest.mark.parametrize("link", ["", "symbolic", "hard"])
def test_the_database_itself_is_refused_under_any_name(
    stick: Path, capsys: pytest.CaptureFixture[str], link: str
) -> None:
    """Rule: in a folder it is just left out."""
    target = stick / "room.db"
    named = stick.parent / "named.db" if link else target
    if link == "symbolic":
        named.symlink_to(target)
    elif link == "hard":
        named.hardlink_to(target)
    with _unchanged(stick):
        assert main(["gather", str(named), "--into", str(target)]) == 1
    assert "is the database that you gather into" in capsys.readouterr().err
    shutil.copy(stick.parent / "good.db", stick / "good.db")
    assert main(["gather", str(stick), "--into", str(target)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{stick / 'good.db'}: 1 session new · 1 new note"]


def _with_a_hot_journal(path: Path) -> None:
    """As after a crash in the middle of a transaction that had begun to write to the file."""
    written = path.with_name("written.db")
    path.rename(written)
    with closing(sqlite3.connect(written, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE note SET text = 'never committed'")
        filler = [(str(number), "x" * 900) for number in range(200)]
        connection.executemany("INSERT INTO gathered VALUES (?, ?, '')", filler)
        shutil.copy(written, path)
        shutil.copy(f"{written}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    written.unlink()
    written.with_name(f"{written.name}-journal").unlink(missing_ok=True)
    assert path.with_name(f"{path.name}-journal").stat().st_size > 1000


def _with_a_log(path: Path) -> None:
    """In WAL mode, with a commit that is only in the log."""
    written = path.with_name("written.db")
    path.rename(written)
    with closing(sqlite3.connect(written, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE note SET aliases = '[\"C7\"]'")
        for ending in ("", "-wal"):
            shutil.copy(f"{written}{ending}", f"{path}{ending}")
    for ending in ("", "-wal", "-shm", "-journal"):
        written.with_name(f"{written.name}{ending}").unlink(missing_ok=True)


def _in_a_folder_that_is_read_only(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)


def _with_a_hot_journal_and_read_only(path: Path) -> None:
    _with_a_hot_journal(path)
    _in_a_folder_that_is_read_only(path)


def _with_signs_in_its_name(path: Path) -> None:
    path.rename(path.with_name("50% ?of #1.db"))


SOUND = [
    _with_a_hot_journal,
    _with_a_log,
    _in_a_folder_that_is_read_only,
    _with_a_hot_journal_and_read_only,
    _with_signs_in_its_name,
]


@pytest.mark.parametrize("make", SOUND, ids=[make.__name__.lstrip("_") for make in SOUND])
def test_a_sound_source_comes_in_as_it_was_committed_and_stays_as_it_is(
    stick: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    """Rule: what SQLite would have to write to is worked on in a private copy, which is gone afterwards."""
    make(stick / "room.db")
    target = stick.parent / "all.db"
    with _unchanged(stick):
        assert main(["gather", str(stick), "--into", str(target)]) == 0
    assert capsys.readouterr().err == ""
    (note,) = database(target).load(THEIRS).notes
    assert note.text == "said there"
    assert note.aliases == (("C7",) if make is _with_a_log else ())
    stick.chmod(0o700)


def test_a_source_of_an_earlier_version_is_migrated_in_a_copy(stick: Path) -> None:
    """Rule: the same as if it had been opened by this version first."""
    shutil.copy(OLDER, stick / "room.db")
    opened = Path(shutil.copy(OLDER, stick.parent / "opened.db"))
    target = stick.parent / "all.db"
    with _unchanged(stick):
        assert main(["gather", str(stick / "room.db"), "--into", str(target)]) == 0
    (summary,) = database(opened).summaries()
    assert database(target).load(summary.id) == database(opened).load(summary.id)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_source_that_another_program_uses(stick: Path, how: str) -> None:
    """Rule: what is committed comes in; where the other program lets nobody read, it is said, and later it comes in."""
    room, target = stick / "room.db", stick.parent / "all.db"
    with (
        closing(sqlite3.connect(room, isolation_level=None)) as other,
        Gathering(target, StillClock(), busy=0.05) as gathering,
    ):
        other.execute(f"BEGIN {how}")
        other.execute("UPDATE note SET text = 'not yet'")
        first = gathering.take_in(room)
        assert (first.refusal is None) == (how == "IMMEDIATE")
        assert first.refusal is None or first.refusal.exit_code == 5
        other.execute("ROLLBACK")
        assert gathering.take_in(room).refusal is None
    assert texts(database(target).load(THEIRS)) == ["said there"]


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is forbidden")
def test_a_source_without_permission_is_one_line(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: a file, and a folder."""
    for path in (stick / "room.db", stick):
        path.chmod(0)
        assert main(["gather", str(path), "--into", str(stick.parent / "all.db")]) in {3, 7}
        assert len(capsys.readouterr().err.splitlines()) == 1
        path.chmod(0o700)


def test_one_unreadable_session_does_not_keep_the_others_out(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: it is named, with the next step; the status says that something is damaged."""
    room, target = stick / "room.db", stick.parent / "all.db"
    assert main(["gather", str(stick.parent / "good.db"), "--into", str(room)]) == 0
    with closing(sqlite3.connect(room)) as connection, connection:
        connection.execute("UPDATE note SET kind = 'rhubarb' WHERE session_id = ?", (THEIRS,))
    capsys.readouterr()
    with _unchanged(stick):
        assert main(["gather", str(room), "--into", str(target)]) == 3
    said = capsys.readouterr()
    assert said.out == f"{room}: 1 session new · 1 new note\n"
    assert THEIRS in said.err
    assert "rescue" in said.err
    assert [summary.id for summary in database(target).summaries()] == [GOOD]


def test_many_odd_things_never_hang_the_program(stick: Path) -> None:
    """Rule: also the process ends, with the status of the first problem."""
    _a_fifo(stick / "room.db")
    done = subprocess.run(
        [sys.executable, "-m", "breakout_tui", "gather", str(stick / "room.db"), "/dev/zero", "--into", str(stick.parent / "x.db")],
        capture_output=True, encoding="utf-8", check=False, timeout=30,
    )  # fmt: skip
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2
