"""What goes to rooms with the answers to their updates: messages, calls for help, and what phones sent.

Inside the transaction of the updates. What the rooms tell of these is taken in before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.store import hub_floor_rows, hub_mail, hub_vote_rows
from breakout_tui.store.sql_connection import SqlConnection

Updates = Sequence[tuple[str, HubUpdate]]
"""Each with the id of its room."""


def with_mail(
    connection: SqlConnection,
    updates: Updates,
    answers: Sequence[Taken],
    current: Collection[tuple[str, str]],
    now: int,
) -> list[Taken]:
    """The answers, each with what is new for its room; ``current`` are the rooms with the links that count, which alone get messages."""
    places = [
        at for at, (_, update) in enumerate(updates) if update.news is not None and not answers[at].is_revoked
    ]
    found = list(answers)
    if places:
        told = [(room_id, update.news) for room_id, update in (updates[at] for at in places) if update.news]
        fetching = [(updates[at][0], updates[at][1].link) in current for at in places]
        hub_mail.take_news(connection, told, now)
        for at, mail in zip(places, hub_mail.mail_for(connection, told, fetching, now), strict=True):
            found[at] = replace(found[at], mail=mail)
    return found


def with_floor(
    connection: SqlConnection,
    updates: Updates,
    answers: Sequence[Taken],
    current: Collection[tuple[str, str]],
    now: int,
) -> list[Taken]:
    """The answers, each with what phones of its room sent. Only the link that counts opens the floor, and gets it."""
    found = list(answers)
    told = {
        at: (room_id, update.floor)
        for at, (room_id, update) in enumerate(updates)
        if update.floor is not None and not answers[at].is_revoked and (room_id, update.link) in current
    }
    votes = _votes(connection, updates, answers, now)
    if told:
        hub_floor_rows.take_news(connection, list(told.values()), now)
        sessions = {updates[at][0]: updates[at][1].session_id for at in told}
        mail = hub_floor_rows.mail_for(connection, sessions, now)
        for at, (room_id, _) in told.items():
            found[at] = replace(found[at], floor=replace(mail[room_id], votes=votes.get(at, ())))
    return found


def _votes(
    connection: SqlConnection, updates: Updates, answers: Sequence[Taken], now: int
) -> dict[int, tuple[VoteCount, ...]]:
    """By the place of an update how far votes of its session are; those that it has closed are counted."""
    sessions = {at: update.session_id for at, (_, update) in enumerate(updates) if not answers[at].refusal}
    found = hub_vote_rows.settle(connection, {*sessions.values()}, now)
    return {at: found[session_id] for at, session_id in sessions.items() if session_id in found}
