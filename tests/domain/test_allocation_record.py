"""The changes of an allocation: who is moved and who isn't, with the real search on small tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.allocate.search import Search
from breakout_tui.domain.allocation import CRITERIA, MOVING_UP, Allocation, Family, State, Task
from breakout_tui.domain.allocation_check import broken_rules
from breakout_tui.domain.allocation_record import (
    Change,
    Version,
    added,
    again,
    first,
    moved_up,
    unchanged,
    waiting_list,
    withdrawn,
)
from breakout_tui.domain.delegates import Delegate, Place
from tests.allocate.brute_force import best, worth_of
from tests.domain.allocation_tasks import THEMES, tasks
from tests.sampled import A_FIFTH

MORNING = datetime(2026, 11, 30, 8, tzinfo=UTC)
states = st.sampled_from([State.PUBLISHED, State.FROZEN])


@st.composite
def versions(draw: st.DrawFn, state: st.SearchStrategy[State] = states) -> Version:
    """Places of a small conference; where not all rules can be kept, all may be broken."""
    task = replace(draw(tasks()), held={}, pinned=frozenset(), no_worse=frozenset())
    change = first(task, draw(st.sampled_from("abcd")))
    version = done(None, change) or done(None, first(replace(task, relaxed=frozenset(Family)), "a"))
    assert version is not None
    return replace(version, allocation=replace(version.allocation, state=draw(state)))


def done(before: Version | None, change: Change) -> Version | None:
    """The version that a change makes; None if no places keep the rules."""
    places, solved = change.places, None
    if places is None:
        found = Search(change.task, change.criteria).run()
        if found is None:
            return None
        places, solved = found.places, found.solved
    allocation = Allocation(
        "Conference",
        State.DRAFT if before is None else before.allocation.state,
        1 if before is None else before.allocation.version + 1,
        "seed",
        change.task,
        change.numbers,
        places,
        solved or (),
        criteria=change.criteria,
    )
    return Version(allocation, "changed", MORNING, change.absent)


def keys(version: Version) -> list[str]:
    """The delegates who are there, in the order of the draw."""
    return [each.key for each in version.allocation.task.delegates]


def some_keys(data: st.DataObject, version: Version) -> frozenset[str]:
    """Some of those who are there."""
    return frozenset(data.draw(st.lists(st.sampled_from(keys(version)), min_size=1, max_size=2)))


def numbered(version: Version) -> dict[str, int]:
    """The number of each delegate, also of those who are absent."""
    present = {each.key: number for number, each, _ in version.allocation.each()}
    return present | {each.delegate.key: each.number for each in version.absent}


def keeps_rules(task: Task, places: tuple[tuple[Place, ...], ...]) -> bool:
    """Whether every rule is kept that isn't relaxed."""
    return all(each.is_allowed(task) for each in broken_rules(task, places))


@A_FIFTH
@given(st.data(), versions(), st.frozensets(st.sampled_from([1, 2]), max_size=1))
def test_who_withdraws_moves_nobody_else_unless_a_rule_would_be_broken(
    data: st.DataObject, before: Version, rounds: frozenset[int]
) -> None:
    """Then as few as can be, compared with every answer. With rounds, only the places in these are given up."""
    gone = some_keys(data, before)
    change = withdrawn(before, gone, rounds)
    kept = tuple(
        tuple(place for place in places if not rounds or each.key not in gone or place.round not in rounds)
        for _, each, places in before.allocation.each()
        if rounds or each.key not in gone
    )
    if keeps_rules(change.task, kept):
        assert change.places == kept
    else:
        assert before.allocation.state is State.PUBLISHED
        after, expected = done(before, change), best(change.task)
        assert (after is None) == (expected is None)
        if after is not None and expected is not None:
            assert worth_of(change.task, after.allocation.places) == expected[1]
    left = {each.key for each in change.task.delegates}
    assert left == (set(keys(before)) if rounds else set(keys(before)) - gone)
    assert {each.delegate.key for each in change.absent} == (set() if rounds else gone)


@A_FIFTH
@given(st.data(), versions())
def test_who_comes_back_has_her_number_and_no_number_is_used_again(
    data: st.DataObject, before: Version
) -> None:
    """Rule: the numbers of all who were ever there stay theirs; new ones are higher."""
    gone = some_keys(data, before)
    after = done(before, withdrawn(before, gone))
    if after is None:
        return
    back = data.draw(st.sampled_from(sorted(gone)))
    delegates = {each.key: each for each in before.allocation.task.delegates}
    new = Delegate("new", "New", wishes=(("law",),))
    change = added(after, (new, delegates[back]))
    numbers = dict(zip((each.key for each in change.task.delegates), change.numbers, strict=True))
    known = numbered(before)
    assert numbers.pop("new") == max(known.values()) + 1
    assert numbers == {key: known[key] for key in {*keys(after), back}}
    assert list(change.numbers) == sorted(change.numbers)
    assert {each.delegate.key for each in change.absent} == gone - {back}


@A_FIFTH
@given(st.data(), versions(st.just(State.FROZEN)))
def test_once_frozen_nobody_loses_or_changes_a_place(data: st.DataObject, version: Version) -> None:
    """Rule: whatever else happens; who was there keeps each place until she withdraws herself."""
    for step in data.draw(st.lists(st.sampled_from(["withdraw", "round", "add", "back", "up"]), max_size=4)):
        held = version.held
        gone: frozenset[str] = frozenset()
        if step in ("withdraw", "round") and held:
            gone = some_keys(data, version)
            change = withdrawn(version, gone, (1,) if step == "round" else ())
            assert change.places is not None
        elif step == "add":
            wishes = data.draw(st.sampled_from([(), (("law",),), (("ai",), ("pay", "law"))]))
            change = added(version, (Delegate(f"new {len(numbered(version))}", "New", wishes=wishes),))
        elif step == "back" and version.absent:
            change = added(version, (version.absent[0].delegate,))
        else:
            change = moved_up(version)
        after = done(version, change)
        if after is None:  # somebody who came back must attend what has no seat
            assert step == "back"
            continue
        for key, places in after.held.items():
            if key in held and key not in gone:
                assert set(held[key]) <= set(places)
        assert keeps_rules(change.task, after.allocation.places)
        version = after


@A_FIFTH
@given(st.data(), versions())
def test_who_moves_up_is_better_off_and_nobody_else_is_moved(data: st.DataObject, before: Version) -> None:
    """Rule: others get at most a seat that they lacked. Named delegates are the only ones who give up a place for another one."""
    only = some_keys(data, before) if data.draw(st.booleans()) else frozenset()
    change = moved_up(before, only)
    after = done(before, change)
    assert after is not None
    task = after.allocation.task
    waiting = {each.key for _, each, _ in waiting_list(before.allocation)}
    for _, delegate, places in after.allocation.each():
        held = before.held[delegate.key]
        if set(held) == set(places):
            continue
        assert task.level(delegate, places) < task.level(delegate, held)
        assert delegate.key in waiting
        if before.allocation.state is State.FROZEN or (only and delegate.key not in only):
            assert set(held) < set(places)
    assert after.allocation.criteria == MOVING_UP
    assert keeps_rules(task, after.allocation.places)


@A_FIFTH
@given(st.data(), versions(st.just(State.PUBLISHED)))
def test_a_list_that_is_read_again_leaves_the_numbers(data: st.DataObject, before: Version) -> None:
    """Rule: new delegates come behind all others; who is no longer in the list is absent."""
    known = numbered(before)
    delegates = before.allocation.task.delegates
    there = [each for each in delegates if data.draw(st.booleans())]
    new = [
        Delegate(f"new {at}", "New", wishes=((THEMES[at],),)) for at in range(data.draw(st.integers(0, 2)))
    ]
    rows = data.draw(st.permutations([*there, *new]))
    change = again(before, replace(before.allocation.task, delegates=tuple(rows)))
    numbers = dict(zip((each.key for each in change.task.delegates), change.numbers, strict=True))
    assert {key: number for key, number in numbers.items() if key in known} == {
        each.key: known[each.key] for each in there
    }
    assert sorted(numbers[each.key] for each in new) == [
        max(known.values()) + at for at in range(1, len(new) + 1)
    ]
    assert list(change.numbers) == sorted(change.numbers)
    assert {each.delegate.key: each.number for each in change.absent} == {
        key: number for key, number in known.items() if key not in numbers
    }
    assert again(before, replace(before.allocation.task, delegates=tuple(rows[::-1]))) == change


@A_FIFTH
@given(versions(st.just(State.PUBLISHED)))
def test_the_same_list_again_changes_no_place_without_a_reason(before: Version) -> None:
    """Rule: what was the best is the best still, and among equals what was published is kept."""
    task = before.allocation.task
    after = done(before, again(before, task))
    assert after is not None
    assert after.allocation.places == before.allocation.places


@A_FIFTH
@given(versions())
def test_publishing_changes_nothing(before: Version) -> None:
    """Rule: neither places nor numbers, nor what the places were compared by."""
    change = unchanged(before)
    assert (change.places, change.numbers, change.criteria) == (
        before.allocation.places,
        before.allocation.numbers,
        CRITERIA,
    )
    assert change.task == before.allocation.task


@A_FIFTH
@given(versions())
def test_who_sent_no_wishes_waits_behind_all_others(version: Version) -> None:
    """Rule: then who lacks most, then the worst off, then the draw; only those for whom something better exists."""
    allocation = version.allocation
    waiting = waiting_list(allocation)
    order = [(not each.has_answered, -level.missing, -level.steps, number) for number, each, level in waiting]
    assert order == sorted(order)
    inside = {each.key for _, each, _ in waiting}
    for _, delegate, places in allocation.each():
        levels = [each.level for each in allocation.task.theme_sets(delegate)]
        assert (delegate.key in inside) == (allocation.task.level(delegate, places) > min(levels))
