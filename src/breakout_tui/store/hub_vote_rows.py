"""Votes on the phones of a hub as rows of its database: ballots until a vote is closed, then the tally until the room has it.

Inside a transaction of the caller; those that write take turns, whichever process of the hub they belong to. So a ballot is taken before its
vote is closed, and counts, or after, and is refused. The room's update that closes a vote is the transaction in which it is counted.
``ballot_rows.py`` says why all ballots of a vote are one text.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from breakout_tui.domain.ballots import Ballot, tally
from breakout_tui.domain.codec import text_decoder
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.held_votes import BALLOTS_KEPT, MOST_BALLOTS, CountedVote, HeldBallots, part_of
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate
from breakout_tui.domain.phone_votes import VotePart
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.vote_sheet import groups_of
from breakout_tui.store import engines
from breakout_tui.store.ballot_rows import ballots_of, counts_of, counts_text, in_order
from breakout_tui.store.many_values import rows_for
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_records import session_records_of

TALLY_KEPT = 30 * 24 * 60 * 60 * 1000
"""Milliseconds for which a tally waits for its room."""

_OPEN = """
SELECT phone_vote.id, room_id, phone_vote.session_id FROM phone_vote
    JOIN hub_session ON hub_session.session_id = phone_vote.session_id JOIN hub_room ON hub_room.id = room_id
WHERE phone_vote.id IN ({}) AND closed_at IS NULL AND NOT phone_vote.deleted AND revoked_at IS NULL
"""
_HELD = "SELECT vote_id, session_id, salt, began_at, ballots FROM hub_ballots WHERE vote_id IN ({})"
_PUTTING = """
INSERT INTO hub_ballots (vote_id, session_id, salt, began_at, ballots, turnout) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (vote_id) DO UPDATE SET ballots = excluded.ballots, turnout = excluded.turnout
"""
_VOTES = """
SELECT phone_vote.id, phone_vote.session_id, closed_at, deleted, is_counted, parts, salt, turnout, part, hub_tally.ballots,
    hub_tally.counts
FROM phone_vote LEFT JOIN hub_ballots ON hub_ballots.vote_id = phone_vote.id LEFT JOIN hub_tally ON hub_tally.vote_id = phone_vote.id
WHERE phone_vote.session_id IN ({}) ORDER BY opened_at, phone_vote.id
"""
_COUNTING = """
INSERT INTO hub_tally (vote_id, session_id, counted_at, ballots, counts, part) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (vote_id) DO UPDATE SET ballots = excluded.ballots, counts = excluded.counts, part = excluded.part
"""

_PARTS: object = tuple[VotePart, ...]
_parts_of = text_decoder(_PARTS)


class _Vote(NamedTuple):
    """A vote of a session, with what there is of it here."""

    id: str
    session_id: str
    closed_at: str | None
    deleted: int
    is_counted: int
    parts: str
    salt: str | None
    turnout: int | None
    part: str | None
    ballots: int | None
    counts: str | None

    def has_in(self, part: str) -> bool:
        """Whether the room has the tally of this part."""
        return any(each.id == part and each.is_counted for each in _parts_of(self.parts))


# What phones do


def cast(connection: SqlConnection, acts: Sequence[CastBallot], now: int) -> tuple[CastFate, ...]:
    """Take these ballots, in their order; ``now`` is the moment of the database's clock, in milliseconds since 1970."""
    rows = rows_for(connection, _OPEN, ((act.vote_id,) for act in acts))
    opened = {(room_id, vote_id): session_id for vote_id, room_id, session_id in rows}
    held = _held(connection, {act.vote_id for act in acts})
    ballots = {vote_id: dict(each.ballots) for vote_id, each in held.items()}
    changed: set[str] = set()
    fates = []
    for act in acts:
        session_id = opened.get((act.room_id, act.vote_id))
        if session_id is None:
            fates.append(CastFate.CLOSED)
            continue
        if act.vote_id not in held:
            held[act.vote_id] = HeldBallots(act.vote_id, session_id, secrets.token_hex(32), now)
        key, here = held[act.vote_id].key_of(act.device_id), ballots.setdefault(act.vote_id, {})
        if any(act.ballot) and key not in here and len(here) >= MOST_BALLOTS:
            fates.append(CastFate.FULL)
            continue
        here.pop(key, None)
        if any(act.ballot):
            here[key] = act.ballot
        changed.add(act.vote_id)
        fates.append(CastFate.TAKEN)
    rows = [_cells(replace(held[each], ballots=ballots[each])) for each in sorted(changed)]
    connection.executemany(_PUTTING, rows)
    return tuple(fates)


def ballots_for(connection: SqlConnection, asked: Sequence[AskBallot]) -> tuple[Ballot, ...]:
    """The ballot of each device; empty for none."""
    held = _held(connection, {each.vote_id for each in asked})
    return tuple(
        held[each.vote_id].ballot_of(each.device_id) if each.vote_id in held else () for each in asked
    )


def _held(connection: SqlConnection, vote_ids: Iterable[str]) -> dict[str, HeldBallots]:
    rows = rows_for(connection, _HELD, ((each,) for each in sorted(vote_ids)))
    return {
        vote_id: HeldBallots(vote_id, session_id, salt, began_at, ballots_of(text))
        for vote_id, session_id, salt, began_at, text in rows
    }


def _cells(held: HeldBallots) -> tuple[object, ...]:
    return held.id, held.session_id, held.salt, held.began_at, in_order(held.ballots), len(held.ballots)


# What rooms do


def settle(
    connection: SqlConnection, session_ids: Collection[str], now: int
) -> Mapping[str, tuple[VoteCount, ...]]:
    """Count what rooms have closed, and forget what they have the tally of; by session what its room is to be told.

    It is called with the updates of these sessions, after what they say of votes is in. Raises what an unreadable row raises.
    """
    rows = rows_for(connection, _VOTES, ((each,) for each in session_ids if each))
    found: dict[str, dict[str, VoteCount]] = {}
    over: list[_Vote] = []
    for vote in (_Vote(*row) for row in rows):
        told = _told(connection, vote, over, now)
        if told is not None:
            found.setdefault(vote.session_id, {})[vote.id] = told
    connection.executemany("DELETE FROM hub_tally WHERE vote_id = ?", [(vote.id,) for vote in over])
    _erase_ballots(connection, [vote.id for vote in over if vote.salt is not None])
    return {session_id: tuple(counts.values()) for session_id, counts in found.items()}


def _told(connection: SqlConnection, vote: _Vote, over: list[_Vote], now: int) -> VoteCount | None:
    """What the room is told of one; what there is no use for any more is added to ``over``."""
    is_here = vote.salt is not None or vote.part is not None
    if vote.deleted:
        over += [vote] * is_here
        return None
    if vote.closed_at is None:
        if vote.salt is None or vote.turnout is None:
            return None
        return VoteCount(vote.id, vote.turnout, part=part_of(vote.salt))
    part = vote.part if vote.salt is None else part_of(vote.salt)
    if part is None:  # nobody has voted here
        return None if vote.is_counted else VoteCount(vote.id, 0, True)
    if vote.has_in(part):
        over.append(vote)
        return None
    if vote.salt is not None:
        counted = _count(connection, vote, now)
        return VoteCount(vote.id, counted.ballots, True, counted.counts, counted.part)
    return VoteCount(vote.id, vote.ballots or 0, True, counts_of(vote.counts or "[]"), part)


def _count(connection: SqlConnection, vote: _Vote, now: int) -> CountedVote:
    """Write the tally in place of ballots, keys and salt."""
    held = _held(connection, [vote.id])[vote.id]
    records = session_records_of(connection, vote.session_id)
    assert records is not None
    session = Session.of(records[0])
    asked = session.phone_votes[vote.id]
    is_unnamed = session.info.rule is AttributionRule.NONE
    counts = tally(held.ballots.values(), asked, groups_of(session, asked), is_unnamed=is_unnamed)
    counted = CountedVote(held.id, held.session_id, len(held.ballots), counts, held.part)
    cells = (held.id, held.session_id, now, counted.ballots, counts_text(counts), held.part)
    connection.execute(_COUNTING, cells)
    _erase_ballots(connection, [vote.id])
    return counted


def forget_old(connection: SqlConnection, now: int) -> None:
    """Erase ballots that nobody counts, and tallies that no room fetches."""
    old = connection.execute(
        "SELECT vote_id FROM hub_ballots WHERE began_at < ?", (now - BALLOTS_KEPT,)
    ).fetchall()
    _erase_ballots(connection, [row[0] for row in old])
    connection.execute("DELETE FROM hub_tally WHERE counted_at < ?", (now - TALLY_KEPT,))


def _erase_ballots(connection: SqlConnection, vote_ids: Sequence[str]) -> None:
    """A file overwrites where they were; on a server, the space has to be rewritten."""
    ids: list[tuple[Any, ...]] = [(each,) for each in vote_ids]
    if ids:
        connection.executemany("DELETE FROM hub_ballots WHERE vote_id = ?", ids)
        engines.note_what_may_be_freed(connection)
