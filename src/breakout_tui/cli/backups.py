"""``breakout-tui backups``: the backups in a list, and one of them as a new file."""

from __future__ import annotations

from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import StoreError, UsageError
from breakout_tui.domain.text import clean, plural
from breakout_tui.store.backups import Backup, backups_of, contents_of, folder_of, restore

_HOW = "breakout-tui backups restore NUMBER [-o FILE]"


def backups(options: Options) -> int:
    """List them, newest first: number, time, sessions, notes, size; or restore one."""
    database = options.database or paths.default_database()
    if options.action == "restore":
        return _restore(database, options)
    if options.number is not None or options.output is not None:
        raise UsageError("a number and a file belong to a restore", remedy=f"`{_HOW}`")
    found = backups_of(database)
    if not found:
        _tell(f"there are no backups in {folder_of(database)} yet; a phase makes one when it starts and ends")
    for number, backup in enumerate(found, 1):
        _tell(
            f"{number:>3}  {backup.at.astimezone():%Y-%m-%d %H:%M:%S}  {_contents(backup)}  {_size(backup.size)}"
        )
    return 0


def _restore(database: Path, options: Options) -> int:
    if options.number is None:
        raise UsageError("which backup is to be restored?", remedy=f"`{_HOW}`")
    target = Path(options.output) if options.output else None
    restored = restore(database, options.number, target)
    _tell(f"the backup is now in {restored}; nothing else was changed")
    _tell(f"use it with: breakout-tui --database {quoted(restored)}")
    return 0


def quoted(path: Path) -> str:
    """The path as it is to be typed into a shell."""
    import shlex

    return shlex.quote(str(path))


def _contents(backup: Backup) -> str:
    try:
        sessions, notes = contents_of(backup.path)
    except StoreError as error:
        return f"can't be read: {error.what}"
    return f"{plural(sessions, 'session')}  {plural(notes, 'note')}"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KiB"


def _tell(line: str) -> None:
    print(clean(line))  # noqa: T201 - results go to stdout
