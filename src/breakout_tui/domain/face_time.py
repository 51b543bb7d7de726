"""The time on the room display: what is left, in the words of the room. New with every reading of the clock."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.face_of_moment import noun_of
from breakout_tui.domain.pace import Pace, moment
from breakout_tui.domain.pacer import Urgency
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clip

_LONGEST_TITLE = 40


class FaceTime(NamedTuple):
    """The time of a moment."""

    left: int
    """Whole seconds; negative is overtime."""
    urgency: Urgency
    is_paused: bool
    caption: str
    """What the time is for; empty in overtime."""
    coming: str
    """What comes next and when, or until when everybody writes in silence."""
    allotted: int = 0
    """Whole seconds of the box; 0 where there is none."""

    @property
    def progress(self) -> float | None:
        """The used part of the box, 0 to 1; None where there is none."""
        return min(1.0, max(0.0, 1 - self.left / self.allotted)) if self.allotted else None

    @property
    def words(self) -> str:
        """In a line: ``9:41 left``."""
        return f"{clock(self.left)} {'paused' if self.is_paused else 'over' if self.left < 0 else 'left'}"


def time_of(session: Session, now: Pace | None, reading: Reading) -> FaceTime | None:
    """The time at this pace: of the current box, or between the phases until the next one starts; None where none is fixed."""
    if now is None:
        return _until_start(session, reading)
    return FaceTime(
        now.left,
        now.level,
        now.is_paused,
        caption=_caption(session, now),
        coming=_coming(session, now),
        allotted=now.left + now.used if now.left > 0 else now.allotted,
    )


def _until_start(session: Session, reading: Reading) -> FaceTime | None:
    between = now_between(session, reading)
    if between is None or between.starts_at is None:
        return None
    at, starts_at = moment(session, reading), between.starts_at
    left = between.left(at)
    if not left or left < 0 or starts_at.date() != at.date():
        return None
    return FaceTime(left, Urgency.CALM, is_paused=False, caption=f"back at {starts_at:%H:%M}", coming="")


def _caption(session: Session, now: Pace) -> str:
    if now.left < 0:
        return ""
    if now.box.kind is StepKind.BREAK:
        return "left" if now.is_paused else f"back at {now.box_ends_at:%H:%M}"
    if now.box.number is not None:
        return f"left for this {noun_of(session, now.box).lower()}"
    return f"left for {clip(now.box.title, _LONGEST_TITLE)}"


def _coming(session: Session, now: Pace) -> str:
    if now.silent_left:
        return "in silence" if now.is_paused else f"in silence until {now.silent_until:%H:%M}"
    ahead = session.ahead(now.box)
    if not ahead:
        return ""
    following = ahead[0]
    name = (
        following.title if following.number is None else f"{noun_of(session, following)} {following.number}"
    )
    short = clip(name, _LONGEST_TITLE)
    if now.left < 0:
        return f"next: {short}"
    is_untold = now.is_paused or now.box.kind is StepKind.BREAK
    return short if is_untold else f"{short} at {now.box_ends_at:%H:%M}"
