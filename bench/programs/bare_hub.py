"""The least that a hub has to do: the baseline for ours. ``bare_hub.py PORT DATABASE CERTIFICATE BYTES``.

Starlette and uvicorn over TLS. What a room posts is put into one table by an upsert with a NOTIFY; whoever listens sends it on to the displays
of the room, as an event of so many bytes. It knows no rooms, no secrets, no versions and no pages, and joins nothing.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.hub_protocol import HubAnswer, answer_text

CONNECTIONS = 4
_MARK = re.compile(rb"mark(\d{6})")
_TABLE = "CREATE TABLE said (session text, part bigint, body text, PRIMARY KEY (session, part))"
_PUT = """
WITH put AS (
    INSERT INTO said VALUES (%s, %s, %s) ON CONFLICT (session, part) DO UPDATE SET body = excluded.body RETURNING session
)
SELECT pg_notify('said', %s) FROM put WHERE %s
"""


class BareHub:
    """Answers rooms with what they said that they have."""

    def __init__(self, database: str, event_bytes: int) -> None:
        self._database = database
        self._event_bytes = event_bytes
        self._free: asyncio.Queue[psycopg.AsyncConnection[Any]] = asyncio.Queue()
        self._knowledge: dict[str, dict[str, int]] = defaultdict(dict)
        self._parts: dict[str, int] = defaultdict(int)
        self._latest: dict[str, bytes] = {}
        self._news: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._answer = json.loads(answer_text(HubAnswer("Room", Taken(), "0000-0000", ("https://hub",))))

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Connect."""
        for _each in range(CONNECTIONS):
            self._free.put_nowait(await psycopg.AsyncConnection.connect(self._database, autocommit=True))
        listening = asyncio.ensure_future(
            self._listen(await psycopg.AsyncConnection.connect(self._database, autocommit=True))
        )
        yield
        listening.cancel()

    async def hub(self, request: Request) -> Response:
        """What a room sends."""
        body = await request.body()
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        said = json.loads(body)
        session = said["session"]
        known = self._knowledge[session]
        number, payload = 0, ""
        if "part" in said:
            self._parts[session] = number = self._parts[session] + 1
            payload = json.dumps([session, int(max(_MARK.findall(body), default=b"0"))])
        connection = await self._free.get()
        try:
            values = (session, number, body.decode(), payload, bool(payload))
            await connection.execute(_PUT, values)
        finally:
            self._free.put_nowait(connection)
        if "part" in said:
            for writer, counter in said["part"]["state"]["knowledge"].items():
                known[writer] = max(counter, known.get(writer, 0))
        taken = {**self._answer["taken"], "knowledge": known}
        return JSONResponse({**self._answer, "taken": taken})

    async def join(self, request: Request) -> Response:
        """The code of a display is the session that it shows."""
        code = parse_qs((await request.body()).decode())["code"][0]
        answer = Response(status_code=303, headers={"location": "/"})
        answer.set_cookie("session", code)
        return answer

    async def live(self, request: Request) -> Response:
        """The stream of a display."""
        return StreamingResponse(self._events(request.cookies["session"]), media_type="text/event-stream")

    async def first(self, _: Request) -> Response:
        """An empty page."""
        return Response()

    async def _listen(self, connection: psycopg.AsyncConnection[Any]) -> None:
        await connection.execute("LISTEN said")
        async for notified in connection.notifies():
            session, mark = json.loads(notified.payload)
            said = json.dumps(f"mark{mark:06}".ljust(self._event_bytes, "."))
            self._latest[session] = f"event: face\ndata: {said}\n\n".encode()
            self._news.pop(session, asyncio.Event()).set()

    async def _events(self, session: str) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        while True:
            await self._news[session].wait()
            yield self._latest[session]


if __name__ == "__main__":
    with psycopg.connect(sys.argv[2], autocommit=True) as made:
        made.execute(_TABLE)
    bare = BareHub(sys.argv[2], int(sys.argv[4]))
    routes = [
        Route("/", bare.first),
        Route("/hub", bare.hub, methods=["POST", "DELETE"]),
        Route("/join", bare.join, methods=["POST"]),
        Route("/live", bare.live),
    ]
    uvicorn.run(
        Starlette(routes=routes, lifespan=bare.lifespan),
        port=int(sys.argv[1]),
        ssl_certfile=sys.argv[3],
        log_level="critical",
        access_log=False,
        http="h11",
        loop="asyncio",
        ws="none",
        timeout_graceful_shutdown=2,
    )
