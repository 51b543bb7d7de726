"""Allocation: which delegate gets which themes, in which rounds and rooms.

A *task* is all that is given: tracks, slots, delegates with their wishes, in the order of the draw. *Places* are an answer:
for each delegate, in the same order, her places in the order of the rounds. How well off a delegate is with her places is a
*level*; ``CRITERIA`` says in which order answers are compared. Nothing here searches; ``allocate/`` does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.once import once
from breakout_tui.domain.programme import Programme, Track
from breakout_tui.domain.rounds import last_round


@dataclass(frozen=True, slots=True)
class Slot:
    """A room in one round, with its theme."""

    place: Place
    capacity: int
    """The most people in it."""
    minimum: int = 0
    """With fewer people than this it does not take place: then nobody is in it."""


Places: TypeAlias = tuple[tuple[Place, ...], ...]
"""The places of each delegate, in the order of the task's delegates and of the rounds."""


class Level(NamedTuple):
    """How far a delegate is from the best that she could have; a lower one is better."""

    missing: int
    """Themes that she should have and doesn't."""
    steps: int
    """How many ranks her themes lie lower in her list than the best ones, added up: with her first and third choice it is 1."""


class ThemeSet(NamedTuple):
    """Themes that a delegate can have together, and how well off she is with them."""

    themes: frozenset[str]
    level: Level


class Criterion(Enum):
    """What answers are compared by; the value is its sentence on every output."""

    LEVELS = "The delegate who is worst off is as well off as possible; then as few as possible are so badly off; then the same for each better level."
    FIRST = "As many delegates as possible get a first choice."
    UNANSWERED = "Delegates without an answer get what is left, as many themes as possible."
    SPREAD = "The delegations that were named are spread over the rooms."
    MIXING = (
        "Countries are mixed: the delegates of each country are spread over the rooms as evenly as possible."
    )
    CHANGES = "As few published places as possible are changed."
    DRAW = "What is still equal is decided by the draw: an earlier number is better off."


CRITERIA = tuple(Criterion)
"""The order in which answers are compared: the second only between answers that are equal by the first, and so on."""

ON_THE_DAY = (Criterion.CHANGES, *(each for each in Criterion if each is not Criterion.CHANGES))
"""The order once people know their places: first of all, as few as possible have to move."""

MOVING_UP = tuple(each for each in Criterion if each not in (Criterion.SPREAD, Criterion.MIXING))
"""The order when free seats go to those who wait: nobody is moved only to mix."""


class Family(Enum):
    """Rules that can be relaxed together when not all of them can be kept; the value is what is relaxed."""

    SEATS = "seats"
    THEMES = "themes"
    MINIMUM = "minimum"
    PARTIES = "together"
    CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class Task:
    """All that is given."""

    tracks: tuple[Track, ...]
    slots: tuple[Slot, ...]
    """In the order of round, theme and room."""
    delegates: tuple[Delegate, ...]
    """In the order of the draw."""
    spread: frozenset[str] = frozenset()
    """Countries and organisations whose delegates should be spread over the rooms."""
    held: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """The published places, by the delegate's key; empty before anything is published."""
    relaxed: frozenset[Family] = frozenset()
    """The rules that may be broken, as little as possible."""
    pinned: frozenset[str] = frozenset()
    """Keys of delegates who keep each place that they hold; they can still get more."""
    no_worse: frozenset[str] = frozenset()
    """Keys of delegates who are moved only if they are better off then."""
    worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``once`` keeps."""

    def __post_init__(self) -> None:
        """Check that keys and places are unique. Raises ValueError."""
        if len({each.key for each in self.delegates}) != len(self.delegates):
            raise ValueError("two delegates share a key")
        if len({slot.place for slot in self.slots}) != len(self.slots):
            raise ValueError("two slots are the same room, theme and round")

    def tracks_of(self, delegate: Delegate) -> tuple[Track, ...]:
        """The tracks that she may be in."""
        return tuple(track for track in self.tracks if delegate.track in ("", track.title))

    def due(self, delegate: Delegate, track: Track) -> int:
        """How many themes of a track she should have: ``explore``, or one for each round that she attends if these are fewer."""
        rounds = {slot.place.round for slot in self.slots if slot.place.theme in track.themes}
        return min(track.explore, len(rounds - delegate.away))

    def most_due(self, delegate: Delegate) -> int:
        """How many themes this delegate should have at most, of all tracks that are open to this delegate."""
        return max((self.due(delegate, track) for track in self.tracks_of(delegate)), default=0)

    @once
    def theme_sets(self, delegate: Delegate) -> tuple[ThemeSet, ...]:
        """All that she could have, also fewer themes than she should; the best first.

        Which rooms have seats, and whether the rounds fit, is not looked at.
        """
        whole: dict[int, int] = {}
        found: dict[frozenset[str], int] = {}
        for track in self.tracks_of(delegate):
            due = self.due(delegate, track)
            for size in range(due + 1):
                for themes in itertools.combinations(track.themes, size):
                    chosen = frozenset(themes)
                    found[chosen] = min(found.get(chosen, due), due - size)
                    ranks = sum(delegate.rank(theme) for theme in chosen)
                    whole[size] = min(whole.get(size, ranks), ranks)
        sets = [
            ThemeSet(themes, Level(missing, sum(map(delegate.rank, themes)) - whole[len(themes)]))
            for themes, missing in found.items()
        ]
        return tuple(sorted(sets, key=lambda each: (each.level, sorted(each.themes))))

    def level(self, delegate: Delegate, places: tuple[Place, ...]) -> Level:
        """How well off she is with these places. Raises KeyError if they are not of one of her tracks."""
        return self._levels(delegate)[frozenset(place.theme for place in places)]

    def still_possible(self, delegate: Delegate) -> tuple[Place, ...]:
        """The places that she holds and can still have: the room is there, she attends the round, and nothing forbids it."""
        known = {slot.place for slot in self.slots}
        themes = {theme for each in self._levels(delegate) for theme in each}
        return tuple(
            place
            for place in self.held.get(delegate.key, ())
            if place in known
            and place.theme in themes
            and place.round not in delegate.away
            and (delegate.may_have(place) or Family.CONDITIONS in self.relaxed)
        )

    def level_before(self, delegate: Delegate) -> Level | None:
        """How well off she is with what she holds and can still have; None if she can't have all of it together any more."""
        themes = frozenset(place.theme for place in self.still_possible(delegate))
        return self._levels(delegate).get(themes)

    def may_miss(self, delegate: Delegate) -> bool:
        """Whether she may get fewer themes than she should: those who didn't answer, and those who have fewer and keep them."""
        return (
            not delegate.has_answered
            or Family.THEMES in self.relaxed
            or delegate.key in self.pinned
            or (delegate.key in self.no_worse and self.level_before(delegate) is not None)
        )

    @once
    def _levels(self, delegate: Delegate) -> dict[frozenset[str], Level]:
        return {each.themes: each.level for each in self.theme_sets(delegate)}


def slots_of(programme: Programme) -> tuple[Slot, ...]:
    """The slots of all rooms. A room without rounds is used in each one."""
    last = last_round(programme.tracks, programme.rooms)
    return tuple(
        sorted(
            (
                Slot(Place(room.name, room.theme, number), room.capacity, room.minimum)
                for room in programme.rooms
                for number in room.rounds or range(1, last + 1)
            ),
            key=lambda slot: (slot.place.round, slot.place.theme, slot.place.room),
        )
    )


class State(Enum):
    """How firm an allocation is."""

    DRAFT = "draft"
    """Anything can still change."""
    PUBLISHED = "published"
    """Delegates know their places: what changes is named, and as little as possible."""
    FROZEN = "frozen"
    """Nobody who has a place is moved any more; free seats can still be given."""


class Solved(NamedTuple):
    """What was reached by one criterion."""

    criterion: Criterion
    value: int
    """What was minimised: delegates so badly off, delegates without a first choice, themes missing, delegates beyond the even share …"""
    bound: int
    """No answer that is as good by the criteria before it can have less; equal to ``value`` if that is proved to be the best."""
    level: Level | None = None
    """For ``LEVELS``: the level that the count is about: this one and worse ones."""

    @property
    def is_best(self) -> bool:
        """Whether nothing better is possible."""
        return self.value == self.bound


class Move(NamedTuple):
    """One place that a delegate had or has, in one round, before and after; None for no place."""

    key: str
    before: Place | None
    after: Place | None

    @property
    def round(self) -> int:
        """The round that it is about."""
        place = self.before or self.after
        assert place is not None
        return place.round


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who sits where: one version of it, with what led to it."""

    event: str
    state: State
    version: int
    """From 1."""
    seed: str
    """What the draw was made with; announced beforehand."""
    task: Task
    numbers: tuple[int, ...]
    """The number of each delegate of the task in the draw, from 1; a number of somebody who withdrew is not used again."""
    places: Places
    solved: tuple[Solved, ...] = ()
    """In the order of the criteria."""
    moves: tuple[Move, ...] = ()
    """What changed for delegates since the version before, among those who are in both."""
    first_come: Places = ()
    """The places on the same wishes if everybody had chosen in turn, in the order of the draw; for comparison."""
    is_complete: bool = True
    """Whether the search came to its end; False if it was stopped and this is the best that was found."""
    criteria: tuple[Criterion, ...] = CRITERIA
    """What answers were compared by, in this order, when these places were found."""
    since: int = 0
    """The number of the version before, with which ``moves`` and ``changed`` compare; 0 if there is none."""
    changed: frozenset[Place] = frozenset()
    """The slots in which there are other people than in the version before, also because some came or left."""

    def each(self) -> Iterator[tuple[int, Delegate, tuple[Place, ...]]]:
        """Number, delegate and places, in the order of the draw."""
        return zip(self.numbers, self.task.delegates, self.places, strict=True)

    def in_slot(self, slot: Slot) -> tuple[Delegate, ...]:
        """Who is in a slot, in the order of the draw."""
        return tuple(delegate for _, delegate, places in self.each() if slot.place in places)


def moved(
    before: Mapping[str, tuple[Place, ...]], after: Mapping[str, tuple[Place, ...]]
) -> tuple[Move, ...]:
    """What changed for each delegate, by key and round."""
    found = []
    for key in sorted({*before, *after}):
        old = {place.round: place for place in before.get(key, ())}
        new = {place.round: place for place in after.get(key, ())}
        found += [
            Move(key, old.get(number), new.get(number))
            for number in sorted({*old, *new})
            if old.get(number) != new.get(number)
        ]
    return tuple(found)
