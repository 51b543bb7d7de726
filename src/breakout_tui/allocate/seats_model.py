"""A task as a model of whole numbers: its columns, its rules as rows, and what each criterion costs.

A delegate has one column for each set of themes that she could have (1: she has it) and one for each slot (1: she is in it). How
well off she is belongs to the set, so that a level is counted by adding up columns; the slots of a set are in rounds of their own.

Only positions in the order of the draw, slots and themes decide what the model looks like, never names: so the published files
without names give the same answer.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, inf

from breakout_tui.allocate.whole_numbers import Cost, WholeNumbers
from breakout_tui.domain.allocation import Family, Level, Places, Slot, Task, ThemeSet
from breakout_tui.domain.delegates import Condition, Delegate, Place


class SeatsModel:
    """The columns of a task in a model, by delegate (her position in the draw), set of themes, and place."""

    def __init__(self, task: Task, numbers: WholeNumbers) -> None:
        self.task = task
        self.numbers = numbers
        self.sets: list[dict[ThemeSet, int]] = []
        """For each delegate: the column of each set of themes."""
        self.seats: list[dict[Place, int]] = []
        """For each delegate: the column of each slot that she can be in."""
        self.relaxed: dict[Family, dict[int, int]] = {family: {} for family in Family}
        """For each family: columns that say by how much its rules are broken, with what a unit costs."""
        self._shares: dict[int, tuple[list[int], int]] = {}
        """For each column of delegates beyond an even share: the columns of those who can be there, and the share."""
        for delegate in task.delegates:
            self._add_delegate(delegate)
        for slot in task.slots:
            self._add_slot(slot)
        for members in _grouped((at, each.party) for at, each in enumerate(task.delegates)):
            for one, other in itertools.combinations(members, 2):
                self._stay_together(one, other)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that delegates who answered can have, the best first."""
        return tuple(sorted({each.level for sets, _ in self._answered() for each in sets}))

    def at_level(self, level: Level) -> Cost:
        """How many of those who answered are at this level or worse."""
        return {
            column: 1 for sets, _ in self._answered() for each, column in sets.items() if each.level >= level
        }

    def worst(self, values: Sequence[float]) -> Level | None:
        """The worst level that one of those who answered has with these values, in part or whole."""
        levels = (
            each.level
            for sets, _ in self._answered()
            for each, column in sets.items()
            if values[column] > 1e-6
        )
        return max(levels, default=None)

    def steps(self) -> Cost:
        """The ranks of those who answered, a place in the order of the levels for each; a first answer from which to go on."""
        order = {level: number for number, level in enumerate(self.levels)}
        return {
            column: order[each.level]
            for sets, _ in self._answered()
            for each, column in sets.items()
            if order[each.level]
        }

    def without_first(self) -> Cost:
        """How many of those who answered get no first choice."""
        return {
            column: 1
            for sets, delegate in self._answered()
            for each, column in sets.items()
            if all(delegate.rank(theme) > 1 for theme in each.themes)
        }

    def missing(self) -> Cost:
        """How many themes those who didn't answer lack."""
        return {
            column: each.level.missing
            for sets, delegate in zip(self.sets, self.task.delegates, strict=True)
            if not delegate.has_answered
            for each, column in sets.items()
            if each.level.missing
        }

    def changes(self) -> tuple[Cost, int]:
        """How many of the held places are not kept: the cost, to which the second figure is added."""
        kept = [
            seats.get(place)
            for seats, delegate in zip(self.seats, self.task.delegates, strict=True)
            for place in self.task.held.get(delegate.key, ())
        ]
        return {column: -1 for column in kept if column is not None}, len(kept)

    def draw(self) -> Cost:
        """The levels of all, where an earlier number weighs more."""
        count = len(self.sets)
        order = {
            level: number for number, level in enumerate(sorted({e.level for s in self.sets for e in s}))
        }
        return {
            column: (count - position) * order[each.level]
            for position, sets in enumerate(self.sets)
            for each, column in sets.items()
            if order[each.level]
        }

    def lots(self) -> Cost:
        """A lot for each seat, so that what nothing else decides is decided by no alphabet."""
        return {
            column: _lot(position, place)
            for position, seats in enumerate(self.seats)
            for place, column in seats.items()
        }

    def beyond_even_share(self, groups: Iterable[list[int]]) -> Cost:
        """How many delegates sit in a slot beyond the even share of their group; adds a column for each group and slot."""
        cost: dict[int, int] = {}
        for members in groups:
            slots = [slot for slot in self.task.slots if any(slot.place in self.seats[at] for at in members)]
            seats = sum(slot.capacity for slot in slots)
            due = sum(max(len(each.themes) for each in self.sets[at]) for at in members)
            for slot in slots:
                there = [self.seats[at][slot.place] for at in members if slot.place in self.seats[at]]
                share = ceil(due * slot.capacity / seats)
                if len(there) > share:
                    column = self.numbers.column(len(there) - share)
                    self.numbers.row(-inf, {**dict.fromkeys(there, 1), column: -1}, share)
                    self._shares[column] = there, share
                    cost[column] = 1
        return cost

    def completed(self, values: Sequence[int]) -> tuple[int, ...]:
        """Values, and for the columns that were added since, how many are beyond each even share with them."""
        beyond = (
            max(0, sum(values[at] for at in there) - share)
            for column, (there, share) in self._shares.items()
            if column >= len(values)
        )
        return (*values, *beyond)

    def countries(self) -> Iterator[list[int]]:
        """The positions of the delegates of each country."""
        yield from _grouped((at, each.country) for at, each in enumerate(self.task.delegates))

    def spread_delegations(self) -> Iterator[list[int]]:
        """The positions of the delegates of each delegation that should be spread, by country or organisation."""
        yield from _grouped(
            (at, name)
            for at, each in enumerate(self.task.delegates)
            for name in dict.fromkeys((each.country, each.organisation))
            if name in self.task.spread
        )

    def places(self, values: Sequence[int]) -> Places:
        """The places that the values say."""
        return tuple(
            tuple(sorted((place for place, column in seats.items() if values[column]), key=_by_round))
            for seats in self.seats
        )

    def _answered(self) -> Iterator[tuple[dict[ThemeSet, int], Delegate]]:
        for sets, delegate in zip(self.sets, self.task.delegates, strict=True):
            if delegate.has_answered:
                yield sets, delegate

    def _add_delegate(self, delegate: Delegate) -> None:
        task, numbers = self.task, self.numbers
        is_pinned, is_no_worse = delegate.key in task.pinned, delegate.key in task.no_worse
        held = task.still_possible(delegate) if is_pinned or is_no_worse else ()
        limit = task.level_before(delegate) if is_no_worse else None
        kept = frozenset(place.theme for place in held)
        may_miss = task.may_miss(delegate)
        sets = {
            each: numbers.column()
            for each in task.theme_sets(delegate)
            if (may_miss or not each.level.missing)
            and (limit is None or each.level < limit or each.themes == kept)
        }
        self.sets.append(sets)
        numbers.row(1, dict.fromkeys(sets.values(), 1), 1)
        if Family.THEMES in task.relaxed and delegate.has_answered:
            self.relaxed[Family.THEMES] |= {
                column: each.level.missing for each, column in sets.items() if each.level.missing
            }
        themes = {theme for each in sets for theme in each.themes}
        seats = self._seats(delegate, themes)
        self.seats.append(seats)
        for theme in sorted(themes):
            terms = {column: 1 for place, column in seats.items() if place.theme == theme}
            terms |= {column: -1 for each, column in sets.items() if theme in each.themes}
            numbers.row(0, terms, 0)
        for number in sorted({place.round for place in seats}):
            numbers.row(0, {column: 1 for place, column in seats.items() if place.round == number}, 1)
        for condition in delegate.must:
            self._demand(condition, seats)
        for place in held:
            if is_pinned:
                numbers.row(1, {seats[place]: 1}, 1)
            if limit is not None:
                # Not better off, she stays where she is.
                same = {column: -1 for each, column in sets.items() if each.themes == kept}
                numbers.row(0, {seats[place]: 1, **same}, inf)

    def _seats(self, delegate: Delegate, themes: set[str]) -> dict[Place, int]:
        may_break = Family.CONDITIONS in self.task.relaxed
        seats = {}
        for slot in self.task.slots:
            place = slot.place
            if place.theme not in themes or place.round in delegate.away:
                continue
            if delegate.may_have(place):
                seats[place] = self.numbers.column()
            elif may_break:
                seats[place] = self.numbers.column()
                self.relaxed[Family.CONDITIONS][seats[place]] = 1
        return seats

    def _demand(self, condition: Condition, seats: dict[Place, int]) -> None:
        """She must have a place of this kind."""
        terms = {column: 1 for place, column in seats.items() if condition.holds_for(place)}
        if Family.CONDITIONS in self.task.relaxed:
            column = self.numbers.column()
            self.relaxed[Family.CONDITIONS][column] = 1
            terms[column] = 1
        self.numbers.row(1, terms, inf)

    def _add_slot(self, slot: Slot) -> None:
        """The people in it are as many as seats at most and, if it takes place, as its minimum at least."""
        people = {seats[slot.place]: 1 for seats in self.seats if slot.place in seats}
        if not people:
            return
        most = dict(people)
        if Family.SEATS in self.task.relaxed:
            extra = self.numbers.column(len(people))
            self.relaxed[Family.SEATS][extra] = 1
            most[extra] = -1
        self.numbers.row(-inf, most, slot.capacity)
        if slot.minimum < 2:
            return
        is_held = self.numbers.column()
        self.numbers.row(-inf, {**people, is_held: -len(people)}, 0)
        least = {**people, is_held: -slot.minimum}
        if Family.MINIMUM in self.task.relaxed:
            lacking = self.numbers.column(slot.minimum)
            self.relaxed[Family.MINIMUM][lacking] = 1
            least[lacking] = 1
        self.numbers.row(0, least, inf)

    def _stay_together(self, one: int, other: int) -> None:
        """Both have the same places in the rounds that both attend; and the same set of themes, if they attend the same rounds.

        With fractions the sets don't follow from the places, and what fractions reach would be out of reach.
        """
        away, away_of_other = self.task.delegates[one].away, self.task.delegates[other].away
        first, second = self.seats[one], self.seats[other]
        places = sorted((p for p in {*first, *second} if p.round not in away | away_of_other), key=_by_round)
        same = [(first.get(place), second.get(place)) for place in places]
        if away == away_of_other:
            here, there = ({s.themes: c for s, c in self.sets[at].items()} for at in (one, other))
            same += [(here.get(themes), there.get(themes)) for themes in dict.fromkeys([*here, *there])]
        apart = None
        if Family.PARTIES in self.task.relaxed:
            apart = self.numbers.column()
            self.relaxed[Family.PARTIES][apart] = 1
        for column, partner in same:
            terms = {each: sign for each, sign in ((column, 1), (partner, -1)) if each is not None}
            if apart is None:
                self.numbers.row(0, terms, 0)
            else:
                self.numbers.row(0, {**terms, apart: 1}, inf)
                self.numbers.row(-inf, {**terms, apart: -1}, 0)


def _grouped(labels: Iterable[tuple[int, str]]) -> Iterator[list[int]]:
    """The positions that share a label, for each label, in the order of the draw."""
    found: dict[str, list[int]] = {}
    for position, label in labels:
        if label:
            found.setdefault(label, []).append(position)
    yield from (members for members in found.values() if len(members) > 1)


def _by_round(place: Place) -> tuple[int, str, str]:
    return place.round, place.theme, place.room


def _lot(position: int, place: Place) -> int:
    text = f"{position}\0{place.room}\0{place.theme}\0{place.round}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:2], "big") % 1000
