"""The price of an extension, shown before it is given."""

from __future__ import annotations

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.extension import Price, price
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.actions.arguments import ArgumentRefused, minutes
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.wording import LONGEST_LABEL, shortened

_MOST_NAMED = 4
"""More boxes than these are summed up, so that the whole price is in sight."""


def price_of(text: str, session: Session, reading: Reading) -> str:
    """The cost of an extension by the typed minutes, or why they can't be parsed."""
    try:
        return _price_line(session, reading, minutes(text))
    except ArgumentRefused as refused:
        return error_text(refused)


def _price_line(session: Session, reading: Reading, seconds: int) -> str:
    """The cost of an extension: ``+4:00 → spare −2:00, Q3 −1:00, Q4 −1:00``. The parts add up to the second."""
    cost = price(session, reading, seconds)
    if cost is None:
        return "no phase is running"
    if seconds > 0 and cost.granted <= 0:
        return "there is no time left to give · drop or merge a box, or end later"
    limit = f" (more does not fit; asked +{seconds // 60})" if 0 < cost.granted < seconds else ""
    parts = _parts(cost)
    return f"{_signed(cost.granted)}{limit}" + (f" → {', '.join(parts)}" if parts else " changes nothing")


def _parts(cost: Price) -> list[str]:
    """Who pays, or gets time back: spare time, what the minimums lack, then the boxes; many boxes are summed up."""
    parts = [f"spare {_signed(cost.spare)}"] if cost.spare else []
    if cost.shortfall:
        parts.append(f"the minimums {_signed(cost.shortfall)}")
    named = cost.boxes if len(cost.boxes) <= _MOST_NAMED else cost.boxes[: _MOST_NAMED - 1]
    parts += [f"{shortened(box.label, LONGEST_LABEL)} {_signed(change)}" for box, change in named]
    if others := cost.boxes[len(named) :]:
        parts.append(f"{len(others)} others {_signed(sum(change for _, change in others))}")
    return parts


def _signed(seconds: int) -> str:
    return f"{'−' if seconds < 0 else '+'}{clock(seconds)}"
