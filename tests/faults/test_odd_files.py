"""Other things in place of the database: one clear line, an exit status for each, and the file unchanged."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from tests.cli.pty_terminal import PtyTerminal
from tests.faults.day_writer import played_day, write_day
from tests.faults.test_kill import nowhere


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound database with a day in it."""
    path = tmp_path_factory.mktemp("sound") / "room.db"
    write_day(path, played_day(), nowhere())
    return path


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _to_a_stump(path: Path) -> None:
    os.truncate(path, 50)


def _corrupted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[4096:middle] = os.urandom(middle - 4096)
    path.write_bytes(data)


def _of_noughts(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _not_a_database(path: Path) -> None:
    path.write_text("Dear diary, this is no database.\n" * 100)


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.execute("INSERT INTO recipe VALUES ('soup')")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _with_a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER purge AFTER INSERT ON note BEGIN DELETE FROM note; END")


def _with_a_damaged_page(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        select = "SELECT rootpage FROM sqlite_master WHERE name = 'migration'"
        (page,) = connection.execute(select).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x5a" * 4096
    path.write_bytes(data)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "kept").write_text("kept")


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


ODD: list[tuple[Callable[[Path], None], int]] = [
    (_truncated, 3),
    (_to_a_stump, 3),
    (_corrupted, 3),
    (_of_noughts, 3),
    (_not_a_database, 3),
    (_of_another_program, 3),
    (_newer, 4),
    (_with_a_trigger, 3),
    (_with_a_damaged_page, 3),
    (_folder, 3),
    (_fifo, 3),
]


def _print_of(path: Path) -> str:
    """Every byte of the folder."""
    if path.is_dir():
        return str(sorted((each.name, each.read_bytes()) for each in path.iterdir()))
    if not path.is_file():
        return str(path.stat().st_mode)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("make", "status"), ODD, ids=[make.__name__.lstrip("_") for make, _ in ODD])
def test_an_odd_file_is_refused_in_one_line_and_not_changed(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], status: int
) -> None:
    """Rule: by ``sessions`` and ``export``; ``check`` says what is wrong."""
    path = tmp_path / "room.db"
    shutil.copy(sound, path)
    make(path)
    before = _print_of(path)
    for arguments in (["sessions"], ["export", "-o", "-"]):
        assert main([*arguments, "--database", str(path)]) == status
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1
        assert err.startswith("breakout-tui: ")
        assert str(path) in err
        assert "Traceback" not in err
    assert main(["check", str(path)]) in {3, 4}
    reported = capsys.readouterr().err
    assert reported
    assert all(line.startswith("breakout-tui: ") for line in reported.splitlines())
    assert _print_of(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["room.db"]


NEXT_STEP = re.compile(
    "`breakout-tui (check|rescue|backups)`|name (a|another) file|install the newer version|run: breakout-tui"
)


@pytest.mark.parametrize(
    "make", [make for make, _ in ODD], ids=[make.__name__.lstrip("_") for make, _ in ODD]
)
def test_the_last_line_of_each_command_names_the_next_step(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    """Rule: and no command advises to run itself."""
    path = tmp_path / "room.db"
    shutil.copy(sound, path)
    make(path)
    for command, *arguments in (["sessions", "--database"], ["check"], ["rescue"]):
        main([command, *arguments, str(path)])
        out, err = capsys.readouterr()
        said = err + out
        assert NEXT_STEP.search(said.splitlines()[-1]), said
        assert f"`breakout-tui {command}`" not in said


@pytest.mark.parametrize(("make", "status"), [(_truncated, 3), (_fifo, 3), (_newer, 4)])
def test_the_window_refuses_an_odd_file_too(
    sound: Path, tmp_path: Path, make: Callable[[Path], None], status: int
) -> None:
    """Rule: in a terminal, before the first screen; all commands open the file in the same way."""
    path = tmp_path / "room.db"
    shutil.copy(sound, path)
    make(path)
    before = _print_of(path)
    with PtyTerminal(["--database", str(path)], tmp_path, size=(250, 30)) as terminal:
        assert terminal.wait_for_end() == status
        assert b"\x1b[?1049h" not in terminal.output
        assert b"Traceback" not in terminal.output
    assert _print_of(path) == before


def test_a_missing_and_an_empty_file_are_new_databases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: reading creates nothing."""
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (empty, tmp_path / "none.db"):
        assert main(["sessions", "--database", str(path)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "breakout-tui: there are no sessions yet\n" * 2)
    assert empty.stat().st_size == 0
    assert [each.name for each in tmp_path.iterdir()] == ["empty.db"]


def test_a_link_is_followed(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: a link to a database is opened; a link to itself is refused in one line."""
    link, loop = tmp_path / "link.db", tmp_path / "loop.db"
    link.symlink_to(sound)
    loop.symlink_to(loop)
    before = _print_of(sound)
    assert main(["sessions", "--database", str(link)]) == 0
    assert "Room 2" in capsys.readouterr().out
    assert main(["sessions", "--database", str(loop)]) == 7
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert link.is_symlink()
    assert _print_of(sound) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is forbidden")
def test_a_file_without_permission_is_refused_in_a_line(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: neither read nor written."""
    path = tmp_path / "room.db"
    shutil.copy(sound, path)
    path.chmod(0)
    assert main(["sessions", "--database", str(path)]) in {3, 7}
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_program_itself_ends_with_that_status(sound: Path, tmp_path: Path) -> None:
    """Rule: not only the function, also the process."""
    path = tmp_path / "room.db"
    shutil.copy(sound, path)
    _newer(path)
    done = subprocess.run(
        [sys.executable, "-m", "breakout_tui", "sessions", "--database", str(path)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert "newer" in done.stderr


def _each_page(path: Path) -> int:
    return path.stat().st_size // 4096


@pytest.mark.soak
def test_any_page_may_be_damaged(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: for any damaged page an answer or a refusal, never a traceback, and the file unchanged."""
    for page in range(_each_page(sound)):
        for filler in (b"\x00", b"\xff", b"\x5a"):
            path = tmp_path / "room.db"
            data = bytearray(sound.read_bytes())
            data[page * 4096 : (page + 1) * 4096] = filler * 4096
            path.write_bytes(data)
            before = _print_of(path)
            for arguments in (["sessions"], ["export", "-o", "-"], ["check", str(path)]):
                assert main([*arguments, "--database", str(path)]) in {0, 1, 3, 4}
            assert "Traceback" not in capsys.readouterr().err
            assert _print_of(path) == before
