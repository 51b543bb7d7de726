"""All that a room display shows at one reading of the clock: the face, the time, and the lines above and below them."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.display_face import DisplayFace, Moment
from breakout_tui.domain.duration_words import spare_words
from breakout_tui.domain.face_time import FaceTime, time_of
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.phase_steps import PhaseStep, steps_of
from breakout_tui.domain.session_state import Session

WITH_TIME = (Moment.BREAK, Moment.BETWEEN)
"""The moments at which the time is what counts."""
BESIDE_TIME = (Moment.OPENING, Moment.DISCUSSING)
"""The moments at which title, time and lines are side by side."""
_STEADY_AT_MOST = 60
_SPARE = 60
"""Seconds of spare time from which the room is told of it."""


class DisplayView(NamedTuple):
    """What a display shows now."""

    face: DisplayFace
    time: FaceTime | None
    """None where no time is fixed."""
    steps: tuple[PhaseStep, ...]
    """Of the phase in view."""
    ends: str
    """When the phase ends, and what time is spare: ``ends 12:30 · 5 min spare``; empty outside of one."""
    room: str
    theme: str
    event: str
    notice: str = ""
    """A message of the organiser, below all else; empty for none."""
    steady: int = 0
    """For how many whole seconds from this one nothing but the seconds change, unless there is news or a clock is set; 0 if that isn't known."""

    @property
    def about(self) -> str:
        """What session this is."""
        return " · ".join(filter(None, (self.event, self.theme, self.room)))

    @property
    def has_large_time(self) -> bool:
        """Whether the time is in large digits; at other moments it is in the line above."""
        return self.time is not None and self.face.moment in (*WITH_TIME, *BESIDE_TIME)


def view_of(session: Session, face: DisplayFace, reading: Reading) -> DisplayView:
    """The view with this face, which is worked out once for each state of the session."""
    now = pace(session, reading)
    return DisplayView(
        face,
        time_of(session, now, reading),
        steps_of(session, now),
        "" if now is None else _ends(now),
        session.info.room,
        session.theme.title,
        session.info.programme.event,
        steady=0 if now is None else _steady(now),
    )


def _steady(now: Pace) -> int:
    """In a box whose time runs, all that is left falls by one a second, so the moments are known at which words and colours change."""
    if now.is_paused or now.doubt or (now.left <= 0 and now.spare):
        return 0
    turns = (now.left - now.allotted // 5, now.left - now.allotted // 20, now.left, now.left + 1)
    ends = (now.silent_left, now.phase_left + 1)
    return min((each for each in (*turns, *ends) if each > 0), default=_STEADY_AT_MOST)


def _ends(now: Pace) -> str:
    ends = f"{'due' if now.phase_left < 0 else 'ends'} {now.ends_at:%H:%M}"
    return f"{ends} · {spare_words(now.spare)}" if now.spare >= _SPARE else ends
