"""The agenda at the left: the boxes of the phase, what each took or gets, and which is now.

With the focus it has a cursor and takes the letters of the agenda's actions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings
from breakout_tui.tui.line_styles import Look, style_of
from breakout_tui.tui.widgets.focus_order import FollowsFocus
from breakout_tui.tui.widgets.still import Still
from breakout_tui.tui.wording import fit, shortened, steady, wrap

_MOST_LINES = 3


_LOOKS: Mapping[str, Look] = {
    "done": Look("muted"),
    "now": Look(bold=True),
    "ahead": Look("foreground"),
    "dropped": Look("muted", strike=True),
    "minutes": Look("muted"),
    "accent": Look("accent", bold=True),
    "cursor": Look(ground="panel"),
}


class AgendaRow(NamedTuple):
    """A box as the agenda shows it."""

    key: str
    mark: str
    """``✓`` done, ``▸`` now, ``–`` dropped, blank ahead."""
    label: str
    title: str
    minutes: str
    role: str
    """done, now, ahead or dropped."""


class AgendaList(Still, FollowsFocus, can_focus=True):
    """The boxes as lines; only as many as there is room for, around the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        *letter_bindings(Place.AGENDA, "ask"),
        Binding("delete", "ask('drop')", show=False),
        Binding("plus", "ask('move', '+1')", show=False),
        Binding("minus", "ask('move', '-1')", show=False),
        Binding("escape", "leave", show=False),
    ]
    rows: reactive[tuple[AgendaRow, ...]] = reactive((), layout=False)
    cursor = reactive(0, layout=False)

    @dataclass
    class Asked(Message):
        """An action about the box under the cursor."""

        word: str
        argument: str
        key: str
        """The id of the box."""

    class Left(Message):
        """The facilitator goes back to the capture line."""

    def render_line(self, y: int) -> Strip:
        """The line ``y``."""
        lines = self._lines()
        if y >= len(lines):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        return lines[y]

    def watch_rows(self, before: tuple[AgendaRow, ...], rows: tuple[AgendaRow, ...]) -> None:
        """The cursor stays on its box, wherever that went."""
        if not self.has_focus or self.cursor >= len(before):
            return
        key = before[self.cursor].key
        self.cursor = next((i for i, row in enumerate(rows) if row.key == key), self.cursor)

    def on_focus(self) -> None:
        """Begin at the current box."""
        self.cursor = next((i for i, row in enumerate(self._shown()) if row.role == "now"), 0)
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a box, a double click jumps to it."""
        line = event.y
        for index, row in enumerate(self._shown()):
            height = len(self._drawn(row, index))
            if index >= self._first() and line < height:
                self.cursor = index
                if event.chain > 1:
                    self.action_ask("jump")
                return
            if index >= self._first():
                line -= height

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = min(max(0, self.cursor + by), max(0, len(self._shown()) - 1))

    def action_ask(self, word: str, argument: str = "") -> None:
        """Ask for an action about the box under the cursor."""
        shown = self._shown()
        if self.cursor < len(shown):
            self.post_message(self.Asked(word, argument, shown[self.cursor].key))

    def action_leave(self) -> None:
        """Back to the line."""
        self.leave(self.Left())

    def as_text(self) -> str:
        """What is on screen."""
        return "\n".join(strip.text.rstrip() for strip in self._lines())

    def _shown(self) -> Sequence[AgendaRow]:
        return self.rows if self.has_focus else [row for row in self.rows if row.role != "dropped"]

    def _first(self) -> int:
        """The first row drawn, so that the current one (or the cursor) is in sight."""
        rows = self._shown()
        wanted = (
            self.cursor if self.has_focus else next((i for i, r in enumerate(rows) if r.role == "now"), 0)
        )
        first = 0
        while (
            first < wanted
            and sum(len(self._drawn(r, i)) for i, r in enumerate(rows[: wanted + 2]))
            - sum(len(self._drawn(r, i)) for i, r in enumerate(rows[:first]))
            > self.size.height
        ):
            first += 1
        return first

    def _lines(self) -> list[Strip]:
        rows = self._shown()
        lines: list[Strip] = []
        for index in range(self._first(), len(rows)):
            lines += self._drawn(rows[index], index)
        return lines[: self.size.height]

    def _drawn(self, row: AgendaRow, index: int) -> list[Strip]:
        width = self.size.width
        is_cursor = self.has_focus and index == self.cursor
        head = f"{row.mark} {row.label:<2} " if row.label else f"{row.mark} "
        room = max(1, width - cell_len(head) - 6)
        most = _MOST_LINES if row.role == "now" or is_cursor else (2 if self._has_room() else 1)
        texts = wrapped(row.title, room, most)
        style = self.visual_style.rich_style + self._style(row.role)
        minutes = self.visual_style.rich_style + self._style("accent" if row.role == "now" else "minutes")
        if is_cursor:
            style += self._style("cursor")
            minutes += self._style("cursor")
        strips = []
        for line, text in enumerate(texts):
            mark = self._style("accent") if row.role == "now" else Style()
            segments = [
                Segment(head if line == 0 else " " * cell_len(head), style + mark),
                Segment(fit(text, room), style),
                Segment(f"{row.minutes if line == 0 else '':>6}", minutes),
            ]
            strips.append(Strip(segments).adjust_cell_length(width, self.visual_style.rich_style))
        return strips

    def _has_room(self) -> bool:
        return self.size.height >= 2 * len(self._shown())

    def _style(self, role: str) -> Style:
        return style_of(_LOOKS[role], self.app.theme_variables)


def wrapped(text: str, width: int, most: int) -> Sequence[str]:
    """The text in at most so many lines, cut with ``…``."""
    lines = wrap(steady(text), max(1, width))
    if len(lines) > most:
        return (*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", max(1, width)))
    return lines


def roles() -> Mapping[str, str]:
    """The mark of each role."""
    return {"done": "✓", "now": "▸", "ahead": " ", "dropped": "–"}
