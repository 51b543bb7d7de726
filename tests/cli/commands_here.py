"""Runs the command line within this process: the same program without the second that a start takes on a busy machine."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import until
from breakout_tui.cli.main import main
from tests.cli.command_line import CommandResult

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")


def run_here(folder: Path, *arguments: str | Path, typed: str = "") -> CommandResult:
    """As ``command_line.run``: its home and data folders are in ``folder``, and stdin has what is typed."""
    with pytest.MonkeyPatch.context() as patch:
        for name in HOMES:
            patch.setenv(name, str(folder / "home"))
        patch.setattr(sys, "stdin", io.StringIO(typed))
        return _run([str(each) for each in arguments])


def _run(arguments: list[str]) -> CommandResult:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return CommandResult(status, *(_text(each) for each in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@dataclass(frozen=True)
class Room:
    """A database, and the commands on it."""

    database: Path

    def run(self, *arguments: str) -> CommandResult:
        """Run a command on the database."""
        return _run(["--database", str(self.database), *arguments])

    def done(self, *arguments: str) -> str:
        """Run a command that must succeed, and return what it printed."""
        result = self.run(*arguments)
        assert result.status == 0, (arguments, result)
        return result.out

    def start(self) -> None:
        """Start the session of the demo day."""
        known, groups = ", ".join(DETAILS.known or ()), ", ".join(DETAILS.groups or ())
        self.done(
            "start",
            "1",
            f"room={DETAILS.room}",
            f"facilitator={DETAILS.facilitator}",
            f"rapporteur={DETAILS.rapporteur}",
            f"people={DETAILS.people}",
            f"known={known}",
            f"groups={groups}",
        )


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A folder with a home of its own, and a database that does not exist yet."""
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return Room(tmp_path / "room.db")


def day_as_commands() -> Iterator[list[str]]:
    """The demo day, a command line for each of its lines."""
    for line in until(DAY, "done"):
        if line.startswith("/"):
            yield line.split(" ", 1)  # with its slash, a word is always the action
        elif not line.startswith(("+", "== ")):
            yield ["note", "--kind", line[0], line[2:]]
