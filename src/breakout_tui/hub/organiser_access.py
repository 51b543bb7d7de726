"""Who is an organiser: a secret, shown once for a cookie by a browser and with each request by a terminal.

A cookie names the organiser and is signed with a key that follows from the secret. It holds for a day, at every process of the hub, and
ends when the link is revoked: that is looked up in the database, at most half a second late.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from breakout_tui.domain.clock import Clock, is_valid
from breakout_tui.domain.errors import RoomCodeRefused
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.organiser_link import read_organiser_link
from breakout_tui.domain.room_code import secret_hash
from breakout_tui.hub.credentials import is_same
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.store_thread import StoreThread

COOKIE_NAME = "breakout_organiser"
VALID = 24 * 60 * 60
"""Seconds for which a cookie is valid."""
TRUSTED = 0.5
"""Seconds for which an organiser that was found is not looked up again."""
_MOST_KNOWN = 100


class TooManyWrong(Exception):
    """Too many wrong codes came in the last minute; none is looked at."""


class OrganiserAccess:
    """Finds the organiser of a request. ``asking`` looks into the database."""

    def __init__(self, asking: StoreThread[HubStore], clock: Clock) -> None:
        self._asking = asking
        self._clock = clock
        self._limit = JoinLimit()
        self._known: dict[str, tuple[Organiser, float]] = {}
        """By id or hash of the secret, who was found and when."""
        self._met: set[str] = set()
        """Hashes of secrets that were valid once: they are looked up however many wrong ones others send."""

    async def entering(self, typed: str) -> Organiser | None:
        """The organiser of a code or link that was typed; None for any other. Raises TooManyWrong, StoreError."""
        try:
            hashed = secret_hash(read_organiser_link(typed).code.secret)
        except RoomCodeRefused:
            hashed = ""
        if self._is_limited(hashed):
            raise TooManyWrong
        return await self._with_hash(hashed)

    def cookie(self, organiser: Organiser) -> str:
        """A new cookie for an organiser."""
        said = f"{organiser.id}.{secrets.token_hex(8)}.{int(self._unix_now())}"
        return f"{said}.{_signature(organiser, said)}"

    async def of(self, request: Request) -> Organiser | None:
        """The organiser who asks, by cookie or secret; None for anybody else. Raises StoreError."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if given:
            return await self._with_secret(given) if scheme == "Bearer" else None
        return await self._with_cookie(request.cookies.get(COOKIE_NAME, ""))

    async def is_still(self, organiser: Organiser) -> bool:
        """Whether the link is still valid. Raises StoreError."""
        found = await self._looked_up(organiser.id, lambda store: store.organisers.of(organiser.id))
        return found is not None and found.key == organiser.key

    async def _with_secret(self, secret: str) -> Organiser | None:
        hashed = secret_hash(secret)
        return None if self._is_limited(hashed) else await self._with_hash(hashed)

    def _is_limited(self, hashed: str) -> bool:
        return hashed not in self._met and self._limit.is_reached(self._clock.read().since_boot)

    async def _with_hash(self, hashed: str) -> Organiser | None:
        """The organiser of a secret; empty is the hash of what no secret is. A wrong one is counted."""
        found = None
        if hashed:
            found = await self._looked_up(hashed, lambda store: store.organisers.with_secret(hashed))
        if found is not None:
            self._met.add(hashed)
        elif hashed not in self._met:
            self._limit.count(self._clock.read().since_boot)
        return found

    async def _with_cookie(self, cookie: str) -> Organiser | None:
        said, _, signature = cookie.rpartition(".")
        organiser_id, _, rest = said.partition(".")
        issued = rest.rpartition(".")[2]
        if not (organiser_id and issued.isascii() and issued.isdecimal() and len(cookie) < 200):
            return None
        if not is_valid(int(issued), self._unix_now(), VALID):
            return None
        found = await self._looked_up(organiser_id, lambda store: store.organisers.of(organiser_id))
        return found if found is not None and is_same(signature, _signature(found, said)) else None

    async def _looked_up(self, key: str, look: Callable[[HubStore], Organiser | None]) -> Organiser | None:
        if (known := self._fresh(key)) is not None:
            return known
        at = self._clock.read().since_boot
        found = await self._asking.do(look)
        self._known.pop(key, None)
        if found is not None:
            self._known[key] = found, at
            if len(self._known) > _MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return found

    def _fresh(self, key: str) -> Organiser | None:
        found, at = self._known.get(key, (None, 0.0))
        return found if 0 <= self._clock.read().since_boot - at < TRUSTED else None

    def _unix_now(self) -> float:
        return self._clock.read().wall.timestamp()


def enter_first() -> Response:
    """What anybody else is answered."""
    return PlainTextResponse("Only an organiser may see this.\n", 401)


def _signature(organiser: Organiser, said: str) -> str:
    return hmac.new(organiser.key.encode(), said.encode(), sha256).hexdigest()
