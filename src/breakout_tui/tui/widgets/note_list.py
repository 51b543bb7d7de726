"""Note list: the notes, newest at the bottom, as fast with a hundred thousand notes as with ten.

It paints only the visible lines (Line API), measures only rows near them, and scrolls in the same frame in which a note
is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from breakout_tui.tui.textual_internals.line_filters import filters_of
from breakout_tui.tui.widgets import note_selection
from breakout_tui.tui.widgets.focus_order import FollowsFocus
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.note_row import LazyRows, NoteRow, itself
from breakout_tui.tui.widgets.note_source import NoteSource

T = TypeVar("T")


class NoteList(LineList, FollowsFocus, can_focus=True, inherit_bindings=False):
    """Notes as lines, with a cursor while it has the focus. The screen handles single letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        *PAGE_KEYS,
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter,escape", "leave", "Back", show=False),
    ]
    DEFAULT_CSS = """
    NoteList {
        height: 1fr;
        overflow-y: scroll;
        background: $background;
        color: $foreground;
    }
    """

    airy = reactive(True, init=False)
    """Whether a blank line separates the notes if the height permits."""
    placeholder = reactive("", init=False)
    """The text of an empty list."""
    needle = reactive("", init=False)
    """The search text: underlined wherever it occurs, ignoring case."""

    @dataclass
    class Left(Message):
        """The facilitator goes back to the capture line."""

    @dataclass
    class Opened(Message):
        """The note of ``key`` was clicked twice."""

        key: int

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:
        self._notes = NoteSource(LazyRows[NoteRow]((), itself, attrgetter("key")))
        self._notes.placeholder = placeholder
        super().__init__(self._notes, shows_end=True, id=id)
        self.set_reactive(NoteList.placeholder, placeholder)

    @property
    def allow_select(self) -> bool:
        """True: text can be selected and copied."""
        return True

    @property
    def highlighted_key(self) -> int | None:
        """The key of the note under the cursor, or None."""
        cursor = self._window.cursor
        return None if cursor is None else self._notes.key(cursor)

    @property
    def is_marking(self) -> bool:
        """False while the list is empty."""
        return self.highlighted_key is not None

    # Notes

    def show(self, rows: Sequence[NoteRow], *, keeps_place: bool = False) -> None:
        """Replace the rows; show their end or keep the position."""
        self.show_items(rows, itself, attrgetter("key"), keeps_place=keeps_place)

    def show_items(
        self,
        items: Iterable[T],
        row_of: Callable[[T], NoteRow],
        key_of: Callable[[T], int],
        *,
        keeps_place: bool = False,
    ) -> None:
        """Replace the items; their rows are made when they become visible.

        The cursor stays on its note. If the list keeps its position and that note is gone, the cursor moves to the note
        at the same index, or the last.
        """
        old, rows, window = self._notes.rows, LazyRows(items, row_of, key_of), self._window
        cursor = None if window.cursor is None else rows.index_of(old.key(window.cursor))
        if cursor is None and window.cursor is not None and keeps_place and len(rows):
            cursor = min(window.cursor, len(rows) - 1)
        top = rows.index_of(old.key(window.top)) if keeps_place and len(old) else None
        self._notes.rows = rows
        self._painted.forget()
        window.show_from(top, cursor=cursor, count=len(rows), keeps_place=keeps_place)
        self._painted.paint_around()
        self._scroll()

    def append(self, row: NoteRow) -> None:
        """Add a note at the end, visible immediately unless the facilitator has scrolled away."""
        window = self._window
        is_elsewhere = self.has_focus and window.cursor is not None and window.cursor < window.count - 1
        self._notes.rows.append(row)
        window.append(follow=not is_elsewhere)
        self._scroll()

    def update(self, key: int, row: NoteRow) -> None:
        """Replace the row of ``key``, if there is one."""
        if (index := self._notes.rows.index_of(key)) is None:
            return
        self._painted.forget_row(key)
        self._painted.forget_row(row.key)
        self._notes.rows.replace(index, row)
        self._window.changed(index)
        self._scroll()

    def drop(self, key: int) -> None:
        """Remove the note of ``key``, if there is one. The cursor moves to the next."""
        if (index := self._notes.rows.index_of(key)) is None:
            return
        self._painted.forget_row(key)
        self._notes.rows.remove(index)
        self._window.remove(index)
        self._painted.paint_around()
        self._scroll()

    def highlight(self, key: int) -> bool:
        """Put the cursor on the note of ``key`` and scroll to it; returns whether there is one."""
        if (index := self._notes.rows.index_of(key)) is None:
            return False
        self.point(index)
        return True

    def show_beginning(self) -> None:
        """Scroll to the first note; the cursor is on a note in sight, now or when the list has the focus."""
        self._window.cursor = 0 if self.has_focus and self.count else None
        self._painted.paint_around()
        self._window.go_to(0)
        self._scroll()

    def follow(self) -> None:
        """Scroll to the end and follow it."""
        self._window.settle(follow=True)
        self._scroll()

    def watch_needle(self, needle: str) -> None:
        """Mark the matches."""
        self._notes.needle = needle
        self._painted.forget()
        self.refresh()

    def watch_placeholder(self, placeholder: str) -> None:
        """Show it if the list is empty."""
        self._notes.placeholder = placeholder
        self._painted.paint_around()
        self.refresh()

    def watch_airy(self, airy: bool) -> None:
        """Lay out with or without blank lines."""
        self._notes.is_airy = airy
        self._notes.fit(*self._fitted)
        self._lay_out(is_other=False)

    # The cursor

    def on_focus(self) -> None:
        """Put the cursor on the newest note, or on the first one in sight if the newest isn't."""
        if self._window.cursor is None and self.count:
            self._window.cursor = self.count - 1 if self._window.follows else self._window.top

    def on_blur(self) -> None:
        """Keep the position until the next note, which is shown."""
        self._window.resumes = True

    def action_choose(self) -> None:
        """Open the note under the cursor."""
        if (key := self.highlighted_key) is not None:
            self.post_message(self.Opened(key))

    def action_leave(self) -> None:
        """Ask to go back to the capture line."""
        self.leave(self.Left())

    # Selected text

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Repaint the text selection."""
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, with wrapped lines joined again."""
        if not self.count or not self._window.is_laid_out:
            return None
        return note_selection.extract(selection, self._notes.rows, self._window.width), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cached lines as they are: Textual's own cache would build each line again, with borders and padding."""
        if (filters := filters_of(self.app)) is None:
            return super().render_lines(crop)
        width, base, ground = self.outer_size.width, self.visual_style.rich_style, self.background_colors[1]
        strips = [self.render_line(y).adjust_cell_length(width, base) for y in crop.line_range]
        for line_filter in filters:
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """The line ``y``, with the selected text marked."""
        strip = super().render_line(y)
        window = self._window
        if (found := window.place(y)) is None or found[1] >= window.index.height_of(found[0]):
            return strip
        place = note_selection.place_of(*found)
        if (selection := self.text_selection) is not None and (span := selection.get_span(place)) is not None:
            style = self.screen.get_component_rich_style("screen--selection")
            strip = note_selection.marked(strip, span, style)
        return strip.apply_offsets(0, place)
