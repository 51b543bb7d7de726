"""Durations in words and figures, as every screen and page shows them."""

from __future__ import annotations


def clock(seconds: int) -> str:
    """``12:05``, ``1:02:03``; without a sign."""
    seconds = abs(seconds)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def countdown(seconds: int) -> str:
    """What is left; in overtime with a plus sign: ``+1:05``."""
    return f"{'+' if seconds < 0 else ''}{clock(seconds)}"


def hours(seconds: int) -> str:
    """``2 h 50``, ``3 h``, ``45 min``: to the nearest minute, without a sign; never like a time of day."""
    whole, minutes = divmod(max(1, round(abs(seconds) / 60)) if seconds else 0, 60)
    if not whole:
        return f"{minutes} min"
    return f"{whole} h {minutes:02}" if minutes else f"{whole} h"


def minutes(seconds: int) -> str:
    """``16 min``, rounded to the nearest minute; ``30 s`` below one minute."""
    if 0 < seconds < 60:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min"


MANY_MINUTES = 100
"""Minutes from which a duration is in hours."""
LATE = 30
"""Seconds from which lateness and spare time are shown."""


def lateness(behind: int) -> str:
    """``4 min behind``, or ``on time`` (within half a minute, or early: what is over then is spare or was given away)."""
    return "on time" if behind < LATE else f"{_rounded(behind)} behind"


def spare_words(spare: int) -> str:
    """``50 min spare``; at least one minute."""
    return f"{_rounded(spare)} spare"


def past(seconds: float) -> str:
    """How long ago something was: ``20 s``, ``3 min``, ``2 h``; by whole units, so that it is never said to be longer than it is, and at least ``1 s``."""
    whole = max(1, int(seconds))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 7200 else f"{whole // 3600} h"


def _rounded(seconds: int) -> str:
    """At least one minute; in hours from a hundred minutes."""
    whole = max(1, round(seconds / 60))
    return hours(whole * 60) if whole >= MANY_MINUTES else f"{whole} min"
