"""What an allocation reached by each point of its rule, and whether anything better is possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from breakout_tui.domain.allocation import Allocation, Criterion, Family, Level, Solved
from breakout_tui.domain.allocation_check import FAMILIES, Broken, broken_rules
from breakout_tui.domain.text import by_numbers, plural
from breakout_tui.report.document import Block, Heading, Item, Items, Paragraph
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import one_line

_LEAD = "“No” means that it is proved: nothing better on this line is possible, if the rules are kept and all lines above are as good as here."


def reached_blocks(allocation: Allocation) -> Iterator[Block]:
    """A table with a heading of level 1; nothing if nothing was reached."""
    reached = [each for each in _each_level_apart(allocation.solved) if _is_told(each, allocation)]
    relaxed = list(_relaxed(allocation))
    if not reached and not relaxed:
        return
    yield Heading(1, (Text("What was reached"),))
    if relaxed:
        yield Paragraph((Text("Not all rules could be kept. These were broken, as little as possible:"),))
        yield Items(tuple(Item((Text(line),)) for line in relaxed))
    if reached:
        yield Paragraph((Text(_LEAD),))
        columns = (Column((Text("Reached"),), width=5), Column((Text("Is better possible?"),), width=2))
        yield TableBlock(columns, tuple(map(_row, reached)))


def _each_level_apart(solved: Iterable[Solved]) -> Iterator[Solved]:
    """Counts of delegates at one level, where those of the search count all that are worse off too."""
    worse = 0
    for each in solved:
        if each.criterion is Criterion.LEVELS:
            apart = each._replace(value=each.value - worse, bound=max(0, each.bound - worse))
            worse = each.value
            yield apart
        else:
            yield each


def _relaxed(allocation: Allocation) -> Iterator[str]:
    """A line for each rule that was not kept, with its room; nobody is named."""
    task = allocation.task
    broken = [each for each in broken_rules(task, allocation.places) if each.is_relaxed(task)]
    of_family: dict[Family, list[Broken]] = {}
    for each in sorted(broken, key=_by_room):
        of_family.setdefault(FAMILIES[each.rule], []).append(each)
    for family in Family:
        yield from _broken_lines(family, of_family.get(family, []))


def _by_room(broken: Broken) -> tuple[list[tuple[int, str]], int]:
    return ([], 0) if broken.place is None else (by_numbers(broken.place.room), broken.place.round)


def _broken_lines(family: Family, broken: list[Broken]) -> Iterator[str]:
    match family:
        case Family.SEATS:
            for each in broken:
                yield f"{_where(each)}: {plural(each.amount, 'person', 'people')} more than seats"
        case Family.MINIMUM:
            for each in broken:
                yield f"{_where(each)}: {plural(each.amount, 'person', 'people')} fewer than its minimum"
        case Family.THEMES:
            for missing, count in sorted(Counter(each.amount for each in broken).items()):
                get = "gets" if count == 1 else "get"
                yield f"{plural(count, 'delegate')} {get} {plural(missing, 'theme')} fewer than planned"
        case Family.PARTIES:
            if broken:
                yield f"{plural(len(broken), 'pair')} of partners {'is' if len(broken) == 1 else 'are'} apart"
        case Family.CONDITIONS:
            if broken:
                are = "is" if len(broken) == 1 else "are"
                yield f"{plural(len(broken), 'condition')} of delegates {are} not kept (must or must not attend)"
        case other:
            assert_never(other)


def _where(broken: Broken) -> str:
    assert broken.place is not None
    return f"{one_line(broken.place.room)}, round {broken.place.round}"


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
            return f"Delegates who sent no wishes: {plural(value, 'theme') if value else 'no theme'} missing"
        case Criterion.SPREAD if not value:
            return "The named delegations are evenly spread"
        case Criterion.SPREAD:
            return f"{delegates} of the named delegations too many in a room, if each were spread evenly"
        case Criterion.MIXING if not value:
            return "Every country is spread evenly over the rooms"
        case Criterion.MIXING:
            return f"{delegates} too many in a room, if each country were spread evenly"
        case Criterion.CHANGES:
            return f"{plural(value, 'published place')} changed"
        case Criterion.DRAW:
            return ""
        case other:
            assert_never(other)


def _at(level: Level, count: int) -> str:
    """``are 2 steps away``, in the words of the table of levels."""
    lack, are = ("lacks", "is") if count == 1 else ("lack", "are")
    parts = [f"{lack} {plural(level.missing, 'theme')}"] if level.missing else []
    parts += [f"{are} {plural(level.steps, 'step')} away from the best"] if level.steps else []
    return " and ".join(parts)
