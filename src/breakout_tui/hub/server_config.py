"""How uvicorn runs an application: plain or over TLS, with limits for clients, and silent.

asyncio gives a client a minute for a handshake and half a minute for the end of a connection. uvicorn can set neither, so the event loop does
with which it opens its port.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from asyncio import sslproto
from collections.abc import Callable, Collection, Coroutine
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.connection import Limits, connections_with

MOST_CONNECTIONS = 2000
_READ_AT_ONCE = 16 << 10
"""Bytes that are read at once over TLS, as many as it has in one record. asyncio would keep 256 KiB for each connection, used or not."""
_STOPPING = 2
"""Seconds in which streams have to end."""


class ServerConfig(uvicorn.Config):
    """The settings of one server; TLS from version 1.2 on if it has a certificate, except for the ``plain`` ones of its sockets."""

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        certificate: Certificate | None,
        *,
        plain: Collection[socket.socket] = (),
    ) -> None:
        super().__init__(
            app,
            access_log=False,
            log_config=None,
            log_level="critical",
            server_header=False,
            proxy_headers=False,
            http=connections_with(limits),
            ws="none",
            loop="asyncio",
            lifespan="on",
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=_STOPPING,
            h11_max_incomplete_event_size=16 << 10,
            ssl_certfile=None if certificate is None else certificate.path,
        )
        self._limits = limits
        self._plain = plain

    def load(self) -> None:
        """Load the application and the certificate."""
        super().load()
        if self.ssl is not None:
            self.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
            self.ssl.options |= ssl.OP_NO_RENEGOTIATION

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop] | None:
        """The event loop of uvicorn; over TLS with the time limits."""
        made = super().get_loop_factory() or asyncio.new_event_loop
        return partial(_with_limits, made, self._limits, self._plain) if self.is_ssl else made


def _with_limits(
    made: Callable[[], asyncio.AbstractEventLoop], limits: Limits, plain: Collection[socket.socket]
) -> asyncio.AbstractEventLoop:
    """A new event loop whose servers keep little for each connection, and let clients go that don't finish a handshake or the end of one.

    On plain sockets they speak without TLS.
    """
    loop = made()
    sslproto.SSLProtocol.max_size = _READ_AT_ONCE
    create: Callable[..., Coroutine[Any, Any, asyncio.Server]] = loop.create_server
    over_tls = {"ssl_handshake_timeout": limits.handshake, "ssl_shutdown_timeout": limits.reading}

    async def limited(*arguments: Any, **settings: Any) -> asyncio.Server:
        if settings.get("sock") in plain:
            settings["ssl"] = None
        return await create(*arguments, **settings, **(over_tls if settings.get("ssl") else {}))

    loop.create_server = limited  # type: ignore[method-assign]
    return loop
