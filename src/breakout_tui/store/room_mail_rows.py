"""The rows in which a room's file keeps its mail: the organiser's messages with the facilitator's answers, and calls for help."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_messages import message_answer, message_kind
from breakout_tui.domain.room_mail import CallForHelp, RoomMessage
from breakout_tui.store.connection import reading
from breakout_tui.store.instants import moment_of
from breakout_tui.store.migrations import VERSION, version_of

MOST_READ = 200
"""Messages that are read: the latest ones."""
_PUTTING = """
INSERT OR REPLACE INTO room_message (id, kind, text, value, stored_at, expires_at, withdrawn, answer, answered_at, told)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CALLING = """
INSERT OR REPLACE INTO room_help (id, text, asked_at, taken_by, closed, told) VALUES (?, ?, ?, ?, ?, ?)
"""
_MESSAGES = f"""
SELECT id, kind, text, value, stored_at, expires_at, withdrawn, answer, answered_at, told FROM room_message
ORDER BY stored_at DESC, id DESC LIMIT {MOST_READ}
"""
_CALLS = "SELECT id, text, asked_at, taken_by, closed, told FROM room_help ORDER BY asked_at DESC, id DESC LIMIT 20"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, and how far it got."""

    message: RoomMessage
    word: str
    """Of its kind, also of one that this program does not know."""
    answered_at: int = 0
    """In milliseconds since 1970; 0 before."""
    is_told: bool = False
    """Whether the hub knows what the room has of it."""


class KeptMail(NamedTuple):
    """What a file has, the earliest first."""

    letters: tuple[Letter, ...] = ()
    calls: tuple[CallForHelp, ...] = ()


def read_mail(path: Path) -> KeptMail | None:
    """The mail of a file; None where it can't be read now, which is the business of the window, and says so."""
    try:
        with reading(path) as connection:
            if connection is None:
                return KeptMail()
            if version_of(connection, path) < VERSION:
                return None
            letters = tuple(_letter(row) for row in reversed(connection.execute(_MESSAGES).fetchall()))
            calls = tuple(_call(row) for row in reversed(connection.execute(_CALLS).fetchall()))
            return KeptMail(letters, calls)
    except (StoreError, ValueError, TypeError, OverflowError):
        return None


def write_mail(
    connection: sqlite3.Connection, letters: Iterable[Letter], calls: Iterable[CallForHelp]
) -> None:
    """Write these, inside a transaction of the caller."""
    connection.executemany(_PUTTING, map(_cells, letters))
    connection.executemany(_CALLING, map(_call_cells, calls))


def number_of(moment: datetime) -> int:
    """The moment as it is stored: in milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def _cells(letter: Letter) -> tuple[object, ...]:
    message = letter.message
    return (
        message.id,
        letter.word,
        message.text,
        message.value,
        number_of(message.stored_at),
        number_of(message.expires_at),
        int(message.is_withdrawn),
        message.answer.value,
        letter.answered_at,
        int(letter.is_told),
    )


def _letter(row: tuple[str, str, str, str, int, int, int, str, int, int]) -> Letter:
    key, word, text, value, stored_at, expires_at, withdrawn, answer, answered_at, told = row
    message = RoomMessage(
        key,
        message_kind(word),
        text,
        value,
        moment_of(stored_at),
        moment_of(expires_at),
        bool(withdrawn),
        message_answer(answer),
    )
    return Letter(message, word, answered_at, bool(told))


def _call_cells(call: CallForHelp) -> tuple[object, ...]:
    return (
        call.id,
        call.text,
        number_of(call.asked_at),
        call.taken_by,
        int(call.is_closed),
        int(call.is_told),
    )


def _call(row: tuple[str, str, int, str, int, int]) -> CallForHelp:
    key, text, asked_at, taken_by, closed, told = row
    return CallForHelp(key, text, moment_of(asked_at), taken_by, bool(closed), bool(told))
