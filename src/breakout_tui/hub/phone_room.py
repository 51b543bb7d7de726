"""One room as its phones see it: what is now, whether they may send, and who follows it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews
from breakout_tui.domain.phone_face import PhoneFace, phone_face
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.vote_sheet import VoteSheet, sheet_of, vote_in_sight
from breakout_tui.hub.credentials import Credentials, new_code, shown_code
from breakout_tui.hub.guard import PHONE_PATH
from breakout_tui.hub.held_floor import HeldFloor, NewStatement
from breakout_tui.hub.held_votes import HeldVotes
from breakout_tui.hub.phone_limits import PhoneLimits
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.shown_room import ShownRoom

MOST_PAGES = 4
"""Open pages of one device; the oldest one ends when there are more."""


@dataclass(eq=False, slots=True)
class PhonePage:
    """An open page."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False

    def end(self) -> None:
        """Its stream ends."""
        self.is_over = True
        self.news.set()


class PhoneRoom:
    """``shown`` is the room as displays see it; ``credentials`` are those of phones, which have a code of their own."""

    def __init__(
        self, shown: ShownRoom, credentials: Credentials, floor: HeldFloor, votes: HeldVotes, clock: Clock
    ) -> None:
        self.shown = shown
        self.credentials = credentials
        self.floor = floor
        self.votes = votes
        self.limits = PhoneLimits()
        self.vote_limits = PhoneLimits()
        """A device that is muted may vote."""
        self.sheet: VoteSheet | None = None
        """The vote that is in sight; None for none."""
        self.vote_number = 0
        """Grows when the sheet is another one."""
        self.face: PhoneFace | None = None
        """None while no session is open."""
        self.number = 0
        """Grows when the face, or whether phones may send, is another one."""
        self._clock = clock
        self._is_open = False
        self._pages: OrderedDict[str, deque[PhonePage]] = OrderedDict()
        """By device."""
        self._has_ended = False
        self._key: object = ()
        self._told = (-1, 0, 0)
        shown.stage.set_phone_join(self._join())

    @property
    def name(self) -> str:
        """In the cookies of its phones; empty for the only room of a server."""
        return self.shown.name

    @property
    def now(self) -> float:
        """Seconds since the boot."""
        return self._clock.read().since_boot

    @property
    def closed(self) -> PhoneRefusal | None:
        """Why nobody may send now; None while they may."""
        session = self.shown.copy.session
        if session is None:
            return PhoneRefusal.NO_SESSION
        if session.stage is Stage.DONE:
            return PhoneRefusal.ENDED
        return None if self._is_open else PhoneRefusal.CLOSED

    def show(self) -> None:
        """Work out what is now, after the displays' part has; wake the pages if it is another one."""
        view, session = self.shown.stage.view, self.shown.copy.session
        face = None
        if view is not None and session is not None:
            face = phone_face(session, view, self.shown.copy.reading())
        if (key := (face, self.closed)) != self._key:
            self._key, self.face = key, face
            self.number += 1
        self._show_vote(session)
        told = (self.number, self.vote_number, self.shown.stage.time)
        if told != self._told:
            self._told = told
            self.wake_all()

    def _show_vote(self, session: Session | None) -> None:
        self.votes.look(session)
        vote = None if session is None else vote_in_sight(session)
        sheet = None if session is None or vote is None else sheet_of(session, vote.id)
        if sheet is not None and not sheet.vote.is_shown:
            # How many have voted is for displays: each phone would ask anew with each ballot.
            sheet = sheet._replace(vote=replace(sheet.vote, ballots=0, is_counted=False))
        if sheet != self.sheet:
            self.sheet = sheet
            self.vote_number += 1

    async def cast(self, vote_id: str, device_id: str, ballot: Ballot) -> None:
        """Take the ballot of a device. Raises FloorRefused."""
        session = self.shown.copy.session
        vote = None if session is None else session.phone_votes.get(vote_id)
        if vote is None or not vote.is_open:
            raise FloorRefused(PhoneRefusal.VOTE_CLOSED)
        self.vote_limits.check(device_id, self.now)
        await self.votes.cast(vote, device_id, ballot)

    # Statements

    async def send(self, sent: NewStatement, device_id: str) -> str:
        """Take a statement of a device; its id, once it is durable. Raises FloorRefused."""
        if not self.floor.known(sent.key):
            if self.closed is not None:
                raise FloorRefused(self.closed)
            self.limits.check(device_id, self.now)
        held = await self.floor.send(sent)
        self.limits.remember(held.id, device_id, self.now)
        return held.id

    async def withdraw(self, statement_id: str, secret: str) -> None:
        """Take a statement back. Raises FloorRefused."""
        await self.floor.withdraw(statement_id, secret)
        self.wake_all()

    # The window of the room

    def hear(self, news: FloorNews) -> None:
        """What the room tells."""
        self._is_open = news.is_open
        self.floor.hear(news)
        self.limits.mute(news.muted, self.now)
        if news.renews_code:
            self.renew_code()
        self.wake_all()

    def mail(self, session_id: str, *, wants_results: bool) -> FloorMail | None:
        """What the server tells the room; None while its file was not read."""
        if not (self.floor.is_loaded and self.votes.is_loaded):
            return None
        join = self._join()
        return FloorMail(
            self.floor.unstored(session_id),
            self.floor.withdrawn(),
            wants_results,
            shown_code(join.code),
            f"{join.address}{join.path}" if join.address else "",
            len(self._pages),
            self.limits.muted_count(self.now),
            self.votes.mail(self.shown.copy.session),
        )

    def renew_code(self) -> None:
        """Give a new code: every phone has to join again."""
        self.credentials.code = new_code()
        for pages in self._pages.values():
            for page in pages:
                page.end()
        self.look_for_addresses()

    def look_for_addresses(self) -> None:
        """The server may have another address now."""
        self.shown.stage.set_phone_join(self._join())

    def _join(self) -> Join:
        return Join(self.shown.address, self.credentials.code, PHONE_PATH)

    # Pages

    @contextmanager
    def watching(self, device_id: str) -> Iterator[PhonePage]:
        """An open page of a device."""
        page = PhonePage()
        pages = self._pages.setdefault(device_id, deque())
        pages.append(page)
        if len(pages) > MOST_PAGES:
            pages[0].end()
        if self._has_ended:
            page.end()
        try:
            yield page
        finally:
            pages.remove(page)
            if not pages and self._pages.get(device_id) is pages:
                del self._pages[device_id]

    def wake_all(self) -> None:
        """There may be something new for every page."""
        for pages in self._pages.values():
            for page in pages:
                page.news.set()

    def end(self) -> None:
        """Every stream ends."""
        self._has_ended = True
        for pages in self._pages.values():
            for page in pages:
                page.end()
