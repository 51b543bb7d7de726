"""Card list: the cards of the report-back with their words and time; a card that is too long shows its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.report_back import Fitted, SpokenCard
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.spoken_cards import EditCard
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer

WIDEST = 96
"""Lines longer than this are hard to read."""
_INDENT = Content("  ")
OVER = "‣ "
"""The mark before a sentence beyond the time limit."""


class CardSource(RowSource):
    """One row for each card: its heading and its text."""

    def __init__(self, fitted: Fitted, cards: Sequence[EditCard]) -> None:
        self.fitted = fitted
        self.cards = tuple(cards)

    @property
    def count(self) -> int:
        """The number of cards."""
        return len(self.cards)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The heading with the word count, then the text: as one block if it fits the time, else by sentence."""
        card = self.cards[index]
        width = min(width - 1, WIDEST)
        lines = [Content.assemble(pointer(mark), (card.heading, "bold"), self._measure(card))]
        if card.spoken is None:
            lines += hanging(_INDENT, Content.styled(card.placeholder, "$muted"), width)
        else:
            lines += self._said(card.spoken, width)
        return [*lines, Content("")]

    def _measure(self, card: EditCard) -> Content:
        if card.spoken is None:
            return Content("")
        words = f"   {plural(card.spoken.words, 'word')} · {clock(card.spoken.seconds)}"
        total = card.spoken.sentences[-1].total if card.spoken.sentences else 0
        so_far = f" · {total:,} of {self.fitted.budget:,}"
        mark = "" if card.is_drafted else " · edited"
        is_over = total > self.fitted.budget
        return Content.assemble(
            (words, "$muted"), (so_far, "$overtime" if is_over else "$muted"), (mark, "$muted")
        )

    def _said(self, card: SpokenCard, width: int) -> list[Content]:
        within = " ".join(clean_line(sentence.text) for sentence in card.sentences if not sentence.is_over)
        lines = hanging(_INDENT, Content(within), width) if within else []
        for sentence in card.sentences:
            if sentence.is_over:
                mark = Content.styled(OVER, "$overtime bold")
                text = Content.styled(clean_line(sentence.text), "$overtime")
                lines += hanging(Content.assemble(_INDENT, mark), text, width)
        return lines or [Content("")]


class CardList(LineList):
    """Enter edits the card under the cursor."""

    def __init__(self, fitted: Fitted, cards: Sequence[EditCard], *, id: str | None = None) -> None:
        self._rows = CardSource(fitted, cards)
        super().__init__(self._rows, id=id)

    @property
    def card(self) -> EditCard:
        """The card under the cursor."""
        return self._rows.cards[min(self.cursor, self.count - 1)]

    def show(self, fitted: Fitted, cards: Sequence[EditCard]) -> None:
        """Show these cards; the cursor keeps its position."""
        self._rows.fitted, self._rows.cards = fitted, tuple(cards)
        self.repaint_at(self.cursor)
