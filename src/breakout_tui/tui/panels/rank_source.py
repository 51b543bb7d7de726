"""The rows of the ranking list: the candidates with their counts, what is being typed, and where the cut is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from breakout_tui.tui.panels.listed_panel import more_rows
from breakout_tui.tui.panels.rank_row import Poll, columns, cut_line, new_cut_line, row, title
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer

MOST_LINES = (2, 20)
"""The most lines of a text, and of the one under the cursor."""


class RankSource(RowSource):
    """The candidates with their counts, and the count being typed. ``cursor`` gives the row under the cursor."""

    def __init__(self, cursor: Callable[[], int]) -> None:
        self._cursor = cursor
        self.poll: Poll | None = None
        self.entry: str | None = None
        """The count being typed for the row under the cursor."""
        self.is_again = False
        """Whether digits enter the second vote."""
        self.cut: str | None = None
        """The number of priority issues being typed; empty as long as the cut follows the cursor, None while none is."""
        self.remark = ""

    def cut_at(self, cursor: int) -> int:
        """How many priority issues the cut being typed makes."""
        return int(self.cut) if self.cut else cursor + 1

    @property
    def is_locked(self) -> bool:
        """Whether the list is agreed."""
        return self.poll is not None and self.poll.is_locked

    @property
    def count(self) -> int:
        """The number of candidates."""
        return len(self.poll.lines) if self.poll is not None else 0

    def head(self, width: int) -> Sequence[Content]:
        """What is ranked and how, and the column heads."""
        if self.poll is None:
            return []
        lines = [title(self.poll).truncate(width, ellipsis=True)]
        if words := self._told():
            lines.append(Content.styled(words, "$accent").truncate(width, ellipsis=True))
        else:
            lines.append(columns(self.poll, width) if self.count else Content(""))
        return lines

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """A candidate; the last chosen one with the cut below."""
        assert self.poll is not None
        poll, line = self.poll, self.poll.lines[index]
        lines = row(
            poll,
            line,
            pointer(mark),
            width,
            entry=None if mark is RowMark.PLAIN else self.entry,
            again=self.is_again,
            most=MOST_LINES[mark is RowMark.POINTED],
        )
        if self.cut is not None:
            if self.cut_at(index) == index + 1 and (self.cut or mark is not RowMark.PLAIN):
                lines.append(new_cut_line(index + 1, width))
        elif poll.ranking.cut == index + 1:
            lines.append(cut_line(poll, width))
        return lines

    def _told(self) -> str:
        assert self.poll is not None
        if self.cut is not None:
            where = f"after {self.cut}_" if self.cut else "here, or type a number"
            return f"Cut {where} · ↑ ↓ moves it · Enter sets it · Esc cancels"
        if self.remark:
            return self.remark
        if self.is_again:
            tied = self.poll.equals(self.poll.lines[min(self._cursor(), self.count - 1)])
            names = ", ".join(line.subject for line in tied)
            return f"Second vote on {names or 'a tie: go to it'} · type the counts, t ends it"
        waiting = [line.subject for line in self.poll.lines if line.needs_vote]
        return f"Hands of merged notes can't be added: vote again on {', '.join(waiting)}" if waiting else ""

    def foot(self, above: int, below: int) -> Content:
        """The number of rows out of sight."""
        return more_rows(above, below)

    def when_empty(self, width: int) -> Sequence[Content]:
        """How to get something to rank."""
        sort = self.poll.ranking.sort.words(self.poll.labels) if self.poll is not None else ""
        words = f"No {sort} yet. s ranks something else; you can still take notes."
        return Content.styled(words, "$muted").wrap(max(1, width))
