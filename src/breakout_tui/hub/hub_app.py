"""The application of a hub: the path to which rooms send, and the pages of their displays."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import JsonRefused, StoreError
from breakout_tui.domain.hub_rooms import HubRoom
from breakout_tui.domain.room_code import secret_hash
from breakout_tui.hub.agenda_page import AgendaPage
from breakout_tui.hub.ballot_intake import BallotIntake
from breakout_tui.hub.cleaning import Cleaning, CleaningTimes
from breakout_tui.hub.conference_pages import ConferencePages
from breakout_tui.hub.conference_reader import ConferenceReader
from breakout_tui.hub.counted_pages import CountedPages
from breakout_tui.hub.credentials import shown_code
from breakout_tui.hub.display_pages import DisplayPages
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.guard import MOST_SENT, Guard, TooLong
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.intake import Intake
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.live_phones import LivePhones
from breakout_tui.hub.live_rooms import LiveRooms
from breakout_tui.hub.organiser_access import OrganiserAccess
from breakout_tui.hub.overview_pages import OverviewPages
from breakout_tui.hub.overview_rooms import OverviewRooms
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_pages import PhonePages
from breakout_tui.hub.server_app import nobody, too_long
from breakout_tui.hub.store_thread import StorePatience, StoreThread
from breakout_tui.hub_protocol import (
    HubAnswer,
    HubUpdate,
    answer_text,
    hand_over_text,
    read_update,
    sessions_text,
)

HUB_PATH = "/hub"
SESSIONS_PATH = "/hub/sessions"
LOOK = 0.2
"""Seconds between two looks at the database and at the clock."""
_LARGE = 64 << 10
"""Bytes of an update that is read beside the event loop."""


class HubServer:
    """What a hub answers; it keeps nothing that is not in the database, so that several can share one.

    ``connect`` opens the database, on a thread. The other parameters are as for ``Server``.
    """

    def __init__(
        self,
        connect: Callable[[], HubStore],
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        *,
        conference: ConferenceReader | None = None,
        hosts: Collection[str] = ("localhost",),
        is_stopping: Callable[[], bool] = lambda: False,
        report: Callable[[Exception], None] = lambda _: None,
        look: float = LOOK,
        patience: StorePatience = StorePatience(),  # noqa: B008 - it is immutable
        cleaning: CleaningTimes = CleaningTimes(),  # noqa: B008 - it is immutable
    ) -> None:
        self._clock = clock
        self._addresses = addresses
        self._is_stopping = is_stopping
        self._look = look
        self._failures = Failures(report)
        self._looking = StoreThread(connect, "hub-looks", patience.looking, patience.silence)
        self._asking = StoreThread(connect, "hub-asks", patience.looking, patience.silence)
        self._writing = StoreThread(connect, "hub-writes", patience.writing, patience.silence)
        self._intake = Intake(self._writing, self._is_taken)
        self._floors = FloorIntake(self._writing, self._is_taken)
        self._ballots = BallotIntake(self._writing, self._asking)
        self._news = asyncio.Event()
        self._changed: set[str] = set()
        """The ids of rooms of which something was taken in here since the last look."""
        self._limit = JoinLimit()
        self._known: dict[str, HubRoom] = {}
        """By the hash of its secret, a room that has sent something."""
        pages = Pages()
        self.rooms = LiveRooms(
            self._looking, pages, clock, addresses, self._failures, self._floors, self._ballots
        )
        self._counted = CountedPages(self.rooms, self._writing, self._failures)
        self._cleaning = Cleaning(connect, lambda: self.rooms.quiet_for, self._failures, cleaning)
        self._reading = StoreThread(connect, "hub-overview", patience.looking, patience.silence)
        self.overview = OverviewRooms(self.rooms, self._reading, clock, self._failures)
        access = OrganiserAccess(self._asking, clock)
        whole = () if conference is None else ConferencePages(conference, access.of, pages, clock).routes
        agenda = AgendaPage(self.overview, pages, clock).routes
        organisers = OverviewPages(self.overview, access, pages, self._writing, self._look_again)
        shown = DisplayPages(self.rooms, pages, clock)
        phones = PhonePages(LivePhones(self.rooms), pages, clock).routes
        guard = [Middleware(Guard, hosts=hosts, room_path=HUB_PATH, failures=self._failures)]
        handlers: dict[Any, Any] = {
            HTTPException: shown.problem,
            TooLong: too_long,
            ClientDisconnect: nobody,
            StoreError: _later,
        }
        self.app = Starlette(
            routes=[
                Route(HUB_PATH, self._hub, methods=["POST", "DELETE"]),  # first: it is asked most
                *agenda,
                *organisers.routes,
                *whole,
                Route(SESSIONS_PATH, self._sessions),
                *shown.routes,
                *phones,
            ],
            middleware=guard,
            exception_handlers=handlers,
            lifespan=self._lifespan,
        )
        self.displays = Starlette(
            routes=[*shown.routes, *phones, *agenda], middleware=guard, exception_handlers=handlers
        )
        """Only what displays and phones need and what is public, for a port without TLS; it answers while ``app`` runs."""

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._failures.watch(asyncio.get_running_loop())
        works = (
            self._intake.run(),
            self._floors.run(),
            self._ballots.run_casting(),
            self._ballots.run_asking(),
            self._counted.run(),
            self._looks(),
            self._overviews(),
            self._cleaning.run(),
        )
        tasks = [asyncio.ensure_future(each) for each in works]
        yield
        await self._failures.end(tasks)
        for thread in (self._looking, self._asking, self._reading, self._cleaning.thread, self._writing):
            thread.close()

    def _is_taken(self, rooms: Collection[str]) -> None:
        """Something of these rooms was taken in here: look at them at once."""
        self._changed.update(rooms)
        self._news.set()

    async def _looks(self) -> None:
        due = 0.0
        while not self._is_stopping():
            self._news.clear()
            changed, self._changed = self._changed, set()
            with self._failures.caught(StoreError):
                if (now := asyncio.get_running_loop().time()) < due:
                    await self.rooms.look_at(changed)
                else:
                    due = now + self._look
                    await self.rooms.look()
            with self._failures.caught():
                self.rooms.show()
            with suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self._news.wait()
        self.rooms.end()

    async def _overviews(self) -> None:
        """Keep the overview up to date, beside the displays."""
        while not self._is_stopping():
            with self._failures.caught(StoreError):
                await self.overview.look()
            await asyncio.sleep(min(self._look, LOOK))
        self.overview.end()

    async def _look_again(self) -> None:
        """The organiser has changed something: bring displays and overview up to date, if the database answers."""
        with suppress(StoreError):
            await self.rooms.look()
            await self.overview.look()

    # Rooms

    async def _room(self, request: Request) -> HubRoom | None:
        """The room whose code comes with the request; None for none, and for a code that was revoked."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not given:
            return None
        hashed = secret_hash(given)
        known = self._known.get(hashed)
        room = None if known is None else self.rooms.of(known.id)
        if known is not None and room is not None and room.display_key == known.display_key:
            return room
        now = self._clock.read().since_boot
        if self._limit.is_reached(now):
            return None
        room = await self._asking.do(lambda store: store.room_of(hashed))
        if room is None:
            self._known.pop(hashed, None)
            self._limit.count(now)
        else:
            self._known[hashed] = room
        return room

    async def _hub(self, request: Request) -> Response:
        if (room := await self._room(request)) is None:
            return _no_room()
        if request.method == "DELETE":
            link = request.headers.get("hub-link", "")
            await self._writing.do(lambda store: store.leave(room.id, link))
            self._is_taken([room.id])
            return Response(status_code=204)
        if self._intake.is_full:
            return PlainTextResponse("Too much at once.\n", 503)
        body = await request.body()
        try:
            packed = request.headers.get("content-encoding") == "gzip"
            if len(body) > _LARGE or packed:
                update = await asyncio.to_thread(_read, body, packed=packed)
            else:
                update = read_update(body)
        except JsonRefused as refused:
            return PlainTextResponse(f"{refused.what}\n", 400)
        taken = await self._intake.take(room.id, update)
        if taken.is_revoked:  # since the last look
            return _no_room()
        if taken.other_laptop:
            self.rooms.other_laptop_sends(room.id, update.laptop)
        now = self.rooms.of(room.id) or room
        if taken.floor is not None:
            taken = replace(taken, floor=self.rooms.phone_mail(room.id, taken.floor))
        answer = HubAnswer(now.name, taken, shown_code(now.display_code), tuple(self._addresses()))
        return _json(answer_text(answer))

    async def _sessions(self, request: Request) -> Response:
        """The sessions of the room that asks; with ``session`` all of one, to take it over."""
        if (room := await self._room(request)) is None:
            return _no_room()
        session_id = request.query_params.get("session")
        if session_id is None:
            sessions = await self._asking.do(lambda store: store.sessions_of(room.id))
            return _json(sessions_text(sessions))
        found = await self._asking.do(lambda store: store.hand_over(room.id, session_id))
        if found is None:
            return PlainTextResponse("This room has no such session.\n", 404)
        return _json(hand_over_text(found))


def _read(body: bytes, *, packed: bool) -> HubUpdate:
    """The update of a body. Raises JsonRefused."""
    if packed:
        unpacking = zlib.decompressobj(wbits=31)
        try:
            body = unpacking.decompress(body, MOST_SENT)
        except zlib.error as error:
            raise JsonRefused("the body is no gzip") from error
        if not unpacking.eof:
            raise JsonRefused("the body is too long, or ends early")
    return read_update(body)


def _json(text: bytes) -> Response:
    return Response(text, media_type="application/json")


def _no_room() -> Response:
    return PlainTextResponse("This hub does not know the code.\n", 401)


async def _later(_request: Request, _error: Exception) -> Response:
    """The database can't be reached or written now: the room sends again."""
    return PlainTextResponse("The hub can't save anything now.\n", 503)
