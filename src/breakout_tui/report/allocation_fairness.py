"""The fairness page: how well off the delegates are with their places, beside first come, first served; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from breakout_tui.domain.allocation import Allocation, Level
from breakout_tui.domain.allocation_figures import Figures, figures_of
from breakout_tui.report.allocation_reached import reached_blocks
from breakout_tui.report.allocation_rule import output_of, rule_blocks
from breakout_tui.report.allocation_words import (
    FIRST_COME,
    comparison,
    first_in_another_track,
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
_MOST_LEVELS = 6
"""In the chart; the table below it has all of them."""
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
    return output_of(allocation, "How fair the places are", blocks)


def _summary(allocation: Allocation, figures: Figures, other: Figures | None) -> Iterator[Block]:
    if not allocation.is_complete:
        yield Paragraph((Strong((Text(_STOPPED),)),))
    if figures.answered:
        yield Paragraph((Text(told(figures)),), ParagraphStyle.LEAD)
        if explained := first_in_another_track(figures):
            yield Paragraph((Text(explained),))
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
    yield _chart(both, levels)
    at_level = [(level_words(level), [each.by_level.get(level, 0) for each in both]) for level in levels]
    yield _table("How near", at_level)
    yield Heading(1, (Text("Who has which choice"),))
    with_rank = [
        (f"a {ordinal(rank)} choice", [each.by_rank.get(rank, 0) for each in both]) for rank in ranks
    ]
    yield _table("Delegates who have", with_rank)
    yield Paragraph((Text(_UNLISTED),), ParagraphStyle.REMARK)


def _chart(both: Sequence[Figures], levels: Sequence[Level]) -> Chart:
    """How many are at each level, and faint below it the same with first come, first served; the worst levels together."""
    last = levels if len(levels) <= _MOST_LEVELS else levels[:_MOST_LEVELS]
    groups: list[tuple[str, tuple[Level, ...]]] = [(level_words(level), (level,)) for level in last]
    if len(levels) > len(last):
        at = len(last) - 1
        groups[at] = (f"{level_words(levels[at])}, or worse", tuple(levels[at:]))
    counts = [[sum(each.by_level.get(level, 0) for level in group) for _, group in groups] for each in both]
    bars = []
    for place, (words, _) in enumerate(groups):
        for at, counted in enumerate(counts):
            label = "First come" if at else capital(words)
            bars.append(Bar(label, counted[place], f"{counted[place]:,}", is_faint=at > 0))
    told_counts = (
        _counted(name, [words for words, _ in groups], counted)
        for name, counted in zip(("These places", capital(FIRST_COME)), counts, strict=False)
    )
    return Chart(ChartKind.WISHES, "Delegates who sent wishes", tuple(bars), " ".join(told_counts))


def _counted(name: str, words: Sequence[str], counts: Sequence[int]) -> str:
    parts = [f"{each}: {count:,}" for each, count in zip(words, counts, strict=True)]
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
