"""Agenda list: the boxes of the phase at the left, with their minutes and the current box.

While it has the focus, it has a cursor and accepts the letters of the agenda's actions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from breakout_tui.domain.text import led
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_bindings
from breakout_tui.tui.widgets.focus_order import FollowsFocus
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.row_source import RowMark, RowSource
from breakout_tui.tui.wording import fit, wrapped

_MOST_LINES = 3
_MINUTES = 8
"""Cells for the minutes, with a gap before them."""
_ROLES = {
    "done": "muted",
    "now": "strong",
    "ahead": "foreground",
    "not held": "muted",
    "dropped": "muted strike",
}


class AgendaRow(NamedTuple):
    """A box in the agenda."""

    key: str
    mark: str
    """``✓`` done, ``▸`` now, ``–`` dropped, blank if upcoming or not held."""
    label: str
    title: str
    minutes: str
    role: str
    """done, now, ahead, dropped, or not held: the room never went to it, and the phase is over."""
    lead: str = ""
    """Who leads it, shown with the current box and the one under the cursor."""


class AgendaRows(RowSource):
    """The boxes as rows; dropped ones only while the cursor can be on them."""

    def __init__(self) -> None:
        self.boxes: tuple[AgendaRow, ...] = ()
        self.shown: tuple[AgendaRow, ...] = ()
        """The boxes shown as rows."""
        self._height = 0

    def take(self, boxes: tuple[AgendaRow, ...], *, shows_dropped: bool) -> None:
        """Replace the boxes, with or without the dropped ones."""
        self.boxes = boxes
        self.shown = boxes if shows_dropped else tuple(row for row in boxes if row.role != "dropped")

    @property
    def count(self) -> int:
        """The number of boxes shown."""
        return len(self.shown)

    @property
    def here(self) -> int:
        """The index of the current box, or 0."""
        return next((place for place, row in enumerate(self.shown) if row.role == "now"), 0)

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - the list looks at the width itself
        """Titles take two or three lines if there is room."""
        is_other, self._height = height != self._height, height
        return is_other

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The mark, label, title and minutes; the whole title and the lead for the current box and the one under the cursor."""
        row = self.shown[index]
        is_now, is_pointed = row.role == "now", mark is RowMark.POINTED
        head = f"{row.mark} {row.label:<2} " if row.label else f"{row.mark} "
        room = max(1, width - cell_len(head) - _MINUTES)
        is_whole = is_now or is_pointed
        title = led(row.title, row.lead) if is_whole else row.title
        most = _MOST_LINES if is_whole else self._lines_of_each()
        role = _ROLES[row.role]
        return [
            (
                (" " * cell_len(head) if line else head, f"{role} accent" if is_now else role),
                (fit(text, room), role),
                (f"{'' if line else row.minutes:>{_MINUTES}}", "accent" if is_now else "muted"),
            )
            for line, text in enumerate(wrapped(title, room, most))
        ]

    def _lines_of_each(self) -> int:
        return min(_MOST_LINES, max(1, self._height // max(1, self.count)))


class AgendaList(LineList, FollowsFocus, can_focus=True, inherit_bindings=False):
    """The boxes as lines, as many as fit, around the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        *letter_bindings(Place.AGENDA, "ask"),
        Binding("delete", "ask('drop')", show=False),
        Binding("plus", "ask('move', '+1')", show=False),
        Binding("minus", "ask('move', '-1')", show=False),
        Binding("escape", "leave", show=False),
    ]
    DEFAULT_CSS = """
    AgendaList { overflow-y: hidden; }
    """

    @dataclass
    class Asked(Message):
        """Run this action about the box under the cursor."""

        word: str
        argument: str
        key: str
        """The id of the box."""

    class Left(Message):
        """The facilitator goes back to the capture line."""

    def __init__(self, *, id: str | None = None) -> None:
        self._agenda = AgendaRows()
        super().__init__(self._agenda, scrolling=Scrolling.AROUND, id=id)

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """The boxes of the phase."""
        return self._agenda.boxes

    @rows.setter
    def rows(self, rows: tuple[AgendaRow, ...]) -> None:
        """Show these boxes; the cursor follows its box."""
        if rows == self._agenda.boxes:
            return
        before, cursor = self._agenda.shown, self.cursor
        key = before[cursor].key if self.has_focus and cursor < len(before) else None
        self._agenda.take(rows, shows_dropped=self.has_focus)
        places = [place for place, row in enumerate(self._agenda.shown) if row.key == key]
        self.repaint_at(places[0] if places else cursor if self.has_focus else self._agenda.here)

    def on_focus(self) -> None:
        """Put the cursor on the current box, and show the dropped boxes too."""
        self._agenda.take(self.rows, shows_dropped=True)
        self.repaint_at(self._agenda.here)

    def on_blur(self) -> None:
        """Scroll to the current box, and hide the dropped boxes."""
        self._agenda.take(self.rows, shows_dropped=False)
        self.repaint_at(self._agenda.here)

    def action_choose(self) -> None:
        """A second click jumps to the box."""
        self.action_ask("jump")

    def action_ask(self, word: str, argument: str = "") -> None:
        """Run an action about the box under the cursor."""
        shown = self._agenda.shown
        if self.cursor < len(shown):
            self.post_message(self.Asked(word, argument, shown[self.cursor].key))

    def action_leave(self) -> None:
        """Go back to the capture line."""
        self.leave(self.Left())

    def as_text(self) -> str:
        """The visible lines."""
        return self.text_in_sight()


def roles() -> Mapping[str, str]:
    """The mark of each role."""
    return {"done": "✓", "now": "▸", "ahead": " ", "not held": " ", "dropped": "–"}
