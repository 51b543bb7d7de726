"""Context strip: the background of the current box, above the notes. It folds into its title."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from breakout_tui.domain.background import Context, ContextLine, context_of
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.widgets.line import Line, Part, clipped
from breakout_tui.tui.wording import fit, shortened, steady

LEAST_WIDTH, LEAST_HEIGHT = 100, 30
"""The screen size, in columns and rows, from which it is shown."""
MANY = 1000
"""Number of notes from which the strip updates with a delay, so that it does not slow down capture."""
MOMENT = 1.0
"""Seconds of that delay."""
_LABEL = 16
"""The most cells of a group's name."""


class ContextStrip(Line):
    """At most eight lines, shown if the screen is large enough and there is something to show."""

    DEFAULT_CSS = """
    ContextStrip { height: auto; max-height: 8; margin-bottom: 1; display: none; }
    """
    rows: reactive[tuple[tuple[Part, ...], ...]] = reactive((), layout=True)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.is_folded = False
        self._shown: tuple[object, ...] = ()
        self._session: Session | None = None
        self._timer: Timer | None = None

    def show(self, session: Session) -> None:
        """Show the background of the session's current box, if it changed; nothing once the window closes."""
        self._session = session
        if not self.is_attached:
            return
        width, height = self.screen.size
        has_room = width >= LEAST_WIDTH and height >= LEAST_HEIGHT
        state = (session.book, session.rankings, session.tallies, session.spans, has_room, self.is_folded)
        if len(self._shown) == len(state):
            changed = [place for place in range(len(state)) if state[place] is not self._shown[place]]
            if not changed:
                return
            if changed == [0] and len(session.book) > MANY:
                self._timer = self._timer or self.set_timer(MOMENT, self._catch_up)
                return
        self._shown = state
        context = context_of(session) if has_room else None
        self.rows = () if context is None else lines_of(context, is_folded=self.is_folded)
        self.display = context is not None

    def turn(self) -> None:
        """Fold or unfold it."""
        self.is_folded = not self.is_folded
        if self._session is not None:
            self.show(self._session)

    def _catch_up(self) -> None:
        self._timer, self._shown = None, ()
        if self._session is not None:
            self.show(self._session)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """The number of its lines."""
        return len(self.rows)

    def render_line(self, y: int) -> Strip:
        """The line ``y``."""
        if y >= len(self.rows):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        width = self.size.width
        segments = [Segment(text, self._style(role)) for text, role in clipped(self.rows[y], width)]
        return Strip(segments).adjust_cell_length(width, self.visual_style.rich_style)

    def as_text(self) -> str:
        """Its text."""
        return "\n".join("".join(text for text, _ in row) for row in self.rows)


def lines_of(context: Context, *, is_folded: bool) -> tuple[tuple[Part, ...], ...]:
    """The title and, unless folded, the statements in the colours of their kinds."""
    key = f"{shown('background')} {'shows' if is_folded else 'hides'}"
    more = f" · {context.left_out} more with {shown('notes')}" if context.left_out and not is_folded else ""
    title: tuple[Part, ...] = (
        (steady(context.title), "muted strong"),
        (f": {context.count}{more}   ", "muted"),
        (key, "muted"),
    )
    if is_folded:
        return (title,)
    column = max(
        (min(_LABEL, cell_len(steady(line.label)) + 2) for line in context.lines if line.label), default=0
    )
    width = max(len(line.note.reference) for line in context.lines)
    return (title, *(_statement(line, column, width) for line in context.lines))


def _statement(line: ContextLine, column: int, width: int) -> tuple[Part, ...]:
    note = line.note
    colour = KIND_VARIABLES[note.kind]
    parts: Sequence[Part] = (
        (fit(line.label, column), "muted"),
        (f"{GLYPHS[note.kind]} {note.reference:<{width}}  ", colour),
        (f"+{line.others}  " if line.others else "", "muted"),
        (shortened(line.words, 400), ""),
    )
    return tuple(part for part in parts if part[0])
