"""What to relax when no places keep all rules, in lines with the option that does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from breakout_tui.domain.allocation import Family, Task
from breakout_tui.domain.allocation_check import FAMILIES, Broken, Rule
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.text import plural
from breakout_tui.report.formatting import listed

if TYPE_CHECKING:  # importing it loads the solver
    from breakout_tui.allocate.relaxing import Relaxation

_MOST_NAMED = 6


def relaxation_lines(task: Task, ways: Sequence[Relaxation], titles: Mapping[str, str]) -> Iterator[str]:
    """A line for each way, the smallest change first; another one if there is none. ``titles`` are those of the themes, by id."""
    if not ways:
        yield "no places keep all rules, and relaxing them does not help: is any round left that a delegate can attend?"
        return
    yield "no places keep all rules. Relax one of these, the smallest change first:"
    for way in ways:
        options = " ".join(f"--relax {family.value}" for family in way.families)
        yield f"  {options}: {' and '.join(broken_words(task, way.broken, titles, is_example=True))}"
    yield from _torn_parties(task)


def broken_words(
    task: Task, broken: Iterable[Broken], titles: Mapping[str, str], *, is_example: bool = False
) -> list[str]:
    """What is broken, one text for each family of rules; ``is_example``: where the seats are is one of several ways."""
    of_family: dict[Family, list[Broken]] = {}
    for each in broken:
        if each.rule in FAMILIES:
            of_family.setdefault(FAMILIES[each.rule], []).append(each)
    words = _Words(task, titles, is_example)
    return [words.of(family, of_family[family]) for family in Family if family in of_family]


class _Words:
    """The words for broken rules of a task."""

    def __init__(self, task: Task, titles: Mapping[str, str], is_example: bool) -> None:
        self._task = task
        self._titles = titles
        self._is_example = is_example
        self._delegates = {each.key: each for each in task.delegates}

    def of(self, family: Family, broken: Sequence[Broken]) -> str:
        """One text for all broken rules of a family."""
        match family:
            case Family.SEATS:
                return self._seats(broken)
            case Family.THEMES:
                return listed(list(self._themes(broken)))
            case Family.MINIMUM:
                return listed(
                    [
                        f"{each.place.room} in round {each.place.round} is {each.amount} below its minimum"
                        for each in broken
                        if each.place is not None
                    ]
                )
            case Family.PARTIES:
                pairs = [f"{self._name(each.keys[0])} and {self._name(each.keys[1])}" for each in broken]
                return f"{plural(len(pairs), 'pair')} of partners {_be(pairs)} apart ({_some(pairs)})"
            case Family.CONDITIONS:
                lifted = [
                    f"{self._name(each.keys[0])}: {'must' if each.rule is Rule.MUST else 'must not'}"
                    for each in broken
                ]
                return f"{plural(len(lifted), 'condition')} {_be(lifted)} not kept ({_some(lifted)})"

    def _seats(self, broken: Sequence[Broken]) -> str:
        total = plural(sum(each.amount for each in broken), "more seat")
        where = [
            f"{each.amount} in {each.place.room}, round {each.place.round}"
            for each in broken
            if each.place is not None
        ]
        if len(where) == 1 and broken[0].place is not None:
            theme = self._titles[broken[0].place.theme]
            return f"{total} for “{theme}” ({broken[0].place.room}, round {broken[0].place.round})"
        return f"{total}{', such as' if self._is_example else ':'} {'; '.join(where)}"

    def _themes(self, broken: Sequence[Broken]) -> Iterator[str]:
        """How many get how many themes less; those who get none apart."""
        groups: dict[str, list[str]] = {}
        for each in broken:
            delegate = self._delegates[each.keys[0]]
            is_all = each.amount >= self._task.most_due(delegate)
            less = "no theme" if is_all else f"{plural(each.amount, 'theme')} less"
            groups.setdefault(less, []).append(delegate.name)
        for less, names in sorted(groups.items(), key=lambda each: each[0] == "no theme"):
            who = f" ({'; '.join(names)})" if len(names) <= _MOST_NAMED else ""
            yield f"{plural(len(names), 'delegate')} {'gets' if len(names) == 1 else 'get'} {less}{who}"

    def _name(self, key: str) -> str:
        return self._delegates[key].name


def _torn_parties(task: Task) -> Iterator[str]:
    """Partners who can't stay together, because they are in different tracks."""
    parties: dict[str, list[Delegate]] = {}
    for delegate in task.delegates:
        if delegate.party and delegate.track:
            parties.setdefault(delegate.party, []).append(delegate)
    torn = [members for members in parties.values() if len({each.track for each in members}) > 1]
    if torn:
        named = [" and ".join(f"{each.name} ({each.track})" for each in members) for members in torn]
        yield f"Partners in different tracks can't stay together: {_some(named)}"


def _be(things: Sequence[str]) -> str:
    return "is" if len(things) == 1 else "are"


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_NAMED
    return "; ".join([*texts[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
