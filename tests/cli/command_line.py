"""Runs the command line in a separate process."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tests.ready_programs import can_fork, fork

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")
PATIENCE = 30.0
"""Seconds until a command has to have ended."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The result of a command."""

    status: int
    out: str
    err: str


def run(folder: Path, *arguments: str | Path, typed: str = "") -> CommandResult:
    """Run breakout-tui with these arguments; its home and data folders are in ``folder``."""
    environment = {**os.environ, **{name: str(folder / "home") for name in HOMES}}
    if can_fork(environment):
        return _forked([*map(str, arguments)], environment, typed)
    done = subprocess.run(
        [sys.executable, "-m", "breakout_tui", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env=environment,
    )
    return CommandResult(done.returncode, done.stdout, done.stderr)


def _forked(arguments: list[str], environment: dict[str, str], typed: str) -> CommandResult:
    with ExitStack() as opened:
        given, out, err = (opened.enter_context(TemporaryFile()) for _ in range(3))
        given.write(typed.encode())
        given.seek(0)
        process = fork("breakout_tui", arguments, environment, (given.fileno(), out.fileno(), err.fileno()))
        try:
            status = process.wait(PATIENCE)
        finally:
            process.kill()
        return CommandResult(status, *(_text(each) for each in (out, err)))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def is_one_error_line(result: CommandResult) -> bool:
    """Whether stderr has exactly one line of breakout-tui and no traceback."""
    lines = result.err.splitlines()
    return len(lines) == 1 and lines[0].startswith("breakout-tui: ") and "Traceback" not in result.err
