"""What an allocation reached by each point of its rule, and whether anything better is possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from breakout_tui.domain.allocation import Allocation, Criterion, Family, Level, Solved
from breakout_tui.domain.allocation_check import FAMILIES, broken_rules
from breakout_tui.domain.text import plural
from breakout_tui.report.document import Block, Heading, Paragraph
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.formatting import listed
from breakout_tui.report.inlines import Text

_LEAD = "“No” means that it is proved: nothing better on this point is possible, if the rules are kept and all points above are as good as here."
_RELAXED = {
    Family.SEATS: "the number of seats",
    Family.THEMES: "the number of themes for each delegate",
    Family.MINIMUM: "the minimum of a room",
    Family.PARTIES: "who stays together",
    Family.CONDITIONS: "what a delegate must or must not attend",
}


def reached_blocks(allocation: Allocation) -> Iterator[Block]:
    """A table with a heading of level 1; nothing if nothing was reached."""
    reached = [each for each in allocation.solved if _is_told(each, allocation)]
    broken = broken_rules(allocation.task, allocation.places)
    families = {FAMILIES[each.rule] for each in broken if each.is_relaxed(allocation.task)}
    relaxed = [words for family, words in _RELAXED.items() if family in families]
    if not reached and not relaxed:
        return
    yield Heading(1, (Text("What was reached"),))
    if relaxed:
        yield Paragraph(
            (Text(f"Not all rules could be kept. As little as possible, these were not: {listed(relaxed)}."),)
        )
    if reached:
        yield Paragraph((Text(_LEAD),))
        columns = (Column((Text("Reached"),), width=5), Column((Text("Is better possible?"),), width=2))
        yield TableBlock(columns, tuple(map(_row, reached)))


def _is_told(solved: Solved, allocation: Allocation) -> bool:
    """Whether the task has anything that the criterion is about."""
    match solved.criterion:
        case Criterion.SPREAD:
            return bool(allocation.task.spread)
        case Criterion.CHANGES:
            return bool(allocation.task.held)
        case Criterion.UNANSWERED:
            return not all(each.has_answered for each in allocation.task.delegates)
        case Criterion.DRAW:
            return False
        case _:
            return True


def _row(solved: Solved) -> Row:
    better = "No" if solved.is_best else f"Not known; never fewer than {solved.bound:,}"
    return (Text(_words(solved)),), (Text(better),)


def _words(solved: Solved) -> str:
    value, delegates = solved.value, plural(solved.value, "delegate")
    match solved.criterion:
        case Criterion.LEVELS:
            return f"{delegates} {_at(solved.level, value)}" if solved.level else delegates
        case Criterion.FIRST if not value:
            return "Every delegate who sent wishes has a first choice"
        case Criterion.FIRST:
            return f"{delegates} without a first choice"
        case Criterion.UNANSWERED:
            return f"Delegates who sent no wishes lack {plural(value, 'theme') if value else 'no theme'}"
        case Criterion.SPREAD if not value:
            return "The named delegations are evenly spread"
        case Criterion.SPREAD:
            return f"{delegates} of the named delegations beyond their even share in a room"
        case Criterion.MIXING if not value:
            return "No country has more than its even share in a room"
        case Criterion.MIXING:
            return f"{delegates} beyond the even share of their country in a room"
        case Criterion.CHANGES:
            return f"{plural(value, 'published place')} changed"
        case Criterion.DRAW:
            return ""
        case other:
            assert_never(other)


def _at(level: Level, count: int) -> str:
    """``are 2 steps from the best, or worse``."""
    lack, are = ("lacks", "is") if count == 1 else ("lack", "are")
    parts = [f"{lack} {plural(level.missing, 'theme')}"] if level.missing else []
    parts += [f"{are} {plural(level.steps, 'step')} from the best"] if level.steps else []
    return f"{' and '.join(parts)}, or worse"
