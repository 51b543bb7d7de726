"""An endless response for one page: the newest state whenever it is another one, and a heartbeat.

Nothing is queued for a page: it gets the next state when it has read the one before. A page that does not read is let go by its
connection (``connection.py``).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from breakout_tui.hub.displays import Display, Displays
from breakout_tui.hub.stage import Stage
from breakout_tui.hub.stream_parts import STREAM_HEADERS, until_gone

HEARTBEAT = 4.0
"""Seconds between two heartbeats, whatever else is sent: by them a page hears that the server is there, and sets its clock."""
_EARLY = 0.01
"""Seconds by which a timer may come too early."""


class EventStream:
    """An ASGI application for one request."""

    def __init__(self, stage: Stage, displays: Displays, display: Display) -> None:
        self._stage = stage
        self._displays = displays
        self._display = display

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send until the page goes, or the server stops."""
        with self._displays.watching(self._display) as news:
            gone = asyncio.ensure_future(until_gone(receive))
            gone.add_done_callback(lambda _: news.set())
            try:
                await self._stream(send, news, gone)
            finally:
                gone.cancel()
                with suppress(asyncio.CancelledError):
                    await gone

    async def _stream(self, send: Send, news: asyncio.Event, gone: asyncio.Future[None]) -> None:
        async def put(body: bytes, *, more: bool = True) -> None:
            await send({"type": "http.response.body", "body": body, "more_body": more})

        await send({"type": "http.response.start", "status": 200, "headers": list(STREAM_HEADERS)})
        await put(b"retry: 1000\n\n")
        face = time = -1
        choice = self._display.choice
        beat = self._next_beat(news)
        while not gone.done() and not self._is_over():
            news.clear()
            events = b""
            if (self._stage.face, self._display.choice) != (face, choice):
                face, choice = self._stage.face, self._display.choice
                events += self._stage.face_event(self._display)
            if self._stage.time != time:
                time = self._stage.time
                events += self._stage.time_event
            if asyncio.get_running_loop().time() + _EARLY >= beat.when():
                beat = self._next_beat(news)
                events += self._stage.alive_event()
            if events:
                await put(events)
            await news.wait()
        beat.cancel()
        await put(b"", more=False)

    def _next_beat(self, news: asyncio.Event) -> asyncio.TimerHandle:
        """Wakes a stream at the next heartbeat: the same moment for all of a room, which takes half the time, another one for each room."""
        loop = asyncio.get_running_loop()
        phase = self._displays.phase * HEARTBEAT
        return loop.call_at(((loop.time() + _EARLY - phase) // HEARTBEAT + 1) * HEARTBEAT + phase, news.set)

    def _is_over(self) -> bool:
        return self._displays.is_ending or not self._displays.is_known(self._display)
