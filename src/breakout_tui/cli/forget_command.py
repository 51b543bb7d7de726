"""``breakout-tui forget-delegates``: removes the lists, slips and wishes of an allocation after the event."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import NotConfirmed, UsageError
from breakout_tui.domain.text import clean_line, plural

_CONFIRMATION = "forget"


def forget_delegates(options: Options) -> int:
    """Say what will be removed, ask, and remove it; say what is left elsewhere."""
    if options.source is None:
        raise UsageError("name the folder of an allocation")
    folder = AllocationFolder(options.source)
    record = folder.record()
    people = len(record.newest.allocation.task.delegates) + len(record.newest.absent)
    _print(
        f"{options.source}: {plural(len(record.files) + 1, 'file')} with the names, wishes and places of {plural(people, 'delegate')}"
    )
    if not options.yes and not _is_confirmed():
        raise NotConfirmed("nothing was removed", remedy=f"run the command again and type {_CONFIRMATION}")
    left = folder.forget(record)
    _print("Removed: all versions, lists, slips, tables, room files and wishes.")
    for name in left:
        _print(f"Not removed, because it is not one of ours: {folder.path / name}")
    if Path(record.source).exists():
        _print(f"The list of delegates itself is still there: {record.source}")
    _print("Copies elsewhere stay: what was printed, mailed or published, and backups of this disk.")
    _print("Sessions that were started from a room file know countries and organisations only.")
    return 0


def _is_confirmed() -> bool:
    print(f"Type {_CONFIRMATION} to remove them for good: ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a prompt
    return sys.stdin.readline().strip().lower() == _CONFIRMATION


def _print(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - the result
