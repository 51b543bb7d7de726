"""All that a room display shows at one reading of the clock: the face, the time, and the lines above and below them."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.display_face import DisplayFace, Moment
from breakout_tui.domain.duration_words import spare_words
from breakout_tui.domain.face_time import FaceTime, time_of
from breakout_tui.domain.floor_face import FloorFace, floor_of
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.phase_steps import PhaseStep, steps_of
from breakout_tui.domain.session_state import Session

WITH_TIME = (Moment.BREAK, Moment.BETWEEN)
"""The moments at which the time is what counts."""
BESIDE_TIME = (Moment.OPENING, Moment.DISCUSSING)
"""The moments at which title, time and lines are side by side."""
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
    floor: FloorFace | None = None
    """Who spoke last, speaks now and is next, at the foot of every face; None while the list of speakers is not used."""
    notice: str = ""
    """A message of the organiser, below all else; empty for none."""

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
        floor_of(session, reading),
    )


def _ends(now: Pace) -> str:
    ends = f"{'due' if now.phase_left < 0 else 'ends'} {now.ends_at:%H:%M}"
    return f"{ends} · {spare_words(now.spare)}" if now.spare >= _SPARE else ends
