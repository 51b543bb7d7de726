"""Identifiers that are unique across the files of all rooms: version 7 UUIDs (RFC 9562, section 5.7), which sort by time."""

from __future__ import annotations

import os
from datetime import datetime


def new_id(at: datetime) -> str:
    """A new identifier: 48 bits of milliseconds since 1970, then random bits."""
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    random = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
