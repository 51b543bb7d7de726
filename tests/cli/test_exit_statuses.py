"""Every kind of failure has its own exit status and one line on stderr, without a traceback."""

from __future__ import annotations

import io
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.cli.examples import EXAMPLES
from breakout_tui.cli.main import guarded, main
from breakout_tui.domain.errors import DelegatesRefused
from tests.cli.command_line import is_one_error_line, run
from tests.store.builders import head, new, note, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A valid database with one note."""
    path = tmp_path / "room.db"
    write(path, new(head(), note(0)))
    return path


def test_success_is_0_with_nothing_on_stderr(tmp_path: Path, path: Path) -> None:
    """Example: listing the sessions."""
    result = run(tmp_path, "sessions", "--database", path)
    assert (result.status, result.err) == (0, "")


def test_a_refused_command_is_1(tmp_path: Path) -> None:
    """Example: there is no session to export."""
    result = run(tmp_path, "export", "--database", tmp_path / "none.db")
    assert (result.status, is_one_error_line(result)) == (1, True)


def test_each_problem_of_a_list_of_delegates_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: as for a programme: the file, the row and what is wrong with it."""

    def refuse() -> int:
        raise DelegatesRefused("list.csv", ("row 2: the name is empty", "row 5: the name is empty"))

    assert guarded(refuse) == 1
    assert capsys.readouterr().err.splitlines() == [
        "breakout-tui: list.csv: row 2: the name is empty",
        "breakout-tui: list.csv: row 5: the name is empty",
    ]


@pytest.mark.parametrize("arguments", [["--nonsense"], ["nonsense"], ["export", "--until"], ["--themes"], []])
def test_an_invalid_command_line_is_2(tmp_path: Path, arguments: list[str]) -> None:
    """Starting the app without a terminal is also a usage error."""
    result = run(tmp_path, *arguments)
    assert (result.status, is_one_error_line(result)) == (2, True)


def test_a_damaged_database_is_3(tmp_path: Path, path: Path) -> None:
    """The message names the command that helps."""
    path.write_bytes(path.read_bytes()[: 4096 * 2] + b"\xa5" * 4096 * 20)
    result = run(tmp_path, "export", "-o", "-", "--database", path)
    assert (result.status, is_one_error_line(result)) == (3, True)
    assert "breakout-tui rescue" in result.err


def test_a_database_of_a_newer_version_is_4(tmp_path: Path, path: Path) -> None:
    """The file is not changed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    result = run(tmp_path, "sessions", "--database", path)
    assert (result.status, is_one_error_line(result)) == (4, True)
    assert path.read_bytes() == before


def test_a_database_locked_by_another_program_is_5(tmp_path: Path, path: Path) -> None:
    """The command waits five seconds before it gives up."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = run(tmp_path, "sessions", "--database", path)
    assert (result.status, is_one_error_line(result)) == (5, True)


def test_a_failed_write_is_7(tmp_path: Path, path: Path) -> None:
    """Example: the folder of the report is a file."""
    (tmp_path / "file").write_text("mine")
    result = run(tmp_path, "export", "-o", tmp_path / "file" / "report.md", "--database", path)
    assert (result.status, is_one_error_line(result)) == (7, True)


def test_an_unexpected_error_is_70_and_its_log_contains_no_note(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Example: stdout raises an error that no stream should raise."""

    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise RuntimeError(f"could not print {text}")

    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdout", Broken())
    assert main(["export", "-o", "-", "--database", str(path)]) == 70
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert "Traceback" not in message
    (log,) = (tmp_path / "home").rglob("*.log")
    assert "RuntimeError" in log.read_text()
    assert "A statement" not in log.read_text() + message


def test_the_readme_lists_the_exit_statuses_of_the_help() -> None:
    """The README uses exactly the same words as the help."""
    lines = EXAMPLES.partition("exit statuses:")[2].split("\n")
    statuses = [status for line in lines if line for status in line.strip().split(" · ")]
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
    assert len(statuses) == 9
    assert [status for status in statuses if status not in readme] == []
