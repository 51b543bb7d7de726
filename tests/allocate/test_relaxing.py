"""What to relax when no places keep all rules: it helps, and less would not."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from breakout_tui.allocate.relaxing import Relaxation, relaxations
from breakout_tui.allocate.search import Search
from breakout_tui.allocate.whole_numbers import Stopped
from breakout_tui.domain.allocation import Family, Slot, Task
from breakout_tui.domain.allocation_check import FAMILIES, broken_rules
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.programme import Track
from tests.allocate.brute_force import best
from tests.domain.allocation_tasks import tasks
from tests.sampled import A_FIFTH

HALL, ROOM = Place("Hall", "law", 1), Place("Room", "pay", 1)
TRACK = Track("All", ("law", "pay"), 1)


def broken_by(way: Relaxation) -> Counter[Family]:
    """How much is broken of each family."""
    found: Counter[Family] = Counter()
    for each in way.broken:
        found[FAMILIES[each.rule]] += each.amount
    return found


@A_FIFTH
@given(tasks(most=3))
def test_what_is_offered_helps_and_less_would_not(task: Task) -> None:
    """Rule: each family that is enough alone is offered, with the least that every answer breaks; the smallest part comes first."""
    task = replace(task, relaxed=frozenset(), pinned=frozenset(), no_worse=frozenset())
    ways = relaxations(task)
    assert [each.part for each in ways] == sorted(each.part for each in ways)
    if best(task) is not None:
        assert not any(each.broken for each in ways)
        return
    least = {family: best(replace(task, relaxed=frozenset({family}))) for family in Family}
    alone = {family: worth[0].broken[0] for family, worth in least.items() if worth is not None}
    for way in ways:
        found = Search(replace(task, relaxed=frozenset(way.families))).run()
        assert found is not None
        assert set(broken_by(way)) <= set(way.families)
        assert way.part > 0
    if alone:
        assert {way.families: broken_by(way)[way.families[0]] for way in ways} == {
            (family,): amount for family, amount in alone.items()
        }
    elif not ways:
        assert best(replace(task, relaxed=frozenset(Family))) is None
    else:
        size = len(ways[0].families)
        together = {
            families
            for families in itertools.combinations(Family, size)
            if best(replace(task, relaxed=frozenset(families))) is not None
        }
        assert {way.families for way in ways} == together


def test_one_seat_less_than_told_is_not_enough() -> None:
    """Rule: with the seats that are told there are places for all; with one less there are none."""
    delegates = tuple(Delegate(f"k{at}", f"Name {at}", wishes=(("law",),)) for at in range(7))
    task = Task((TRACK,), (Slot(HALL, 2), Slot(ROOM, 2)), delegates)
    themes, seats = relaxations(task)
    assert (themes.families, seats.families) == ((Family.THEMES,), (Family.SEATS,))
    more = Counter({each.place: each.amount for each in seats.broken if each.place})
    assert sum(more.values()) == sum(each.amount for each in themes.broken) == 3
    slots = tuple(Slot(slot.place, slot.capacity + more[slot.place]) for slot in task.slots)
    assert Search(replace(task, slots=slots)).run() is not None
    short = (replace(slots[0], capacity=slots[0].capacity - 1), slots[1])
    assert Search(replace(task, slots=short)).run() is None


def test_two_families_are_offered_where_one_is_not_enough() -> None:
    """Rule: a condition and a minimum that nobody else can help to reach."""
    one = Delegate("k1", "One", wishes=(("law",),), must=(Condition("pay"),), never=(Condition("law"),))
    two = Delegate("k2", "Two", wishes=(("law",),), never=(Condition("pay"),))
    slots = (Slot(HALL, 1, minimum=1), Slot(ROOM, 3, minimum=2))
    assert {each.families for each in relaxations(Task((TRACK,), slots, (one, two)))} >= {(Family.MINIMUM,)}
    away = replace(two, party="p")
    ways = relaxations(Task((TRACK,), slots, (replace(one, party="p"), away)))
    assert ways
    for way in ways:
        loose = Task((TRACK,), slots, (replace(one, party="p"), away), relaxed=frozenset(way.families))
        found = Search(loose).run()
        assert found is not None
        assert all(each.is_allowed(loose) for each in broken_rules(loose, found.places))


def test_the_smallest_part_comes_first() -> None:
    """Rule: one of two seats is more than one of forty themes."""
    delegates = tuple(Delegate(f"k{at}", f"Name {at}", wishes=(("law",),)) for at in range(5))
    ways = relaxations(Task((TRACK,), (Slot(HALL, 3), Slot(ROOM, 1)), delegates))
    assert [each.families for each in ways] == [(Family.THEMES,), (Family.SEATS,)]
    assert [round(each.part, 3) for each in ways] == [0.2, 0.25]


def test_looking_for_what_to_relax_can_be_stopped() -> None:
    """Rule: it raises Stopped, so that nobody takes it for nothing to relax."""
    task = Task(
        (TRACK,),
        (Slot(HALL, 1),),
        (Delegate("a", "A", wishes=(("law",),)), Delegate("b", "B", wishes=(("law",),))),
    )
    with pytest.raises(Stopped):
        relaxations(task, lambda: True)
