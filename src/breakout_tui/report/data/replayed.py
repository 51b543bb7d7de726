"""Reads the values of an allocation back, with names or without; whatever is in them is read or refused."""

from __future__ import annotations

from breakout_tui.domain.allocation import (
    CRITERIA,
    MOVING_UP,
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
from breakout_tui.report.data.allocation_replay import FORM, FORM_VERSION, keys_of
from breakout_tui.report.data.json_object import (
    JsonObject,
    a_list,
    a_list_of_texts,
    a_member,
    a_number,
    a_number_from_1,
    a_text,
    a_truth,
)

_RULES = {tuple(each.name.lower() for each in order): order for order in (CRITERIA, ON_THE_DAY, MOVING_UP)}


def replayed_allocation(values: object) -> Allocation:
    """The allocation in a replay file: delegates without names, whose keys are their numbers, all as long as the longest.

    It has no moves and nothing of first come, first served. Raises JsonRefused with one line; JsonNewer for a newer form or rule.
    """
    file = JsonObject(values, "the replay file")
    file.check_form(FORM, FORM_VERSION)
    return allocation_from(file)


def allocation_from(file: JsonObject) -> Allocation:
    """The allocation in an object. Raises JsonRefused; JsonNewer for a newer rule."""
    if file.of("rule_version", a_number) > RULE_VERSION:
        raise JsonNewer(f"{file.where} was written by a newer version of breakout-tui (rule_version)")
    if (rule := file.texts("rule")) not in _RULES:
        raise JsonRefused(f"the rule of {file.where} is not one of ours")
    rows = file.each("delegates")
    numbers = tuple(each.of("number", a_number_from_1) for each in rows)
    if len(set(numbers)) < len(numbers):
        raise JsonRefused(f"two delegates of {file.where} have the same number")
    try:
        delegates = tuple(delegate_from(each, key) for each, key in zip(rows, keys_of(numbers), strict=True))
        by_key = dict(zip((each.key for each in delegates), rows, strict=True))
        task = Task(
            file.listed("tracks", _track),
            file.listed("slots", _slot),
            delegates,
            frozenset(file.texts("spread")),
            {key: each.listed("held", _place) for key, each in by_key.items() if each.has("held")},
            frozenset(file.one_of("relaxed", Family)),
            frozenset(key for key, each in by_key.items() if each.of("is_pinned", a_truth)),
            frozenset(key for key, each in by_key.items() if each.of("is_no_worse", a_truth)),
        )
    except ValueError as error:
        raise JsonRefused(f"{file.where} can't be read: {error}") from error
    allocation = Allocation(
        file.of("event", a_text),
        a_member(State, file.of("state", a_text), "state"),
        file.of("version", a_number_from_1),
        file.of("seed", a_text),
        task,
        numbers,
        tuple(each.listed("places", _place) for each in rows),
        file.listed("solved", _solved),
        is_complete=file.of("is_complete", a_truth),
        criteria=_RULES[rule],
    )
    _refuse_unknown_places(allocation)
    return allocation


def _refuse_unknown_places(allocation: Allocation) -> None:
    """Each place is one of the slots, and those of a delegate are in the order of their rounds and no more than are due in one of her tracks."""
    task = allocation.task
    slots = {slot.place for slot in task.slots}
    for number, delegate, places in allocation.each():
        if not slots.issuperset(places):
            raise JsonRefused(f"delegate {number} has a place that is no slot")
        rounds = [place.round for place in places]
        if rounds != sorted(set(rounds)):
            raise JsonRefused(f"the places of delegate {number} are not in the order of their rounds")
        themes = {place.theme for place in places}
        if not any(
            themes <= set(track.themes) and len(themes) <= task.due(delegate, track)
            for track in task.tracks_of(delegate)
        ):
            raise JsonRefused(f"the places of delegate {number} are not of one track, or more than are due")


def _track(values: JsonObject) -> Track:
    return Track(values.of("title", a_text), values.texts("themes"), values.of("explore", a_number))


def _slot(values: JsonObject) -> Slot:
    return Slot(_place(values), values.of("capacity", a_number), values.of("minimum", a_number))


def _place(values: JsonObject) -> Place:
    return Place(values.of("room", a_text), values.of("theme", a_text), values.of("round", a_number_from_1))


def _condition(values: JsonObject) -> Condition:
    return Condition(values.of("theme", a_text), values.of("round", a_number))


def delegate_from(values: JsonObject, number_key: str) -> Delegate:
    """A delegate; without a name in the file, her key is the one of her number."""
    name = values.of("name", a_text) if values.has("name") else ""
    try:
        return _delegate(values, name, values.of("key", a_text) if name else number_key)
    except ValueError as error:
        raise JsonRefused(f"{values.where} can't be read: {error}") from error


def _delegate(values: JsonObject, name: str, key: str) -> Delegate:
    return Delegate(
        key,
        name,
        values.of("country", a_text),
        values.of("organisation", a_text),
        values.of("track", a_text),
        tuple(
            tuple(sorted(a_list_of_texts(group, "a group of wishes")))
            for group in values.of("wishes", a_list)
        ),
        frozenset(a_number_from_1(each, "a round") for each in values.of("away", a_list)),
        values.listed("must", _condition),
        values.listed("never", _condition),
        values.of("party", a_text),
        values.of("family", a_text) if name and values.has("family") else "",
    )


def _solved(values: JsonObject) -> Solved:
    criteria = {each.name.lower(): each for each in Criterion}
    name = values.of("criterion", a_text)
    if name not in criteria:
        raise JsonRefused(f"no criterion is called {name!r:.40}")
    level = None
    if values.has("level"):
        numbers = [a_number(each, "a level") for each in values.of("level", a_list)]
        if len(numbers) != len(Level._fields):
            raise JsonRefused("a level has two numbers")
        level = Level(*numbers)
    return Solved(criteria[name], values.of("value", a_number), values.of("bound", a_number), level)
