"""The room display, for the projector. It never writes, and shows nothing private (``domain.display_face``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_face import DisplayFace, Moment
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.face_time import FaceTime, time_of
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.settings import AUTO_THEME
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
from breakout_tui.tui.widgets.phase_track import steps_of, track

BEAT = 0.25
"""Seconds between two readings of the clock and the file."""
_WITH_TIME = (Moment.BREAK, Moment.BETWEEN)
"""The moments at which the time is what counts."""
_BESIDE_TIME = (Moment.OPENING, Moment.DISCUSSING)
"""The moments at which title, time and lines are side by side."""
_APART = 3
"""Cells between the steps and what is at the right of them."""
_WIDE, _HIGH = 100, 24
"""The size from which they fit side by side."""
_NARROW, _LOW = 60, 18
"""The size below which there is only room for what counts most."""


class DisplayApp(DiscreetApp):
    """A face for each moment. ``changed`` returns the session if the file changed, else None."""

    CSS_PATH = ["styles/base.tcss", "styles/display.tcss"]
    TITLE = "breakout-tui display"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        ("q", "quit", "Quit"),
        ("escape", "back", "Back to what is now, or quit"),
        ("t", "turn_theme", "Other colours"),
        ("b", "turn_black", "Nothing at all"),
        ("s", "turn_standby", "Only theme and room"),
        ("up", "magnify(-1)", "One statement alone"),
        ("down", "magnify(1)", "One statement alone"),
    ]

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
        self._face = face_of(session)
        """What is now."""
        self.face = self._face
        """What is shown: what is now, one of its lines alone, or standby."""
        self._has_time = False
        self._shown: tuple[DisplayFace, bool] | None = None
        self._magnified = ""
        """The text of the line of the face that is shown alone; empty for none."""
        self._is_standby = False

    def compose(self) -> ComposeResult:
        """From the top: the steps, the title beside or above time and lines, what the room is."""
        yield Line(id="track")
        with Horizontal(id="stage"):
            yield FaceView(is_centred=True, id="title")
            with Vertical(id="aside"):
                yield ClockFace(is_big=True, id="clock")
                yield FaceView(id="lines")
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
            foot.left, foot.right = ((error_text(error), "bad"),), ()
            self._shown = None  # show the last line again when the file can be read again
            return
        if read is not None:
            self._session, self._face = read, face_of(read)
        self._show()

    def _chosen_face(self) -> DisplayFace:
        now = self._face
        if self._is_standby:
            info = self._session.info
            return DisplayFace(Moment.BEFORE, self._session.theme.title, info.programme.event)
        for line in now.lines:
            if line.text == self._magnified:
                facts = (("level", line.value),) if line.value and line.kind is not None else ()
                return replace(
                    now, title=line.text, above=line.lead, kind=line.kind, facts=facts, lines=(), heading=""
                )
        return now

    def _show(self) -> None:
        session, reading = self._session, self._clock.read()
        now = pace(session, reading)
        shown_time = time_of(session, now, reading)
        self._has_time, self.face = shown_time is not None, self._chosen_face()
        if (self.face, self._has_time) != self._shown:
            self._shown = self.face, self._has_time
            self._place()
            self._show_face(self.face)
        line = self.query_one("#track", Line)
        end = _end(session, now, None if self._has_clock else shown_time)
        line.right = end[:1] if self.size.width < _NARROW else end
        room = line.size.width - _APART - sum(cell_len(text) for text, _ in line.right)
        line.left = track(steps_of(session, now), room)
        self._show_clock(shown_time)

    @property
    def _is_alone(self) -> bool:
        """Whether something else than what is now is shown."""
        return self.face != self._face

    @property
    def _has_clock(self) -> bool:
        """Whether large digits show the time; otherwise the first line does."""
        return self._has_time and not self._is_alone and self._face.moment in (*_WITH_TIME, *_BESIDE_TIME)

    def _show_clock(self, shown_time: FaceTime | None) -> None:
        face = self.query_one(ClockFace)
        face.display = self._has_clock
        if shown_time is not None and self._has_clock:
            face.seconds, face.level = shown_time.left, Level[shown_time.urgency.name]
            face.paused = shown_time.is_paused
            face.caption, face.sub_caption = shown_time.caption, shown_time.coming

    def _show_face(self, face: DisplayFace) -> None:
        title, lines = self.query_one("#title", FaceView), self.query_one("#lines", FaceView)
        is_beside = self.screen.has_class("-side")
        title.show(lambda width, height: (title_rows if is_beside else whole_rows)(face, width, height))
        lines.show(lambda width, height: line_rows(face, width, height) if is_beside else [])
        info = self._session.info
        about = " · ".join(filter(None, (info.programme.event, self._session.theme.title, info.room)))
        foot = self.query_one("#foot", Line)
        foot.left = ((face.remark or about, "muted"),)
        foot.right = ((about, "muted"),) if face.remark and self.size.width >= _WIDE else ()

    def _place(self) -> None:
        """Put title, time and lines where the moment and the size want them."""
        moment, screen = self._face.moment, self.screen
        is_time = self._has_clock and moment in _WITH_TIME
        is_side = moment in _BESIDE_TIME and not self._is_alone
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

    def action_turn_black(self) -> None:
        """Show nothing, or what is now again."""
        self.screen.toggle_class("-black")

    def action_turn_standby(self) -> None:
        """Show only the theme and the room, or what is now again."""
        self._is_standby = not self._is_standby
        self._show()

    def action_magnify(self, by: int) -> None:
        """Show one of the statements alone: the last one first, then the ones before or after it."""
        texts = [line.text for line in self._face.lines]
        if not texts:
            return
        if self._magnified in texts:
            place = min(max(texts.index(self._magnified) + by, 0), len(texts) - 1)
        else:
            place = len(texts) - 1 if self._face.moment is Moment.DISCUSSING else 0
        self._magnified, self._is_standby = texts[place], False
        self._show()

    async def action_back(self) -> None:
        """Show what is now; if that is shown, quit."""
        is_now = not self._is_alone and not self.screen.has_class("-black")
        if is_now:
            await self.action_quit()
            return
        self.screen.remove_class("-black")
        self._magnified, self._is_standby = "", False
        self._show()


def _end(session: Session, now: Pace | None, left: FaceTime | None) -> tuple[Part, ...]:
    """The room, when the phase ends, and the time where no large digits show it."""
    parts: list[Part] = []
    if left is not None:
        words = "paused" if left.is_paused else "over" if left.left < 0 else "left"
        role = "muted" if left.is_paused else "bad" if left.left < 0 else "strong"
        parts.append((f"{clock(left.left)} {words}", role))
    if session.info.room:
        parts.append((session.info.room, "muted"))
    if now is not None:
        parts.append((f"{'due' if now.phase_left < 0 else 'ends'} {now.ends_at:%H:%M}", ""))
    gaps: list[Part] = [(" · ", "muted")] * len(parts)
    return tuple(part for pair in zip(gaps, parts, strict=True) for part in pair)[1:]
