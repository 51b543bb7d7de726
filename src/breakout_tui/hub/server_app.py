"""The application of the server of one room: the pages of its displays and phones, and the path to which its window sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.floor_exchange import FloorMail
from breakout_tui.hub.co_pages import CoPages
from breakout_tui.hub.co_room import CoRoom
from breakout_tui.hub.credentials import Credentials, shown_code
from breakout_tui.hub.display_pages import DisplayPages
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.floor_store import FloorStore
from breakout_tui.hub.guard import Guard, TooLong
from breakout_tui.hub.held_floor import HeldFloor
from breakout_tui.hub.held_votes import HeldVotes
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_pages import PhonePages
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.room_copy import RoomCopy
from breakout_tui.hub.shown_room import ShownRoom
from breakout_tui.hub.store_thread import StorePatience, StoreThread
from breakout_tui.room_protocol import ReceivedUpdate, RoomAnswer, answer_text, read_update

ROOM_PATH = "/room"
BEAT = 0.2
"""Seconds between two looks at the clock."""


class OneRoom:
    """The room of a window, as the pages look for it."""

    def __init__(self, room: ShownRoom) -> None:
        self._room = room

    async def admitting(self, typed: str) -> ShownRoom | None:
        """The room, for its code."""
        return self._room if self._room.credentials.admits(typed) else None

    async def named(self, name: str) -> ShownRoom | None:
        """The room; its cookies name none."""
        return None if name else self._room


class OnePhoneRoom:
    """The same for its phones."""

    def __init__(self, room: PhoneRoom) -> None:
        self._room = room

    async def admitting(self, typed: str) -> PhoneRoom | None:
        """The room, for its code."""
        return self._room if self._room.credentials.admits(typed) else None

    async def named(self, name: str) -> PhoneRoom | None:
        """The room; its cookies name none."""
        return None if name else self._room


class PhoneAccess(NamedTuple):
    """What a server needs that takes statements from phones."""

    credentials: Credentials
    """Of phones: with a code of their own."""
    connect: Callable[[], FloorStore]
    """Opens the file of statements, on a thread."""
    co: Credentials
    """Of co-facilitators."""


class Server:
    """What one server knows, and its answers.

    ``addresses`` gives those under which browsers find it, the likeliest first; ``hosts`` are the names that it has beside the address
    of each connection. Without ``phones`` it takes nothing from phones. ``stop`` is called when the room wants that the server stops, ``report`` once for each kind of unexpected error.
    """

    def __init__(
        self,
        credentials: Credentials,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        *,
        phones: PhoneAccess | None = None,
        hosts: Collection[str] = ("localhost",),
        is_on_network: bool = False,
        is_stopping: Callable[[], bool] = lambda: False,
        stop: Callable[[], None] = lambda: None,
        report: Callable[[Exception], None] = lambda _: None,
        beat: float = BEAT,
    ) -> None:
        self.credentials = credentials
        self.copy = RoomCopy(clock)
        self.pages = Pages()
        self._addresses = addresses
        self.is_on_network = is_on_network
        self._is_stopping = is_stopping
        self._stop = stop
        self._failures = Failures(report)
        self._beat = beat
        self.room = ShownRoom(self.copy.on_show, credentials, self.pages, clock, addresses)
        shown = DisplayPages(OneRoom(self.room), self.pages, clock)
        self.phones: PhoneRoom | None = None
        self.co: CoRoom | None = None
        self._thread: StoreThread[FloorStore] | None = None
        self._floor: HeldFloor | None = None
        self._votes: HeldVotes | None = None
        sending: list[Route] = []
        if phones is not None:
            patience = StorePatience()
            self._thread = StoreThread(phones.connect, "floor", patience.writing, patience.silence)
            self._floor = HeldFloor(self._thread, clock)
            self._votes = HeldVotes(self._thread, clock, self._failures)
            self.phones = PhoneRoom(self.room, phones.credentials, self._floor, clock, self._votes)
            self.co = CoRoom(self.phones, phones.co, clock)
            co_pages = CoPages(self.co, self.pages, clock)
            sending = [*PhonePages(OnePhoneRoom(self.phones), self.pages, clock).routes, *co_pages.routes]
        self.app = Starlette(
            routes=[*shown.routes, *sending, Route(ROOM_PATH, self._room, methods=["POST", "DELETE"])],
            middleware=[Middleware(Guard, hosts=hosts, room_path=ROOM_PATH, failures=self._failures)],
            exception_handlers={HTTPException: shown.problem, TooLong: too_long, ClientDisconnect: nobody},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._failures.watch(asyncio.get_running_loop())
        works = [self._beats()]
        if self._floor is not None and self._votes is not None:
            works += [self._floor.run(), self._votes.run()]
        tasks = [asyncio.ensure_future(each) for each in works]
        yield
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):  # what is left has to be written all the same
                self._failures.add(ended)
        if self._thread is not None and self._floor is not None and self._votes is not None:
            await self._floor.finish()
            await self._votes.finish()
            self._thread.close()

    async def _beats(self) -> None:
        while not self._is_stopping():
            try:
                self._show()
            except Exception as error:  # noqa: BLE001 - the next beat may work again
                self._failures.add(error)
            await asyncio.sleep(self._beat)
        self.room.displays.end()
        if self.phones is not None and self.co is not None:
            self.phones.end()
            self.co.end()

    def _show(self) -> None:
        self.room.show()
        if self.phones is not None and self.co is not None:
            self.phones.show()
            self.co.show()

    async def _room(self, request: Request) -> Response:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not self.credentials.is_room(given):
            return PlainTextResponse("This is not the room.\n", 401)
        if request.method == "DELETE":
            if self.copy.let_go(request.headers.get("room-link", "")) and self.phones is not None:
                self.phones.hear(is_open=False)  # until a window says so
                self.phones.show()
            if "room-forgets" in request.headers:
                self.copy.forget()
                if self.co is not None:
                    self.co.forget()
                self._show()
                if self._floor is not None:
                    await self._floor.read_again()
            if "room-stops" in request.headers:
                self._stop()
            return Response(status_code=204)
        try:
            return self._taken(await request.body())
        except JsonRefused as refused:
            return PlainTextResponse(f"{refused.what}\n", 400)

    def _taken(self, body: bytes) -> Response:
        update = read_update(body)
        if self.copy.is_taken_for(update.link, update.session_id):
            return _json(RoomAnswer(None, shown_code(self.credentials.code), is_taken=True))
        if is_taken := self.copy.take(update):
            for order in update.orders:
                self.room.displays.choose(order.display_id, order.choice)
            if update.renews_code:
                self.room.renew_code()
            self.room.look_for_addresses()
            if self.phones is not None:
                self.phones.look_for_addresses()
            if self.phones is not None and self._floor is not None and update.floor is not None:
                self._floor.hear(update.floor)
                self.phones.hear(update.floor.is_open, update.floor.muted)
                if update.floor.renews_code and self._is_loaded:  # else the room tells it again
                    self.phones.renew_code()
                if self.co is not None:
                    self.co.hear(update.floor.co)
            self._show()
        edition, displays = self.room.displays.told()
        return _json(
            RoomAnswer(
                self.copy.has(update.link),
                shown_code(self.credentials.code),
                () if edition == update.known_displays else displays,
                edition,
                has_visitors=self.room.has_visitors,
                addresses=tuple(self._addresses()),
                is_on_network=self.is_on_network,
                floor=self._mail(update) if is_taken else None,
            )
        )

    @property
    def _is_loaded(self) -> bool:
        """Whether the file of phones is read."""
        return all(each is not None and each.is_loaded for each in (self._floor, self._votes))

    def _mail(self, update: ReceivedUpdate) -> FloorMail | None:
        """What phones have for the room; None while their file was not read.

        A room that builds on an answer of ours has heard that we want all results.
        """
        floor = self._floor
        if self.phones is None or floor is None or update.floor is None or not self._is_loaded:
            return None
        co = None if self.co is None else self.co.mail()
        mail = FloorMail(floor.unstored(update.session_id), floor.withdrawn(), update.base is None, co=co)
        return self.phones.mail(mail)


def _json(answer: RoomAnswer) -> Response:
    return Response(answer_text(answer), media_type="application/json")


async def too_long(_request: Request, _error: Exception) -> Response:
    """A body has more bytes than it may have."""
    return PlainTextResponse("This is too long.\n", 413, headers={"connection": "close"})


async def nobody(_request: Request, _error: Exception) -> Response:
    """The client has gone while it was sending: nobody reads the answer."""
    return Response(status_code=400)
