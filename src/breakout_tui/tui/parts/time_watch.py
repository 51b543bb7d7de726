"""Time watch: whether a beat has anything new to show, so that most beats cost nothing."""

from __future__ import annotations

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import Pace, pace, seconds_of
from breakout_tui.domain.session_state import Session


class TimeWatch:
    """Remembers what the last beat showed."""

    def __init__(self) -> None:
        self.pace: Pace | None = None
        """The pace at the last beat in which a second changed; None between the phases."""
        self._session: Session | None = None
        self._ticked: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()

    def is_new(self, session: Session, reading: Reading, beside: tuple[object, ...]) -> bool:
        """Whether the session, a time that is shown, or what is shown ``beside`` it is another one than at the last beat."""
        ticked = seconds_of(session, reading), beside
        if session is self._session and ticked == self._ticked:
            return False
        now = self.pace = pace(session, reading)
        times = now and (now.left, now.used, now.phase_left, now.paused_for, now.skew, now.doubt)
        shown = times, reading.wall.minute, beside
        is_same = session is self._session and shown == self._shown
        self._session, self._ticked, self._shown = session, ticked, shown
        return not is_same
