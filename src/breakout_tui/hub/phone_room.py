"""One room as its phones see it: what is now, whether they may send, and who follows it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Protocol

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor_exchange import FloorMail, MutedDevice
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.phone_face import PhoneFace, phone_face
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speakers import leading_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.vote_sheet import VoteSheet, sheet_of, vote_in_sight
from breakout_tui.hub.credentials import Credentials, new_code, shown_code
from breakout_tui.hub.guard import PHONE_PATH
from breakout_tui.hub.known_statements import NewStatement, Results
from breakout_tui.hub.phone_limits import PhoneLimits
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.shown_room import ShownRoom
from breakout_tui.hub.votes import Votes

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


class Floor(Protocol):
    """What phones sent, as their pages need it."""

    def known(self, key: str) -> bool:
        """Whether a statement with this key is here."""
        ...

    async def send(self, sent: NewStatement) -> HeldStatement:
        """Take a statement; it is durable when this returns. One with the same key is the same one. Raises FloorRefused."""
        ...

    async def withdraw(self, statement_id: str, secret: str) -> HeldStatement:
        """Its author takes a statement back; that is durable when this returns. Raises FloorRefused."""
        ...

    def one(self, statement_id: str) -> HeldStatement | None:
        """The statement or request to speak of this id."""
        ...

    def asked_with(self, secret: str) -> HeldStatement | None:
        """The request to speak of a device that is not settled; ``secret`` is that of the device in the session."""
        ...

    def results(self, since: int = 0) -> tuple[int, Results]:
        """What became of statements after so many changes, and how many changes there are."""
        ...

    def latest(self, count: int) -> Sequence[HeldStatement]:
        """The latest statements, the last one first, by whomever."""
        ...


class PhoneRoom:
    """``shown`` is the room as displays see it; ``credentials`` are those of phones, which have a code of their own."""

    def __init__(
        self,
        shown: ShownRoom,
        credentials: Credentials,
        floor: Floor,
        clock: Clock,
        votes: Votes,
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
        self._seen: object = ()
        """What told the last time that there may be another face."""
        self._told = (-1, 0, 0)
        self.look_for_addresses()

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

    @property
    def is_list_closed(self) -> bool:
        """Whether no more requests to speak are taken."""
        session = self.shown.copy.session
        return session is not None and leading_of(session, session.phase_in_view).is_closed

    def show(self) -> None:
        """Work out what is now, if it can be another one, after the displays' part has; wake the pages if it is."""
        stage = self.shown.stage
        if (stage.looks, self.closed) != self._seen:
            face, view, session = None, stage.view, self.shown.copy.session
            self._seen = stage.looks, self.closed
            if view is not None and session is not None:
                face = phone_face(session, view, self.shown.copy.reading())
            if (key := (face, self.closed)) != self._key:
                self._key, self.face = key, face
                self.number += 1
        self._show_vote(self.shown.copy.session)
        told = (self.number, self.vote_number, stage.time)
        if told != self._told:
            self._told = told
            self.wake_all()

    def _show_vote(self, session: Session | None) -> None:
        self.votes.look(session)
        vote = None if session is None else vote_in_sight(session)
        sheet = None if session is None or vote is None else sheet_of(session, vote.id)
        if sheet is not None and not sheet.vote.is_shown:
            # How many have voted is for displays: each phone would ask again with each ballot.
            sheet = sheet._replace(vote=replace(sheet.vote, ballots=0, is_counted=False, parts=()))
        elif sheet is not None and session is not None and session.info.is_display_hidden:
            sheet = sheet._replace(lines=(), is_hidden=True)
        if sheet != self.sheet:
            self.sheet = sheet
            self.vote_number += 1

    async def cast(self, vote_id: str, device_id: str, ballot: Ballot) -> None:
        """Take the ballot of a device. Raises FloorRefused."""
        session = self.shown.copy.session
        vote = None if session is None else session.phone_votes.get(vote_id)
        if vote is None or not vote.is_open:
            raise FloorRefused(PhoneRefusal.VOTE_CLOSED)
        with self.vote_limits.counting(device_id, self.now):
            await self.votes.cast(vote, device_id, ballot)

    async def ballot(self, device_id: str) -> Ballot:
        """The ballot of a device in the vote that is in sight; empty for none, and where it can't be found out now."""
        if self.sheet is None or not self.sheet.vote.is_open:
            return ()
        vote_id = self.sheet.vote.id
        try:
            found = await self.votes.ballot(vote_id, device_id)
        except StoreError:
            return ()
        # Another vote may be in sight meanwhile.
        return found if self.sheet is not None and self.sheet.vote.id == vote_id else ()

    # Statements

    async def send(self, sent: NewStatement, device_id: str) -> str:
        """Take a statement of a device; its id, once it is durable. Raises FloorRefused."""
        is_new = not self.floor.known(sent.key)
        if is_new and self.closed is not None:
            raise FloorRefused(self.closed)
        return (await self.take(sent, device_id, is_new=is_new)).id

    async def take(self, sent: NewStatement, device_id: str, *, is_new: bool) -> HeldStatement:
        """Take what may be sent now, durably; only what is new counts for the device. Raises FloorRefused."""
        with self.limits.counting(device_id, self.now) if is_new else nullcontext():
            held = await self.floor.send(sent)
        self.limits.remember(held.id, device_id, self.now)
        return held

    async def withdraw(self, statement_id: str, secret: str) -> None:
        """Take a statement back. Raises FloorRefused."""
        await self.floor.withdraw(statement_id, secret)
        self.wake_all()

    # The window of the room

    def hear(self, is_open: bool, muted: Iterable[MutedDevice] | None = None) -> None:
        """Whether phones may send, and which may not for a while; None for those that were muted before."""
        self._is_open = is_open
        if muted is not None:
            self.limits.mute(muted, self.now)
        self.wake_all()

    def mail(self, mail: FloorMail) -> FloorMail:
        """What the server tells the room, with how it is with the phones."""
        join = self._join()
        return replace(
            mail,
            code=mail.code or shown_code(join.code),
            address=f"{join.address}{join.path}" if join.address else "",
            phones=mail.phones or self.devices,
            muted=self.limits.muted(self.now),
            votes=(*mail.votes, *self.votes.mail(self.shown.copy.session)),
        )

    def renew_code(self) -> None:
        """Give a new code: every phone has to join again."""
        self.set_code(new_code())

    def set_code(self, code: str) -> None:
        """Let phones join with this code; with another one than before, every phone has to join again."""
        if code != self.credentials.code:
            self.credentials.code = code
            self._end_pages()
        self.look_for_addresses()

    def look_for_addresses(self) -> None:
        """The server may have another address now."""
        if self.credentials.code:
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

    @property
    def devices(self) -> int:
        """How many phones have their page open."""
        return len(self._pages)

    @property
    def pages(self) -> int:
        """How many pages are open."""
        return sum(map(len, self._pages.values()))

    def wake_all(self) -> None:
        """There may be something new for every page."""
        for pages in self._pages.values():
            for page in pages:
                page.news.set()

    def end(self) -> None:
        """Every stream ends."""
        self._has_ended = True
        self._end_pages()

    def _end_pages(self) -> None:
        for pages in self._pages.values():
            for page in pages:
                page.end()
