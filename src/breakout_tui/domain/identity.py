"""Identifiers that are unique across the files of all rooms: version 7 UUIDs (RFC 9562, section 5.7), which sort by time.

A new record gets a random one: a session, a note, a span of time, a box that was added, an undo step. Two laptops that go on
from copies of one file then never give one id to two things. A record that exists once, such as the run of a phase, has an id
made of the session's id and of what it is for. (A hash of its words would not do: it could still be recognised after they were
erased.)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime

NewId = Callable[[datetime], str]
"""Gives a new identifier at this moment, unlike all others."""

_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_LAST = (1 << 48) - 1
"""The latest moment that an identifier can have."""
_RANDOM = (1 << 62) - 1
"""The bits after the variant."""
_BELOW_TIME = 80
"""The bits after the milliseconds."""


def new_id(at: datetime) -> str:
    """A new identifier: 48 bits of milliseconds since 1970, then random bits."""
    random = int.from_bytes(os.urandom(10), "big")
    return _of(at, random >> 64, random)


def derived_id(at: datetime, number: int, *parts: str) -> str:
    """The identifier that is the same wherever it is made of the same moment, number and texts.

    Those of one moment sort by number.
    """
    return _of(at, number, _digits_of("\0".join(parts)))


def lost_id(session_id: str, serial: int) -> str:
    """The identifier of the placeholder for a note that a damaged file has lost. It is the same in every rescue, and sorts last."""
    digits = _digits_of(f"{session_id}\0{serial}")
    return _digits(_LAST << 80 | 0x7 << 76 | 0x2 << 62 | digits & _RANDOM)


def is_new_form(record_id: str) -> bool:
    """Whether it is a version 7 UUID."""
    return _FORM.fullmatch(record_id) is not None


def following(record_id: str, earlier: str) -> str:
    """The identifier, or if need be the same one of the millisecond after ``earlier``, so that ids sort as they were given.

    Within a millisecond, and where the clock was set back, the time alone doesn't say which came first. The random part stays: two
    laptops that go on from copies of one file follow the same earlier id, and must not give one id to two things.
    """
    if record_id > earlier or not is_new_form(earlier):
        return record_id
    moment = (_number(earlier) >> _BELOW_TIME) + 1
    if moment > _LAST or not is_new_form(record_id):
        return _digits(_number(earlier) + 1)
    return _digits(moment << _BELOW_TIME | _number(record_id) & (1 << _BELOW_TIME) - 1)


def _of(at: datetime, high: int, low: int) -> str:
    """Version 7: milliseconds, 12 bits of ``high``, 62 bits of ``low``."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    return _digits(milliseconds << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0x2 << 62 | low & _RANDOM)


def _digits_of(words: str) -> int:
    """64 bits that are the same for the same words."""
    import hashlib  # no session needs it to open

    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big")


def _number(record_id: str) -> int:
    return int(record_id.replace("-", ""), 16)


def _digits(value: int) -> str:
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
