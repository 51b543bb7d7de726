"""An endless response for one page, of the organiser or a phone: what is new since the last time, whenever there is something, and a heartbeat.

Nothing is queued: what is sent is worked out when the page has read what was sent before (``connection.py`` lets go who does not read).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress

from starlette.types import Receive, Scope, Send

from breakout_tui.hub.stream_parts import STREAM_HEADERS, until_gone

BEAT = 4.0
"""Seconds between two heartbeats."""
LOOK_AT_RIGHT = 0.5
"""Seconds between two looks whether who watches still may."""


class NewestStream:
    """An ASGI application for one request.

    ``watching`` gives an event that is set when there may be something new; ``news`` gives the bytes of what is, which may be none;
    ``alive`` those of a heartbeat; ``may_go_on`` tells whether the stream goes on, and is asked again at least every ``look`` seconds.
    """

    def __init__(
        self,
        watching: Callable[[], AbstractContextManager[asyncio.Event]],
        news: Callable[[], bytes],
        alive: Callable[[], bytes],
        may_go_on: Callable[[], Awaitable[bool]],
        look: float = LOOK_AT_RIGHT,
    ) -> None:
        self._watching = watching
        self._news = news
        self._alive = alive
        self._may_go_on = may_go_on
        self._look = look

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send until the page goes, or may not go on."""
        with self._watching() as event:
            gone = asyncio.ensure_future(until_gone(receive))
            gone.add_done_callback(lambda _: event.set())
            try:
                await self._stream(send, event, gone)
            finally:
                gone.cancel()
                with suppress(asyncio.CancelledError):
                    await gone

    async def _stream(self, send: Send, event: asyncio.Event, gone: asyncio.Future[None]) -> None:
        async def put(body: bytes, *, more: bool = True) -> None:
            await send({"type": "http.response.body", "body": body, "more_body": more})

        now = asyncio.get_running_loop().time
        await send({"type": "http.response.start", "status": 200, "headers": list(STREAM_HEADERS)})
        await put(b"retry: 1000\n\n")
        beats_at = now()
        while not gone.done() and await self._may_go_on():
            event.clear()
            body = self._news()
            if now() >= beats_at:
                body += self._alive()
                beats_at = now() + BEAT
            if body:
                await put(body)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look):
                    await event.wait()
        await put(b"", more=False)
