"""The command line: every result can be had without the app."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from breakout_tui.cli.demo import fill
from breakout_tui.domain.clock import SystemClock


@dataclass(frozen=True)
class Result:
    """What a command gave."""

    status: int
    out: str
    err: str


def run(home: Path, *arguments: str) -> Result:
    """Run the program as a person would, with a home of its own."""
    environ = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "breakout_tui", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environ,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the fictional day in it."""
    path = tmp_path_factory.mktemp("played") / "room.db"
    fill(path, "done", SystemClock())
    return path


def test_the_sessions_are_listed_one_a_line(played: Path, tmp_path: Path) -> None:
    """Number, theme, room, stage, notes."""
    result = run(tmp_path, "sessions", "--database", str(played))
    assert result.status == 0
    assert result.out.count("\n") == 1
    assert "Room 2 · round 1 · done  41 notes" in result.out


def test_an_export_keeps_a_file_that_is_there_unless_forced(played: Path, tmp_path: Path) -> None:
    """The refusal names the remedy."""
    target = str(tmp_path / "report.md")
    assert run(tmp_path, "export", "-o", target, "--database", str(played)).status == 0
    second = run(tmp_path, "export", "-o", target, "--database", str(played))
    assert second.status == 1
    assert "--force" in second.err
    assert run(tmp_path, "export", "-o", target, "--force", "--database", str(played)).status == 0


def test_the_morning_alone_can_be_exported(played: Path, tmp_path: Path) -> None:
    """Until the morning: nothing of the afternoon."""
    result = run(tmp_path, "export", "-o", "-", "--until", "morning", "--database", str(played))
    assert "## Morning" in result.out
    assert "## Afternoon" not in result.out


def test_a_report_back_is_fitted_to_its_minutes(played: Path, tmp_path: Path) -> None:
    """Two minutes hold less than ten; as slides there are separators."""
    two = run(tmp_path, "report-back", "--minutes", "2", "--database", str(played))
    ten = run(tmp_path, "report-back", "--minutes", "10", "--database", str(played))
    assert (two.status, ten.status) == (0, 0)
    assert len(two.out) < len(ten.out)
    slides = run(tmp_path, "report-back", "--slides", "--database", str(played))
    assert "\n---\n" in slides.out


def test_a_report_back_of_no_minutes_is_refused(played: Path, tmp_path: Path) -> None:
    """Usage, and how it is meant."""
    result = run(tmp_path, "report-back", "--minutes", "0", "--database", str(played))
    assert result.status == 2
    assert "from 1 to 60 minutes" in result.err


def test_a_database_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    """Nothing is created by looking."""
    path = tmp_path / "none.db"
    assert run(tmp_path, "sessions", "--database", str(path)).status == 0
    result = run(tmp_path, "export", "--database", str(path))
    assert result.status == 1
    assert "there is no session yet" in result.err
    assert not path.exists()


def test_all_problems_of_a_programme_file_come_at_once_without_a_traceback(tmp_path: Path) -> None:
    """One line each, on stderr, exit 1; and the app refuses in the same words."""
    path = tmp_path / "mine.toml"
    path.write_text('event = 3\nheading = "Themes"\ncolour = "red"\n', encoding="utf-8")
    result = run(tmp_path, "check", str(path))
    assert result.status == 1
    assert result.out == ""
    assert all(line.startswith(f"breakout-tui: {path}: ") for line in result.err.splitlines())
    assert len(result.err.splitlines()) >= 3
    assert "Traceback" not in result.err


def test_the_shipped_programme_and_the_database_are_fine(played: Path, tmp_path: Path) -> None:
    """Check without a file looks at what is in use."""
    result = run(tmp_path, "check", "--database", str(played))
    assert result.status == 0, result.err
    assert "6 themes, 26 questions" in result.out


def test_without_a_terminal_the_app_says_so(tmp_path: Path) -> None:
    """A usage error, not a broken screen."""
    result = run(tmp_path)
    assert result.status == 2
    assert "not a terminal" in result.err


@pytest.mark.parametrize("arguments", [("--nonsense",), ("export", "--until", "noon"), ("fly",)])
def test_a_command_line_that_is_not_understood_is_a_usage_error(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """One line, exit 2."""
    result = run(tmp_path, *arguments)
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert "--help" in result.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_knows_every_command(tmp_path: Path, shell: str) -> None:
    """Also those that come later."""
    result = run(tmp_path, "completion", shell)
    assert result.status == 0
    assert all(word in result.out for word in ("sessions", "report-back", "rescue", "erase"))


def test_help_has_examples_and_the_exit_statuses(tmp_path: Path) -> None:
    """On stdout, exit 0."""
    result = run(tmp_path, "--help")
    assert result.status == 0
    assert "examples:" in result.out
    assert "exit statuses:" in result.out
