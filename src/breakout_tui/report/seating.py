"""Who sits where, as lists need it: the places of each delegate by round, and who lacks some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from breakout_tui.domain.allocation import Allocation, Slot
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import by_numbers

NO_PLACE = "no place"
NOTHING = "–"
"""In a round in which a delegate needs no place."""


@dataclass(frozen=True, slots=True)
class Seated:
    """One delegate with her places."""

    number: int
    """In the draw."""
    delegate: Delegate
    places: tuple[Place | None, ...]
    """One for each round of the conference."""
    gaps: frozenset[int]
    """The rounds in which she lacks a place and could have one."""
    missing: int
    """Themes that she should have and doesn't."""

    @property
    def listed_name(self) -> str:
        """Her name as a list shows it that is sorted by family names: ``Haddad, Aïcha``."""
        return _family_first(self.delegate)

    def without(self, number: int) -> str:
        """What stands for the place in a round in which she has none."""
        return NO_PLACE if number in self.gaps else NOTHING


@dataclass(frozen=True, slots=True)
class Seating:
    """An allocation, sorted for reading."""

    allocation: Allocation
    rounds: tuple[int, ...]
    by_name: tuple[Seated, ...]
    titles: dict[str, str]
    """The title of each theme, by its id."""

    @property
    def waiting(self) -> tuple[Seated, ...]:
        """Who lacks a theme, by name: the order in which they get free seats would say who sent no wishes."""
        return tuple(each for each in self.by_name if each.missing)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots room by room, as their lists are handed out."""
        return tuple(sorted(self.allocation.task.slots, key=_reading_order))

    def in_slot(self, slot: Slot) -> Iterator[Seated]:
        """Who is in a slot, by name."""
        return (each for each in self.by_name if slot.place in each.places)

    def title(self, place: Place) -> str:
        """The title of the theme of a place."""
        return self.titles[place.theme]


def seating_of(allocation: Allocation, programme: Programme) -> Seating:
    """The seating of an allocation; each of its themes is one of the programme."""
    task = allocation.task
    rounds = tuple(sorted({slot.place.round for slot in task.slots}))
    seated = [_seated(allocation, rounds, *each) for each in allocation.each()]
    seated.sort(key=lambda each: (*reading_order(each.delegate), each.number))
    titles = programme.titles
    return Seating(allocation, rounds, tuple(seated), titles)


def reading_order(delegate: Delegate) -> tuple[object, ...]:
    """What a delegate is sorted by in a list: the family name, if it is known, then the whole name."""
    return by_numbers(sorted_name(delegate)), by_numbers(delegate.name), delegate.name


def sorted_name(delegate: Delegate) -> str:
    """The family name, if it is known, else the whole name."""
    return delegate.family or delegate.name


def _family_first(delegate: Delegate) -> str:
    """The name, with the family name first; as it is if that is not known, or stands first or within the name."""
    words, family = delegate.name.split(), delegate.family.split()
    count = len(family)
    if not count or len(words) <= count:
        return delegate.name
    if [each.casefold() for each in words[-count:]] == [each.casefold() for each in family]:
        return f"{' '.join(words[-count:])}, {' '.join(words[:-count])}"
    return delegate.name


def _seated(
    allocation: Allocation,
    rounds: tuple[int, ...],
    number: int,
    delegate: Delegate,
    places: tuple[Place, ...],
) -> Seated:
    task = allocation.task
    held = {place.round: place for place in places}
    missing = task.level(delegate, places).missing
    themes = {theme for track in task.tracks_of(delegate) for theme in track.themes}
    offered = {slot.place.round for slot in task.slots if slot.place.theme in themes}
    gaps = frozenset(offered - delegate.away - held.keys()) if missing else frozenset()
    return Seated(number, delegate, tuple(map(held.get, rounds)), gaps, missing)


def _reading_order(slot: Slot) -> tuple[list[tuple[int, str]], str, int, str]:
    room, theme, number = slot.place
    return by_numbers(room), room, number, theme
