"""Opens the database that the options name, a file or a server's, for the commands that read sessions and write documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from breakout_tui.cli.options import Options
    from breakout_tui.domain.clock import Clock
    from breakout_tui.store.database import Database
    from breakout_tui.store.server_store import ServerStore

ON_SERVERS = frozenset(
    {
        "sessions",
        "export",
        "report-back",
        "paper",
        "gather",
        "check",
        "erase",
        "backups",
        "serve",
        "rooms",
        "tell",
        "calls",
    }
)
"""The commands that work on a server's database too."""


def stored_sessions(options: Options, clock: Clock) -> Database | ServerStore:
    """The sessions of the database. Raises StoreError where a server needs what is not installed."""
    if options.server is not None:
        from breakout_tui.store.server_store import ServerStore

        return ServerStore(options.server, clock)
    from breakout_tui.store.database import Database

    return Database(options.database or paths.default_database(), clock)


def refuse_server(options: Options) -> None:
    """Raises UsageError for a server's database where only a file will do."""
    if options.server is None or options.command in ON_SERVERS:
        return
    if options.command == "rescue":
        raise UsageError(
            "a server's database is repaired on the server", remedy="restore one of its backups there"
        )
    raise refused()


def refused() -> UsageError:
    """A room's own sessions are never on a server: a room saves with its network gone."""
    return UsageError(
        "this needs a file: a database on a server has the sessions of all rooms, to read",
        remedy="name a file with --database; `breakout-tui gather URL --into FILE` copies the server's into one",
    )
