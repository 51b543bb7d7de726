"""Which application answers: over TLS the whole one, in clear only the one for displays."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class ByScheme:
    """ASGI application of a server with a port over TLS and a plain one beside it."""

    def __init__(self, whole: ASGIApp, displays: ASGIApp) -> None:
        self._whole = whole
        self._displays = displays

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes; that the server begins and ends concerns the whole one."""
        is_clear = scope["type"] == "http" and scope["scheme"] != "https"
        await (self._displays if is_clear else self._whole)(scope, receive, send)
