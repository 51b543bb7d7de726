"""The price of an extension, shown before it is given."""

from __future__ import annotations

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import pace, price, room_for
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.actions.arguments import ArgumentRefused, minutes
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.wording import clock


def price_of(text: str, session: Session, reading: Reading) -> str:
    """The cost of an extension by the typed minutes, or why they can't be parsed."""
    try:
        return _price_line(session, reading, minutes(text))
    except ArgumentRefused as refused:
        return error_text(refused)


def _price_line(session: Session, reading: Reading, seconds: int) -> str:
    """The cost of an extension: ``+4:00 here → Q3 15→13, Q4 15→13``."""
    now = pace(session, reading)
    if now is None:
        return "no phase is running"
    granted = room_for(now, session, seconds) if seconds > 0 else seconds
    if seconds > 0 and granted <= 0:
        return "there is no time left to give · drop or merge a box, or end later"
    costs = [
        f"{box.label} {round(before / 60)}→{round(after / 60)}"
        for box, before, after in price(session, reading, seconds)
    ]
    sign = "+" if granted >= 0 else "−"
    limit = f" (more does not fit; asked +{seconds // 60})" if granted < seconds else ""
    return f"{sign}{clock(granted)} here{limit}" + (f" → {', '.join(costs)}" if costs else " costs nothing")
