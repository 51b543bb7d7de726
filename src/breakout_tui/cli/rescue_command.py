"""``breakout-tui rescue``: copies everything readable from a damaged database to a new one."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.backups_command import shell_quoted
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.store.rescue import rescue


def rescue_file(options: Options) -> int:
    """Rescue a database, and print how much was saved and how to open it."""
    damaged = options.file or options.database or paths.default_database()
    target = Path(options.output) if options.output else None
    done = rescue(damaged, SystemClock().read().wall, target)
    _print_line(
        f"Saved {done.saved} of {plural(done.known, 'note')}, {plural(done.sessions, 'session')},"
        f" {plural(done.others, 'other record')}."
    )
    if done.nameless:
        _print_line(
            f"Lost the room, names and programme of {plural(done.nameless, 'session')}; the notes were saved."
        )
    for problem in done.problems:
        print(f"breakout-tui: {clean_line(problem)}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    _print_line(f"Saved to {done.path}. The damaged file was not changed.")
    _print_line(f"To use it, run: breakout-tui --database {shell_quoted(done.path)}")
    return 0


def _print_line(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout
