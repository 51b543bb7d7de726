"""A connection to a PostgreSQL server, in the form of sqlite3's (``sql_connection.py``).

Nobody but this package's ``server_…`` modules imports it: a room has no psycopg. Everything that fails is a StoreError at once.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from typing import Any

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store import schema
from breakout_tui.store.server_errors import as_store_error, unreachable
from breakout_tui.store.sql_connection import SqlRows

try:
    import psycopg
    from psycopg.adapt import Dumper, Loader
    from psycopg.pq import TransactionStatus
except ImportError as error:
    raise StoreError(
        "a PostgreSQL database needs psycopg, which is not installed",
        remedy="run pip install 'breakout-tui[organiser]'",
    ) from error

_CONNECT = 10
"""Seconds to wait for a server that does not answer."""
_QUIET, _ASKED, _AGAIN, _UNHEARD = 5, 3, 2, 10_000
"""Seconds after which a quiet connection is looked at, how often, seconds between; milliseconds until what was sent has to be confirmed. So
a network that carries nothing any more is noticed after some ten seconds; with the system's own settings it takes hours."""
_WAIT = "60s"
"""How long a transaction waits for another one that writes."""
_LOCK = 0x62726B74
"""The key of the advisory lock by which those that write take turns: "brkt", as in a file's header."""
_SETTINGS = (
    "SET client_encoding = 'UTF8'",
    "SET standard_conforming_strings = on",
    "SET synchronous_commit = on",
    f"SET lock_timeout = '{_WAIT}'",
    "SET idle_in_transaction_session_timeout = 0",
    f"SET tcp_keepalives_idle = {_QUIET}",
    f"SET tcp_keepalives_interval = {_AGAIN}",
    f"SET tcp_keepalives_count = {_ASKED}",
)
"""What texts mean, that a commit has reached the disk, whatever the role's own settings say, and that the server notices as soon as we
do that the network is gone: until then it holds for us what others wait for."""
_BEGIN = {
    "BEGIN": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "BEGIN IMMEDIATE": "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
}
_OWNED = ", ".join(f"'{table.name}'" for table in schema.ALL_TABLES)
_NOT_OWNED = f"""
SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname IN ({_OWNED})
    AND NOT pg_has_role(relowner, 'USAGE') LIMIT 1
"""
_OTHERS_READ = """
SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_xmin IS NOT NULL AND backend_type = 'client backend' LIMIT 1
"""
_ENDING = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid = ? AND application_name = 'breakout-tui' AND datname = current_database() AND usename = current_user
"""
_FREED = "the space of erased rows is to be rewritten"
"""A comment on a table is part of the transaction, and seen by all programs."""
_LOOKS = 50
"""How often it is looked whether others still read, each 0.2 s after the one before."""
_PIECE = re.compile(r"""('(?:[^']|'')*')|("(?:[^"]|"")*")|\?(\d*)""")
_OPEN = (TransactionStatus.INTRANS, TransactionStatus.INERROR, TransactionStatus.ACTIVE)


class _PlainNumber(Dumper):
    """Sends a number as text without a type, so that the server takes 1 for true where a column is a boolean."""

    oid = 0

    def dump(self, obj: Any) -> bytes:
        return b"%d" % obj


class _PlainText(Dumper):
    """Sends a text without a type. A server refuses NUL; ``domain.text.clean`` leaves none in, so only a made-up file has one."""

    oid = 0

    def dump(self, obj: str) -> bytes:
        return obj.replace("\0", "").encode()


class _Flag(Loader):
    """Reads a boolean as 0 or 1."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


class ServerConnection:
    """An open database on a server, in autocommit mode. Those that write take turns: one transaction at a time."""

    text_factory: Any = str

    def __init__(self, address: ServerAddress) -> None:
        """Connect. Raises StoreError."""
        self.address = address
        self.pulse = 0
        """Grows with each question to the server and with each answer: odd while it waits for one."""
        try:
            self._raw = psycopg.connect(
                address.url,
                autocommit=True,
                connect_timeout=_CONNECT,
                application_name="breakout-tui",
                cursor_factory=psycopg.RawCursor,
                keepalives_idle=_QUIET,
                keepalives_interval=_AGAIN,
                keepalives_count=_ASKED,
                tcp_user_timeout=_UNHEARD,
            )
        except psycopg.Error as error:
            raise unreachable(error, address) from None
        self._pid = self._raw.info.backend_pid
        adapters = self._raw.adapters
        adapters.register_dumper(int, _PlainNumber)
        adapters.register_dumper(bool, _PlainNumber)
        adapters.register_dumper(str, _PlainText)
        adapters.register_loader("bool", _Flag)
        try:
            for setting in _SETTINGS:
                self._do(setting)
        except BaseException:
            self.close()
            raise

    @property
    def in_transaction(self) -> bool:
        """Whether one has begun; with the connection it is gone."""
        return not self._raw.closed and self._raw.info.transaction_status in _OPEN

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> SqlRows:
        """Carry out one text. Raises StoreError."""
        if sql in _BEGIN:
            return self._begin(sql)
        done = self._do(numbered(sql), parameters)
        # A transaction in which something failed is rolled back, and the server calls that no error.
        if sql == "COMMIT" and done.statusmessage != "COMMIT":
            raise StoreError("nothing was written", where=str(self.address), remedy="run the command again")
        return done

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> object:
        """Carry out a text with each of these values, without waiting for the server after each. Raises StoreError."""
        rows = list(parameters)
        if rows:
            with self._failing():
                self._raw.cursor().executemany(numbered(sql).encode(), rows)
        return None

    @property
    def owns_tables(self) -> bool:
        """Whether the user may write the tables anew. Raises StoreError."""
        return self._do(_NOT_OWNED).fetchone() is None

    def demand_ownership(self) -> None:
        """Raises StoreError for a user who may not write the tables anew: the server would only warn, and leave what was removed."""
        if not self.owns_tables:
            raise StoreError(
                "only the owner of its tables may erase from this database",
                where=str(self.address),
                remedy="run the command as that user; nothing was changed",
            )

    def rewrite_tables(self) -> None:
        """Write all tables and their indexes anew, without what was removed or replaced. Raises StoreError.

        A transaction that began before keeps what it can still see: it is waited for.
        """
        try:
            if not any(self._is_alone() for _ in range(_LOOKS)):
                raise StoreError("another program is reading from it", where=str(self.address))
            for table in schema.ALL_TABLES:
                self._do(f"VACUUM (FULL, ANALYZE) {table.name}")
            self._do(f"COMMENT ON TABLE {schema.ERASURE.name} IS NULL")
        except StoreError as failed:
            raise type(failed)(
                f"it is erased from all rows, but not yet from the space that they left ({failed.what})",
                where=str(self.address),
                remedy="run VACUUM FULL in the database (psql), while nobody uses it",
            ) from failed

    def note_freed_space(self) -> None:
        """Remember, with the transaction, that the tables have to be rewritten, because something was erased. Raises StoreError."""
        self._do(f"COMMENT ON TABLE {schema.ERASURE.name} IS '{_FREED}'")

    def has_freed_space(self) -> bool:
        """Whether that is so. Raises StoreError."""
        select = f"SELECT obj_description('{schema.ERASURE.name}'::regclass, 'pg_class')"
        return bool(self._do(select).fetchone()[0] == _FREED)  # type: ignore[index]

    def _is_alone(self) -> bool:
        if self._do(_OTHERS_READ).fetchone() is None:
            return True
        self._do("SELECT pg_sleep(0.2)")
        return False

    def close(self) -> None:
        """End it; what was not committed is as if it had never been."""
        self._raw.close()

    def abandon(self) -> None:
        """End it while another thread waits for the server, which then gets an error: also there, with what it holds. Raises StoreError."""
        with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(self._raw.fileno())) as ours:
            ours.shutdown(socket.SHUT_RDWR)
        with closing(ServerConnection(self.address)) as other:
            other.execute(_ENDING, (self._pid,))

    def _begin(self, sql: str) -> SqlRows:
        begun = self._do(_BEGIN[sql])
        if sql == "BEGIN":
            return begun
        try:
            return self._do(f"SELECT pg_advisory_xact_lock({_LOCK})")
        except StoreError:
            if self.in_transaction:
                self._do("ROLLBACK")
            raise

    def _do(self, sql: str, parameters: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        with self._failing():
            return self._raw.execute(sql.encode(), parameters)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        self.pulse += 1
        try:
            yield
        except psycopg.Error as error:
            raise as_store_error(error, self.address) from None
        finally:
            self.pulse += 1


@lru_cache(maxsize=512)
def numbered(sql: str) -> str:
    """The text with ``$1`` for ``?`` and ``?1``, but not inside quotes."""
    count = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal count
        if found[1] or found[2]:
            return found[0]
        count += 1
        return f"${found[3] or count}"

    return _PIECE.sub(mark, sql)
