"""The floors of rooms as rows of a hub's database: what phones sent, and what the rooms say of it.

Inside a transaction of the caller. All rooms of a transaction are looked up together. ``owed_to`` is the room that still has to be told of a statement,
so that a room that knows all costs nothing, however much its phones have sent.

The words of what waits stay until the room has dealt with it, and not only until one computer has stored it: another one may take the room over.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from breakout_tui.domain.code_letters import in_groups, random_letters
from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, FloorResult, MutedDevice
from breakout_tui.domain.held_statements import HeldStatement, to_send
from breakout_tui.domain.hub_phones import HubPhones, PhoneAct, PutStatement, WithdrawStatement
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection

KEPT = 30 * 24 * 60 * 60 * 1000
"""Milliseconds after which a statement is removed from the hub."""
COUNTED = 60_000
"""Milliseconds for which it counts how many pages a process has said to have open."""
_CODE_LETTERS = 8
_SAME = 2000
"""Milliseconds by which the end of a muting may differ and still be the same."""

_FLOORS = "SELECT room_id, is_open, phone_code, muted, pages, edition FROM hub_floor WHERE room_id IN ({})"
_OPENING = (
    "INSERT INTO hub_floor (room_id, is_open, phone_code, muted, pages, edition) VALUES (?, ?, ?, ?, ?, ?)"
)
_STANDING = "UPDATE hub_floor SET phone_code = ?, is_open = ?, muted = ?, edition = ? WHERE room_id = ?"
_NAMES = (
    "id", "session_id", "kind", "text", "attribution", "sent_at", "key_hash", "secret_hash", "stored", "withdrawn", "outcome",
    "reference",
)  # fmt: skip
"""Those of ``HeldStatement``, in its order."""
_HELD = f"SELECT {', '.join(_NAMES)}, room_id FROM hub_statement"
_PUTTING = f"INSERT INTO hub_statement ({', '.join(_NAMES)}, room_id, owed_to, edition) VALUES ({', '.join('?' * (len(_NAMES) + 3))})"
_CHANGING = """
UPDATE hub_statement SET text = ?, attribution = ?, stored = ?, withdrawn = ?, outcome = ?, reference = ?, secret_hash = ?, owed_to = ?, edition = ?
WHERE id = ?
"""
_COUNTED = "UPDATE hub_floor SET pages = ? WHERE room_id = ?"
_STORED = """
UPDATE hub_statement SET stored = true, text = CASE WHEN {may_name} THEN '' ELSE text END, owed_to = CASE WHEN withdrawn THEN owed_to ELSE '' END
WHERE id = ? AND room_id = ? AND stored = false
""".format(
    may_name="replace(text, '@', '') <> text"
    " AND NOT EXISTS (SELECT 1 FROM session WHERE session.id = session_id AND session.rule = 'named')"
)
"""An ``@name`` of a person, which the rule lets nobody keep, is gone with all words once a room has stored them without it."""
_LACKED = """
UPDATE hub_statement SET stored = false, owed_to = room_id
WHERE room_id = ? AND stored AND NOT withdrawn AND outcome = ? AND (text <> '' OR kind = ?)
"""
_REMOVING = "DELETE FROM hub_statement WHERE room_id = ? AND sent_at < ?"
_REMOVING_ALL = "DELETE FROM hub_statement WHERE sent_at < ?"


class _Floor(NamedTuple):
    """A row of ``hub_floor``."""

    room_id: str
    is_open: int
    phone_code: str
    muted: str
    pages: str
    """By the process of the hub how many phones have their page open there, and when that was said."""
    edition: int


def phones_of(connection: SqlConnection, room_ids: Iterable[str], now: int) -> dict[str, HubPhones]:
    """By the id of a room how it is with its phones; ``now`` is the moment of the database's clock, in milliseconds since 1970."""
    return {key: _phones(row, now) for key, row in _floors(connection, room_ids).items()}


def changed_statements(connection: SqlConnection, room_id: str, since: int) -> tuple[HeldStatement, ...]:
    """What has changed after this edition of a room's floor, in the order of the changes."""
    select = f"{_HELD} WHERE room_id = ? AND edition > ? ORDER BY edition, id"
    return tuple(map(_statement, connection.execute(select, (room_id, since)).fetchall()))


# What phones do


def carry_out(
    connection: SqlConnection, acts: Sequence[PhoneAct], now: int
) -> tuple[HeldStatement | None, ...]:
    """How the statement of each act is then; None for one of a room without phones, and for one that is not theirs who asks."""
    floors = _floors(connection, {act.room_id for act in acts})
    alive = rows_for(
        connection,
        "SELECT id FROM hub_room WHERE id IN ({}) AND revoked_at IS NULL",
        ((each,) for each in floors),
    )
    editions = {room_id: floors[room_id].edition + 1 for (room_id,) in alive}
    known = _known(connection, acts)
    changed: set[str] = set()
    found: list[HeldStatement | None] = []
    for act in acts:
        edition = editions.get(act.room_id)
        before = None if edition is None else known.get(_key(act)) or known.get(_device(act))
        after = before
        if edition is not None and isinstance(act, PutStatement) and before is None:
            after = replace(act.statement, sent_at=now)
            connection.execute(_PUTTING, (*_cells(after), act.room_id, act.room_id, edition))
            known |= _by_marks(after)
        elif edition is not None and isinstance(act, WithdrawStatement):
            after = _withdrawn(before, act)
            if after is not None and after != before:
                _change(connection, after, act.room_id, edition)
                known |= _by_marks(after)
                known.pop(act.secret_hash, None)
        if after != before:
            changed.add(act.room_id)
        found.append(after)
    for room_id in sorted(changed):
        _write_floor(connection, floors[room_id]._replace(edition=editions[room_id]))
        connection.execute(_REMOVING, (room_id, now - KEPT))
    return tuple(found)


def _known(connection: SqlConnection, acts: Sequence[PhoneAct]) -> dict[str, HeldStatement]:
    """The statements that acts are about, each of the room of the act: by its id, and by the hash of its key."""
    puts = ((act.statement.key_hash,) for act in acts if isinstance(act, PutStatement))
    ids = ((act.statement_id,) for act in acts if isinstance(act, WithdrawStatement))
    rows = rows_for(connection, f"{_HELD} WHERE key_hash IN ({{}})", puts)
    devices = ((each,) for each in filter(None, map(_device, acts)))
    rows += rows_for(connection, f"{_HELD} WHERE id IN ({{}})", ids)
    rows += rows_for(connection, f"{_HELD} WHERE secret_hash IN ({{}})", devices)
    asked = {(act.room_id, mark) for act in acts for mark in (_key(act), _device(act))}
    found = {}
    for row in rows:
        marks = _by_marks(_statement(row))
        found.update({key: held for key, held in marks.items() if (row[-1], key) in asked})
    return found


def _by_marks(held: HeldStatement) -> dict[str, HeldStatement]:
    """The statement by all that it is known by; a request to speak also by the secret of its device, until it is settled."""
    marks = (held.id, held.key_hash, held.secret_hash if held.asks_to_speak else "")
    return {mark: held for mark in marks if mark}


def _key(act: PhoneAct) -> str:
    return act.statement.key_hash if isinstance(act, PutStatement) else act.statement_id


def _device(act: PhoneAct) -> str:
    """The hash of the secret of the device that asks to speak; it has one open request. Empty for all else."""
    return act.statement.secret_hash if isinstance(act, PutStatement) and act.statement.asks_to_speak else ""


def _withdrawn(held: HeldStatement | None, act: WithdrawStatement) -> HeldStatement | None:
    """The statement after it; as it was where it is a note, or its author speaks."""
    if held is None or not hmac.compare_digest(held.secret_hash, act.secret_hash):
        return None
    return held.taken_back() if held.can_be_withdrawn else held


def forget_old(connection: SqlConnection, now: int) -> None:
    """Remove what is too old, of every room."""
    connection.execute(_REMOVING_ALL, (now - KEPT,))


def count_pages(connection: SqlConnection, process: str, counts: Mapping[str, int], now: int) -> None:
    """A process of the hub says how many phones of rooms have their page open there. No page is updated for it."""
    for room_id, row in _floors(connection, counts).items():
        pages = {key: said for key, said in _pages(row.pages, now).items() if key != process}
        if counts[room_id]:
            pages[process] = [counts[room_id], now]
        connection.execute(_COUNTED, (json.dumps(pages), room_id))


# What rooms do


def take_news(connection: SqlConnection, told: Sequence[tuple[str, FloorNews]], now: int) -> None:
    """Take in what rooms tell, each with its id. A room that tells something for the first time has a code for its phones from then on."""
    floors = _floors(connection, {room_id for room_id, _ in told})
    for room_id, news in told:
        if news.lacks_waiting:
            connection.execute(_LACKED, (room_id, FloorOutcome.WAITING.value, TO_SPEAK))
    connection.executemany(_STORED, [(each, room_id) for room_id, news in told for each in news.stored])
    for room_id, news in told:
        before = floors.get(room_id)
        row = before or _Floor(room_id, 0, random_letters(_CODE_LETTERS), "{}", "{}", 0)
        edition = row.edition + 1
        after = row._replace(is_open=int(news.is_open), muted=_muted_text(row.muted, news.muted, now))
        if news.renews_code:
            after = after._replace(phone_code=random_letters(_CODE_LETTERS))
        has_results = _take_results(connection, room_id, news.results, edition)
        if before is None:
            connection.execute(_OPENING, after._replace(is_open=bool(after.is_open), edition=edition))
        elif after != row or has_results:
            _write_floor(connection, after._replace(edition=edition))
        floors[room_id] = after._replace(edition=edition)


def _take_results(
    connection: SqlConnection, room_id: str, results: Sequence[FloorResult], edition: int
) -> bool:
    """Whether something else became of a statement of the hub; what phones sent to another server is not looked at."""
    rows = rows_for(connection, f"{_HELD} WHERE id IN ({{}})", ((each.id,) for each in results))
    held = {row[0]: _statement(row) for row in rows if row[-1] == room_id}
    has_changed = False
    for result in results:
        before = held.get(result.id)
        if before is None:
            continue
        after = before.dealt_with(result.outcome, result.reference, keeps_waiting=True)
        if after != before:
            has_changed = True
            _change(connection, after, room_id, edition)
    return has_changed


def mail_for(connection: SqlConnection, sessions: Mapping[str, str], now: int) -> dict[str, FloorMail]:
    """What phones have for each of these rooms, those of its open session first; it is given by the id of the room."""
    rows = rows_for(connection, f"{_HELD} WHERE owed_to IN ({{}})", ((each,) for each in sessions))
    owed: dict[str, dict[str, HeldStatement]] = {}
    for row in rows:
        held = _statement(row)
        owed.setdefault(row[-1], {})[held.id] = held
    found = {}
    for room_id, row in _floors(connection, sessions).items():
        held_here = owed.get(room_id, {}).values()
        new = (each for each in held_here if not each.withdrawn)
        withdrawn = tuple(sorted(each.id for each in held_here if each.withdrawn))
        sent = to_send(new, sessions[room_id], now)
        phones = sum(count for count, _ in _pages(row.pages, now).values())
        found[room_id] = FloorMail(sent, withdrawn, code=in_groups(row.phone_code), phones=phones)
    return found


# Rows


def _floors(connection: SqlConnection, room_ids: Iterable[str]) -> dict[str, _Floor]:
    rows = rows_for(connection, _FLOORS, ((each,) for each in sorted(room_ids)))
    return {row[0]: _Floor(*row) for row in rows}


def _write_floor(connection: SqlConnection, row: _Floor) -> None:
    connection.execute(_STANDING, (row.phone_code, bool(row.is_open), row.muted, row.edition, row.room_id))


def _change(connection: SqlConnection, held: HeldStatement, room_id: str, edition: int) -> None:
    is_owed = held.is_withdrawal_owed if held.withdrawn else not held.stored
    words = held.text, held.country
    values = held.stored, held.withdrawn, held.outcome, held.reference, held.secret_hash
    connection.execute(_CHANGING, (*words, *values, room_id if is_owed else "", edition, held.id))


def _cells(held: HeldStatement) -> tuple[object, ...]:
    return (
        held.id, held.session_id, held.kind, held.text, held.country, held.sent_at, held.key_hash, held.secret_hash, held.stored,
        held.withdrawn, held.outcome, held.reference,
    )  # fmt: skip


def _statement(row: Any) -> HeldStatement:
    stored, withdrawn, outcome, reference, _ = row[8:]
    held = HeldStatement(*row[:8])
    return replace(held, stored=bool(stored), withdrawn=bool(withdrawn), outcome=outcome, reference=reference)


def _phones(row: _Floor, now: int) -> HubPhones:
    muted = (
        MutedDevice(key, (until - now) / 1000) for key, until in _muted(row.muted).items() if until > now
    )
    return HubPhones(row.phone_code, bool(row.is_open), tuple(muted), row.edition)


def _pages(text: str, now: int) -> dict[str, list[int]]:
    """By process how many pages it has open, and when it said so; of those that have said so lately."""
    return {key: said for key, said in json.loads(text).items() if now - said[1] < COUNTED}


def _muted(text: str) -> dict[str, int]:
    """By the id of a statement until when its device may send nothing, in milliseconds since 1970."""
    return {str(key): int(until) for key, until in json.loads(text).items()}


def _muted_text(before: str, muted: Sequence[MutedDevice], now: int) -> str:
    """Who is muted now; as it was where it is the same but for the way of the message."""
    known = _muted(before)
    after = {each.statement_id: now + int(each.left * 1000) for each in muted if each.left > 0}
    is_same = known.keys() == after.keys() and all(abs(known[key] - after[key]) < _SAME for key in after)
    return before if is_same else json.dumps(after)
