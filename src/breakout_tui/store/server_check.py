"""Finds what is wrong with a database on a server, without changing it. Pages, texts and references the server checks itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.text import clean_line
from breakout_tui.store.check import problems_of_content
from breakout_tui.store.migrations import VERSION
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_migrations import examine


def diagnose_server(address: ServerAddress) -> list[str]:
    """The problems, one line each. Raises StoreError for a database that can't be read, or is not ours."""
    with closing(ServerConnection(address)) as connection:
        connection.execute("BEGIN")
        return [f"{address}: {clean_line(problem)}" for problem in _problems(connection)]


def _problems(connection: ServerConnection) -> Iterator[str]:
    version, foreign = examine(connection)
    yield from (f"another program changed its structure: {difference}" for difference in foreign)
    if foreign or not version:
        return
    if version < VERSION:
        yield f"form {version} is older than {VERSION}; it is migrated when it is next opened"
        return
    yield from problems_of_content(connection)
