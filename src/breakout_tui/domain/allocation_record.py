"""The record of an allocation: its versions, and what changes it from one to the next.

A change gives a task to search, or the places at once where nobody else is concerned. In a draft everything is searched anew. Once
places are published, as few as possible change; once they are frozen, nobody who has a place is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from breakout_tui.domain.allocation import (
    CRITERIA,
    MOVING_UP,
    ON_THE_DAY,
    Allocation,
    Criterion,
    Family,
    Level,
    Places,
    State,
    Task,
    moved,
)
from breakout_tui.domain.allocation_check import broken_rules
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.draw import in_drawn_order
from breakout_tui.domain.first_come import first_come


@dataclass(frozen=True, slots=True)
class Absent:
    """A delegate who withdrew or did not come, with her number in the draw: she can come back."""

    number: int
    delegate: Delegate


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an allocation, and how it came about."""

    allocation: Allocation
    what: str
    """What was done, without names: ``no-show: 12 delegates``."""
    at: datetime
    absent: tuple[Absent, ...] = ()

    @property
    def held(self) -> dict[str, tuple[Place, ...]]:
        """The places of each delegate, by key."""
        return {delegate.key: places for _, delegate, places in self.allocation.each()}


@dataclass(frozen=True, slots=True)
class Record:
    """All versions that can still be gone back to, and what they were made of."""

    programme: str
    """The text of the programme file."""
    source: str
    """The path of the list of delegates."""
    versions: tuple[Version, ...]
    """The newest one last; never empty."""
    last: int
    """The highest number of a version so far; a number is not used again."""
    files: tuple[str, ...] = ()
    """The names of the files that were written beside the record."""

    @property
    def newest(self) -> Version:
        """The version that counts."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked for: a task, and how its answers are compared; ``places`` if there is nothing to search."""

    task: Task
    numbers: tuple[int, ...]
    criteria: tuple[Criterion, ...]
    absent: tuple[Absent, ...]
    places: Places | None = None


def first(task: Task, seed: str) -> Change:
    """The first allocation, or another draft: ``task`` has the delegates in any order."""
    delegates = in_drawn_order(task.delegates, seed)
    return Change(replace(task, delegates=delegates), tuple(range(1, len(delegates) + 1)), CRITERIA, ())


def again(version: Version, task: Task) -> Change:
    """The lists were given again after places were published: numbers stay, and what is equally good changes least."""
    before = version.allocation
    known = {each.key: number for number, each, _ in before.each()}
    known |= {each.delegate.key: each.number for each in version.absent}
    new = in_drawn_order((each for each in task.delegates if each.key not in known), before.seed)
    numbers = known | {
        each.key: number for number, each in enumerate(new, 1 + max(known.values(), default=0))
    }
    delegates = sorted(task.delegates, key=lambda each: numbers[each.key])
    there = {each.key for each in delegates}
    absent = tuple(each for each in version.absent if each.delegate.key not in there)
    gone = tuple(Absent(number, each) for number, each, _ in before.each() if each.key not in there)
    return Change(
        replace(task, delegates=tuple(delegates), held=version.held),
        tuple(numbers[each.key] for each in delegates),
        CRITERIA,
        absent + gone,
    )


def unchanged(version: Version) -> Change:
    """The places as they are, for another state."""
    before = version.allocation
    return Change(before.task, before.numbers, before.criteria, version.absent, before.places)


def withdrawn(version: Version, keys: Collection[str], rounds: Collection[int] = ()) -> Change:
    """Without these delegates, or without them in some rounds. Others move only where a rule demands it."""
    before = version.allocation
    absent = list(version.absent)
    kept: list[tuple[int, Delegate, tuple[Place, ...]]] = []
    for number, delegate, places in before.each():
        if delegate.key not in keys:
            kept.append((number, delegate, places))
        elif rounds:
            left = tuple(place for place in places if place.round not in rounds)
            must = tuple(each for each in delegate.must if not _is_given_up(each, places, rounds))
            there = replace(delegate, away=delegate.away | set(rounds), must=must)
            kept.append((number, there, left))
        else:
            absent.append(Absent(number, delegate))
    return _changed(version, kept, tuple(absent))


def added(version: Version, delegates: Sequence[Delegate]) -> Change:
    """With more delegates: those who were absent get their number back, the others the next ones, in the order given."""
    before = version.allocation
    back = {each.delegate.key: each.number for each in version.absent}
    taken = [*before.numbers, *back.values()]
    following = 1 + max(taken, default=0)
    rows = list(before.each())
    for delegate in delegates:
        number = back.pop(delegate.key, None)
        if number is None:
            number, following = following, following + 1
        rows.append((number, delegate, ()))
    absent = tuple(each for each in version.absent if each.delegate.key in back)
    return replace(_changed(version, sorted(rows, key=lambda row: row[0]), absent), places=None)


def moved_up(version: Version, only: Collection[str] = ()) -> Change:
    """Free seats go to those who wait for them. Everybody keeps her places, and who lacks a theme gets one where a seat is free.

    ``only`` has keys: these delegates may also change places, if they are better off then.
    """
    waiting = {delegate.key for _, delegate, _ in waiting_list(version.allocation)} & set(only)
    keys = {delegate.key for delegate in version.allocation.task.delegates}
    change = _changed(version, list(version.allocation.each()), version.absent)
    is_frozen = version.allocation.state is State.FROZEN
    task = replace(
        change.task,
        pinned=frozenset(keys if is_frozen else keys - waiting),
        no_worse=frozenset(waiting),
    )
    return replace(change, task=task, criteria=MOVING_UP, places=None)


def waiting_list(allocation: Allocation) -> tuple[tuple[int, Delegate, Level], ...]:
    """Who would be better off with other places: who lacks most themes first, then the worst off, then by the draw.

    Those who didn't answer come last: a free seat goes to all others first.
    """
    found = [
        (number, delegate, allocation.task.level(delegate, places))
        for number, delegate, places in allocation.each()
    ]
    waiting = [
        each for each in found if each[2] > min(one.level for one in allocation.task.theme_sets(each[1]))
    ]
    return tuple(
        sorted(
            waiting, key=lambda each: (not each[1].has_answered, -each[2].missing, -each[2].steps, each[0])
        )
    )


def _changed(
    version: Version, rows: Sequence[tuple[int, Delegate, tuple[Place, ...]]], absent: tuple[Absent, ...]
) -> Change:
    """On the day: the places are what these rows hold, unless that breaks a rule."""
    before = version.allocation
    is_frozen = before.state is State.FROZEN
    held: Mapping[str, tuple[Place, ...]] = {delegate.key: places for _, delegate, places in rows if places}
    relaxed = (
        before.task.relaxed | {Family.THEMES} | ({Family.MINIMUM, Family.PARTIES} if is_frozen else set())
    )
    task = replace(
        before.task,
        delegates=tuple(delegate for _, delegate, _ in rows),
        held=held,
        relaxed=relaxed,
        pinned=frozenset(held) if is_frozen else frozenset(),
        no_worse=frozenset(),
    )
    places = tuple(places for _, _, places in rows)
    is_fine = all(each.is_allowed(task) for each in broken_rules(task, places))
    numbers = tuple(number for number, _, _ in rows)
    return Change(task, numbers, ON_THE_DAY, absent, places if is_fine else None)


def _is_given_up(must: Condition, places: Sequence[Place], rounds: Collection[int]) -> bool:
    """Whether somebody who is not there in these rounds no longer has to attend this: she was to attend it then."""
    attended = [place.round in rounds for place in places if must.holds_for(place)]
    return must.round in rounds or (bool(attended) and all(attended))


def with_comparison(record: Record) -> Record:
    """The record whose newest version is compared with the one before; the others are never shown."""
    newest, *before = reversed(record.versions)
    compared = compare(newest.allocation, before[0] if before else None)
    return replace(record, versions=(*record.versions[:-1], replace(newest, allocation=compared)))


def compare(allocation: Allocation, before: Version | None) -> Allocation:
    """The allocation with what has moved since a version, among those who are in both, and with first come, first served."""
    held = {delegate.key: places for _, delegate, places in allocation.each()}
    old = {} if before is None else before.held
    both = held.keys() & old.keys()
    away = {delegate.key: delegate.away for _, delegate, _ in allocation.each()}
    changed = moved({key: old[key] for key in both}, {key: held[key] for key in both})
    # A delegate who is absent in a round gives up the place of that round, and is not moved.
    moves = tuple(each for each in changed if each.round not in away[each.key])
    seats = {(key, place) for key, places in held.items() for place in places}
    seats_before = {(key, place) for key, places in old.items() for place in places}
    return replace(
        allocation,
        moves=moves,
        first_come=first_come(allocation.task),
        since=0 if before is None else before.allocation.version,
        changed=frozenset() if before is None else frozenset(place for _, place in seats ^ seats_before),
    )
