"""The room display, for the projector. It never writes, and shows nothing private."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.settings import AUTO_THEME
from breakout_tui.domain.text import led
from breakout_tui.tui import colours, live_view
from breakout_tui.tui.appearance import Appearance
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.input_events import GroundTold
from breakout_tui.tui.note_rows import row
from breakout_tui.tui.textual_internals.discreet_crash import DiscreetApp
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.note_row import NoteRow
from breakout_tui.tui.widgets.phase_track import ending, steps_of, track

BEAT = 0.25
"""Seconds between two readings of the clock and the file."""
LATEST = 6
"""How many notes are shown."""


class DisplayApp(DiscreetApp):
    """Question, clock, track, latest notes. ``changed`` returns the session if the file changed, else None."""

    CSS_PATH = ["styles/base.tcss", "styles/display.tcss"]
    TITLE = "breakout-tui display"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("q,escape", "quit", "Quit"), ("t", "turn_theme", "Other colours")]

    def __init__(
        self,
        session: Session,
        changed: Callable[[], Session | None],
        clock: Clock,
        *,
        theme: str = AUTO_THEME,
        beat_every: float | None = BEAT,
    ) -> None:
        super().__init__()
        self.appearance = Appearance(self, theme)
        self.appearance.dress()
        self._session = session
        self._changed = changed
        self._clock = clock
        self._beat_every = beat_every
        self._shown: Session | None = None

    def compose(self) -> ComposeResult:
        """From the top: the step, the question, the clock, the notes."""
        yield Line(id="track")
        yield Static(id="question", markup=False)
        with Horizontal(id="middle"):
            yield ClockFace(is_big=True, id="clock")
            with Vertical(id="said"):
                yield NoteList(id="notes")
        yield Line(id="foot")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that don't define them."""
        return colours.variable_defaults()

    def on_mount(self) -> None:
        """Start the beat."""
        self.query_one(NoteList).can_focus = False
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        self.beat()

    def on_ground_told(self, message: GroundTold) -> None:
        """The theme may follow the background of the terminal."""
        self.appearance.ground_told(message.colour)

    def beat(self) -> None:
        """Read the file, then show the time."""
        try:
            self._session = self._changed() or self._session
        except BreakoutError as error:
            self.query_one("#foot", Line).left = ((error_text(error), "bad"),)
            return
        session, reading = self._session, self._clock.read()
        now = pace(session, reading)
        line = self.query_one("#track", Line)
        end = ending(session, now, reading) if now is not None else ()
        line.left = track(
            steps_of(session, now), self.size.width - 8 - sum(cell_len(text) for text, _ in end)
        )
        line.right = end
        self._show_clock(session, now)
        if session is not self._shown:
            self._shown = session
            self.query_one("#question", Static).update(public_question(session))
            self.query_one(NoteList).show(public_rows(session))
            info = session.info
            about = " · ".join(filter(None, (session.info.programme.event, session.theme.title, info.room)))
            self.query_one("#foot", Line).left = ((about, "muted"),)

    def _show_clock(self, session: Session, now: Pace | None) -> None:
        face = self.query_one(ClockFace)
        face.display = now is not None
        if now is None:
            return
        face.seconds, face.level, face.paused = now.left, Level[now.level.name], now.is_paused
        face.caption = live_view.caption(now)
        face.sub_caption = live_view.silence(now) or live_view.coming(session, now)

    def action_turn_theme(self) -> None:
        """Show the next of our themes."""
        self.appearance.choose(self.appearance.next())


def public_question(session: Session) -> str:
    """The current question."""
    box = session.current_box
    return led(box.title, box.lead) if box is not None else session.theme.title


def public_rows(session: Session) -> list[NoteRow]:
    """The latest notes of this box, the newest last; never the parking lot, and nothing while notes are hidden."""
    box = session.current_box
    if box is None or session.info.is_display_hidden:
        return []
    said = [note for note in session.book.of_box(box.id) if note.kind is not Kind.PARKED]
    return [row(session, note) for note in said[-LATEST:]]
