"""Runs the command line in a separate process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The result of a command."""

    status: int
    out: str
    err: str


def run(folder: Path, *arguments: str | Path, typed: str = "") -> CommandResult:
    """Run breakout-tui with these arguments; its home and data folders are in ``folder``."""
    homes = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")
    done = subprocess.run(
        [sys.executable, "-m", "breakout_tui", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        env={**os.environ, **{name: str(folder / "home") for name in homes}},
    )
    return CommandResult(done.returncode, done.stdout, done.stderr)


def is_one_error_line(result: CommandResult) -> bool:
    """Whether stderr has exactly one line of breakout-tui and no traceback."""
    lines = result.err.splitlines()
    return len(lines) == 1 and lines[0].startswith("breakout-tui: ") and "Traceback" not in result.err
