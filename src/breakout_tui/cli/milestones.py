"""Milestones: what a plain session tells without being asked: little time left, time over, and what others changed.

One line at a time, so that the facilitator is not interrupted by more while typing. Old news is dropped.
"""

from __future__ import annotations

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.pace import pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.status_report import time_line
from breakout_tui.tui.wording import LONGEST_LABEL, shortened

SOON = 300
"""Seconds left of a box that are told, if it has more than these from the beginning."""
BETWEEN = 20.0
"""Seconds between two lines that nobody has asked for."""


class Milestones:
    """``due`` is called again and again, and gives a line when there is one to tell."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._session: Session | None = None
        self._told: set[tuple[str, str]] = set()
        self._told_at = -BETWEEN
        self._news = ""

    def start(self, session: Session) -> None:
        """The session as it is; what is over already is not told."""
        self._session = session
        self._passed()

    def changed(self, session: Session, *, is_own: bool) -> None:
        """The session has changed; what the person did here is answered already."""
        before, self._session = self._session, session
        if is_own:
            self._news = ""
            self._passed()
        elif before is not None:
            self._news = self._words(before, session) or self._news

    def due(self) -> str:
        """A line to tell now; empty for none."""
        now = self._clock.read().since_boot
        if now - self._told_at < BETWEEN:
            return ""
        line, self._news = self._news or self._passed(), ""
        if line:
            self._told_at = now
        return line

    def _words(self, before: Session, session: Session) -> str:
        """What others did, in one line; empty for what need not be told."""
        here, there = before.current_box, session.current_box
        is_same_box = here is not None and there is not None and here.id == there.id
        is_same_clock = is_same_box and before.is_paused == session.is_paused
        if (before.running is None) != (session.running is None) or (there is not None and not is_same_clock):
            return time_line(session, self._clock.read())
        added = session.book.visible - before.book.visible
        return (
            f"{plural(added, 'note')} added, {plural(session.book.visible, 'note')} now" if added > 0 else ""
        )

    def _passed(self) -> str:
        """The milestone that the current box has passed and that was not told yet; each is told once."""
        session = self._session
        now = None if session is None else pace(session, self._clock.read())
        if session is None or now is None or now.is_paused:
            return ""
        name = shortened(now.box.label, LONGEST_LABEL)
        if now.left <= 0:
            return self._once(
                now.box.id, "over", f"Time is up for {name} · /next goes on, /extend 5 gives more"
            )
        if now.left <= SOON < now.allotted:
            return self._once(now.box.id, "soon", f"{-(-now.left // 60)} min left for {name}")
        return ""

    def _once(self, box_id: str, what: str, line: str) -> str:
        if (box_id, what) in self._told:
            return ""
        self._told.add((box_id, what))
        return line
