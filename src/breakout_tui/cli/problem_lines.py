"""Problem lines: how the command line tells the problems of a file, a line each on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from breakout_tui.domain.text import clean_line


def print_problems(problems: Iterable[str]) -> bool:
    """Print each problem; whether there was one."""
    found = False
    for problem in problems:
        found = True
        print(f"breakout-tui: {clean_line(problem)}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    return found
