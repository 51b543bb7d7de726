"""Reads the values of a replay file back; whatever is in them is read or refused."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from breakout_tui.domain.allocation import (
    CRITERIA,
    ON_THE_DAY,
    Allocation,
    Criterion,
    Family,
    Level,
    Slot,
    Solved,
    State,
    Task,
)
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.programme import Track
from breakout_tui.report.allocation_rule import RULE_VERSION
from breakout_tui.report.data.allocation_replay import FORM, FORM_VERSION

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_RULES = [tuple(each.name.lower() for each in order) for order in (CRITERIA, ON_THE_DAY)]
_MOST = 1_000_000_000
"""No number in such a file is larger."""
_LONGEST = 10_000
"""Characters of a text in it."""


def replayed_allocation(values: object) -> Allocation:
    """The allocation in a replay file: delegates without names, whose keys are their numbers, all as long as the longest.

    It has no moves and nothing of first come, first served. Raises JsonRefused with one line; JsonNewer for a newer form or rule.
    """
    file = _Values(values, "the file")
    if file.of("form", _text) != FORM:
        raise JsonRefused("this is no replay file of breakout-tui")
    for name, known in (("form_version", FORM_VERSION), ("rule_version", RULE_VERSION)):
        if file.of(name, _number) > known:
            raise JsonNewer(f"the replay file was written by a newer version of breakout-tui ({name})")
    if file.texts("rule") not in _RULES:
        raise JsonRefused("the rule of the replay file is not one of ours")
    delegates = file.each("delegates")
    numbers = tuple(each.of("number", _from_1) for each in delegates)
    width = len(str(max(numbers, default=1)))
    keys = [str(number).zfill(width) for number in numbers]
    try:
        task = Task(
            file.listed("tracks", _track),
            file.listed("slots", _slot),
            tuple(_delegate(key, each) for key, each in zip(keys, delegates, strict=True)),
            frozenset(file.texts("spread")),
            {
                key: each.listed("held", _place)
                for key, each in zip(keys, delegates, strict=True)
                if each.has("held")
            },
            frozenset(file.one_of("relaxed", Family)),
        )
    except ValueError as error:
        raise JsonRefused(f"the replay file can't be read: {error}") from error
    allocation = Allocation(
        file.of("event", _text),
        _member(State, file.of("state", _text), "state"),
        file.of("version", _from_1),
        file.of("seed", _text),
        task,
        numbers,
        tuple(each.listed("places", _place) for each in delegates),
        file.listed("solved", _solved),
        is_complete=file.of("is_complete", _truth),
    )
    _refuse_unknown_places(allocation)
    return allocation


def _refuse_unknown_places(allocation: Allocation) -> None:
    """Each place is one of the slots, and those of a delegate are in the order of their rounds and of one of her tracks."""
    task = allocation.task
    slots = {slot.place for slot in task.slots}
    for number, delegate, places in allocation.each():
        if not slots.issuperset(places):
            raise JsonRefused(f"delegate {number} has a place that is no slot")
        rounds = [place.round for place in places]
        if rounds != sorted(set(rounds)):
            raise JsonRefused(f"the places of delegate {number} are not in the order of their rounds")
        themes = {place.theme for place in places}
        if not any(themes <= set(track.themes) for track in task.tracks_of(delegate)):
            raise JsonRefused(f"the places of delegate {number} are not of one track")


class _Values:
    """An object of JSON, read member by member; ``where`` is what it is, in a refusal."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise JsonRefused(f"{where} is no object")
        self._values: dict[str, Any] = values
        self._where = where

    def has(self, name: str) -> bool:
        """Whether the member is there and not null."""
        return self._values.get(name) is not None

    def of(self, name: str, read: Callable[[object, str], T]) -> T:
        """The member, as ``read`` gives it."""
        if name not in self._values:
            raise JsonRefused(f"{self._where} has no {name!r}")
        return read(self._values[name], f"{name!r} of {self._where}")

    def each(self, name: str) -> list[_Values]:
        """The objects of a list."""
        return [
            _Values(value, f"element {place} of {name!r}")
            for place, value in enumerate(self.of(name, _elements), 1)
        ]

    def listed(self, name: str, read: Callable[[_Values], T]) -> tuple[T, ...]:
        """What ``read`` makes of each object of a list."""
        return tuple(map(read, self.each(name)))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        return self.of(name, _texts)

    def one_of(self, name: str, members: type[E]) -> tuple[E, ...]:
        """The members that a list of texts names."""
        return tuple(_member(members, text, name) for text in self.texts(name))


def _track(values: _Values) -> Track:
    return Track(values.of("title", _text), values.texts("themes"), values.of("explore", _number))


def _slot(values: _Values) -> Slot:
    return Slot(_place(values), values.of("capacity", _number), values.of("minimum", _number))


def _place(values: _Values) -> Place:
    return Place(values.of("room", _text), values.of("theme", _text), values.of("round", _from_1))


def _condition(values: _Values) -> Condition:
    return Condition(values.of("theme", _text), values.of("round", _number))


def _delegate(key: str, values: _Values) -> Delegate:
    return Delegate(
        key,
        "",
        values.of("country", _text),
        values.of("organisation", _text),
        values.of("track", _text),
        tuple(_texts(group, "a group of wishes") for group in values.of("wishes", _elements)),
        frozenset(_from_1(each, "a round") for each in values.of("away", _elements)),
        values.listed("must", _condition),
        values.listed("never", _condition),
        values.of("party", _text),
    )


def _solved(values: _Values) -> Solved:
    criteria = {each.name.lower(): each for each in Criterion}
    name = values.of("criterion", _text)
    if name not in criteria:
        raise JsonRefused(f"no criterion is called {name!r:.40}")
    level = None
    if values.has("level"):
        numbers = [_number(each, "a level") for each in values.of("level", _elements)]
        if len(numbers) != len(Level._fields):
            raise JsonRefused("a level has two numbers")
        level = Level(*numbers)
    return Solved(criteria[name], values.of("value", _number), values.of("bound", _number), level)


def _member(members: type[E], text: str, name: str) -> E:
    try:
        return members(text)
    except ValueError:
        raise JsonRefused(f"{name!r} can't be {text!r:.40}") from None


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise JsonRefused(f"{where} is no text")
    return value


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise JsonRefused(f"{where} is neither true nor false")
    return value


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise JsonRefused(f"{where} is no whole number from 0")
    return value


def _from_1(value: object, where: str) -> int:
    if (number := _number(value, where)) < 1:
        raise JsonRefused(f"{where} is no whole number from 1")
    return number


def _elements(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise JsonRefused(f"{where} is no list")
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    return tuple(_text(each, where) for each in _elements(value, where))
