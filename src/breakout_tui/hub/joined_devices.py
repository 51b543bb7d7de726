"""Devices that ask: the cookie by which one that has joined is known, whether others can read along, and whether it is this computer."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

_DAY = 24 * 60 * 60
"""Seconds for which a browser keeps it."""


@dataclass(frozen=True, slots=True)
class JoinCookie:
    """One kind of device; a cookie of another kind, or of the other protocol, is none of these."""

    plain: str
    """Its name without TLS."""
    safe: str
    """Its name over TLS. A browser sends cookies to every port of a host, and in clear it can't replace one that it got over TLS."""
    path: str = "/"
    """The paths to which it is sent."""

    def said(self, request: Request) -> str:
        """What a device says; empty for one that has none."""
        return request.cookies.get(self._name(request), "")

    def give(self, request: Request, answer: Response, value: str) -> None:
        """Give it to the device that has joined."""
        answer.set_cookie(
            self._name(request),
            value,
            max_age=_DAY,
            path=self.path,
            secure=is_over_tls(request),
            httponly=True,
            samesite="strict",
        )

    def _name(self, request: Request) -> str:
        return self.safe if is_over_tls(request) else self.plain


def is_over_tls(request: Request) -> bool:
    """Whether nobody on the way can read it."""
    return request.url.scheme == "https"


def is_from_here(request: Request) -> bool:
    """Whether the request comes from this computer, by whichever of its addresses."""
    here = (request.scope.get("server") or ("",))[0]
    return request.client is None or request.client.host in ("127.0.0.1", "::1", here)
