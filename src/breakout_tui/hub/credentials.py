"""Who may see the displays, or send as a phone: a code to join with, and a cookie for each device that has joined.

The code has 40 random bits in letters and digits that can't be confused (Crockford's Base32). A cookie names the device and is signed
with the secret of the room and the code: it is still valid when the server was restarted, and no longer when the code is another one.
Nothing of them is stored by the server.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple

from breakout_tui.domain.clock import is_valid
from breakout_tui.domain.code_letters import ALPHABET, in_groups, plain_letters, random_letters

_LENGTH = 8
_DAY = 24 * 60 * 60
"""Seconds for which a cookie is valid; ``clock.is_valid`` says what a clock that was set back does."""


class Device(NamedTuple):
    """A display or phone that has joined."""

    id: str
    number: int
    """From 1, in the order of joining; of phones 0."""


def new_secret() -> str:
    """A secret of 256 bits for one room."""
    return secrets.token_hex(32)


def new_code() -> str:
    """A code to join with."""
    return random_letters(_LENGTH)


def shown_code(code: str) -> str:
    """The code in groups of four, to read and type: ``7KQ2-M4XP``."""
    return in_groups(code)


def read_code(text: str) -> str:
    """The code that was typed, with what looks alike and without what separates it; any length."""
    return "".join(each for each in plain_letters(text) if each in ALPHABET)


def is_same(given: str, right: str) -> bool:
    """Whether two secrets are the same; takes as long for a wrong one as for the right one."""
    return hmac.compare_digest(sha256(given.encode()).digest(), sha256(right.encode()).digest())


class Credentials:
    """Checks codes and cookies; a cookie of another ``purpose`` is none."""

    def __init__(self, secret: str, code: str, purpose: str = "") -> None:
        self._secret = secret
        self._purpose = purpose
        self.code = code

    def is_room(self, given: str) -> bool:
        """Whether it is the secret of the room."""
        return is_same(given, self._secret)

    def admits(self, typed: str) -> bool:
        """Whether a typed code is the one to join with; nothing is before there is one."""
        return bool(self.code) and is_same(read_code(typed), self.code)

    def cookie(self, number: int, now: float) -> str:
        """The cookie of a new device; ``now`` in Unix seconds."""
        said = f"{number}.{secrets.token_hex(8)}.{int(now)}"
        return f"{said}.{self._signature(said)}"

    def device(self, cookie: str, now: float) -> Device | None:
        """The device of a cookie; None if it isn't signed by us, is for another code, or is older than a day."""
        said, _, signature = cookie.rpartition(".")
        if not is_same(signature, self._signature(said)):
            return None
        number, name, issued = said.split(".")
        return Device(name, int(number)) if is_valid(int(issued), now, _DAY) else None

    def _signature(self, said: str) -> str:
        return hmac.new(
            f"{self._secret}.{self.code}{self._purpose}".encode(), said.encode(), sha256
        ).hexdigest()


def phone_credentials(secret: str, code: str) -> Credentials:
    """Those of the phones of a room: a display's cookie is none of theirs, nor the other way round."""
    return Credentials(secret, code, ".phone")


def co_credentials(secret: str, code: str) -> Credentials:
    """Those of the co-facilitators of a room, which are neither those of its displays nor those of its phones."""
    return Credentials(secret, code, ".co")
