"""The room display, for the projector. It never writes, and shows nothing private (``domain.display_face``)."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import SHOW_NOW, Shows, after_key, chosen_face
from breakout_tui.domain.display_face import DisplayFace
from breakout_tui.domain.display_view import BESIDE_TIME, WITH_TIME, DisplayView, view_of
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.settings import AUTO_THEME
from breakout_tui.domain.shown_card import ShownCard, view_with
from breakout_tui.domain.text import clean_line
from breakout_tui.tui import colours
from breakout_tui.tui.appearance import Appearance
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.input_events import GroundTold
from breakout_tui.tui.textual_internals.discreet_crash import DiscreetApp
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.clock_layout import Level
from breakout_tui.tui.widgets.face_rows import line_rows, title_rows, whole_rows
from breakout_tui.tui.widgets.face_view import FaceView
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.phase_track import track
from breakout_tui.tui.widgets.speaker_lines import speaker_lines

BEAT = 0.25
"""Seconds between two readings of the clock and the file."""
_APART = 3
"""Cells between the steps and what is at the right of them."""
_WIDE, _HIGH = 100, 24
"""The size from which they fit side by side."""
_MARGIN = 4
"""Cells at each side, where it is wide."""
_NARROW, _LOW = 60, 18
"""The size below which there is only room for what counts most."""


class DisplayApp(DiscreetApp):
    """A face for each moment.

    ``changed`` returns the session if the file changed, else None; ``card`` the card of the report-back that is shown now,
    ``notice`` the message of the organiser that is shown now, in place of the last line.
    """

    CSS_PATH = ["styles/base.tcss", "styles/display.tcss"]
    TITLE = "breakout-tui display"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        ("q", "quit", "Quit"),
        ("escape", "back", "Back to what is now, or quit"),
        ("t", "turn_theme", "Other colours"),
        ("b", "press('b')", "Nothing at all"),
        ("s", "press('s')", "Only theme and room"),
        ("up", "press('up')", "One statement alone"),
        ("down", "press('down')", "One statement alone"),
    ]

    def __init__(
        self,
        session: Session,
        changed: Callable[[], Session | None],
        clock: Clock,
        *,
        card: Callable[[], ShownCard | None] = lambda: None,
        notice: Callable[[], str] = lambda: "",
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
        self._card = card
        self._notice = notice
        self._session_face = self._face = face_of(session)
        """What is now: of the session, and with the card."""
        self.face = self._face
        """What is shown: what is now, one of its lines alone, or standby."""
        self._view = view_of(session, self._face, clock.read())
        self._shown: tuple[DisplayFace, bool] | None = None
        self._choice = SHOW_NOW

    def compose(self) -> ComposeResult:
        """From the top: the steps, the title beside or above time and lines, what the room is."""
        yield Line(id="track")
        with Horizontal(id="stage"):
            yield FaceView(is_centred=True, id="title")
            with Vertical(id="aside"):
                yield ClockFace(is_big=True, id="clock")
                yield FaceView(id="lines")
        yield Line(id="speakers", classes="speakers")
        yield Line(id="speakers-more", classes="speakers")
        yield Line(id="foot")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that don't define them."""
        return colours.variable_defaults()

    def on_mount(self) -> None:
        """Start the beat."""
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        self.beat()

    def on_resize(self) -> None:
        """Other places for other sizes."""
        self._place()

    def on_ground_told(self, message: GroundTold) -> None:
        """The theme may follow the background of the terminal."""
        self.appearance.ground_told(message.colour)

    def beat(self) -> None:
        """Read the file, then show the time."""
        foot = self.query_one("#foot", Line)
        try:
            read = self._changed()
        except BreakoutError as error:
            foot.left, foot.right, foot.display = ((error_text(error), "bad"),), (), True
            self._shown = None  # show the last line again when the file can be read again
            return
        if read is not None:
            self._session, self._session_face = read, face_of(read)
        self._show()

    def _show(self) -> None:
        reading = self._clock.read()
        self._view = view_of(self._session, self._session_face, reading)
        if (card := self._card()) is not None:
            is_hidden = self._session.info.is_display_hidden
            self._view = view_with(self._view, card, reading, is_hidden=is_hidden)
        self._face = self._view.face
        self.face = chosen_face(self._view, self._choice)
        if (self.face, self._has_clock) != self._shown:
            self._shown = self.face, self._has_clock
            self._place()
            self._show_face(self.face)
        line = self.query_one("#track", Line)
        end = _end(self._view, has_clock=self._has_clock)
        line.right = end[:1] if self.size.width < _NARROW else end
        room = line.size.width - _APART - sum(cell_len(text) for text, _ in line.right)
        line.left = track(self._view.steps, room)
        self._show_clock()
        self._show_speakers()
        self._show_foot()

    @property
    def _is_alone(self) -> bool:
        """Whether something else than what is now is shown."""
        return self.face != self._face

    @property
    def _has_clock(self) -> bool:
        """Whether large digits show the time; otherwise the first line does."""
        return self._view.has_large_time and not self._is_alone

    def _show_clock(self) -> None:
        face, shown_time = self.query_one(ClockFace), self._view.time
        face.display = self._has_clock
        if shown_time is not None and self._has_clock:
            face.seconds, face.level = shown_time.left, Level[shown_time.urgency.name]
            face.paused = shown_time.is_paused
            face.caption, face.sub_caption = shown_time.caption, shown_time.coming
            face.progress = None if face.is_centred else shown_time.progress

    def _show_face(self, face: DisplayFace) -> None:
        title, lines = self.query_one("#title", FaceView), self.query_one("#lines", FaceView)
        is_beside = self.screen.has_class("-side")
        title.show(lambda width, height: (title_rows if is_beside else whole_rows)(face, width, height))
        lines.show(lambda width, height: line_rows(face, width, height) if is_beside else [])

    def _show_speakers(self) -> None:
        """Last, now and next, at the foot of what is now."""
        speakers = self._view.speakers if self._choice.shows is Shows.NOW else None
        lines = (self.query_one("#speakers", Line), self.query_one("#speakers-more", Line))
        apart = 2 if self.screen.has_class("-small") else 2 * _MARGIN
        for line, row in zip(lines, speaker_lines(speakers, self.size.width - apart), strict=True):
            line.left = row
            line.display = bool(row)

    def _show_foot(self) -> None:
        about, remark = self._view.about, self.face.remark
        foot = self.query_one("#foot", Line)
        is_crowded = self.size.height < _LOW and self.query_one("#speakers", Line).display
        foot.display = not is_crowded or bool(remark or self._notice())
        if notice := clean_line(self._notice()):
            foot.left, foot.right = ((notice, "accent"),), ()
            return
        foot.left = ((remark or about, "muted"),)
        foot.right = ((about, "muted"),) if remark and self.size.width >= _WIDE else ()

    def _place(self) -> None:
        """Put title, time and lines where the moment and the size want them."""
        moment, screen = self._face.moment, self.screen
        is_time = self._has_clock and moment in WITH_TIME
        is_side = moment in BESIDE_TIME and not self._is_alone
        self.query_one(ClockFace).is_centred = is_time
        screen.set_class(is_time, "-time")
        screen.set_class(is_side, "-side")
        screen.set_class(not (is_time or is_side), "-whole")
        screen.set_class(self.size.width < _WIDE or self.size.height < _HIGH, "-small")
        screen.set_class(self.size.height < _LOW, "-low")

    # Keys

    def action_turn_theme(self) -> None:
        """Show the next of our themes."""
        self.appearance.choose(self.appearance.next())

    def action_press(self, key: str) -> None:
        """Show something else (``display_choice.after_key``)."""
        self._choice = after_key(self._face, self._choice, key)
        self.screen.set_class(self._choice.shows is Shows.NOTHING, "-black")
        self._show()

    async def action_back(self) -> None:
        """Show what is now; if that is shown, quit."""
        if not self._is_alone and self._choice.shows is not Shows.NOTHING:
            await self.action_quit()
            return
        self.action_press("escape")


def _end(view: DisplayView, *, has_clock: bool) -> tuple[Part, ...]:
    """The time where no large digits show it, the room, and when the phase ends."""
    parts: list[Part] = []
    if view.time is not None and not has_clock:
        is_over = view.time.left < 0
        parts.append((view.time.words, "muted" if view.time.is_paused else "bad" if is_over else "strong"))
    if view.room:
        parts.append((view.room, "muted"))
    if view.ends:
        parts.append((view.ends, ""))
    gaps: list[Part] = [(" · ", "muted")] * len(parts)
    return tuple(part for pair in zip(gaps, parts, strict=True) for part in pair)[1:]
