"""The crash log: where the error happened, without any note text."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from breakout_tui import __version__, paths
from breakout_tui.domain.clock import SystemClock


def write_log(error: BaseException, path: Path | None = None) -> str:
    """Append the traceback of the error to the log, and return a sentence that says where the log is.

    The log contains only file names, line numbers and function names. Exception messages and variable values are
    left out, because they may contain what delegates said.
    """
    path = path or paths.log_file()
    lines = [
        f"{SystemClock().read().wall:%Y-%m-%dT%H:%M:%S%z} breakout-tui {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n\n")
    except OSError:
        return "The log could not be written either"
    return f"Details (no note text) are in {path}"


def report_unexpected(error: Exception) -> None:
    """Say that something unexpected happened, and log where; the program goes on."""
    told = f"breakout-tui: Unexpected error ({type(error).__name__}). {write_log(error)}"
    print(told, file=sys.stderr)  # noqa: T201 - a message, apart from the result
