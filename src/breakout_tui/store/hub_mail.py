"""The mail of rooms in a hub's database: what they tell comes in with their updates, and what is new for them goes out with the answers.

Inside a transaction of the caller. All rooms of a transaction are looked up together: a text for each table, not for each room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from breakout_tui.domain.hub_messages import MessageAnswer, MessageKind, message_answer, message_text
from breakout_tui.domain.mail_exchange import NO_MAIL, HelpState, HubMail, RoomNews, SentMessage, ToldCall
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection

MOST_AT_ONCE = 20
"""Messages of one answer; the next ones come with the next."""
MOST_OPEN_CALLS = 5
"""Calls for help of one room that are kept; further ones are not."""
_LONGEST_ID = 64
_FETCHED = """
UPDATE hub_delivery SET fetched_at = ? WHERE message_id = ? AND room_id = ? AND fetched_at IS NULL
    AND message_id IN (SELECT id FROM hub_message WHERE withdrawn_at IS {})
"""
_ANSWERED = """
UPDATE hub_delivery SET answer = ?, answered_at = ?, fetched_at = coalesce(fetched_at, ?)
WHERE message_id = ? AND room_id = ? AND answer = ''
"""
_CALLED = """
INSERT INTO hub_help (id, room_id, text, asked_at, taken_by, taken_at, closed_at) VALUES (?, ?, ?, ?, '', NULL, NULL)
ON CONFLICT (id) DO NOTHING
"""
_WITHDRAWN = "UPDATE hub_help SET closed_at = ? WHERE id = ? AND room_id = ? AND closed_at IS NULL"
_ALIVE = (
    "SELECT id, kind, text, value, expires_at, withdrawn_at, made_at FROM hub_message WHERE expires_at > ?"
)
_NEW = "SELECT room_id, message_id FROM hub_delivery WHERE message_id IN ({}) AND fetched_at IS NULL"
_OF_ROOMS = "SELECT room_id, message_id, answer FROM hub_delivery WHERE room_id IN ({})"
_OPEN_CALLS = (
    "SELECT id, room_id, taken_by, closed_at FROM hub_help WHERE room_id IN ({}) AND closed_at IS NULL"
)
_CALLS = "SELECT id, room_id, taken_by, closed_at FROM hub_help WHERE id IN ({})"
_NOTICES = """
SELECT room_id, text, expires_at, made_at, id FROM hub_delivery JOIN hub_message ON hub_message.id = message_id
WHERE room_id IN ({}) AND kind = 'display' AND withdrawn_at IS NULL
"""


def take_news(connection: SqlConnection, told: Sequence[tuple[str, RoomNews]], now: int) -> None:
    """Take in what rooms tell, each with its id; ``now`` is the moment of the database's clock, in milliseconds since 1970."""
    fetched: list[tuple[object, ...]] = []
    withdrawn: list[tuple[object, ...]] = []
    answers: list[tuple[object, ...]] = []
    for room_id, news in told:
        fetched += [(now, each, room_id) for each in news.stored]
        withdrawn += [(now, each, room_id) for each in news.withdrawn]
        for each in news.answers:
            if (answer := message_answer(each.answer)) is not MessageAnswer.NONE:
                answers.append((answer.value, _before(now, each.ago), now, each.id, room_id))
        _take_calls(connection, room_id, news.calls, now)
    connection.executemany(_FETCHED.format("NULL"), fetched)
    connection.executemany(_FETCHED.format("NOT NULL"), withdrawn)
    connection.executemany(_ANSWERED, answers)


def _take_calls(connection: SqlConnection, room_id: str, calls: Sequence[ToldCall], now: int) -> None:
    if not calls:
        return
    count = "SELECT count(*) FROM hub_help WHERE room_id = ? AND closed_at IS NULL"
    for call in calls:
        is_too_much = connection.execute(count, (room_id,)).fetchone()[0] >= MOST_OPEN_CALLS
        if not is_too_much and 0 < len(call.id) <= _LONGEST_ID:
            text = message_text(call.text)
            connection.execute(_CALLED, (call.id, room_id, text, _before(now, call.ago)))
        if call.is_withdrawn:
            connection.execute(_WITHDRAWN, (now, call.id, room_id))


def mail_for(
    connection: SqlConnection, told: Sequence[tuple[str, RoomNews]], fetching: Sequence[bool], now: int
) -> list[HubMail]:
    """What is new for each of these rooms; messages only where ``fetching`` says so."""
    firsts = [room_id for room_id, news in told if news.is_first]
    alive = {row[0]: row for row in connection.execute(_ALIVE, (now,)).fetchall()}
    lacking = _lacking(connection, alive)
    not_over = _not_over(connection, alive, firsts)
    states = _states(connection, told, firsts)
    found: list[HubMail] = []
    for (room_id, news), fetches in zip(told, fetching, strict=True):
        ids = lacking.get(room_id, set()) | (not_over.get(room_id, set()) if news.is_first else set())
        rows = sorted((alive[each] for each in ids if fetches), key=lambda row: (row[-1], row[0]))
        calls = _changed_calls(news, states.get(room_id, {}))
        messages = tuple(_sent(row, now) for row in rows[:MOST_AT_ONCE])
        found.append(HubMail(messages, calls) if messages or calls else NO_MAIL)
    return found


def _lacking(connection: SqlConnection, alive: Mapping[str, Any]) -> dict[str, set[str]]:
    """By room the messages that are not stored there yet. Most times none has not expired, and no delivery is looked at."""
    found: dict[str, set[str]] = {}
    for room_id, message_id in rows_for(connection, _NEW, ((each,) for each in sorted(alive))):
        found.setdefault(room_id, set()).add(message_id)
    return found


def _not_over(
    connection: SqlConnection, alive: Mapping[str, Any], rooms: Sequence[str]
) -> dict[str, set[str]]:
    """By room the messages that nobody there has answered, and those for displays."""
    found: dict[str, set[str]] = {}
    for room_id, message_id, answer in rows_for(connection, _OF_ROOMS, ((each,) for each in rooms)):
        row = alive.get(message_id)
        if row is None:
            continue
        _, kind, *_, withdrawn_at, _ = row
        if withdrawn_at is None and (not answer or kind == MessageKind.DISPLAY.value):
            found.setdefault(room_id, set()).add(message_id)
    return found


def notices_of(
    connection: SqlConnection, room_ids: Iterable[str], now: int
) -> dict[str, tuple[RoomNotice, ...]]:
    """By the id of a room the messages for its displays that have not expired, the latest last."""
    rows = rows_for(connection, _NOTICES, ((each,) for each in room_ids))
    alive = sorted({tuple(row) for row in rows if row[2] > now}, key=lambda row: row[3:])
    found: dict[str, tuple[RoomNotice, ...]] = {}
    for room_id, text, expires_at, *_ in alive:
        found[room_id] = (*found.get(room_id, ()), RoomNotice(text, (expires_at - now) / 1000))
    return found


def _states(
    connection: SqlConnection, told: Sequence[tuple[str, RoomNews]], firsts: Sequence[str]
) -> Mapping[str, dict[str, HelpState]]:
    """By room and id the calls that rooms name, and all that are open for those that know none yet."""
    ids = {each.id for _, news in told for each in news.open_calls}
    ids |= {each.id for _, news in told for each in news.calls}
    rows = rows_for(connection, _CALLS, ((each,) for each in sorted(ids)))
    rows += rows_for(connection, _OPEN_CALLS, ((each,) for each in firsts))
    found: dict[str, dict[str, HelpState]] = {}
    for call_id, room_id, taken_by, closed_at in rows:
        found.setdefault(room_id, {})[call_id] = HelpState(call_id, taken_by, closed_at is not None)
    return found


def _changed_calls(news: RoomNews, states: Mapping[str, HelpState]) -> tuple[HelpState, ...]:
    known = {each.id: HelpState(each.id, is_closed=each.is_withdrawn) for each in news.calls}
    known |= {each.id: each for each in news.open_calls}
    named = {each: states.get(each, HelpState(each, is_unknown=True)) for each in known}
    changed = ((each, state) for each, state in {**states, **named}.items() if known.get(each) != state)
    return tuple(state for _, state in sorted(changed))


def _sent(row: Any, now: int) -> SentMessage:
    message_id, kind, text, value, expires_at, withdrawn_at, _ = row
    left = (expires_at - now) / 1000
    if withdrawn_at is not None:
        return SentMessage(message_id, kind, left=left, is_withdrawn=True)
    return SentMessage(message_id, kind, text, value, left)


def _before(now: int, seconds: float) -> int:
    """So many seconds before now, at most a day, and never later."""
    return now - int(min(max(seconds, 0.0), 86400.0) * 1000)
