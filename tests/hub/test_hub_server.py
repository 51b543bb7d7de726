"""The server of a hub with a real database, asked without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from starlette.types import Message, Scope

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.room_code import new_room_secret, secret_hash
from breakout_tui.hub.credentials import new_code
from breakout_tui.hub.hub_app import HUB_PATH, HubServer
from breakout_tui.hub_protocol import HubUpdate, update_text
from breakout_tui.store.hub_database import HubDatabase

CLOCK = SystemClock()


def test_a_room_is_out_as_soon_as_its_code_is_revoked(tmp_path: Path) -> None:
    """Rule: also before the server has looked at its rooms again, and it is told that by the same status."""
    hub, secret = tmp_path / "hub.db", new_room_secret()
    with closing(HubDatabase(hub, CLOCK)) as database:
        room = database.add_room("Room 1", secret_hash(secret), "ABCDEFGH")

        async def statuses() -> list[int]:
            server = HubServer(lambda: HubDatabase(hub, CLOCK), CLOCK, tuple, look=1000)
            async with server.app.router.lifespan_context(server.app):
                await server.rooms.look()
                before = await _status(server, secret)
                database.revoke(room.id)
                assert server.rooms.of(room.id) is not None
                return [before, await _status(server, secret)]

        assert asyncio.run(statuses()) == [200, 401]


async def _status(server: HubServer, secret: str) -> int:
    """The status of the answer to a room that only says that it is there."""
    body = update_text(HubUpdate("link", "laptop", "", CLOCK.read()))
    return await _posted(server, HUB_PATH, [(b"authorization", f"Bearer {secret}".encode())], body)


async def _posted(server: HubServer, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    """The status of an answer."""
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": [(b"host", b"localhost"), *headers],
        "query_string": b"",
        "server": ("localhost", 80),
        "scheme": "http",
    }
    told: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    await server.app(scope, receive, send)
    return told[0]


def test_a_display_of_a_hub_that_has_just_started_is_let_in(tmp_path: Path) -> None:
    """Rule: before its first look at the database it looks; one that can't be reached is told as that, and never as a wrong code."""
    hub, code = tmp_path / "hub.db", new_code()
    with closing(HubDatabase(hub, CLOCK)) as database:
        database.add_room("Room 1", secret_hash(new_room_secret()), code)

    async def joined(connect: Callable[[], HubDatabase]) -> int:
        server = HubServer(connect, CLOCK, tuple, look=1000)
        form = [(b"content-type", b"application/x-www-form-urlencoded"), (b"origin", b"http://localhost")]
        return await _posted(server, "/join", form, f"code={code}".encode())

    nowhere = tmp_path / "no folder" / "hub.db"
    nowhere.parent.write_text("a file", encoding="utf-8")
    assert asyncio.run(joined(lambda: HubDatabase(hub, CLOCK))) == 303
    assert asyncio.run(joined(lambda: HubDatabase(nowhere, CLOCK))) == 503
