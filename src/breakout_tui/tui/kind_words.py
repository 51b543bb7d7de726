"""Counts of a kind in words."""

from __future__ import annotations

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.text import plural


def counted(count: int, kind: Kind) -> str:
    """``1 challenge``, ``3 approaches``, ``2 in the parking lot``."""
    if kind is Kind.PARKED:
        return f"{count:,} in the parking lot"
    return plural(count, kind.value, "approaches" if kind is Kind.APPROACH else "")
