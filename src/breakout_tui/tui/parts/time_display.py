"""Time display: header, track, agenda and clock. The clock is beside the notes or, in a narrow window, above them."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.geometry import Size

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.phase_steps import steps_of
from breakout_tui.domain.session_state import Session
from breakout_tui.tui import live_view
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.focus_bar import FocusBar
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.phase_track import ending, track

RINGING = (Level.LAST, Level.OVER)
"""Levels at which the bell rings."""


class TimeDisplay:
    """Shows a pace; calls ``ring`` when little time is left, and when the time is over, but never into a silence."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self.header = Line(id="header")
        self.track = Line(id="track")
        self.folded = Line(id="folded")
        self.agenda = AgendaList(id="agenda")
        self.clock = ClockFace(id="clock")
        self.band_clock = ClockFace(is_bare=True, id="band-clock")
        self.bar = FocusBar(id="side-bar")
        self.ring = ring
        self._level: Level | None = None
        self._size = Size(0, 0)

    def show(self, session: Session, now: Pace | None, reading: Reading, size: Size) -> None:
        """Show the time on a screen of this size."""
        may_be_uncovered = self._level is None or size != self._size
        self._size = size
        self.header.left, self.header.right = live_view.header(session, reading)
        end = ending(session, now, reading)
        room = size.width - 4 - sum(cell_len(text) for text, _ in end) - 3
        self.track.left, self.track.right = track(steps_of(session, now), room), end
        self.agenda.rows = live_view.agenda_rows(session, now, reading)
        if now is None:
            self.folded.left, self._level = (), None
            return
        self._show_clock(session, now)
        # Textual lays everything out again to paint what is hidden.
        if may_be_uncovered or self.folded.is_displayed:
            self.folded.left = live_view.folded(session, now)

    def _show_clock(self, session: Session, now: Pace) -> None:
        """Both faces, also the hidden one: a wider window shows it at once."""
        level = Level[now.level.name]
        for face in (self.clock, self.band_clock):
            face.seconds, face.level, face.paused = now.left, level, now.is_paused
        self.clock.caption, self.clock.sub_caption = live_view.caption(now), live_view.coming(session, now)
        self.clock.progress = min(1.0, now.used / now.allotted) if now.allotted else 1.0
        if not now.silent_left and self._level is not None and level is not self._level and level in RINGING:
            self.ring()
        self._level = level
