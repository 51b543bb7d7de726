"""Server: takes actions from other processes of the same user, in the loop of the window, one line each.

No client can keep the window waiting: a request must arrive within seconds and has a maximum size, an answer that isn't read
is dropped, and only a few connections are open at once.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from breakout_tui.control import socket_files, wire
from breakout_tui.control.peers import is_same_user
from breakout_tui.domain.outside import Answer, Request

MOST_AT_ONCE = 8
"""Requests that are answered at once; one more is refused."""
MOST_OPEN = 64
"""Open connections; one more is closed at once."""
ASKING = 2.0
"""Seconds in which a request has to arrive."""
READING = 2.0
"""Seconds in which an answer has to be read."""

BUSY = Answer(5, ("The window answers other commands · try again",))

Perform = Callable[[Request], Awaitable[Answer]]


class SocketDoor:
    """Implements ``domain.ports.Door`` with a Unix socket beside the database."""

    def __init__(self, *, asking: float = ASKING, reading: float = READING) -> None:
        self._asking = asking
        self._reading = reading
        self._server: asyncio.Server | None = None
        self._path: Path | None = None
        self._perform: Perform | None = None
        self._open = 0

    async def open(self, database: Path, perform: Perform) -> None:
        """Listen beside the database; a socket that was open is closed. Where there can't be one, nothing listens."""
        self.close()
        if not socket_files.are_supported():
            return
        try:
            listening, self._path = socket_files.listening(database)
        except (
            OSError
        ):  # a folder that is read-only or knows no sockets: commands are refused while the window is open
            return
        self._perform = perform
        self._server = await asyncio.start_unix_server(self._serve, sock=listening, limit=wire.MOST_REQUESTED)

    def close(self) -> None:
        """Listen no more, and remove the socket."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._path is not None:
            socket_files.remove(self._path)
            self._path = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        try:
            if self._open <= MOST_OPEN and _is_ours(writer):
                await self._answer(reader, writer, is_busy=self._open > MOST_AT_ONCE)
        except (OSError, TimeoutError):
            pass
        finally:
            self._open -= 1
            writer.transport.abort() if writer.transport.get_write_buffer_size() else writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_busy: bool
    ) -> None:
        perform = self._perform
        assert perform is not None
        try:
            line = await asyncio.wait_for(reader.readuntil(b"\n"), self._asking)
            request = wire.decoded_request(line)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        except wire.NotUnderstood:
            answer = Answer(2, ("The request is not understood · both programs must be of the same version",))
        else:
            answer = BUSY if is_busy else await perform(request)
        writer.write(wire.encoded_answer(answer))
        await asyncio.wait_for(_sent(writer), self._reading)


async def _sent(writer: asyncio.StreamWriter) -> None:
    """Wait until everything was taken by the other side."""
    writer.transport.set_write_buffer_limits(high=0)
    await writer.drain()


def _is_ours(writer: asyncio.StreamWriter) -> bool:
    connection: socket.socket = writer.get_extra_info("socket")
    return is_same_user(connection)
