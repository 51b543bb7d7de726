"""Completion popup: what is offered for the word being typed, above the line; it never gets the focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from breakout_tui.tui.widgets.completions import Completion
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.row_source import RowMark, RowSource

MOST = 6
"""How many are shown at once."""


class CompletionSource(RowSource):
    """One word and its help in each row."""

    def __init__(self) -> None:
        self.rows: tuple[Completion, ...] = ()

    @property
    def count(self) -> int:
        """The number of completions."""
        return len(self.rows)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:  # noqa: ARG002 - cut by the list
        """The mark of the chosen row, the word, its help."""
        row, is_chosen = self.rows[index], mark is not RowMark.PLAIN
        word = set_cell_size(row.word, self._word_width) if row.help else row.word
        head = (f"▸ {word}" if is_chosen else f"  {word}", "accent" if is_chosen else "foreground")
        return [(head, (f"  {row.help}", "muted"))] if row.help else [(head,)]

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
        helps = (2 + cell_len(row.help) if row.help else 0 for row in self.rows)
        return self._word_width + 3 + max(helps, default=0)

    @property
    def _word_width(self) -> int:
        return max(cell_len(row.word) for row in self.rows)


class CompletionPopup(LineList, can_focus=False):
    """A few rows over the screen; ``chosen`` is the one that Tab accepts."""

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
        self._was_moved = False
        """Whether the facilitator chose a row."""
        self.show_pointer(is_active=True)

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self._offered.rows)

    @property
    def chosen(self) -> Completion:
        """The row that Tab accepts; only while open."""
        return self._offered.rows[self.cursor]

    @property
    def is_for_enter(self) -> bool:
        """Whether Enter takes the chosen row: the facilitator went to it, or nothing else can be meant."""
        return self.is_open and (self._was_moved or self.chosen.is_plain)

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered, from top to bottom, also out of sight."""
        return tuple(row.word for row in self._offered.rows)

    def offer(self, rows: Iterable[Completion], x: int, y: int, width: int) -> None:
        """Show these rows with their last one above cell (x, y), at most ``width`` wide; no rows close it."""
        offered = tuple(rows) if y > 0 else ()
        if offered == self._offered.rows:
            return
        self._offered.rows = offered
        self._was_moved = False
        self.display = bool(offered)
        if offered:
            height = min(len(offered), MOST + 1 if len(offered) > MOST else MOST, y)
            self.styles.width = max(1, min(width, self._offered.width))
            self.styles.height = height
            self.styles.offset = (max(0, x - 2), y - height)
        self.repaint_at(0)

    def close(self) -> None:
        """Offer nothing."""
        self.offer((), 0, 0, 0)

    def move(self, step: int) -> None:
        """Choose the next row (1) or the previous one (-1), from the last to the first and back."""
        self._was_moved = True
        self.point((self.cursor + step) % self.count)
