"""The smallest event stream of Starlette: the baseline for the server. ``bare_events.py PORT``.

What is posted to ``/`` is sent to everybody who reads ``/live``.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route


class Bare:
    """What was posted last, and who waits for more."""

    def __init__(self) -> None:
        self._latest = b""
        self._news = asyncio.Event()

    async def first(self, request: Request) -> Response:
        """An empty page, or new bytes for all."""
        if request.method == "POST":
            self._latest = await request.body()
            self._news.set()
            self._news = asyncio.Event()
        return Response()

    async def live(self, _: Request) -> Response:
        """The stream."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        while True:
            await self._news.wait()
            yield self._latest


if __name__ == "__main__":
    bare = Bare()
    routes = [Route("/", bare.first, methods=["GET", "POST"]), Route("/live", bare.live)]
    uvicorn.run(
        Starlette(routes=routes),
        port=int(sys.argv[1]),
        log_level="critical",
        access_log=False,
        http="h11",
        loop="asyncio",
        ws="none",
        timeout_graceful_shutdown=2,
    )
