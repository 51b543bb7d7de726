"""The pages of displays: to join, to see what is shown, and to follow it; for the one room of a window, and for the many of a hub."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Coroutine
from functools import cache
from typing import Any, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import after_key
from breakout_tui.hub.displays import Display
from breakout_tui.hub.event_stream import EventStream
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.joined_devices import JoinCookie, is_from_here
from breakout_tui.hub.pages import FILES, STATIC, Pages
from breakout_tui.hub.shown_room import ShownRoom

COOKIE = JoinCookie("breakout_display", "breakout_display_tls")

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class ShownRooms(Protocol):
    """The rooms that have displays here."""

    async def admitting(self, typed: str) -> ShownRoom | None:
        """The room whose code this is."""
        ...

    async def named(self, name: str) -> ShownRoom | None:
        """The room that a cookie names."""
        ...


class DisplayPages:
    """Answers what browsers ask."""

    def __init__(self, rooms: ShownRooms, pages: Pages, clock: Clock) -> None:
        self._rooms = rooms
        self._pages = pages
        self._clock = clock
        self._limit = JoinLimit()
        self.routes = [
            Route("/", self._first),
            Route("/join", self._first, methods=["GET"]),
            Route("/join", self._joined, methods=["POST"]),
            Route("/display", self._display),
            Route("/live", self._live),
            Route("/now", self._now),
            Route("/key", self._key, methods=["POST"]),
            Route("/static/{name}", self._static),
        ]

    async def problem(self, _: Request, error: Exception) -> Response:
        """A page that says what is wrong."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        what = {404: "There is no such page", 405: "This can't be done here"}.get(status, "This did not work")
        return HTMLResponse(self._pages.problem(what), status)

    async def _who(self, request: Request) -> tuple[ShownRoom, Display] | None:
        """The room and the display that asks; None for a device that has not joined."""
        name, _, cookie = COOKIE.said(request).rpartition(":")
        if (room := await self._rooms.named(name)) is None:
            return None
        if not is_from_here(request):
            room.has_visitors = True
        device = room.credentials.device(cookie, self._unix_now())
        return None if device is None else (room, room.displays.of(device))

    def _unix_now(self) -> float:
        return self._clock.read().wall.timestamp()

    async def _first(self, request: Request) -> Response:
        if await self._who(request) is not None:
            return RedirectResponse("/display", 303)
        return HTMLResponse(self._pages.join())

    async def _joined(self, request: Request) -> Response:
        await self._who(request)
        typed = (await request.form()).get("code")
        now = self._clock.read().since_boot
        if self._limit.is_reached(now):
            return HTMLResponse(self._pages.join(is_late=True), 429)
        room = await self._rooms.admitting(typed) if isinstance(typed, str) else None
        if room is None:
            self._limit.count(now)
            return HTMLResponse(self._pages.join(is_wrong=True), 403)
        answer = RedirectResponse("/display", 303)
        made = room.credentials.cookie(room.displays.new_number(), self._unix_now())
        COOKIE.give(request, answer, f"{room.name}:{made}" if room.name else made)
        return answer

    async def _display(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return RedirectResponse("/", 303)
        room, display = who
        return HTMLResponse(self._pages.display(room.stage.fragment(display), room.stage.title))

    async def _live(self, request: Request) -> Response | EventStream:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        if request.method == "HEAD":  # without a body it would have no end that anybody notices
            return Response(media_type="text/event-stream")
        room, display = who
        width, x, height = request.query_params.get("size", "").partition("x")
        if x and width.isdecimal() and height.isdecimal() and len(width + height) < 12:
            display.size = f"{int(width)} × {int(height)}"
        return EventStream(room.stage, room.displays, display)

    async def _now(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        return PlainTextResponse(f"{who[0].stage.now():.1f}")

    async def _key(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        room, display = who
        key = (await request.form()).get("key")
        view = room.copy.view()
        if isinstance(key, str) and view is not None:
            room.displays.choose(display.device.id, after_key(view.face, display.choice, key))
        return Response(status_code=204)

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            raise HTTPException(404)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return FileResponse(STATIC / name, media_type=FILES[name])
        headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(_packed(name), headers=headers, media_type=FILES[name])


@cache
def _packed(name: str) -> bytes:
    """A file that pages load, packed: on a slow network it comes in a third of the time."""
    return gzip.compress((STATIC / name).read_bytes(), mtime=0)
