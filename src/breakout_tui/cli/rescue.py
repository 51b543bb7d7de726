"""``breakout-tui rescue``: what can be read of a damaged database, in a new one."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.backups import quoted
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.store.rescue import rescue


def rescue_file(options: Options) -> int:
    """Rescue, and say how much was saved and how to use it."""
    damaged = options.file or options.database or paths.default_database()
    target = Path(options.output) if options.output else None
    done = rescue(damaged, SystemClock().read().wall, target)
    _tell(
        f"saved {done.saved} of {plural(done.known, 'note')}, {plural(done.sessions, 'session')},"
        f" {plural(done.others, 'other record')}"
    )
    if done.nameless:
        _tell(f"{plural(done.nameless, 'session')} lost room, names and programme; the notes are there")
    for problem in done.problems:
        print(f"breakout-tui: {clean_line(problem)}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    _tell(f"the damaged file was not touched; what was saved is in {done.path}")
    _tell(f"use it with: breakout-tui --database {quoted(done.path)}")
    return 0


def _tell(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout
