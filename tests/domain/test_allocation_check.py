"""Whether places keep all rules: compared with the rules written once more, and each rule once on its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.allocate.search import Search
from breakout_tui.domain.allocation import Family, Places, Slot, Task
from breakout_tui.domain.allocation_check import FAMILIES, Rule, broken_rules
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.programme import Track
from tests.allocate.brute_force import worth_of
from tests.domain.allocation_tasks import ROUNDS, tasks

LAW_1, LAW_2, PAY_1, PAY_2, AI_2 = (
    Place("Aula", "law", 1),
    Place("Aula", "law", 2),
    Place("Room 2", "pay", 1),
    Place("Room 2", "pay", 2),
    Place("Room 3", "ai", 2),
)
ANA = Delegate("ana", "Ana", wishes=(("law",), ("pay",)), party="p")
OLU = Delegate("olu", "Olu", wishes=(("pay",), ("law",)))
TASK = Task(
    (Track("All", ("law", "pay"), 2), Track("AI", ("ai",), 1)),
    (Slot(LAW_1, 2), Slot(PAY_1, 2), Slot(AI_2, 2), Slot(LAW_2, 2), Slot(PAY_2, 2)),
    (ANA, OLU),
)
GOOD: Places = ((LAW_1, PAY_2), (LAW_1, PAY_2))


def with_ana(**changed: object) -> Task:
    """The task with another Ana."""
    return replace(TASK, delegates=(replace(ANA, **changed), OLU))  # type: ignore[arg-type]


def with_slot(slot: Slot) -> Task:
    """The task with another first slot."""
    return replace(TASK, slots=(slot, *TASK.slots[1:]))


HELD = {"ana": (LAW_1, PAY_2), "olu": (PAY_1, LAW_2)}
MUTATIONS: dict[Rule, tuple[Task, tuple[Place, ...]]] = {
    Rule.KNOWN_PLACE: (TASK, (LAW_1, Place("Cellar", "pay", 2))),
    Rule.ONE_A_ROUND: (TASK, (LAW_1, PAY_1)),
    Rule.ONE_A_THEME: (TASK, (LAW_1, LAW_2)),
    Rule.DUE: (TASK, (LAW_1,)),
    Rule.MORE_THAN_DUE: (replace(TASK, tracks=(Track("All", ("law", "pay"), 1),)), (LAW_1, PAY_2)),
    Rule.AWAY: (with_ana(away=frozenset({2})), (LAW_1, PAY_2)),
    Rule.MUST: (with_ana(must=(Condition("pay", 1),)), (LAW_1, PAY_2)),
    Rule.NEVER: (with_ana(never=(Condition("pay", 2),)), (LAW_1, PAY_2)),
    Rule.TOGETHER: (replace(TASK, delegates=(ANA, replace(OLU, party="p"))), (PAY_1, LAW_2)),
    Rule.CAPACITY: (with_slot(Slot(LAW_1, 1)), (LAW_1, PAY_2)),
    Rule.MINIMUM: (with_slot(Slot(LAW_1, 2, minimum=2)), (PAY_1, LAW_2)),
    Rule.PINNED: (replace(TASK, held=HELD, pinned=frozenset({"ana"})), (PAY_1, LAW_2)),
    Rule.NO_WORSE: (replace(TASK, held=HELD, no_worse=frozenset({"ana"})), (PAY_1, LAW_2)),
}
"""For each rule: a task, and the places of Ana that break this rule of it."""


def test_each_rule_has_a_mutation() -> None:
    """Rule: a new rule gets one too."""
    assert set(MUTATIONS) == set(Rule)


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.name)
def test_a_broken_rule_is_found(rule: Rule) -> None:
    """And allowed only if it can be relaxed, and is."""
    task, of_ana = MUTATIONS[rule]
    assert broken_rules(TASK, GOOD) == ()
    broken, *_ = [each for each in broken_rules(task, (of_ana, GOOD[1])) if each.rule is rule]
    assert not broken.is_allowed(task)
    assert broken.is_allowed(replace(task, relaxed=frozenset(Family))) == (rule in FAMILIES)


def test_a_place_of_two_tracks_is_of_none() -> None:
    """Law and AI are in no track together."""
    assert [each.rule for each in broken_rules(TASK, ((LAW_1, AI_2), GOOD[1]))] == [Rule.KNOWN_PLACE]


@st.composite
def _any_places(draw: st.DrawFn, task: Task) -> Places:
    """Places of any kind, in the order of the rounds."""
    old = [Place("Old room", "law", number) for number in ROUNDS]
    place = st.sampled_from([*(slot.place for slot in task.slots), *old])
    return tuple(
        tuple(sorted(draw(st.lists(place, max_size=3, unique=True)), key=lambda each: each.round))
        for _ in task.delegates
    )


@given(tasks(), st.data())
def test_places_keep_the_rules_exactly_if_they_are_worth_anything(task: Task, data: st.DataObject) -> None:
    """Any places; and good ones of which those of one delegate are replaced by any others."""
    places = data.draw(_any_places(task))
    found = Search(task).run()
    if found is not None:
        at = data.draw(st.integers(0, len(task.delegates) - 1))
        good = found.places
        assert all(each.is_allowed(task) for each in broken_rules(task, good))
        places = data.draw(st.sampled_from([places, (*good[:at], places[at], *good[at + 1 :])]))
    broken, worth = broken_rules(task, places), worth_of(task, places)
    assert all(each.is_allowed(task) for each in broken) == (worth is not None)
    if worth is not None:
        families = sorted(task.relaxed, key=lambda each: each.value)
        answered = {each.key for each in task.delegates if each.has_answered}
        assert worth.broken == tuple(
            sum(
                each.amount
                for each in broken
                if FAMILIES.get(each.rule) is family
                and (each.rule is not Rule.DUE or {*each.keys} <= answered)
            )
            for family in families
        )
