"""The record of an allocation: it is read back as it was, and whatever stands in it is read or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.allocation import (
    CRITERIA,
    MOVING_UP,
    ON_THE_DAY,
    Allocation,
    Criterion,
    Level,
    Solved,
    State,
    Task,
)
from breakout_tui.domain.allocation_figures import figures_of
from breakout_tui.domain.allocation_record import Absent, Record, Version, compare, with_comparison
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.first_come import first_come
from breakout_tui.report.data.allocation_replay import replay_text
from breakout_tui.report.data.record_values import read_record, record_text
from tests.domain.allocation_tasks import tasks
from tests.report.allocated import allocation
from tests.report.data.changed_values import paths_in, with_another
from tests.report.data.test_allocation_replay import json_values
from tests.sampled import A_FIFTH

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(0, 1_000_000)
moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
solutions = st.builds(
    Solved, st.sampled_from(Criterion), numbers, numbers, st.none() | st.builds(Level, numbers, numbers)
)


def in_order(delegate: Delegate) -> Delegate:
    """The same wishes, as they are written: within a group, the order says nothing."""
    return replace(delegate, wishes=tuple(tuple(sorted(group)) for group in delegate.wishes))


@st.composite
def allocations(draw: st.DrawFn) -> Allocation:
    """Any allocation, with places as they are when delegates choose in turn."""
    task: Task = draw(tasks())
    task = replace(task, delegates=tuple(map(in_order, task.delegates)))
    given_numbers = draw(
        st.lists(
            st.integers(1, 999), unique=True, min_size=len(task.delegates), max_size=len(task.delegates)
        ).map(sorted)
    )
    return Allocation(
        draw(texts),
        draw(st.sampled_from(State)),
        draw(st.integers(1, 99)),
        draw(texts),
        task,
        tuple(given_numbers),
        first_come(task),
        tuple(draw(st.lists(solutions, max_size=3))),
        is_complete=draw(st.booleans()),
        criteria=draw(st.sampled_from([CRITERIA, ON_THE_DAY, MOVING_UP])),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record."""
    made = [
        Version(
            each,
            draw(texts),
            draw(moments),
            tuple(
                Absent(1000 + at, Delegate(f"a{at}", draw(texts.filter(bool)), draw(texts)))
                for at in range(draw(st.integers(0, 2)))
            ),
        )
        for each in draw(st.lists(allocations(), min_size=1, max_size=3))
    ]
    return Record(
        draw(texts),
        draw(texts),
        tuple(made),
        draw(st.integers(1, 99)),
        tuple(draw(st.lists(texts, max_size=3))),
    )


@A_FIFTH
@given(records())
def test_a_record_is_read_back_as_it_was(record: Record) -> None:
    """Rule: all but what can be worked out again."""
    read = read_record(record_text(record), "here")
    assert read_record(record_text(read), "here") == read
    compared = with_comparison(read)
    assert compared == with_comparison(record)
    assert compared.newest.allocation.first_come == first_come(record.newest.allocation.task)


def version(made: Allocation) -> Version:
    """A version with this allocation."""
    return Version(
        made, "published", datetime(2026, 11, 30, 8, tzinfo=UTC), (Absent(6, Delegate("gone", "Gone")),)
    )


RECORD = Record(
    "event = 'x'", "delegates.csv", (version(allocation()), version(allocation())), 2, ("places.csv",)
)
VALUES: dict[str, Any] = json.loads(record_text(RECORD))


@A_FIFTH
@given(st.one_of(json_values.map(json.dumps), st.text(), st.just("[" * 100_000)))
def test_any_text_is_refused(text: str) -> None:
    """Rule: with one line that names the file."""
    with pytest.raises(JsonRefused) as refused:
        read_record(text, "places/allocation.json")
    assert "places/allocation.json" in str(refused.value)
    assert "\n" not in str(refused.value)


@A_FIFTH
@given(st.sampled_from(paths_in(VALUES)), json_values)
def test_a_record_with_any_other_value_in_it_is_read_or_refused(
    path: tuple[str | int, ...], value: object
) -> None:
    """Rule: wherever the value stands; what is read can be shown, and written again."""
    with suppress(JsonRefused):
        read = read_record(json.dumps(with_another(VALUES, path, value)), "here")
        newest = read.newest.allocation
        figures_of(newest.task, newest.places)
        replay_text(newest)
        assert read_record(record_text(read), "here") == read


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tracks", 0, "explore"), 1),
        (("delegates", 1, "number"), 1),
        (("absent", 0, "wishes"), [[]]),
        (("delegates", 0, "wishes"), [["ai"], ["ai"]]),
        (("delegates", 0, "places", 0, "room"), "Cellar"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(path: tuple[str | int, ...], value: object) -> None:
    """Rule: so that no command ends in the middle of its work."""
    changed = with_another(VALUES, ("versions", 1, *path), value)
    with pytest.raises(JsonRefused):
        read_record(json.dumps(changed), "here")


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_record_without_one_of_its_values_is_refused(name: str) -> None:
    """Rule: it names the value."""
    with pytest.raises(JsonRefused, match=name):
        read_record(json.dumps({key: value for key, value in VALUES.items() if key != name}), "here")


def test_a_record_of_a_newer_version_is_refused_as_such() -> None:
    """Rule: with what to do, and nothing is lost by writing over it."""
    with pytest.raises(JsonNewer, match="newer version"):
        read_record(json.dumps({**VALUES, "form_version": 2}), "here")


@A_FIFTH
@given(allocations(), texts.filter(bool))
def test_the_replay_file_has_no_name_key_country_or_party(made: Allocation, word: str) -> None:
    """Rule: whatever these are, another text in their place changes nothing but who is who."""
    renamed = {each.key: f"{word} {at}" for at, each in enumerate(made.task.delegates)}
    delegates = tuple(
        replace(
            each,
            key=renamed[each.key],
            name=f"{word} of {each.name}",
            family=word,
            country=each.country and f"{word} {each.country}",
            organisation=each.organisation and f"{word} {each.organisation}",
            party=each.party and f"{word} {each.party}",
        )
        for each in made.task.delegates
    )
    task = replace(
        made.task,
        delegates=delegates,
        held={renamed[key]: places for key, places in made.task.held.items()},
        pinned=frozenset(renamed[key] for key in made.task.pinned),
        no_worse=frozenset(renamed[key] for key in made.task.no_worse),
        spread=frozenset(),
    )
    others = replace(made, task=replace(made.task, spread=frozenset()))
    assert replay_text(replace(made, task=task)) == replay_text(others)


def test_a_family_name_is_kept_in_the_record_alone() -> None:
    """Rule: it comes back with the name; a record from before it was kept has none; the replay file never has one."""
    made = allocation()
    one, *others = made.task.delegates
    kept = replace(made, task=replace(made.task, delegates=(replace(one, family="Marker"), *others)))
    text = record_text(replace(RECORD, versions=(version(kept),)))
    assert read_record(text, "here").newest.allocation.task.delegates[0].family == "Marker"
    assert "Marker" not in replay_text(kept)
    assert "family" not in replay_text(kept)
    values = json.loads(text)
    for each in values["versions"][0]["delegates"]:
        del each["family"]
    assert read_record(json.dumps(values), "here").newest.allocation.task.delegates[0].family == ""


def test_moves_are_those_of_delegates_who_are_in_both_versions() -> None:
    """Rule: who came or went is not moved."""
    made = allocation()
    left = replace(
        made,
        task=replace(made.task, delegates=made.task.delegates[1:]),
        numbers=made.numbers[1:],
        places=(made.places[2], *made.places[2:]),
    )
    moves = compare(left, version(made)).moves
    assert {each.key for each in moves} == {made.task.delegates[1].key}
    assert compare(left, None).moves == ()
