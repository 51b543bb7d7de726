"""The organisers of a hub, and what they have silenced, as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.room_findings import LONGEST_REASON, Silence
from breakout_tui.domain.text import clean_line, clip, named
from breakout_tui.store import engines, hub_schema
from breakout_tui.store.instants import moment_of
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.transactions import Transactions

_COLUMNS = ", ".join(column.name for column in hub_schema.HUB_ORGANISER.columns)
_SELECT = f"SELECT {_COLUMNS} FROM hub_organiser"
_ADDING = f"INSERT INTO hub_organiser ({_COLUMNS}) VALUES (?, ?, ?, ?, NULL)"
_SILENCES = "SELECT room_id, finding, reason, organiser, at FROM hub_silence WHERE room_id IN ({})"
_SILENCING = "INSERT INTO hub_silence (room_id, finding, at, organiser, reason) VALUES (?, ?, ?, ?, ?)"
_SHOWING = "DELETE FROM hub_silence WHERE room_id = ? AND finding = ?"
_CHANGED = "UPDATE hub_room SET edition = edition + 1 WHERE id = ?"


class HubOrganisers:
    """Implements ``hub.organiser_store.OrganiserStore``. Every method raises StoreError."""

    def __init__(self, database: Transactions, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def every(self) -> tuple[Organiser, ...]:
        """All organisers, also revoked ones; by name."""

        def look(connection: SqlConnection) -> tuple[Organiser, ...]:
            found = map(_organiser, connection.execute(_SELECT).fetchall())
            return tuple(sorted(found, key=lambda each: (each.name, each.id)))

        return self._database.read(look)

    def with_secret(self, secret_hash: str) -> Organiser | None:
        """The organiser with this secret; None for none, and for one that is revoked."""
        return self._found("secret_hash = ?", secret_hash)

    def of(self, organiser_id: str) -> Organiser | None:
        """The organiser of this id; None for none, and for one that is revoked."""
        return self._found("id = ?", organiser_id)

    def add(self, name: str, secret_hash: str) -> Organiser:
        """A new organiser. Raises StoreError for the name of another one that is not revoked."""

        def add(connection: SqlConnection) -> Organiser:
            now, known = self._now(connection), clean_line(name)
            taken = "SELECT 1 FROM hub_organiser WHERE organiser = ? AND revoked_at IS NULL"
            if not known:
                raise StoreError("an organiser needs a name", remedy="name one, such as 'Ana Lopez'")
            if connection.execute(taken, (known,)).fetchone() is not None:
                raise StoreError(
                    f"there is an organiser {named(known)} already",
                    remedy="revoke that link, or take another name",
                )
            row = (new_id(moment_of(now)), known, secret_hash, now)
            connection.execute(_ADDING, row)
            return _organiser((*row, None))

        return self._database.write(add)

    def revoke(self, organiser_id: str) -> None:
        """The link of an organiser is no longer valid; what was silenced stays so."""

        def revoke(connection: SqlConnection) -> None:
            update = "UPDATE hub_organiser SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?"
            connection.execute(update, (self._now(connection), organiser_id))

        self._database.write(revoke)

    def silences(self, room_ids: Collection[str]) -> tuple[Silence, ...]:
        """What is silenced of these rooms."""

        def look(connection: SqlConnection) -> tuple[Silence, ...]:
            rows = {
                (row[0], row[1]): row
                for row in rows_for(connection, _SILENCES, ((each,) for each in room_ids))
            }
            return tuple(
                Silence(room, key, why, who, moment_of(at)) for room, key, why, who, at in rows.values()
            )

        return self._database.read(look)

    def silence(self, room_id: str, keys: Sequence[str], reason: str, organiser: str) -> None:
        """Silence these keys of a room, for everybody who looks; one that is silenced already gets the new reason.

        Raises StoreError for a room that is not there.
        """

        def change(connection: SqlConnection) -> None:
            now, said = self._now(connection), clip(clean_line(reason), LONGEST_REASON)
            _change_room(connection, room_id)
            connection.executemany(_SHOWING, [(room_id, key) for key in keys])
            connection.executemany(_SILENCING, [(room_id, key, now, organiser, said) for key in keys])

        self._database.write(change)

    def show_again(self, room_id: str, keys: Sequence[str]) -> None:
        """Silence these keys no longer. Raises StoreError for a room that is not there."""

        def change(connection: SqlConnection) -> None:
            _change_room(connection, room_id)
            connection.executemany(_SHOWING, [(room_id, key) for key in keys])

        self._database.write(change)

    def _found(self, condition: str, value: str) -> Organiser | None:
        select = f"{_SELECT} WHERE {condition} AND revoked_at IS NULL"
        row = self._database.read(lambda connection: connection.execute(select, (value,)).fetchone())
        return None if row is None else _organiser(row)

    def _now(self, connection: SqlConnection) -> int:
        return engines.milliseconds(connection, self._clock)


def _change_room(connection: SqlConnection, room_id: str) -> None:
    """Whoever looks at the room has something new to read."""
    if connection.execute("SELECT 1 FROM hub_room WHERE id = ?", (room_id,)).fetchone() is None:
        raise StoreError("there is no such room", remedy="list the rooms of the hub")
    connection.execute(_CHANGED, (room_id,))


def _organiser(row: Sequence[object]) -> Organiser:
    """The organiser of a row of ``hub_organiser``."""
    organiser_id, name, secret_hash, made_at, revoked_at = row
    assert isinstance(made_at, int)
    return Organiser(
        str(organiser_id),
        str(name),
        moment_of(made_at),
        hashlib.sha256(f"organiser {secret_hash}".encode()).hexdigest(),
        moment_of(revoked_at) if isinstance(revoked_at, int) else None,
    )
