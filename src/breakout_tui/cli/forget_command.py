"""``breakout-tui forget-delegates``: removes the lists, slips and wishes of an allocation after the event."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.cli.confirmation import is_confirmed
from breakout_tui.cli.options import Options
from breakout_tui.domain.allocation_record import Record
from breakout_tui.domain.errors import JsonRefused, NotConfirmed, UsageError
from breakout_tui.domain.text import clean_line, plural

_CONFIRMATION = "forget"


def forget_delegates(options: Options) -> int:
    """Say what will be removed, ask, and remove it; say what is left elsewhere."""
    if options.source is None:
        raise UsageError("name the folder of an allocation")
    folder = AllocationFolder(options.source)
    record = _record(folder)
    names = folder.written(record)
    of = "delegates"
    if record is not None:
        of = plural(len(record.newest.allocation.task.delegates) + len(record.newest.absent), "delegate")
    _print(f"{options.source}: {plural(len(names), 'file')} with the names, wishes and places of {of}")
    if not options.yes and not is_confirmed(_CONFIRMATION, "remove them for good"):
        raise NotConfirmed("nothing was removed", remedy=f"run the command again and type {_CONFIRMATION}")
    left = folder.forget(names)
    _print("Removed: all versions, lists, slips, tables, room files and wishes.")
    for name in left:
        _print(f"Not removed, because it is not one of ours: {folder.path / name}")
    if record is not None and Path(record.source).exists():
        _print(f"The list of delegates itself is still there: {record.source}")
    _print("Copies elsewhere stay: what was printed, mailed or published, and backups of this disk.")
    _print("Sessions that were started from a room file know countries and organisations only.")
    return 0


def _record(folder: AllocationFolder) -> Record | None:
    """The record; None if it is damaged: then the files are known by their names."""
    try:
        return folder.record()
    except JsonRefused:
        return None


def _print(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - the result
