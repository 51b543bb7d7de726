"""Times, numbers and lists as a British reader expects them, whatever the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


def clock(at: datetime) -> str:
    """The time of day: ``10:42``."""
    return f"{at.hour:02}:{at.minute:02}"


def minutes(seconds: int) -> str:
    """A duration as minutes and seconds: ``18:45``."""
    sign = "−" if seconds < 0 else ""
    whole, rest = divmod(abs(seconds), 60)
    return f"{sign}{whole}:{rest:02}"


def spell(seconds: int) -> str:
    """A duration in a sentence: ``2 h 50 min``, ``4 min``, ``45 s``."""
    if seconds < 60:
        return f"{seconds} s"
    hours, left = divmod(round(seconds / 60), 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{left} min"] if left else [])
    return " ".join(parts)


def listed(items: Sequence[str]) -> str:
    """The items in a sentence: ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def references(items: Sequence[str]) -> str:
    """References in a sentence, runs shortened: ``P1 to P4 and P7``."""
    runs: list[list[str]] = []
    for item in items:
        letter, number = item[0], int(item[1:])
        if runs and runs[-1][-1] == f"{letter}{number - 1}":
            runs[-1].append(item)
        else:
            runs.append([item])
    parts: list[str] = []
    for run in runs:
        parts += run if len(run) < 3 else [f"{run[0]} to {run[-1]}"]
    return listed(parts)
