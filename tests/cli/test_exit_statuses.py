"""Each way in which a command can end has its own status, one line on stderr, and no traceback."""

from __future__ import annotations

import io
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from breakout_tui.cli.parser import EXAMPLES
from tests.cli.command_line import run, told_in_one_line
from tests.store.builders import head, new, note, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound database."""
    path = tmp_path / "room.db"
    write(path, new(head(), note(0)))
    return path


def test_what_is_fine_is_0_and_says_nothing_on_stderr(tmp_path: Path, path: Path) -> None:
    """Listing the sessions."""
    ended = run(tmp_path, "sessions", "--database", path)
    assert (ended.status, ended.err) == (0, "")


def test_what_is_refused_is_1(tmp_path: Path) -> None:
    """There is no session to export."""
    ended = run(tmp_path, "export", "--database", tmp_path / "none.db")
    assert (ended.status, told_in_one_line(ended)) == (1, True)


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["nonsense"], ["export", "--until", "noon"], ["--themes"], []]
)
def test_a_command_line_that_is_not_understood_is_2(tmp_path: Path, arguments: list[str]) -> None:
    """Nor is the app without a terminal."""
    ended = run(tmp_path, *arguments)
    assert (ended.status, told_in_one_line(ended)) == (2, True)


def test_a_damaged_database_is_3(tmp_path: Path, path: Path) -> None:
    """With the command that helps."""
    path.write_bytes(path.read_bytes()[: 4096 * 2] + b"\xa5" * 4096 * 20)
    ended = run(tmp_path, "export", "-o", "-", "--database", path)
    assert (ended.status, told_in_one_line(ended)) == (3, True)
    assert "breakout-tui rescue" in ended.err


def test_a_database_of_a_newer_version_is_4(tmp_path: Path, path: Path) -> None:
    """And is not touched."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    ended = run(tmp_path, "sessions", "--database", path)
    assert (ended.status, told_in_one_line(ended)) == (4, True)
    assert path.read_bytes() == before


def test_a_database_that_another_program_holds_is_5(tmp_path: Path, path: Path) -> None:
    """After five seconds of patience."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ended = run(tmp_path, "sessions", "--database", path)
    assert (ended.status, told_in_one_line(ended)) == (5, True)


def test_what_can_not_be_written_is_7(tmp_path: Path, path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("mine")
    ended = run(tmp_path, "export", "-o", tmp_path / "file" / "report.md", "--database", path)
    assert (ended.status, told_in_one_line(ended)) == (7, True)


def test_what_nobody_foresaw_is_70_and_its_log_holds_no_note(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here stdout fails in a way that no stream should."""

    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise RuntimeError(f"could not print {text}")

    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdout", Broken())
    assert main(["export", "-o", "-", "--database", str(path)]) == 70
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "Traceback" not in told
    (log,) = (tmp_path / "home").rglob("*.log")
    assert "RuntimeError" in log.read_text()
    assert "A statement" not in log.read_text() + told


def test_every_status_is_in_the_help() -> None:
    """And in the README, word for word."""
    said = " ".join(EXAMPLES.partition("exit statuses:")[2].split())
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    for one in said.replace("4 database from a newer version 5", "4 database from a newer version · 5").split(
        " · "
    ):
        assert one in readme, one
