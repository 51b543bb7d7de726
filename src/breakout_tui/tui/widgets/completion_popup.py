"""Completion popup: what is offered for the word being typed, above the line; it never gets the focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.geometry import Offset

from breakout_tui.tui.widgets.completions import Completion
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.row_source import RowMark, RowSource
from breakout_tui.tui.wording import shortened

MOST = 6
"""How many are shown at once."""


class CompletionSource(RowSource):
    """One word in each row, with its help, or what the keys do with the marked one."""

    def __init__(self) -> None:
        self.rows: tuple[Completion, ...] = ()
        self.marked, self.hint = 0, ""
        """The marked row, and what the keys do with it, if the rows have no help."""

    @property
    def count(self) -> int:
        """The number of completions."""
        return len(self.rows)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The mark of the marked row, the word, its help."""
        row, is_marked = self.rows[index], mark is not RowMark.PLAIN
        told = row.help or (self.hint if is_marked else "")
        word = set_cell_size(row.word, self._word_width) if row.help else row.word
        head = f"▸ {word}" if is_marked else f"  {word}", "accent" if is_marked else "foreground"
        room = width - cell_len(head[0]) - 3
        return [(head, (f"  {shortened(told, room)}", "muted"))] if told and room > 0 else [(head,)]

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for all
        """One."""
        return 1

    def foot(self, above: int, below: int) -> Sequence[Part]:
        """The number of rows out of sight, and how to find a command among them."""
        hidden = [f"{sign} {count} more" for sign, count in (("↑", above), ("↓", below)) if count]
        hint = " · any word finds its command" if self.rows[0].word.startswith("/") else ""
        return [(f"  {'  '.join(hidden)}{hint}", "muted")]

    @property
    def width(self) -> int:
        """The cells of the widest row."""
        hinted = cell_len(self.rows[self.marked].word) + 2 + cell_len(self.hint) if self.hint else 0
        helped = self._word_width + 2 + max(cell_len(row.help) for row in self.rows)
        return 3 + max(self._word_width, helped if self.rows[0].help else hinted)

    @property
    def _word_width(self) -> int:
        return max(cell_len(row.word) for row in self.rows)


class CompletionPopup(LineList, can_focus=False):
    """A few rows over the screen; the marked one is the one that Tab takes."""

    DEFAULT_CSS = """
    CompletionPopup {
        display: none;
        overlay: screen;
        position: absolute;
        constrain: inside inside;
        overflow-y: hidden;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        self._offered = CompletionSource()
        super().__init__(self._offered, scrolling=Scrolling.ROWS)
        self._shown: tuple[object, ...] = ()
        self.show_pointer(is_active=True)

    def offer(self, rows: Iterable[Completion], marked: int, hint: str, at: Offset, width: int) -> None:
        """Show these rows with their last one above a cell, at most ``width`` wide; no rows close it.

        ``hint`` says what the keys do with the marked row.
        """
        offered = tuple(rows) if at.y > 0 else ()
        if (offered, hint, marked, at, width) == self._shown:
            return
        self._shown = offered, hint, marked, at, width
        is_other = offered != self._offered.rows
        self._offered.rows, self._offered.marked, self._offered.hint = offered, marked, hint
        self.display = bool(offered)
        self.repaint_at(0 if is_other else self.cursor)
        if offered:
            height = min(len(offered), MOST + 1 if len(offered) > MOST else MOST, at.y)
            self.styles.width = max(1, min(width, self._offered.width))
            self.styles.height = height
            self.styles.offset = (max(0, at.x - 2), at.y - height)
            self.point(marked)

    def close(self) -> None:
        """Offer nothing."""
        self.offer((), 0, "", Offset(0, 0), 0)
