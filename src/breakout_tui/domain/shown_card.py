"""A card on the displays: of the report-back, while the speaker rehearses or reports, with what is said now and the speaker's time; or a statement.

The card is no record of the session: the window that shows it tells the displays, and takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.display_face import HIDDEN, DisplayFace, Moment
from breakout_tui.domain.display_view import DisplayView
from breakout_tui.domain.face_time import FaceTime
from breakout_tui.domain.pacer import level
from breakout_tui.domain.text import plural


@dataclass(frozen=True, slots=True)
class ShownCard:
    """What is said now."""

    heading: str
    """Of the card: *Finding 1*."""
    text: str
    place: int
    """Which card it is, from 1."""
    cards: int
    boot: str
    """The boot in which the speaker began."""
    began: float
    """When, in seconds since that boot."""
    minutes: int
    """How long the speaker has; 0 for a statement of the floor, which has no time of its own."""
    took: int | None = None
    """How many seconds it took, once the last card is said."""


def view_with(
    view: DisplayView, card: ShownCard, reading: Reading, *, is_hidden: bool = False
) -> DisplayView:
    """The view of a session with this card in place of what is now; ``is_hidden`` keeps its words back."""
    if not card.minutes:
        shown = (view.theme, "", HIDDEN) if is_hidden else (card.text, card.heading, "")
        return view._replace(face=DisplayFace(Moment.FLOOR, shown[0], above=shown[1], remark=shown[2]))
    length = card.minutes * 60
    used = card.took
    if used is None and card.boot == reading.boot:
        used = int(reading.since_boot - card.began)
    left = length - (used or 0)
    face = DisplayFace(
        Moment.REPORT_BACK,
        view.theme if is_hidden else card.text,
        "Report-back" if is_hidden else f"Report-back · {card.heading}",
        remark=HIDDEN if is_hidden else f"card {card.place} of {card.cards}",
    )
    caption = f"of {plural(card.minutes, 'minute')}"
    time = FaceTime(left, level(left, length), is_paused=card.took is not None, caption=caption, coming="")
    return view._replace(face=face, time=time, steps=(), ends="", steady=0)
