"""``breakout-tui gather``: takes the sessions of other rooms' files into one database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.clean_endings import ending_cleanly
from breakout_tui.cli.file_gatherer import FileGatherer
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.gathering import GatheredSource, Progress, untold
from breakout_tui.domain.server_address import DatabaseName, database_named
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.gather_lines import Told

_MANY_FILES = 20
_MANY_BYTES = 20_000_000
"""From these on gathering takes some seconds."""


def gather(options: Options) -> int:
    """Gather the files, with a line for each; then the places to look. The status is that of the first problem."""
    if "" in options.targets:
        raise UsageError("a file has an empty name", remedy="name it, or . for this folder")
    database = (
        options.into_server or options.into or options.server or options.database or paths.default_database()
    )
    clock = SystemClock()
    gatherer = FileGatherer(database, clock, is_trial=options.dry_run)
    listed = gatherer.listed([database_named(name) for name in options.targets])
    told = Told(database, len(listed), is_trial=options.dry_run)
    try:
        shown = _progress(listed, is_wanted=not options.plain)
        with ending_cleanly(), shown as (progress, advance, printed):
            for gathered in gatherer.gather(listed, progress):
                advance()
                printed(told.lines(gathered))
    finally:
        # Also after a failure: what came in before it stays.
        _print((line, False) for line in told.last_lines())
    return told.status


Lines = Iterator[tuple[str, bool]]
"""Each with whether it is a message about a problem."""


@contextmanager
def _progress(
    listed: Sequence[DatabaseName | GatheredSource], *, is_wanted: bool
) -> Iterator[tuple[Progress, Callable[[], None], Callable[[Lines], None]]]:
    """What to tell how far a file is, that one is done, and its lines. A bar only on a terminal and for many or large files."""
    sizes = [_size(each) for each in listed]
    is_long = len(sizes) > _MANY_FILES or sum(sizes) > _MANY_BYTES
    if not (is_wanted and is_long and sys.stderr.isatty()):
        yield untold, lambda: None, _print
        return
    from breakout_tui.cli.gather_bar import bar

    waiting: list[tuple[str, bool]] = []
    try:
        with bar(sizes) as (progress, advance):
            yield progress, advance, waiting.extend
    finally:
        _print(iter(waiting))


def _size(each: DatabaseName | GatheredSource) -> int:
    with suppress(OSError):
        if isinstance(each, Path):
            return each.stat().st_size
    return 0


def _print(lines: Lines) -> None:
    for line, is_problem in lines:
        if is_problem:
            print(f"breakout-tui: {clean_line(line)}", file=sys.stderr)  # noqa: T201 - messages go to stderr
        else:
            print(clean_line(line))  # noqa: T201 - results go to stdout
