"""What to relax when no places keep all rules, in lines with the option that does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from breakout_tui.domain.allocation import Family, Task
from breakout_tui.domain.allocation_check import FAMILIES, Broken, Rule
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import listed

if TYPE_CHECKING:  # importing it loads the solver
    from breakout_tui.allocate.relaxing import Relaxation

_MOST_NAMED = 6


def relaxation_lines(task: Task, ways: Sequence[Relaxation], programme: Programme) -> Iterator[str]:
    """A line for each way, the smallest change first; another one if there is none."""
    if not ways:
        yield "no places keep all rules, and relaxing them does not help: is any round left that a delegate can attend?"
        return
    yield "no places keep all rules. Relax one of these, the smallest change first:"
    for way in ways:
        options = " ".join(f"--relax {family.value}" for family in way.families)
        yield f"  {options}: {' and '.join(broken_words(task, way.broken, programme))}"


def broken_words(task: Task, broken: Iterable[Broken], programme: Programme) -> list[str]:
    """What is broken, one text for each family of rules."""
    of_family: dict[Family, list[Broken]] = {}
    for each in broken:
        if each.rule in FAMILIES:
            of_family.setdefault(FAMILIES[each.rule], []).append(each)
    names = {each.key: each.name for each in task.delegates}
    titles = {theme.id: theme.title for theme in programme.themes}
    return [_words(family, of_family[family], names, titles) for family in Family if family in of_family]


def _words(family: Family, broken: list[Broken], names: dict[str, str], titles: dict[str, str]) -> str:
    match family:
        case Family.SEATS:
            seats: Counter[str] = Counter()
            for each in broken:
                if each.place is not None:
                    seats[f"“{titles[each.place.theme]}” ({each.place.room}, round {each.place.round})"] += (
                        each.amount
                    )
            return listed([f"{plural(count, 'more seat')} for {where}" for where, count in seats.items()])
        case Family.THEMES:
            counts = Counter(each.amount for each in broken)
            return listed(
                [
                    f"{plural(count, 'delegate')} {'gets' if count == 1 else 'get'} {plural(missing, 'theme')} less"
                    for missing, count in sorted(counts.items())
                ]
            )
        case Family.MINIMUM:
            return listed(
                [
                    f"{each.place.room} in round {each.place.round} has {plural(each.amount, 'person')} less than its minimum"
                    for each in broken
                    if each.place is not None
                ]
            )
        case Family.PARTIES:
            pairs = [f"{names[each.keys[0]]} and {names[each.keys[1]]}" for each in broken]
            return f"{plural(len(pairs), 'pair')} of partners {'is' if len(pairs) == 1 else 'are'} apart ({_some(pairs)})"
        case Family.CONDITIONS:
            lifted = [
                f"{names[each.keys[0]]} {'does not get what she must' if each.rule is Rule.MUST else 'gets what she must not'}"
                for each in broken
            ]
            return f"{plural(len(lifted), 'condition')} {'is' if len(lifted) == 1 else 'are'} not kept ({_some(lifted)})"


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_NAMED
    return "; ".join([*texts[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
