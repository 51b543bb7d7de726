"""The replay file: it says all that the search needs and no name, and whatever stands in it is read or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.allocation import Allocation
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.report.data.allocation_replay import replay_text, replay_values
from breakout_tui.report.data.replayed import replayed_allocation
from tests.report.allocated import allocation
from tests.report.data.changed_values import paths_in, with_another

VALUES = replay_values(allocation())
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def without_names(made: Allocation) -> Allocation:
    """The same as its replay file says it."""
    origins = {"": ""}
    for each in made.task.delegates:
        for name in (each.country, each.organisation):
            origins.setdefault(name, f"c{len(origins)}")
    parties = {"": "", "friends": "p1"}
    keys = {each.key: str(number) for number, each in zip(made.numbers, made.task.delegates, strict=True)}
    delegates = tuple(
        replace(
            each,
            key=keys[each.key],
            name="",
            country=origins[each.country],
            organisation=origins[each.organisation],
            party=parties[each.party],
        )
        for each in made.task.delegates
    )
    held = {keys[key]: places for key, places in made.task.held.items()}
    spread = frozenset(origins[name] for name in made.task.spread)
    task = replace(made.task, delegates=delegates, held=held, spread=spread)
    return replace(made, task=task, first_come=(), moves=())


def test_it_is_read_back_but_for_the_names() -> None:
    """Rule: the same task, places and figures; the keys are the numbers, and who shares a country still does."""
    read = replayed_allocation(json.loads(replay_text(allocation())))
    assert read == without_names(allocation())
    assert replay_values(read) == VALUES


def test_keys_are_as_long_as_the_longest_number() -> None:
    """Rule: so their order is that of the draw."""
    made = replace(allocation(), numbers=(1, 2, 3, 4, 5, 7, 112))
    keys = [each.key for each in replayed_allocation(replay_values(made)).task.delegates]
    assert keys[0] == "001"
    assert sorted(keys) == keys


def test_each_delegate_has_a_line_and_the_same_allocation_the_same_text() -> None:
    """Rule: two versions can be compared line by line."""
    lines = replay_text(allocation()).splitlines()
    assert len([line for line in lines if '"wishes"' in line]) == len(allocation().numbers)
    assert replay_text(allocation()) == replay_text(allocation())


@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Rule: with one line."""
    with pytest.raises(JsonRefused) as refused:
        replayed_allocation(value)
    assert "\n" not in str(refused.value)


PATHS = paths_in(VALUES)


@given(st.sampled_from(PATHS), json_values)
def test_a_file_with_any_other_value_in_it_is_read_or_refused(
    path: tuple[str | int, ...], value: object
) -> None:
    """Rule: wherever the value stands; what is read can be written."""
    with suppress(JsonRefused):
        replay_text(replayed_allocation(with_another(VALUES, path, value)))


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_file_without_one_of_its_values_is_refused(name: str) -> None:
    """Rule: it names the value."""
    with pytest.raises(JsonRefused, match=name):
        replayed_allocation({key: value for key, value in VALUES.items() if key != name})


@pytest.mark.parametrize("name", ["form_version", "rule_version"])
def test_a_newer_file_is_refused_as_such(name: str) -> None:
    """Rule: another rule would give other places."""
    with pytest.raises(JsonNewer, match="newer version"):
        replayed_allocation(VALUES | {name: 2})


def test_places_that_no_search_gives_are_refused() -> None:
    """Rule: no slot, two in a round, not of the delegate's tracks, two delegates with one number."""
    place: dict[str, object] = {"room": "Aula", "theme": "pay", "round": 2}
    for key, value, words in (
        ("places", [{**place, "room": "Nowhere"}], "delegate 1 has a place that is no slot"),
        ("places", [place, place], "the places of delegate 1 are not in the order of their rounds"),
        ("track", "Other", "the places of delegate 1 are not of one track"),
        ("number", 2, "two delegates of the replay file have the same number"),
        ("wishes", [["pay"], ["pay"]], "a theme is wished for twice"),
    ):
        changed = with_another(VALUES, ("delegates", 0, key), value)
        with pytest.raises(JsonRefused, match=words):
            replayed_allocation(changed)
