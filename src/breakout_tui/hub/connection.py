"""A connection as uvicorn has it, with the limits that it lacks.

Without them, whoever begins requests and never ends them, or opens streams and never reads them, holds connections until none is left
for others. And a client that sends what is not HTTP while it is being answered would raise an error inside uvicorn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Limits(NamedTuple):
    """Seconds after which a client is let go."""

    request: float = 10.0
    """For a whole request, from the first byte, or from connecting, to the last byte of its body."""
    reading: float = 8.0
    """For reading what was sent last, such as an event. Nothing more is sent before."""
    handshake: float = 10.0
    """For the handshake of TLS, before a request can begin."""


class LimitedConnection(H11Protocol):
    """One connection of a client."""

    limits = Limits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request. Whatever the system does not take at once has to be read before more is sent."""
        super().connection_made(transport)
        self._request = _TimeLimit(self.limits.request, transport.abort)
        self._reading = _TimeLimit(self.limits.reading, transport.abort)
        # With 0, asyncio pauses a TLS connection on which nothing waits. Below its layer for TLS it holds up to 64 KiB more.
        transport.set_write_buffer_limits(high=1 if transport.get_extra_info("sslcontext") else 0, low=0)
        self._request.begin()

    def data_received(self, data: bytes) -> None:
        """Take what came; as long as a request is not whole, its time runs."""
        super().data_received(data)
        if self.transport.is_closing() or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._request.end()
        else:
            self._request.begin()

    def pause_writing(self) -> None:
        """The client has to read first."""
        super().pause_writing()
        self._reading.begin()

    def resume_writing(self) -> None:
        """It has read everything."""
        super().resume_writing()
        self._reading.end()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, as long as no answer has begun; in the middle of one, end the connection."""
        if self.cycle is not None:  # who still answers finds the client gone
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self._request.end()
        self._reading.end()


class _TimeLimit:
    """Calls something when its time is over, unless it ended before; begin and end it as often as you like."""

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        self._seconds = seconds
        self._call = call
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Let the time run, if it doesn't yet."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._call)

    def end(self) -> None:
        """Stop it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def connections_with(limits: Limits) -> type[LimitedConnection]:
    """The class of connections with these limits."""
    return cast(type[LimitedConnection], type("LimitedConnection", (LimitedConnection,), {"limits": limits}))
