"""Errors of a PostgreSQL server as errors of the store: what happened, where, and what to do. None repeats what was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    RowsRefused,
    ServerGone,
    StoreError,
    WriteFailed,
)
from breakout_tui.domain.server_address import PASSWORDS, ServerAddress
from breakout_tui.domain.text import clean_line, clip

if TYPE_CHECKING:
    import psycopg

_LONGEST = 160
_AGAIN = "then try again; what was committed stays"

_BY_STATE: tuple[tuple[tuple[str, ...], type[StoreError], str, str], ...] = (
    (
        ("28",),
        StoreError,
        "the server refuses this user or password",
        f"check the user's name; the password comes from {PASSWORDS}",
    ),
    (("3D000",), StoreError, "there is no such database on the server", "`createdb` makes it"),
    (
        ("42501",),
        StoreError,
        "this user may not do that there",
        "let the database's owner do it, or grant the right; SECURITY.md lists them",
    ),
    (
        ("55P03", "40001", "40P01"),
        DatabaseBusy,
        "another program holds the database",
        "wait for it, then try again",
    ),
    (("53300",), DatabaseBusy, "the server has too many connections", "try again later"),
    (("53100", "53200"), WriteFailed, "the server's disk or memory is full", f"free some, {_AGAIN}"),
    (
        ("25006",),
        WriteFailed,
        "this server only reads (a replica?)",
        "name the server that can be written to",
    ),
    (("57P", "08"), ServerGone, "the server has ended the connection", f"see that it runs, {_AGAIN}"),
    (
        ("42P01", "42703", "42804", "42P10"),
        DatabaseDamaged,
        "another program changed its structure",
        "`breakout-tui check` with this URL says what; restore a backup of the server's",
    ),
)
"""Beginnings of SQLSTATE codes (postgresql.org/docs/current/errcodes-appendix.html), the error, what happened, and the remedy."""

_OF_ROWS = ("22", "23")
"""The server refuses a value, or a row that breaks a rule of its table."""

_BY_WORDS = (
    (r"no password supplied|authentication failed|no pg_hba\.conf entry|^role .* does not exist", "28"),
    (r"^database .* does not exist", "3D000"),
    (r"^permission denied", "42501"),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"starting up|shutting down|recovery mode", "57P"),
)
"""A refused connection has a message only. A server that speaks another language than English is quoted."""


def as_store_error(error: psycopg.Error, address: ServerAddress) -> StoreError:
    """The failure as an error of the store. Of the server's message only its first line is told, which has no values."""
    state = error.sqlstate or ""
    said = error.diag.message_primary or str(error)
    if not state:
        state = _state_of_message(str(error))
    for beginnings, kind, what, remedy in _BY_STATE:
        if state.startswith(beginnings):
            return kind(what, where=str(address), remedy=remedy)
    kind = RowsRefused if state.startswith(_OF_ROWS) else WriteFailed
    return kind(
        f"the server could not do it ({_first_line(said)})", where=str(address), remedy="see the server's log"
    )


def unreachable(error: psycopg.Error, address: ServerAddress) -> StoreError:
    """Why no connection could be made."""
    told = as_store_error(error, address)
    if type(told) is not WriteFailed:
        return told
    return ServerGone(
        f"the server can't be reached ({_first_line(str(error).rpartition('failed: ')[2])})",
        where=str(address),
        remedy="check host and port, and that the server runs",
    )


def _state_of_message(message: str) -> str:
    if re.search(r"closed the connection|connection is (closed|lost|bad)|terminat", message):
        return "08"
    if "FATAL" not in message and "password" not in message:
        return ""
    said = message.rpartition("FATAL:")[2].strip()
    return next((state for words, state in _BY_WORDS if re.search(words, said)), "")


def _first_line(message: str) -> str:
    return clip(clean_line(message.strip().partition("\n")[0]), _LONGEST)
