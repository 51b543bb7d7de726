"""The fairness page: how well off the delegates are with their places, beside first come, first served; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from breakout_tui.domain.allocation import Allocation
from breakout_tui.domain.allocation_figures import Figures, figures_of
from breakout_tui.report.allocation_reached import reached_blocks
from breakout_tui.report.allocation_rule import properties_of_allocation, rule_blocks, titled
from breakout_tui.report.allocation_words import (
    FIRST_COME,
    comparison,
    level_words,
    ordinal,
    told,
    unanswered_words,
)
from breakout_tui.report.document import Block, Document, Heading, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Align, Bar, Chart, ChartKind, Column, Row, TableBlock
from breakout_tui.report.formatting import capital
from breakout_tui.report.inlines import Strong, Text

_STOPPED = "The search was stopped before its end. These are the best places that were found; there may be better ones."
_STEP = (
    "A step is one place further down in a delegate's list. A delegate who gets the first and the third choice instead of the first and "
    "the second is one step away from the best possible."
)
_COMPARED = (
    "First come, first served means: with the same wishes, the delegates choose in turn, in the order of the draw, each the best that "
    "still has seats. It keeps nobody together, and does not look at how few people are in a room."
)
_UNLISTED = "A theme that is not in a delegate's list counts as the choice after the last one in it."


def fairness_page(allocation: Allocation) -> Document:
    """The figures in words, as a chart and as a table, then what was reached and the rule."""
    figures = figures_of(allocation.task, allocation.places)
    other = figures_of(allocation.task, allocation.first_come) if allocation.first_come else None
    blocks = [
        *_summary(allocation, figures, other),
        *(_details(figures, other) if figures.answered else ()),
        *reached_blocks(allocation),
        *rule_blocks(allocation),
    ]
    return Document(
        titled(allocation, "how fair the places are"),
        tuple(blocks),
        properties=properties_of_allocation(allocation),
    )


def _summary(allocation: Allocation, figures: Figures, other: Figures | None) -> Iterator[Block]:
    if not allocation.is_complete:
        yield Paragraph((Strong((Text(_STOPPED),)),))
    if figures.answered:
        yield Paragraph((Text(told(figures)),), ParagraphStyle.LEAD)
        if other is not None:
            yield Paragraph((Text(comparison(figures, other)),))
    if figures.unanswered:
        yield Paragraph((Text(unanswered_words(figures, other)),))


def _details(figures: Figures, other: Figures | None) -> Iterator[Block]:
    both = (figures,) if other is None else (figures, other)
    levels = sorted({level for each in both for level in each.by_level})
    ranks = sorted({rank for each in both for rank in each.by_rank})
    yield Heading(1, (Text("How near to the best possible"),))
    yield Paragraph((Text(_STEP),))
    if other is not None:
        yield Paragraph((Text(_COMPARED),))
    yield _chart(figures, other)
    at_level = [(level_words(level), [each.by_level.get(level, 0) for each in both]) for level in levels]
    yield _table("How near", at_level)
    yield Heading(1, (Text("Who has which choice"),))
    with_rank = [
        (f"a {ordinal(rank)} choice", [each.by_rank.get(rank, 0) for each in both]) for rank in ranks
    ]
    yield _table("Delegates who have", with_rank)
    yield Paragraph((Text(_UNLISTED),), ParagraphStyle.REMARK)


def _chart(figures: Figures, other: Figures | None) -> Chart:
    """How many are at each level; those of first come, first served are faint, below."""
    bars = [
        Bar(capital(level_words(level)), count, f"{count:,}") for level, count in figures.by_level.items()
    ]
    counted = [_counted("These places", figures)]
    if other is not None:
        bars += [
            Bar(f"First come: {level_words(level)}", count, f"{count:,}", is_faint=True)
            for level, count in other.by_level.items()
        ]
        counted.append(_counted(capital(FIRST_COME), other))
    return Chart(ChartKind.WISHES, "Delegates who sent wishes", tuple(bars), " ".join(counted))


def _counted(name: str, figures: Figures) -> str:
    parts = [f"{level_words(level)}: {count:,}" for level, count in figures.by_level.items()]
    return f"{name}: {'; '.join(parts)}."


def _table(heading: str, rows: Sequence[tuple[str, Sequence[int]]]) -> TableBlock:
    """A row for each count, with that of first come, first served if there is one."""
    columns = (
        Column((Text(heading),), width=4),
        Column((Text("These places"),), Align.RIGHT, width=2),
        Column((Text(capital(FIRST_COME)),), Align.RIGHT, width=3),
    )
    cells: tuple[Row, ...] = tuple(
        ((Text(capital(name)),), *((Text(f"{count:,}"),) for count in counts)) for name, counts in rows
    )
    width = max(len(row) for row in cells)
    return TableBlock(columns[:width], cells)
