"""The draw: an order of the delegates that nobody can choose, and that everybody can work out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from breakout_tui.domain.delegates import Delegate


def in_drawn_order(delegates: Iterable[Delegate], seed: str) -> tuple[Delegate, ...]:
    """The delegates in the order of the SHA-256 of the seed and their key; the order of the rows does not matter."""
    return tuple(sorted(delegates, key=lambda each: (_lot(seed, each.key), each.key)))


def _lot(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{key}".encode()).digest()
