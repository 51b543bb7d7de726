"""The rooms of a hub as rows: added, given another secret or display code, revoked, listed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain import codec
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_phones import NO_PHONES, HubPhones
from breakout_tui.domain.hub_rooms import HubRoom, RoomMark
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.text import clean_line, named
from breakout_tui.store import hub_schema
from breakout_tui.store.connection import reading
from breakout_tui.store.engines import column_names
from breakout_tui.store.instants import moment_of
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection


class RoomRow(NamedTuple):
    """A row of ``hub_room``."""

    id: str
    room: str
    secret_hash: str
    display_code: str
    made_at: str
    revoked_at: str | None = None
    current_id: str = ""
    link: str = ""
    laptop: str = ""
    linked_at: str = ""
    reading: str | None = None
    card: str | None = None
    heard_at: int = 0
    """In milliseconds since 1970, by the clock of the database; 0 before the first word."""
    edition: int = 0


_COLUMNS = ", ".join(column.name for column in hub_schema.HUB_ROOM.columns)
_SELECT = f"SELECT {_COLUMNS} FROM hub_room"
_ADDING = f"INSERT INTO hub_room ({_COLUMNS}) VALUES ({', '.join('?' * len(RoomRow._fields))})"
_HEARING = """
UPDATE hub_room SET current_id = ?, link = ?, laptop = ?, linked_at = ?, reading = ?, card = ?, heard_at = ?,
    edition = edition + ? WHERE id = ?
"""
_MARKS = """
SELECT id, hub_room.edition, heard_at, coalesce(hub_floor.edition, 0) FROM hub_room LEFT JOIN hub_floor ON room_id = id
WHERE revoked_at IS NULL
"""
_SILENCED = "link = '', linked_at = '', card = NULL, edition = edition + 1"

_CLOSING = """
UPDATE hub_floor SET is_open = false, edition = edition + 1
WHERE room_id = ? AND is_open = true AND EXISTS (SELECT 1 FROM hub_room WHERE id = ? AND link = ?)
"""
_read_card: Callable[[str], ShownCard] = codec.text_decoder(ShownCard)
_read_reading: Callable[[str], Reading] = codec.text_decoder(Reading)


def has_rooms(path: Path) -> bool:
    """Whether rooms were added to this file, which is only read; a file of an earlier form has none. Raises StoreError."""
    with reading(path) as connection:
        if connection is None or not column_names(connection, hub_schema.HUB_ROOM):
            return False
        return connection.execute("SELECT 1 FROM hub_room LIMIT 1").fetchone() is not None


def room_rows(connection: SqlConnection, ids: Collection[str]) -> dict[str, RoomRow]:
    """The rows of these rooms, by id."""
    found = rows_for(connection, f"{_SELECT} WHERE id IN ({{}})", ((each,) for each in ids))
    return {row[0]: RoomRow(*row) for row in found}


def all_room_rows(connection: SqlConnection) -> list[RoomRow]:
    """The rows of all rooms."""
    return [RoomRow(*row) for row in connection.execute(_SELECT).fetchall()]


def row_with_secret(connection: SqlConnection, secret_hash: str) -> RoomRow | None:
    """The row of the room with this secret, unless it is revoked."""
    select = f"{_SELECT} WHERE secret_hash = ? AND revoked_at IS NULL"
    row = connection.execute(select, (secret_hash,)).fetchone()
    return None if row is None else RoomRow(*row)


def hub_room(
    row: RoomRow, now: int, notices: tuple[RoomNotice, ...] = (), phones: HubPhones = NO_PHONES
) -> HubRoom:
    """The room of a row at this moment of the database's clock. Raises what an unreadable cell raises."""
    return HubRoom(
        id=row.id,
        name=row.room,
        display_code=row.display_code,
        display_key=hashlib.sha256(f"displays {row.secret_hash}".encode()).hexdigest(),
        made_at=datetime.fromisoformat(row.made_at),
        revoked_at=None if row.revoked_at is None else datetime.fromisoformat(row.revoked_at),
        session_id=row.current_id,
        link=row.link,
        laptop=row.laptop,
        linked_at=datetime.fromisoformat(row.linked_at) if row.linked_at else None,
        card=None if row.card is None else _read_card(row.card),
        reading=None if row.reading is None else _read_reading(row.reading),
        silent=silence(row.heard_at, now),
        edition=row.edition,
        notices=notices,
        phones=phones,
    )


def marks_of(connection: SqlConnection, now: int) -> dict[str, RoomMark]:
    """By id, what tells whether there is something new of a room; of those that are not revoked."""
    found = connection.execute(_MARKS).fetchall()
    return {
        room_id: RoomMark(edition, silence(heard_at, now), floor)
        for room_id, edition, heard_at, floor in found
    }


def silence(heard_at: int, now: int) -> float:
    """Seconds since the last word; 0 before the first one, and where the clock was set back."""
    return max(0, now - heard_at) / 1000 if heard_at else 0.0


def instant(milliseconds: int) -> str:
    """A moment of the database's clock, as it is stored."""
    return moment_of(milliseconds).isoformat(timespec="seconds")


def add_room(connection: SqlConnection, name: str, secret_hash: str, display_code: str, now: int) -> RoomRow:
    """A new room. Raises StoreError for the name of another one that is not revoked."""
    name = clean_line(name)
    row = RoomRow(
        new_id(moment_of(now)),
        name,
        secret_hash,
        display_code,
        instant(now),
        edition=1,
    )
    taken = "SELECT 1 FROM hub_room WHERE room = ? AND revoked_at IS NULL"
    if connection.execute(taken, (name,)).fetchone() is not None:
        raise StoreError(
            f"there is a room {named(name)} already", remedy="give it a new code, or take another name"
        )
    connection.execute(_ADDING, row)
    return row


def set_secret(connection: SqlConnection, room_id: str, secret_hash: str) -> None:
    """Another secret: what had the one before is out, also where the room was revoked. Raises StoreError without the room."""
    setting = f"secret_hash = ?, revoked_at = NULL, {_SILENCED}"
    _change(connection, room_id, setting, secret_hash)


def set_display_code(connection: SqlConnection, room_id: str, display_code: str) -> None:
    """Another code for displays. Raises StoreError without the room."""
    _change(connection, room_id, "display_code = ?, edition = edition + 1", display_code)


def revoke_room(connection: SqlConnection, room_id: str, now: int) -> None:
    """Its secret is no longer valid; its sessions stay. Raises StoreError without the room."""
    _change(connection, room_id, f"revoked_at = coalesce(revoked_at, ?), {_SILENCED}", instant(now))


def end_link(connection: SqlConnection, room_id: str, link: str) -> None:
    """A link says goodbye: if it is the current one, its window lets phones send no more, and another one may follow at once."""
    if link:
        connection.execute(_CLOSING, (room_id, room_id, link))
        update = f"UPDATE hub_room SET {_SILENCED} WHERE id = ? AND link = ?"
        connection.execute(update, (room_id, link))


def write_heard(connection: SqlConnection, heard: Collection[tuple[RoomRow, int]]) -> None:
    """Write what was heard of rooms, each with how much its edition grows."""
    values = [
        (*row[RoomRow._fields.index("current_id") : RoomRow._fields.index("edition")], more, row.id)
        for row, more in heard
    ]
    connection.executemany(_HEARING, values)


def tell_all_displays(connection: SqlConnection) -> None:
    """Something was erased: whatever any room shows may have changed."""
    connection.execute("UPDATE hub_room SET edition = edition + 1")


def _change(connection: SqlConnection, room_id: str, setting: str, value: str) -> None:
    if connection.execute("SELECT 1 FROM hub_room WHERE id = ?", (room_id,)).fetchone() is None:
        raise StoreError("there is no such room", remedy="list the rooms of the hub")
    connection.execute(f"UPDATE hub_room SET {setting} WHERE id = ?", (value, room_id))
