"""The organiser's messages, and the calls for help, in a hub's database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import MessageRefused
from breakout_tui.domain.hub_messages import (
    HubMessage,
    MessageDelivery,
    MessageKind,
    MessageStanding,
    RoomHelp,
    helper_name,
    message_answer,
    message_kind,
    message_text,
    problem_of,
)
from breakout_tui.store import engines
from breakout_tui.store.instants import moment_of
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.transactions import Transactions

LONGEST = 24 * 60 * 60
"""Seconds after which a message has expired at the latest."""
_ADDING = """
INSERT INTO hub_message (id, kind, text, value, made_at, expires_at, withdrawn_at) VALUES (?, ?, ?, ?, ?, ?, NULL)
"""
_DELIVERING = """
INSERT INTO hub_delivery (message_id, room_id, fetched_at, answer, answered_at) VALUES (?, ?, NULL, '', NULL)
"""
_MESSAGES = "SELECT id, kind, text, value, made_at, expires_at, withdrawn_at FROM hub_message"
_NOT_OVER = "WHERE expires_at > ? AND withdrawn_at IS NULL"
_MARK = f"""
SELECT id, count(fetched_at), count(answered_at) FROM hub_message JOIN hub_delivery ON message_id = id
{_NOT_OVER} GROUP BY id ORDER BY id
"""
_OPEN = "WHERE closed_at IS NULL"
_DELIVERIES = """
SELECT message_id, room_id, room, fetched_at, answer, answered_at FROM hub_delivery JOIN hub_room ON hub_room.id = room_id
WHERE message_id IN ({})
"""
_SHOWING = """
UPDATE hub_room SET edition = edition + 1 WHERE id IN (SELECT room_id FROM hub_delivery WHERE message_id = ?)
"""
_CALLS = """
SELECT hub_help.id, room, text, asked_at, taken_by, taken_at, closed_at, room_id FROM hub_help JOIN hub_room ON hub_room.id = room_id
"""


class StoredMessages:
    """Implements ``hub.hub_messages.HubMessages``. Every method raises StoreError, MessageRefused where only what was asked is wrong."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock
        self._open: tuple[MessageStanding, ...] = ()
        self._open_mark: list[tuple[object, ...]] = []
        """Of the messages that were not over when they were read last: nothing else changes while they are not."""

    def send(
        self, message: HubMessage, seconds: float, room_ids: Collection[str] | None = None
    ) -> MessageStanding:
        """Send a message to these rooms, or to all that are not revoked; one that is there already stays as it is."""
        if problem := problem_of(message):
            raise MessageRefused(
                f"the message can't be sent: {problem}", remedy="change it, then send it again"
            )
        if not 0 < len(message.id) <= 64 or not message.id.isascii() or not message.id.isprintable():
            raise MessageRefused("the key of a message has 1 to 64 plain letters", remedy="make a new one")

        def send(connection: SqlConnection) -> MessageStanding:
            now = engines.milliseconds(connection, self._clock)
            if not _standings(connection, now, message.id):
                _add(connection, message, now, seconds, room_ids)
            return _found(connection, now, message.id)

        return self._transactions.write(send)

    def withdraw(self, message_id: str) -> MessageStanding:
        """Take a message back; rooms that have it are told so."""

        def withdraw(connection: SqlConnection) -> MessageStanding:
            now = engines.milliseconds(connection, self._clock)
            found = _found(connection, now, message_id)
            if found.withdrawn_at is None:
                setting = "UPDATE hub_message SET withdrawn_at = ? WHERE id = ?"
                connection.execute(setting, (now, message_id))
                connection.execute(
                    "UPDATE hub_delivery SET fetched_at = NULL WHERE message_id = ?", (message_id,)
                )
                _show_again(connection, found.message)
            return _found(connection, now, message_id)

        return self._transactions.write(withdraw)

    def messages(self) -> tuple[MessageStanding, ...]:
        """All messages, the earliest first."""
        return self._transactions.read(
            lambda connection: _standings(connection, engines.milliseconds(connection, self._clock))
        )

    def open_mail(self) -> tuple[tuple[RoomHelp, ...], tuple[MessageStanding, ...]]:
        """At one moment the open calls, and the messages that are not over, the latest first."""

        def look(connection: SqlConnection) -> tuple[tuple[RoomHelp, ...], tuple[MessageStanding, ...]]:
            now = engines.milliseconds(connection, self._clock)
            mark = [tuple(row) for row in connection.execute(_MARK, (now,)).fetchall()]
            if mark != self._open_mark:
                self._open, self._open_mark = _listed(connection, now, _NOT_OVER, (now,))[::-1], mark
            return _calls(connection, now, _OPEN), self._open

        return self._transactions.read(look)

    def calls(self, *, with_closed: bool = False) -> tuple[RoomHelp, ...]:
        """The calls for help that are open, or all; the one that waits longest first."""
        which = "" if with_closed else _OPEN
        return self._transactions.read(
            lambda connection: _calls(connection, engines.milliseconds(connection, self._clock), which)
        )

    def take_call(self, call_id: str, by: str) -> RoomHelp:
        """Somebody goes to the room."""
        name = helper_name(by)
        if not name:
            raise MessageRefused("it is not said who comes", remedy="give a name")

        def take(connection: SqlConnection) -> RoomHelp:
            now = engines.milliseconds(connection, self._clock)
            found = _call(connection, now, call_id)
            if found.closed_at is not None:
                raise MessageRefused("this call is closed", remedy="list the calls that are open")
            if found.taken_by not in ("", name):
                raise MessageRefused(
                    f"{found.taken_by} has taken this call", remedy="close it when it is over"
                )
            setting = "UPDATE hub_help SET taken_by = ?, taken_at = coalesce(taken_at, ?) WHERE id = ?"
            connection.execute(setting, (name, now, call_id))
            return _call(connection, now, call_id)

        return self._transactions.write(take)

    def close_call(self, call_id: str) -> RoomHelp:
        """The call is dealt with."""

        def close(connection: SqlConnection) -> RoomHelp:
            now = engines.milliseconds(connection, self._clock)
            _call(connection, now, call_id)
            setting = "UPDATE hub_help SET closed_at = coalesce(closed_at, ?) WHERE id = ?"
            connection.execute(setting, (now, call_id))
            return _call(connection, now, call_id)

        return self._transactions.write(close)


def _add(
    connection: SqlConnection, message: HubMessage, now: int, seconds: float, given: Collection[str] | None
) -> None:
    valid = [row[0] for row in connection.execute("SELECT id FROM hub_room WHERE revoked_at IS NULL")]
    room_ids = sorted(valid if given is None else {*given})
    if not room_ids or not {*valid}.issuperset(room_ids):
        what = (
            "one of the rooms is unknown, or its code is no longer valid" if room_ids else "no room is named"
        )
        raise MessageRefused(what, remedy="list the rooms of the hub")
    if not 0 < seconds <= LONGEST:
        raise MessageRefused("a message expires after at most a day", remedy="give fewer minutes")
    text = message_text(message.text)
    expires_at = now + int(seconds * 1000)
    connection.execute(_ADDING, (message.id, message.kind.value, text, message.value, now, expires_at))
    connection.executemany(_DELIVERING, [(message.id, each) for each in room_ids])
    _show_again(connection, message)


def _show_again(connection: SqlConnection, message: HubMessage) -> None:
    """Displays have to be looked at again."""
    if message.kind is MessageKind.DISPLAY:
        connection.execute(_SHOWING, (message.id,))


def _standings(
    connection: SqlConnection, now: int, message_id: str | None = None
) -> tuple[MessageStanding, ...]:
    """All messages, or the one of this id."""
    where, values = ("", ()) if message_id is None else ("WHERE id = ?", (message_id,))
    return _listed(connection, now, where, values)


def _listed(
    connection: SqlConnection, now: int, where: str, values: tuple[object, ...]
) -> tuple[MessageStanding, ...]:
    rows = connection.execute(f"{_MESSAGES} {where} ORDER BY made_at, id", values).fetchall()
    deliveries: dict[str, dict[str, MessageDelivery]] = {}
    for of_message, *row in rows_for(connection, _DELIVERIES, ((row[0],) for row in rows)):
        deliveries.setdefault(of_message, {})[row[0]] = _delivery(row)
    return tuple(_standing(row, now, deliveries.get(row[0], {}).values()) for row in rows)


def _found(connection: SqlConnection, now: int, message_id: str) -> MessageStanding:
    found = _standings(connection, now, message_id)
    if not found:
        raise MessageRefused("there is no such message", remedy="list the messages")
    return found[0]


def _standing(row: Any, now: int, deliveries: Iterable[MessageDelivery]) -> MessageStanding:
    message_id, kind, text, value, made_at, expires_at, withdrawn_at = row
    return MessageStanding(
        HubMessage(message_id, message_kind(kind), text, value),
        moment_of(made_at),
        moment_of(expires_at),
        withdrawn_at is not None or expires_at <= now,
        _moment_or_none(withdrawn_at),
        tuple(sorted(deliveries, key=lambda each: (each.room, each.room_id))),
    )


def _delivery(row: list[Any]) -> MessageDelivery:
    room_id, room, fetched_at, answer, answered_at = row
    return MessageDelivery(
        room_id, room, _moment_or_none(fetched_at), message_answer(answer), _moment_or_none(answered_at)
    )


def _calls(
    connection: SqlConnection, now: int, which: str, values: tuple[object, ...] = ()
) -> tuple[RoomHelp, ...]:
    rows = connection.execute(f"{_CALLS} {which} ORDER BY asked_at, hub_help.id", values).fetchall()
    return tuple(_room_help(row, now) for row in rows)


def _call(connection: SqlConnection, now: int, call_id: str) -> RoomHelp:
    found = _calls(connection, now, "WHERE hub_help.id = ?", (call_id,))
    if not found:
        raise MessageRefused("there is no such call for help", remedy="list the calls that are open")
    return found[0]


def _room_help(row: Any, now: int) -> RoomHelp:
    call_id, room, text, asked_at, taken_by, taken_at, closed_at, room_id = row
    until = next(each for each in (taken_at, closed_at, now) if each is not None)
    return RoomHelp(
        call_id,
        room,
        text,
        moment_of(asked_at),
        max(0, until - asked_at) / 1000,
        taken_by,
        _moment_or_none(taken_at),
        _moment_or_none(closed_at),
        room_id,
    )


def _moment_or_none(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else moment_of(milliseconds)
