"""The votes of a room at the server: ballots until the room closes a vote, then the tally until the room has it.

A ballot lies under a key that is made of the vote, a salt of the vote, and what is secret in the device's cookie, which is stored nowhere
else. So a device has one ballot, which it can change and see again, and there is no list of who has voted: that a key is there says it, and
only to the device itself. When the room closes the vote, one transaction writes the tally and erases ballots, keys and salt.
What a phone is told is taken is on the disk, and counts once.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace

from breakout_tui.domain.ballots import Ballot, is_allowed, tally
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.held_votes import BALLOTS_KEPT, MOST_BALLOTS, CountedVote, HeldBallots
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.vote_sheet import groups_of
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.floor_store import FloorStore
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub.waiting import AGAIN, fail_all, tell_all, until_read


class HeldVotes:
    """Shares ``thread`` with what else is in the file. What nobody expected is told to ``failures``, and tried again."""

    def __init__(self, thread: StoreThread[FloorStore], clock: Clock, failures: Failures) -> None:
        self._thread = thread
        self._clock = clock
        self._began = clock.read()
        self._failures = failures
        self._held: dict[str, HeldBallots] = {}
        self._counted: dict[str, CountedVote] = {}
        self._cast: dict[str, dict[str, Ballot]] = {}
        """By vote and key, the ballots that are not on the disk; an empty one takes a ballot back."""
        self._waiting: list[asyncio.Future[None]] = []
        """Who waits for what is cast."""
        self._to_count: dict[str, Session] = {}
        """By vote that the room has closed, the session as it was then."""
        self._to_forget: set[str] = set()
        self._news = asyncio.Event()
        self.is_loaded = False

    # Its part of the file

    async def run(self) -> None:
        """Read the file, then write what comes, until it is cancelled."""
        await until_read(self._load)
        while True:
            await self._news.wait()
            self._news.clear()
            await self._save()
            await self._count()
            with self._failures.caught(StoreError):
                await self._forget()
            if self._to_count or self._to_forget:
                asyncio.get_running_loop().call_later(AGAIN, self._news.set)

    async def finish(self) -> None:
        """Write what is left, after ``run`` was cancelled: the server ends."""
        await self._save()

    async def _load(self) -> None:
        found = await self._thread.do(lambda store: store.ballots.all())
        self._held = {each.id: each for each in found.held}
        self._counted = {each.id: each for each in found.counted}
        self.is_loaded = True
        self._look_at_ages()
        self._news.set()

    async def _save(self) -> None:
        """Write what was cast, of all votes at once."""
        cast, self._cast = self._cast, {}
        waiting, self._waiting = self._waiting, []
        if not cast:
            return
        try:
            votes = [
                replace(self._held[vote], ballots=_with(self._held[vote].ballots, cast[vote]))
                for vote in cast
            ]
            await self._thread.do(lambda store: store.ballots.put(votes))
        except Exception as error:  # noqa: BLE001 - whatever it is, each phone that waits has to be told
            fail_all(waiting, error)
            return
        self._held |= {vote.id: vote for vote in votes}
        tell_all(waiting, [None] * len(waiting))

    async def _count(self) -> None:
        """Count what the room has closed, each vote apart: what fails is tried again."""
        closed = tuple(self._to_count.items())
        if closed:
            await self._save()  # what was cast before it closed; nothing comes after it
        for vote_id, session in closed:
            with self._failures.caught(StoreError):
                await self._count_one(session.phone_votes[vote_id], session)

    async def _count_one(self, vote: PhoneVote, session: Session) -> None:
        held = self._held.get(vote.id)
        ballots = () if held is None else tuple(held.ballots.values())
        is_unnamed = session.info.rule is AttributionRule.NONE
        counts = tally(ballots, vote, groups_of(session, vote), is_unnamed=is_unnamed)
        part = "" if held is None else held.part
        counted = CountedVote(vote.id, session.id, len(ballots), counts, part)
        if held is not None:
            await self._thread.do(lambda store: store.ballots.count(counted))
        self._counted[vote.id] = counted
        self._held.pop(vote.id, None)
        del self._to_count[vote.id]

    async def _forget(self) -> None:
        if ids := frozenset(self._to_forget):
            await self._save()  # what was cast before; nothing comes after it
            await self._thread.do(lambda store: store.ballots.forget(ids))
            self._held = {key: each for key, each in self._held.items() if key not in ids}
            self._counted = {key: each for key, each in self._counted.items() if key not in ids}
            self._to_forget -= ids

    def _look_at_ages(self) -> None:
        """Forget ballots that nobody counts."""
        oldest = self._now() - BALLOTS_KEPT
        old = {each.id for each in self._held.values() if each.began_at < oldest}
        if not old <= self._to_forget:
            self._to_forget |= old
            self._news.set()

    def _now(self) -> int:
        """Milliseconds since 1970. A clock that is set while the server runs makes no ballot older."""
        return int(
            (self._began.wall.timestamp() + self._clock.read().since_boot - self._began.since_boot) * 1000
        )

    # Phones

    async def cast(self, vote: PhoneVote, device_id: str, ballot: Ballot) -> None:
        """Take the ballot of a device in place of the one before, or an empty one to take it back; durable when this returns.

        Raises FloorRefused.
        """
        if not self.is_loaded:
            raise FloorRefused(PhoneRefusal.NOT_SAVED)
        if not self._is_open(vote):
            raise FloorRefused(PhoneRefusal.VOTE_CLOSED)
        if not is_allowed(ballot, vote):
            raise FloorRefused(PhoneRefusal.NO_BALLOT)
        if vote.id not in self._held:
            self._held[vote.id] = HeldBallots(vote.id, vote.session_id, secrets.token_hex(32), self._now())
        held = self._held[vote.id]
        key, cast = held.key_of(device_id), self._cast.setdefault(vote.id, {})
        if key not in held.ballots and len(held.ballots) + len(cast) >= MOST_BALLOTS:
            raise FloorRefused(PhoneRefusal.VOTE_FULL)
        cast[key] = ballot
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._news.set()
        try:
            await future
        except StoreError as error:
            raise FloorRefused(PhoneRefusal.NOT_SAVED) from error

    async def ballot(self, vote_id: str, device_id: str) -> Ballot:
        """The ballot of a device; empty for none."""
        held = self._held.get(vote_id)
        return () if held is None else held.ballot_of(device_id)

    def _is_open(self, vote: PhoneVote) -> bool:
        is_over = any(vote.id in each for each in (self._to_count, self._counted, self._to_forget))
        return vote.is_open and not is_over

    # The room

    def look(self, session: Session | None) -> None:
        """This is the room's session now: count what it has closed, and forget what it has the tally of, or has no more."""
        if not self.is_loaded:
            return
        self._look_at_ages()
        if session is None:
            return
        for vote in session.phone_votes.values():
            is_here = vote.id in self._held or vote.id in self._counted
            if is_here and self._is_settled(vote) and vote.id not in self._to_forget:
                self._to_forget.add(vote.id)
                self._news.set()
            is_known = vote.id in self._to_count or vote.id in self._counted
            is_wanted = not vote.is_counted or vote.id in self._held
            if is_wanted and not (vote.is_open or is_known or self._is_settled(vote)):
                self._to_count[vote.id] = session
                self._news.set()

    def _is_settled(self, vote: PhoneVote) -> bool:
        """Whether the room has what there is here, or wants it no more."""
        counted, held = self._counted.get(vote.id), self._held.get(vote.id)
        if counted is not None and not counted.ballots and vote.is_counted:
            return True
        part = "" if held is None else held.part
        return vote.deleted or vote.has_in(part if counted is None else counted.part)

    def mail(self, session: Session | None) -> tuple[VoteCount, ...]:
        """What the room is told: how many ballots there are, and tallies that it does not have."""
        found = []
        for vote in () if session is None else session.phone_votes.values():
            counted, held = self._counted.get(vote.id), self._held.get(vote.id)
            if counted is not None and not self._is_settled(vote):
                found.append(VoteCount(vote.id, counted.ballots, True, counted.counts, counted.part))
            elif held is not None and vote.is_open:
                found.append(VoteCount(vote.id, len(held.ballots), part=held.part))
        return tuple(found)


def _with(ballots: Mapping[str, Ballot], cast: Mapping[str, Ballot]) -> dict[str, Ballot]:
    """The ballots with those that were cast, without empty ones."""
    return {key: ballot for key, ballot in {**ballots, **cast}.items() if any(ballot)}
