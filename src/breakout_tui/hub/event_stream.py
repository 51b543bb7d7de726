"""An endless response for one page: the newest state whenever it is another one, and a heartbeat.

A page that does not read is let go: nothing is queued for it, and each send has a limit in time.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from breakout_tui.hub.displays import Display, Displays
from breakout_tui.hub.stage import Stage

HEARTBEAT = 4.0
"""Seconds after which a page hears that the server is there."""
SLOWEST = 8.0
"""Seconds that a page may take to read an event."""
_HEADERS = ((b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"))


class EventStream:
    """An ASGI application for one request."""

    def __init__(self, stage: Stage, displays: Displays, display: Display) -> None:
        self._stage = stage
        self._displays = displays
        self._display = display

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send until the page goes, does not read, or the server stops."""
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await self._stream(send, gone)
        finally:
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone

    async def _stream(self, send: Send, gone: asyncio.Future[None]) -> None:
        async def put(body: bytes, *, more: bool = True) -> None:
            message = {"type": "http.response.body", "body": body, "more_body": more}
            await asyncio.wait_for(send(message), SLOWEST)

        await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
        with suppress(TimeoutError), self._displays.watching(self._display) as event:
            await put(b"retry: 1000\n\n")
            face = time = -1
            choice = self._display.choice
            while not gone.done() and not self._is_over():
                event.clear()
                news = b""
                if (self._stage.face, self._display.choice) != (face, choice):
                    face, choice = self._stage.face, self._display.choice
                    news += self._stage.face_event(self._display)
                if self._stage.time != time:
                    time = self._stage.time
                    news += self._stage.time_event
                if news:
                    await put(news)
                if not await _is_set(event, gone):
                    await put(self._stage.alive_event())
        with suppress(TimeoutError):
            await put(b"", more=False)

    def _is_over(self) -> bool:
        return self._displays.is_ending or not self._displays.is_known(self._display)


async def _is_set(event: asyncio.Event, gone: asyncio.Future[None]) -> bool:
    """Wait for something new, or for the page to go; False if neither happened before the next heartbeat is due."""
    waiting = asyncio.ensure_future(event.wait())
    try:
        done, _ = await asyncio.wait((waiting, gone), timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    return bool(done)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
