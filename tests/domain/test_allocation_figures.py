"""The figures of fairness add up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from breakout_tui.domain.allocation import Level, Slot, Task
from breakout_tui.domain.allocation_figures import best_by_conditions, figures_of
from breakout_tui.domain.delegates import Condition, Delegate, Place
from breakout_tui.domain.first_come import first_come
from breakout_tui.domain.programme import Track
from tests.domain.allocation_tasks import tasks


@given(tasks(most=5))
def test_every_delegate_is_counted_once(task: Task) -> None:
    """By level, and once for each rank of what she got: two first choices are one; those without an answer apart."""
    places = first_come(task)
    figures = figures_of(task, places)
    rows = list(zip(task.delegates, places, strict=True))
    answered = [row for row in rows if row[0].has_answered]
    levels = [task.level(*row) for row in answered]
    assert figures.answered == len(answered) == sum(figures.by_level.values())
    assert figures.answered + figures.unanswered == len(task.delegates)
    assert figures.by_level == {level: levels.count(level) for level in levels}
    assert list(figures.by_level) == sorted(figures.by_level)
    free = {level: count - figures.limited.get(level, 0) for level, count in figures.by_level.items()}
    assert figures.worst == max((level for level, count in free.items() if count), default=None)
    assert figures.at_worst == (0 if figures.worst is None else free[figures.worst])
    assert figures.best_possible == levels.count(Level(0, 0))
    assert figures.unanswered_missing == sum(
        task.level(*row).missing for row in rows if not row[0].has_answered
    )
    ranks = [rank for delegate, held in answered for rank in {delegate.rank(place.theme) for place in held}]
    assert figures.by_rank == {rank: ranks.count(rank) for rank in ranks}
    assert list(figures.by_rank) == sorted(figures.by_rank)
    assert figures.with_first == ranks.count(1)


@given(tasks(most=3))
def test_nobody_is_better_off_than_her_own_conditions_allow(task: Task) -> None:
    """Rule: with seats for all, each of a few delegates alone reaches just what her conditions allow, and no places reach more."""
    roomy = replace(task, slots=tuple(replace(each, capacity=len(task.delegates)) for each in task.slots))
    for each, held in zip(task.delegates, first_come(task), strict=True):
        best = best_by_conditions(task, each)
        if best is None or each.lacks(held):
            continue
        assert best <= task.level(each, held)
        alone = replace(roomy, delegates=(each,))
        assert task.level(each, first_come(alone)[0]) == best


SLOTS = tuple(
    Slot(Place(f"Room {theme}", theme, number), 9)
    for number in (1, 2)
    for theme in ("law", "pay", "ai", "tax")
)
ONE_TRACK = (Track("All", ("law", "pay", "ai"), 2),)
TWO_TRACKS = (Track("A", ("law", "pay"), 2), Track("B", ("ai", "tax"), 2))
WISHES = (("law",), ("pay",), ("ai",))


def places(*themes: str) -> tuple[Place, ...]:
    """These themes in the rounds 1 and 2."""
    return tuple(Place(f"Room {theme}", theme, number) for number, theme in enumerate(themes, 1))


def test_who_has_less_by_her_own_conditions_is_counted_apart() -> None:
    """Rule: she is not among the worst off, for nobody took anything from her; others at the same level are."""
    conditions: tuple[dict[str, tuple[Condition, ...]], ...] = (
        {"never": (Condition("pay"),)},
        {"never": (Condition("pay", 1),)},
        {"must": (Condition("ai"),)},
        {},
    )
    delegates = tuple(
        Delegate(
            f"d{at}", f"Name {at}", wishes=WISHES, never=each.get("never", ()), must=each.get("must", ())
        )
        for at, each in enumerate(conditions)
    )
    figures = figures_of(Task(ONE_TRACK, SLOTS, delegates), (places("law", "ai"),) * 4)
    assert figures.by_level == {Level(0, 1): 4}
    assert figures.limited == {Level(0, 1): 2}
    assert (figures.worst, figures.at_worst) == (Level(0, 1), 2)
    only_limited = figures_of(Task(ONE_TRACK, SLOTS, delegates[:1]), (places("law", "ai"),))
    assert (only_limited.worst, only_limited.at_worst) == (None, 0)


def test_the_best_without_a_first_choice_is_in_another_track() -> None:
    """Rule: who needs no theme because she is never there is not counted."""
    wishes = (("law",), ("ai",), ("tax",), ("pay",))
    here = Delegate("d1", "Ann", wishes=wishes)
    gone = Delegate("d2", "Ben", wishes=wishes, away=frozenset({1, 2}))
    figures = figures_of(Task(TWO_TRACKS, SLOTS, (here, gone)), (places("ai", "tax"), ()))
    assert (figures.best_possible, figures.with_first, figures.best_without_first) == (2, 0, 1)
