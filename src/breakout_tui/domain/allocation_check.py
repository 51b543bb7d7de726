"""Whether places keep all rules of a task: says so without knowing how they were found."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.allocation import Family, Places, Task
from breakout_tui.domain.delegates import Delegate, Place


class Rule(Enum):
    """A rule of a task."""

    KNOWN_PLACE = "a place that does not exist"
    ONE_A_ROUND = "two places in one round"
    ONE_A_THEME = "one theme twice"
    DUE = "fewer themes than due"
    MORE_THAN_DUE = "more themes than due"
    AWAY = "a place in a round that the delegate can't attend"
    MUST = "a place is missing that the delegate must have"
    NEVER = "a place that the delegate must not have"
    TOGETHER = "partners are apart"
    CAPACITY = "more people than seats"
    MINIMUM = "fewer people than the minimum"
    PINNED = "a place is taken away that the delegate keeps"
    NO_WORSE = "a delegate is moved who is not better off then"


FAMILIES: dict[Rule, Family] = {
    Rule.DUE: Family.THEMES,
    Rule.MUST: Family.CONDITIONS,
    Rule.NEVER: Family.CONDITIONS,
    Rule.TOGETHER: Family.PARTIES,
    Rule.CAPACITY: Family.SEATS,
    Rule.MINIMUM: Family.MINIMUM,
}
"""The family of each rule that can be relaxed. The others are facts."""


class Broken(NamedTuple):
    """A rule that is not kept."""

    rule: Rule
    keys: tuple[str, ...] = ()
    """The delegates that it is about."""
    place: Place | None = None
    """The slot that it is about."""
    amount: int = 1
    """Seats, themes, people or conditions that are missing."""

    def is_allowed(self, task: Task) -> bool:
        """Whether the task says that this rule may be broken; who has to get all themes is said by the task too."""
        return self.is_relaxed(task) or (self.rule is Rule.DUE and self._may_miss(task))

    def is_relaxed(self, task: Task) -> bool:
        """Whether a rule that should be kept is broken with leave."""
        if self.rule is Rule.DUE and not self._have_answered(task):
            return False
        return self.rule in FAMILIES and FAMILIES[self.rule] in task.relaxed

    def _may_miss(self, task: Task) -> bool:
        return any(task.may_miss(each) for each in task.delegates if each.key in self.keys)

    def _have_answered(self, task: Task) -> bool:
        return any(each.has_answered for each in task.delegates if each.key in self.keys)


def broken_rules(task: Task, places: Places) -> tuple[Broken, ...]:
    """Every rule that these places break, those of delegates first, in the order of the draw."""
    known = {slot.place for slot in task.slots}
    of_delegates = (
        broken
        for delegate, held in zip(task.delegates, places, strict=True)
        for broken in _of_delegate(task, known, delegate, held)
    )
    return (*of_delegates, *_of_parties(task, places), *_of_slots(task, places))


def _of_delegate(
    task: Task, known: Collection[Place], delegate: Delegate, held: tuple[Place, ...]
) -> Iterator[Broken]:
    key = (delegate.key,)
    rounds = Counter(place.round for place in held)
    themes = Counter(place.theme for place in held)
    for place in held:
        if place not in known:
            yield Broken(Rule.KNOWN_PLACE, key, place)
        if place.round in delegate.away:
            yield Broken(Rule.AWAY, key, place)
        elif not delegate.may_have(place):
            yield Broken(Rule.NEVER, key, place)
    if any(count > 1 for count in rounds.values()):
        yield Broken(Rule.ONE_A_ROUND, key)
    if any(count > 1 for count in themes.values()):
        yield Broken(Rule.ONE_A_THEME, key)
    tracks = [track for track in task.tracks_of(delegate) if set(themes) <= set(track.themes)]
    if not tracks:
        yield Broken(Rule.KNOWN_PLACE, key)
    else:
        yield from _of_due(key, [task.due(delegate, track) for track in tracks], len(held))
    for _ in delegate.lacks(held):
        yield Broken(Rule.MUST, key)
    if delegate.key in task.pinned and not set(task.still_possible(delegate)) <= set(held):
        yield Broken(Rule.PINNED, key)
    if delegate.key in task.no_worse and _is_moved_in_vain(task, delegate, held):
        yield Broken(Rule.NO_WORSE, key)


def _of_due(key: tuple[str], due: list[int], count: int) -> Iterator[Broken]:
    """So many themes are too few or too many for each track that they could be of."""
    if count > max(due):
        yield Broken(Rule.MORE_THAN_DUE, key, amount=count - max(due))
    elif missing := min(each for each in due if each >= count) - count:
        yield Broken(Rule.DUE, key, amount=missing)


def _is_moved_in_vain(task: Task, delegate: Delegate, held: tuple[Place, ...]) -> bool:
    before = task.level_before(delegate)
    if before is None or set(held) == set(task.still_possible(delegate)):
        return False
    try:
        return task.level(delegate, held) >= before
    except KeyError:
        # Not of one of her tracks, or too many: that is said by other rules.
        return False


def _of_parties(task: Task, places: Places) -> Iterator[Broken]:
    parties: dict[str, list[tuple[Delegate, tuple[Place, ...]]]] = {}
    for delegate, held in zip(task.delegates, places, strict=True):
        if delegate.party:
            parties.setdefault(delegate.party, []).append((delegate, held))
    for members in parties.values():
        for (one, of_one), (other, of_other) in itertools.combinations(members, 2):
            away = one.away | other.away
            if {p for p in of_one if p.round not in away} != {p for p in of_other if p.round not in away}:
                yield Broken(Rule.TOGETHER, (one.key, other.key))


def _of_slots(task: Task, places: Places) -> Iterator[Broken]:
    people = Counter(place for held in places for place in held)
    for slot in task.slots:
        count = people[slot.place]
        if count > slot.capacity:
            yield Broken(Rule.CAPACITY, place=slot.place, amount=count - slot.capacity)
        if 0 < count < slot.minimum:
            yield Broken(Rule.MINIMUM, place=slot.place, amount=slot.minimum - count)
