"""The log of a crash: where it happened, never what was said in the room."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from breakout_tui import __version__, paths
from breakout_tui.domain.clock import SystemClock


def write_log(error: BaseException, path: Path | None = None) -> str:
    """Append the places of the error to the log; gives a line that says where the log is.

    Only file names, lines and function names are written: the message of an exception, and the values of its
    variables, may hold what delegates said.
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
        return "the log could not be written either"
    return f"what happened, without any note, is in {path}"
