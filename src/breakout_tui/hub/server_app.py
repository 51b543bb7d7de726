"""The application of the server: its pages, and the path to which the room sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import after_key
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.hub.credentials import Credentials, new_code, shown_code
from breakout_tui.hub.displays import Display, Displays
from breakout_tui.hub.event_stream import EventStream
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.guard import Guard, TooLong
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.pages import FILES, STATIC, Pages
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.room_copy import RoomCopy
from breakout_tui.hub.stage import Stage
from breakout_tui.room_protocol import RoomAnswer, answer_text, read_update

ROOM_PATH = "/room"
BEAT = 0.2
"""Seconds between two looks at the clock."""
_COOKIE = "breakout_display"


class Server:
    """What one server knows, and its answers.

    ``addresses`` gives those under which browsers find it, the likeliest first; ``hosts`` are the names that it has beside the address
    of each connection. ``stop`` is called when the room wants that the server stops, ``report`` once for each kind of unexpected error.
    """

    def __init__(
        self,
        credentials: Credentials,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        *,
        hosts: Collection[str] = ("localhost",),
        is_on_network: bool = False,
        is_stopping: Callable[[], bool] = lambda: False,
        stop: Callable[[], None] = lambda: None,
        report: Callable[[Exception], None] = lambda _: None,
        beat: float = BEAT,
    ) -> None:
        self.credentials = credentials
        self.copy = RoomCopy(clock)
        self.displays = Displays()
        self.pages = Pages()
        self.has_visitors = False
        self._clock = clock
        self._addresses = addresses
        self.is_on_network = is_on_network
        self._is_stopping = is_stopping
        self._stop = stop
        self._failures = Failures(report)
        self._beat = beat
        self._limit = JoinLimit()
        self.stage = Stage(self.copy, self.pages, clock, self._join())
        self._shown = self.stage.number
        routes = [
            Route("/", self._first),
            Route("/join", self._first, methods=["GET"]),
            Route("/join", self._joined, methods=["POST"]),
            Route("/display", self._display),
            Route("/live", self._live),
            Route("/now", self._now),
            Route("/key", self._key, methods=["POST"]),
            Route("/static/{name}", self._static),
            Route(ROOM_PATH, self._room, methods=["POST", "DELETE"]),
        ]
        self.app = Starlette(
            routes=routes,
            middleware=[Middleware(Guard, hosts=hosts, room_path=ROOM_PATH, failures=self._failures)],
            exception_handlers={HTTPException: self._problem, TooLong: _too_long, ClientDisconnect: _nobody},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._failures.watch(asyncio.get_running_loop())
        beating = asyncio.ensure_future(self._beats())
        yield
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating

    async def _beats(self) -> None:
        while not self._is_stopping():
            try:
                self._show()
            except Exception as error:  # noqa: BLE001 - the next beat may work again
                self._failures.add(error)
            await asyncio.sleep(self._beat)
        self.displays.end()

    def _show(self) -> None:
        """Wake the displays if there is something new."""
        before = self._shown
        self.stage.beat()
        self._shown = self.stage.number
        if self._shown != before:
            self.displays.wake_all()

    def _join(self) -> Join:
        return Join(next(iter(self._addresses()), ""), self.credentials.code)

    # Pages

    def _who(self, request: Request) -> Display | None:
        """The display that asks; None for a device that has not joined."""
        if not _is_from_here(request):
            self.has_visitors = True
        device = self.credentials.device(request.cookies.get(_COOKIE, ""), self._unix_now())
        return None if device is None else self.displays.of(device)

    def _unix_now(self) -> float:
        return self._clock.read().wall.timestamp()

    async def _first(self, request: Request) -> Response:
        if self._who(request) is not None:
            return RedirectResponse("/display", 303)
        return HTMLResponse(self.pages.join())

    async def _joined(self, request: Request) -> Response:
        self._who(request)
        typed = (await request.form()).get("code")
        now = self._clock.read().since_boot
        if self._limit.is_reached(now):
            return HTMLResponse(self.pages.join(is_late=True), 429)
        if not isinstance(typed, str) or not self.credentials.admits(typed):
            self._limit.count(now)
            return HTMLResponse(self.pages.join(is_wrong=True), 403)
        answer = RedirectResponse("/display", 303)
        cookie = self.credentials.cookie(self.displays.new_number(), self._unix_now())
        answer.set_cookie(_COOKIE, cookie, max_age=24 * 60 * 60, httponly=True, samesite="strict")
        return answer

    async def _display(self, request: Request) -> Response:
        if (display := self._who(request)) is None:
            return RedirectResponse("/", 303)
        return HTMLResponse(self.pages.display(self.stage.fragment(display), self.stage.title))

    async def _live(self, request: Request) -> Response | EventStream:
        if (display := self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        if request.method == "HEAD":  # without a body it would have no end that anybody notices
            return Response(media_type="text/event-stream")
        width, x, height = request.query_params.get("size", "").partition("x")
        if x and width.isdecimal() and height.isdecimal() and len(width + height) < 12:
            display.size = f"{int(width)} × {int(height)}"
        return EventStream(self.stage, self.displays, display)

    async def _now(self, request: Request) -> Response:
        if self._who(request) is None:
            return PlainTextResponse("Join first.\n", 401)
        return PlainTextResponse(f"{self.stage.now():.1f}")

    async def _key(self, request: Request) -> Response:
        if (display := self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        key = (await request.form()).get("key")
        view = self.copy.view()
        if isinstance(key, str) and view is not None:
            self.displays.choose(display.device.id, after_key(view.face, display.choice, key))
        return Response(status_code=204)

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            raise HTTPException(404)
        return FileResponse(STATIC / name, media_type=FILES[name])

    async def _problem(self, _: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        what = {404: "There is no such page", 405: "This can't be done here"}.get(status, "This did not work")
        return HTMLResponse(self.pages.problem(what), status)

    # The room

    async def _room(self, request: Request) -> Response:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not self.credentials.is_room(given):
            return PlainTextResponse("This is not the room.\n", 401)
        if request.method == "DELETE":
            self.copy.let_go(request.headers.get("room-link", ""))
            if "room-forgets" in request.headers:
                self.copy.forget()
                self._show()
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
        if self.copy.take(update):
            for order in update.orders:
                self.displays.choose(order.display_id, order.choice)
            if update.renews_code:
                self.credentials.code = new_code()
                self.displays.forget_all()
            self.stage.set_join(self._join())
            self._show()
        edition, displays = self.displays.told()
        return _json(
            RoomAnswer(
                self.copy.has(update.link),
                shown_code(self.credentials.code),
                () if edition == update.known_displays else displays,
                edition,
                has_visitors=self.has_visitors,
                addresses=tuple(self._addresses()),
                is_on_network=self.is_on_network,
            )
        )


def _is_from_here(request: Request) -> bool:
    """Whether the request comes from this computer, by whichever of its addresses."""
    here = (request.scope.get("server") or ("",))[0]
    return request.client is None or request.client.host in ("127.0.0.1", "::1", here)


def _json(answer: RoomAnswer) -> Response:
    return Response(answer_text(answer), media_type="application/json")


async def _too_long(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("This is too long.\n", 413, headers={"connection": "close"})


async def _nobody(_request: Request, _error: Exception) -> Response:
    """The client has gone while it was sending: nobody reads the answer."""
    return Response(status_code=400)
