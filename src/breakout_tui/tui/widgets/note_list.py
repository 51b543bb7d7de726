"""The note list: every note of a phase, newest at the bottom, as quick at a hundred thousand notes as at ten.

It paints only the lines in sight (Line API), measures rows only near what is looked at, and scrolls in the same frame
in which a note is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import ClassVar, TypeVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from breakout_tui.tui.line_styles import style_of
from breakout_tui.tui.widgets import note_layout, note_selection
from breakout_tui.tui.widgets.focus_order import FollowsFocus
from breakout_tui.tui.widgets.note_row import LazyRows, NoteRow, itself
from breakout_tui.tui.widgets.note_strips import LOOKS, NoteStrips
from breakout_tui.tui.widgets.note_window import NoteWindow
from breakout_tui.tui.widgets.still import Still
from breakout_tui.tui.widgets.thumb import move_bar, thumb_of

T = TypeVar("T")

AIRY_FROM = 14
"""The list's height in lines from which a blank line parts the notes."""


class NoteList(FollowsFocus, Still, ScrollView, can_focus=True, inherit_bindings=False):
    """Notes as lines, with a cursor while it has the focus; single letters are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("enter,escape", "leave", "Back", show=False),
    ]
    DEFAULT_CSS = """
    NoteList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
    }
    """

    airy = reactive(True, init=False)
    """Whether a blank line parts the notes where the height permits."""
    placeholder = reactive("", init=False)
    """What an empty list says."""
    needle = reactive("", init=False)
    """What is searched for: shown underlined wherever it occurs, in either case."""

    @dataclass
    class Left(Message):
        """She wants to go back to the capture line."""

    @dataclass
    class Highlighted(Message):
        """The cursor moved to the note of ``key``, by key or click."""

        key: int

    @dataclass
    class Opened(Message):
        """The note of ``key`` was clicked twice."""

        key: int

    def __init__(self, *, id: str | None = None, classes: str | None = None, placeholder: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(NoteList.placeholder, placeholder)
        self._window = NoteWindow()
        self._laid_out = Size(0, 0)
        self._strips = NoteStrips(self._style_of)
        self._thumb: tuple[int, int] | None = None

    @property
    def allow_select(self) -> bool:
        """Text may be selected and copied."""
        return True

    @property
    def highlighted_key(self) -> int | None:
        """The key of the note that the cursor is on, or None."""
        return self._window.cursor_key

    @property
    def is_marking(self) -> bool:
        """Not as long as it is empty."""
        return self.highlighted_key is not None

    def show(self, rows: Sequence[NoteRow], *, keeps_place: bool = False) -> None:
        """Show these rows and no others, from their end or where she was."""
        self.show_items(rows, itself, attrgetter("key"), keeps_place=keeps_place)

    def show_items(
        self,
        items: Iterable[T],
        row_of: Callable[[T], NoteRow],
        key_of: Callable[[T], int],
        *,
        keeps_place: bool = False,
    ) -> None:
        """Show these items and no others; their rows are made when they come into sight."""
        self._strips.forget()
        self._window.show(LazyRows(items, row_of, key_of), keeps_place=keeps_place)
        self._scroll()

    def append(self, row: NoteRow) -> None:
        """Add a note at the end, in sight at once unless she looks or works elsewhere."""
        window = self._window
        is_elsewhere = self.has_focus and window.cursor is not None and window.cursor < len(window.rows) - 1
        window.append(row, follow=not is_elsewhere)
        self._scroll()

    def update(self, key: int, row: NoteRow) -> None:
        """Show ``row`` in place of the one of ``key``; does nothing when there is none."""
        if (index := self._window.rows.index_of(key)) is None:
            return
        self._strips.forget_note(key)
        self._strips.forget_note(row.key)
        self._window.replace(index, row)
        self._scroll()

    def drop(self, key: int) -> None:
        """Show the note of ``key`` no more; does nothing when there is none. The cursor goes to the next."""
        if (index := self._window.rows.index_of(key)) is None:
            return
        self._strips.forget_note(key)
        self._window.remove(index)
        self._scroll()

    def highlight(self, key: int) -> bool:
        """Put the cursor on the note of ``key`` and bring it into sight; whether there is one."""
        if (index := self._window.rows.index_of(key)) is None:
            return False
        self._move(lambda window: window.point_at(index))
        return True

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._window.settle(follow=True)
        self._scroll()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old colours."""
        super().notify_style_update()
        self._strips.forget()

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Paint the text selection anew."""
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, with wrapped lines joined again."""
        if not len(self._window.rows) or not self._window.is_laid_out:
            return None
        return note_selection.extract(selection, self._window.rows, self._window.width), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        """These lines, as they are kept: Textual's own cache would make each of them anew, for its borders and padding."""
        width, base, ground = self.outer_size.width, self._base_style, self.background_colors[1]
        strips = [self.render_line(y).adjust_cell_length(width, base) for y in crop.line_range]
        for line_filter in self.app._filters:
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """The line ``y`` below the top of what is in sight."""
        width, base, window = self.scrollable_content_region.width, self._base_style, self._window
        if not len(window.rows):
            words = self._strips.of_words(self.placeholder, width, base)
            return words[y] if y < len(words) else Strip.blank(width, base)
        line = y + self.scroll_offset.y
        if line >= window.lines:
            return Strip.blank(width, base)
        index, part = window.index.locate(line)
        strips = self._painted(index)
        if part >= len(strips):
            return Strip.blank(width, base)
        strip = strips[part].adjust_cell_length(width, base)
        place = note_selection.place_of(index, part)
        if (selection := self.text_selection) is not None and (span := selection.get_span(place)) is not None:
            style = self.screen.get_component_rich_style("screen--selection")
            strip = note_selection.marked(strip, span, style)
        return strip.apply_offsets(0, place)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the wheel and the scrollbar: what comes into sight is measured."""
        super().watch_scroll_y(old_value, new_value)
        window = self._window
        if round(new_value) == window.line or self.scrollable_content_region.size != self._laid_out:
            return
        window.resumes = False
        window.go_to(round(new_value))
        self._scroll()

    def watch_needle(self) -> None:
        """Mark the matches."""
        self._strips.forget()
        self.refresh()

    def watch_placeholder(self) -> None:
        """Say it, where the list is empty."""
        self.refresh()

    def watch_airy(self) -> None:
        """Lay out with or without air."""
        self.on_resize()

    def on_resize(self) -> None:
        """Lay out anew; keep the place, and a cell free before the scrollbar."""
        self._laid_out = self.scrollable_content_region.size
        width, height = self._laid_out
        if width <= 0:
            return
        inside = width - 1 if width > note_layout.HANGING else width
        if inside != self._window.width:
            self._strips.forget()
        self._window.resize(inside, height, int(self.airy and height >= AIRY_FROM))
        # Without rows there is nothing to move, and what got another size is painted anyway.
        if len(self._window.rows):
            self._scroll()

    def on_focus(self) -> None:
        """Show the cursor, on the newest note at first."""
        if self._window.cursor is None and len(self._window.rows):
            self._window.cursor = len(self._window.rows) - 1
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor; stay here until the next note comes, which is shown."""
        self._window.resumes = True
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked note; open it at the second click."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or (index := self._window.row_at(offset.y + self.scroll_offset.y)) is None:
            return
        self._move(lambda window: window.point_at(index))
        if event.chain == 2:
            self.post_message(self.Opened(self._window.rows.key(index)))

    def action_step(self, rows: int) -> None:
        """Move the cursor by ``rows``."""
        self._move(lambda window: window.step(rows))

    def action_page(self, pages: int) -> None:
        """Move the cursor by ``pages``."""
        self._move(lambda window: window.page(pages))

    def action_first(self) -> None:
        """Move the cursor to the oldest note."""
        self._move(lambda window: window.point_at(0))

    def action_last(self) -> None:
        """Move the cursor to the newest note."""
        self._move(lambda window: window.point_at(len(window.rows) - 1))

    def action_leave(self) -> None:
        """Ask to go back to the capture line."""
        self.leave(self.Left())

    def _move(self, move: Callable[[NoteWindow], None]) -> None:
        """Move the cursor, and say so where it got to another note."""
        before = self.highlighted_key
        move(self._window)
        self._scroll()
        if (key := self.highlighted_key) is not None and key != before:
            self.post_message(self.Highlighted(key))

    def _scroll(self) -> None:
        """Show the window now, without the wait for a refresh that ``scroll_end`` has."""
        window = self._window
        if window.is_laid_out:
            self.virtual_size = Size(window.width, window.lines)
            thumb = thumb_of(window.lines, window.height, window.line)
            move_bar(self.vertical_scrollbar, window.lines, window.line, is_painted=thumb == self._thumb)
            self._thumb = thumb
            self.set_scroll(None, window.line)
            self.scroll_target_y = window.line
        self.refresh()

    def _painted(self, index: int) -> list[Strip]:
        """The strips of the row at ``index``; the row is made only where they are not kept."""
        window = self._window
        is_cursor = self.has_focus and index == window.cursor
        kept = self._strips.kept(window.rows.key(index), is_cursor=is_cursor)
        if kept is not None:
            return kept
        row = window.rows.row(index)
        return self._strips.of_note(
            row, window.width, self._base_style, needle=self.needle, is_cursor=is_cursor
        )

    @property
    def _base_style(self) -> Style:
        return self.visual_style.rich_style

    def _style_of(self, role: str) -> Style:
        return style_of(LOOKS[role], self.app.theme_variables)
