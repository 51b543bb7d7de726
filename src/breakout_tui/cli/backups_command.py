"""``breakout-tui backups``: lists the backups, or restores one to a new file."""

from __future__ import annotations

import shlex
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import StoreError, UsageError
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.text import clean, plural
from breakout_tui.store.backups import Backup, backups_of, contents_of, folder_of
from breakout_tui.store.restoring import restore

_USAGE = "run `breakout-tui backups restore NUMBER [-o FILE]`"


def backups(options: Options) -> int:
    """List the backups, newest first (number, time, sessions, notes, size), or restore one."""
    if options.server is not None:
        return _on_server(options, options.server)
    database = options.database or paths.default_database()
    if options.action == "restore":
        return _restore(database, options)
    if options.number is not None or options.output is not None:
        raise UsageError("only `restore` takes a number and a file", remedy=_USAGE)
    found = backups_of(database)
    if not found:
        _print_line(
            f"No backups in {folder_of(database)} yet. One is made when a phase starts and when it ends."
        )
    for number, backup in enumerate(found, 1):
        _print_line(
            f"{number:>3}  {backup.at.astimezone():%Y-%m-%d %H:%M:%S}  {_contents(backup)}  {_size(backup.size)}"
        )
    return 0


def _on_server(options: Options, address: ServerAddress) -> int:
    if options.action is not None:
        raise UsageError(
            "a server's backups are restored on the server", remedy="with `pg_restore`, for example"
        )
    url = shlex.quote(str(address))
    _print_line(
        f"Its backups are the server's: `pg_dump -Fc -f conference.dump -d {url}` makes one;"
        f" `breakout-tui gather {url} --into conference.db` copies all sessions and papers into one file."
    )
    return 0


def _restore(database: Path, options: Options) -> int:
    if options.number is None:
        raise UsageError("the number of the backup is missing", remedy=_USAGE)
    target = Path(options.output) if options.output else None
    restored = restore(database, options.number, target)
    _print_line(f"Restored to {restored}. Your current database was not changed.")
    _print_line(f"To use it, run: breakout-tui --database {shell_quoted(restored)}")
    return 0


def shell_quoted(path: Path) -> str:
    """The path, quoted for a shell."""
    return shlex.quote(str(path))


def _contents(backup: Backup) -> str:
    try:
        sessions, notes = contents_of(backup.path)
    except StoreError as error:
        return f"unreadable: {error.what}"
    return f"{plural(sessions, 'session')}  {plural(notes, 'note')}"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KiB"


def _print_line(line: str) -> None:
    print(clean(line))  # noqa: T201 - results go to stdout
