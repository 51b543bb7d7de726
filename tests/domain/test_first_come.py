"""First come, first served: everybody takes the best that is still there, and nothing that cannot be."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from hypothesis import given

from breakout_tui.domain.allocation import Task
from breakout_tui.domain.allocation_check import Rule, broken_rules
from breakout_tui.domain.first_come import first_come
from tests.domain.allocation_tasks import plain_tasks, tasks

FACTS = frozenset(
    {
        Rule.KNOWN_PLACE,
        Rule.ONE_A_ROUND,
        Rule.ONE_A_THEME,
        Rule.MORE_THAN_DUE,
        Rule.AWAY,
        Rule.NEVER,
        Rule.CAPACITY,
    }
)
"""What is not possible, however one chooses."""


@given(tasks(most=5))
def test_no_fact_is_broken(task: Task) -> None:
    """Rule: nobody is in two places at once, in a full room, or where she cannot be."""
    places = first_come(task)
    assert all(each == tuple(sorted(each, key=lambda place: place.round)) for each in places)
    known = [each for each in task.delegates if task.tracks_of(each)]
    assert known == list(task.delegates)
    assert {each.rule for each in broken_rules(task, places)} & FACTS == set()


@given(tasks(most=5))
def test_those_without_an_answer_come_after_all_others(task: Task) -> None:
    """Without them the others get the same places."""
    answered = tuple(each for each in task.delegates if each.has_answered)
    alone = dict(
        zip((each.key for each in answered), first_come(replace(task, delegates=answered)), strict=True)
    )
    places = first_come(task)
    for delegate, held in zip(task.delegates, places, strict=True):
        assert held == alone.get(delegate.key, held)


@given(plain_tasks())
def test_nobody_wants_what_is_still_free(task: Task) -> None:
    """With the seats that are free in the end and her own, she could not be better off."""
    places = first_come(task)
    people = Counter(place for held in places for place in held)
    free = {slot.place for slot in task.slots if people[slot.place] < slot.capacity}
    for delegate, held in zip(task.delegates, places, strict=True):
        possible = (
            (one, *more)
            for one, other in itertools.product(free | {*held}, [None, *free, *held])
            for more in [() if other is None else (other,)]
            if other is None or (one.round != other.round and one.theme != other.theme)
        )
        levels = [
            task.level(delegate, each) for each in possible if len(each) <= task.due(delegate, task.tracks[0])
        ]
        assert task.level(delegate, held) <= min(levels, default=task.level(delegate, ()))


@given(plain_tasks(explores=(1,)))
def test_the_first_in_the_draw_gets_a_first_choice(task: Task) -> None:
    """Each theme has a seat at least, so it is there for whoever answered and comes first."""
    places = first_come(task)
    first = [pair for pair in zip(task.delegates, places, strict=True) if pair[0].has_answered][:1]
    assert all(delegate.rank(place.theme) == 1 for delegate, held in first for place in held)
    assert all(held for _, held in first)
