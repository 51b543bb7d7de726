"""Card grid: the cards of all rooms side by side, in as many columns as fit, with a cursor. It paints only what is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from breakout_tui.domain.room_card import RoomCard
from breakout_tui.tui.line_styles import role_style
from breakout_tui.tui.overview_words import CARD_LINES, card_lines
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.scrolled_lines import ScrolledLines

LEAST = 36
"""Cells of the narrowest card."""
WIDE = 80
"""Cells of a card from which another column is better."""
BETWEEN = 2
"""Cells between two cards."""
HEIGHT = CARD_LINES + 1


class CardGrid(ScrolledLines, can_focus=True, inherit_bindings=False):
    """A click moves the cursor; a second click on the card opens it, like Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Left", show=False),
        Binding("right", "step(1)", "Right", show=False),
        Binding("up", "rows(-1)", "Up", show=False),
        Binding("down", "rows(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]
    DEFAULT_CSS = """
    CardGrid { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Opened(Message):
        """A card was opened."""

        card: RoomCard

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cards: tuple[RoomCard, ...] = ()
        self._lines: list[Sequence[Sequence[Part]]] = []
        """Of each card, as they are painted."""
        self._lines_width = 0
        """Cells of a card in these lines."""
        self._now = 0.0
        self._cursor = 0

    @property
    def cards(self) -> tuple[RoomCard, ...]:
        """Those that are shown."""
        return self._cards

    @property
    def card(self) -> RoomCard | None:
        """The one under the cursor."""
        return self._cards[self._cursor] if self._cards else None

    def show(self, cards: Sequence[RoomCard], now: float) -> None:
        """Show these cards at this instant of the hub's clock; the cursor stays on its room."""
        at, before = self.card, [card.id for card in self._cards]
        self._cards, self._now = tuple(cards), now
        if before == [card.id for card in self._cards]:
            self._repaint_changed()
            return
        places = (place for place, card in enumerate(self._cards) if at is not None and card.id == at.id)
        self._point(next(places, min(self._cursor, max(0, len(self._cards) - 1))), follows=False)

    @property
    def columns(self) -> int:
        """How many cards are side by side: so many that all are in sight, if they fit, and none is wider than it is good to read."""
        most = max(1, (self._width + BETWEEN) // (LEAST + BETWEEN))
        rows = max(1, (self.scrollable_content_region.height + 1) // HEIGHT)
        return max(1, min(most, max(-(-len(self._cards) // rows), -(-self._width // WIDE))))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def on_resize(self) -> None:
        """Other columns."""
        self._point(self._cursor)

    def _point(self, index: int, *, follows: bool = True) -> None:
        self._cursor = min(max(0, index), max(0, len(self._cards) - 1))
        rows = -(-len(self._cards) // self.columns)
        self.set_lines(self._width, max(0, rows * HEIGHT - 1))
        if follows:
            top, sight = self._cursor // self.columns * HEIGHT, self.scrollable_content_region.height
            first = self.scroll_offset.y
            if not first <= top <= max(first, first + sight - CARD_LINES):
                self.scroll_to(
                    y=top if top < first else top - max(0, sight - CARD_LINES), animate=False, immediate=True
                )
        self._make_lines()
        self.refresh()

    def _make_lines(self) -> None:
        width = self._lines_width = self._card_width
        self._lines = [card_lines(card, width, self._now) for card in self._cards]

    def _repaint_changed(self) -> None:
        """Only lines that are other than before: mostly the time is all that has changed in a second."""
        before = self._lines
        self._make_lines()
        changed = {
            place // self.columns * HEIGHT + within
            for place, (old, new) in enumerate(zip(before, self._lines, strict=True))
            for within in range(CARD_LINES)
            if old[within] != new[within]
        }
        for line in sorted(changed):
            self.refresh_lines(line)

    # Keys and the mouse

    def action_step(self, by: int) -> None:
        """To the next card."""
        self._point(self._cursor + by)

    def action_rows(self, by: int) -> None:
        """To the card below or above."""
        wanted = self._cursor + by * self.columns
        last = len(self._cards) - 1
        if wanted > last and self._cursor // self.columns < last // self.columns:
            wanted = last
        self._point(wanted if 0 <= wanted <= last else self._cursor)

    def action_page(self, by: int) -> None:
        """By as many rows as fit."""
        rows = max(1, self.scrollable_content_region.height // HEIGHT)
        self._point(self._cursor + by * rows * self.columns)

    def action_go(self, index: int) -> None:
        """To the first or, with -1, the last card."""
        self._point(index if index >= 0 else len(self._cards) - 1)

    def action_open(self) -> None:
        """Open the card under the cursor."""
        if (card := self.card) is not None:
            self.post_message(self.Opened(card))

    def on_click(self, event: events.Click) -> None:
        """Go to the card that was clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = min(self.columns - 1, offset.x // (self._card_width + BETWEEN))
        index = (offset.y + self.scroll_offset.y) // HEIGHT * self.columns + column
        if index >= len(self._cards):
            return
        is_again = event.chain == 2 and index == self._cursor
        self._point(index)
        if is_again:
            self.action_open()

    # Painting

    @property
    def _card_width(self) -> int:
        return (self._width - BETWEEN * (self.columns - 1)) // self.columns

    def render_line(self, y: int) -> Strip:
        """The visible line ``y``."""
        base = self.visual_style.rich_style
        if self._lines_width != self._card_width:  # a scroll bar has come or gone
            self._make_lines()
        row, within = divmod(y + self.scroll_offset.y, HEIGHT)
        first = row * self.columns
        some = self._lines[first : first + self.columns]
        if within == CARD_LINES or not some or self._width <= 0:
            return Strip.blank(self.size.width, base)
        segments: list[Segment] = []
        for place, lines in enumerate(some, first):
            segments += self._painted(lines[within], is_pointed=place == self._cursor and self.has_focus)
            segments.append(Segment(" " * BETWEEN, base))
        return Strip(segments).adjust_cell_length(self._width, base)

    def _painted(self, parts: Sequence[Part], *, is_pointed: bool) -> list[Segment]:
        base, variables = self.visual_style.rich_style, self.app.theme_variables
        more = " pointed" if is_pointed else ""
        return [Segment(text, base + role_style(role + more, variables)) for text, role in parts]
