"""Every answer of a small task, and what it is worth: written from the sentences of the criteria and the rules, without the search.

Nothing here uses the model, the check of the rules, or the levels of a task.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.domain.allocation import Criterion, Family, Level, Places, Solved, Task
from breakout_tui.domain.delegates import Condition, Delegate, Place


class Worth(NamedTuple):
    """What an answer is compared by, in the order of the criteria; a smaller one is better."""

    broken: tuple[int, ...]
    """By how much the rules of each relaxed family are broken."""
    levels: tuple[Level, ...]
    """Of those who answered, the worst one first."""
    without_first: int
    missing: int
    spread: int
    mixing: int
    changes: int

    def on_the_day(self) -> tuple[object, ...]:
        """The same when as few as possible have to move, before all else."""
        return (self.broken, self.changes, *self[1:6])

    def solved(self) -> dict[Criterion, list[Solved]]:
        """What a search should say that it reached."""
        found: dict[Criterion, list[Solved]] = {Criterion.LEVELS: []}
        for level in sorted(set(self.levels), reverse=True):
            if level != Level(0, 0):
                count = sum(each >= level for each in self.levels)
                found[Criterion.LEVELS].append(Solved(Criterion.LEVELS, count, count, level))
        for criterion, value in (
            (Criterion.FIRST, self.without_first),
            (Criterion.UNANSWERED, self.missing),
            (Criterion.SPREAD, self.spread),
            (Criterion.MIXING, self.mixing),
            (Criterion.CHANGES, self.changes),
        ):
            found[criterion] = [Solved(criterion, value, value)]
        return found


def within_reach(task: Task, most: int = 1000) -> Task:
    """The task with so few of its delegates that all combinations of what each could have are at most so many."""
    kept: list[Delegate] = []
    combinations = 1
    for each in task.delegates:
        combinations *= max(1, len(_options(task, each)))
        if combinations <= most:
            kept.append(each)
    return replace(task, delegates=tuple(kept))


def best(task: Task) -> tuple[Worth, Worth] | None:
    """The best worth that an answer can have by the criteria, and on the day; None if no answer keeps the rules."""
    found = [worth for places in _all_places(task) if (worth := _worth(task, places)) is not None]
    return (min(found), min(found, key=Worth.on_the_day)) if found else None


def worth_of(task: Task, places: Places) -> Worth | None:
    """What an answer is worth; None if it breaks a rule that isn't relaxed."""
    if any(held not in _options(task, each) for each, held in zip(task.delegates, places, strict=True)):
        return None
    return _worth(task, places)


def _worth(task: Task, places: Places) -> Worth | None:
    """What an answer is worth that keeps the rules of each delegate on her own."""
    people = Counter(place for held in places for place in held)
    pairs = list(zip(task.delegates, places, strict=True))
    broken = {
        Family.SEATS: sum(max(0, people[slot.place] - slot.capacity) for slot in task.slots),
        Family.MINIMUM: sum(
            max(0, slot.minimum - people[slot.place]) for slot in task.slots if people[slot.place]
        ),
        Family.PARTIES: _partners_apart(pairs),
        Family.CONDITIONS: sum(_conditions_broken(each, held) for each, held in pairs),
        Family.THEMES: sum(_level(task, each, held).missing for each, held in pairs if each.wishes),
    }
    if any(
        broken[each] for each in (Family.SEATS, Family.MINIMUM, Family.PARTIES) if each not in task.relaxed
    ):
        return None
    return Worth(
        tuple(broken[each] for each in sorted(task.relaxed, key=lambda each: each.value)),
        tuple(sorted((_level(task, each, held) for each, held in pairs if each.wishes), reverse=True)),
        sum(each.wishes != () and all(_rank(each, p.theme) > 1 for p in held) for each, held in pairs),
        sum(_level(task, each, held).missing for each, held in pairs if not each.wishes),
        sum(
            _beyond_even_share(
                task, [pair for pair in pairs if name in (pair[0].country, pair[0].organisation)]
            )
            for name in task.spread
        ),
        sum(
            _beyond_even_share(task, [pair for pair in pairs if pair[0].country == country])
            for country in {each.country for each in task.delegates} - {""}
        ),
        sum(place not in held for each, held in pairs for place in task.held.get(each.key, ())),
    )


def _all_places(task: Task) -> Iterator[Places]:
    """The answers in which each delegate's own rules are kept, and the seats are enough."""
    capacity = {slot.place: slot.capacity for slot in task.slots}
    is_tight = Family.SEATS not in task.relaxed

    options = [_options(task, each) for each in task.delegates]

    def more(at: int, chosen: Places, people: Counter[Place]) -> Iterator[Places]:
        if at == len(task.delegates):
            yield chosen
            return
        for option in options[at]:
            now = people + Counter(option)
            if not is_tight or all(now[place] <= capacity[place] for place in option):
                yield from more(at + 1, (*chosen, option), now)

    return more(0, (), Counter())


def _options(task: Task, delegate: Delegate) -> list[tuple[Place, ...]]:
    """What she alone could have."""
    rounds = sorted({slot.place.round for slot in task.slots} - delegate.away)
    in_round = [[None, *(slot.place for slot in task.slots if slot.place.round == each)] for each in rounds]
    every = (tuple(place for place in chosen if place) for chosen in itertools.product(*in_round))
    return [places for places in every if _keeps_her_rules(task, delegate, places)]


def _keeps_her_rules(task: Task, delegate: Delegate, places: tuple[Place, ...]) -> bool:
    if not _fits(task, delegate, places):
        return False
    if Family.CONDITIONS not in task.relaxed and _conditions_broken(delegate, places):
        return False
    before = _still_possible(task, delegate)
    if delegate.key in task.pinned and not set(before) <= set(places):
        return False
    limit = _limit(task, delegate)
    if limit is not None and _level(task, delegate, places) >= limit and set(places) != set(before):
        return False
    return _may_have(task, delegate, places)


def _may_have(task: Task, delegate: Delegate, places: Sequence[Place]) -> bool:
    """Whether these themes are as many as she should have, and better than what she holds if she is moved only for that."""
    level, limit = _level(task, delegate, places), _limit(task, delegate)
    # Who holds fewer themes than are due may keep just these.
    may_miss = not delegate.wishes or Family.THEMES in task.relaxed or delegate.key in task.pinned
    if level.missing and not may_miss and limit is None:
        return False
    before = {place.theme for place in _still_possible(task, delegate)}
    return limit is None or level < limit or {place.theme for place in places} == before


def _limit(task: Task, delegate: Delegate) -> Level | None:
    """How well off she is with what she holds, if she is moved only to be better off."""
    before = _still_possible(task, delegate)
    if delegate.key not in task.no_worse or not _fits(task, delegate, before):
        return None
    return _level(task, delegate, before)


def _fits(task: Task, delegate: Delegate, places: Sequence[Place]) -> bool:
    """Whether each place is of a theme of its own, and all of them are due in one of her tracks."""
    themes = {place.theme for place in places}
    return len(themes) == len(places) and any(
        themes <= set(track) and len(themes) <= due for track, due in _tracks(task, delegate)
    )


def _still_possible(task: Task, delegate: Delegate) -> tuple[Place, ...]:
    """What she holds and could still have: the room is there, and so is she, and nothing forbids it."""
    known = {slot.place for slot in task.slots}
    themes = {theme for track, due in _tracks(task, delegate) if due for theme in track}
    return tuple(
        place
        for place in task.held.get(delegate.key, ())
        if place in known
        and place.round not in delegate.away
        and place.theme in themes
        and (Family.CONDITIONS in task.relaxed or not any(_is_of(each, place) for each in delegate.never))
    )


def _tracks(task: Task, delegate: Delegate) -> list[tuple[tuple[str, ...], int]]:
    """The themes of each of her tracks, and how many of them are due to her."""
    found = []
    for track in task.tracks:
        if delegate.track in ("", track.title):
            rounds = {slot.place.round for slot in task.slots if slot.place.theme in track.themes}
            found.append((track.themes, min(track.explore, len(rounds - delegate.away))))
    return found


def _rank(delegate: Delegate, theme: str) -> int:
    """One more than the themes that she wants more."""
    more: list[str] = []
    for group in delegate.wishes:
        if theme in group:
            return len(more) + 1
        more += group
    return len(more) + 1


def _level(task: Task, delegate: Delegate, places: Sequence[Place]) -> Level:
    themes = {place.theme for place in places}
    tracks = _tracks(task, delegate)
    missing = min(due - len(themes) for track, due in tracks if themes <= set(track) and len(themes) <= due)
    lowest = min(
        sum(sorted(_rank(delegate, theme) for theme in track)[: len(themes)])
        for track, due in tracks
        if len(themes) <= due
    )
    return Level(missing, sum(_rank(delegate, theme) for theme in themes) - lowest)


def _conditions_broken(delegate: Delegate, places: Sequence[Place]) -> int:
    forbidden = sum(any(_is_of(each, place) for each in delegate.never) for place in places)
    return forbidden + sum(not any(_is_of(each, place) for place in places) for each in delegate.must)


def _is_of(condition: Condition, place: Place) -> bool:
    return (not condition.theme or condition.theme == place.theme) and (
        not condition.round or condition.round == place.round
    )


def _partners_apart(pairs: list[tuple[Delegate, tuple[Place, ...]]]) -> int:
    """How many pairs of partners are not in the same place in each round that both attend."""
    return sum(
        {p for p in of_one if p.round not in other.away} != {p for p in of_other if p.round not in one.away}
        for (one, of_one), (other, of_other) in itertools.combinations(pairs, 2)
        if one.party and one.party == other.party
    )


def _beyond_even_share(task: Task, group: list[tuple[Delegate, tuple[Place, ...]]]) -> int:
    """How many of a group sit in a slot beyond its even share.

    The share is that of the slot in the seats of all slots that one of the group could be in, of as many places as are due to the
    whole group, rounded up.
    """
    if len(group) < 2:
        return 0
    members = [each for each, _ in group]
    possible = [_possible_themes(task, each) for each in members]
    slots = [
        slot
        for slot in task.slots
        if any(
            _could_be_in(task, each, slot.place) and any(slot.place.theme in themes for themes in sets)
            for each, sets in zip(members, possible, strict=True)
        )
    ]
    due = sum(max(map(len, sets)) for sets in possible)
    seats = sum(slot.capacity for slot in slots)
    beyond = 0
    for slot in slots:
        share = -(-due * slot.capacity // seats)
        beyond += max(0, sum(slot.place in held for _, held in group) - share)
    return beyond


def _possible_themes(task: Task, delegate: Delegate) -> list[set[str]]:
    """The themes that she may have together, wherever and whenever they are."""
    return [
        set(themes)
        for track, due in _tracks(task, delegate)
        for size in range(due + 1)
        for themes in itertools.combinations(track, size)
        if _may_have(task, delegate, [Place("", theme, 0) for theme in themes])
    ]


def _could_be_in(task: Task, delegate: Delegate, place: Place) -> bool:
    """Whether she attends the round, and nothing forbids it."""
    return place.round not in delegate.away and (
        Family.CONDITIONS in task.relaxed or not any(_is_of(each, place) for each in delegate.never)
    )
