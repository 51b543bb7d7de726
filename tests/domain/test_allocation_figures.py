"""The figures of fairness add up."""

from __future__ import annotations

from hypothesis import given

from breakout_tui.domain.allocation import Level, Task
from breakout_tui.domain.allocation_figures import figures_of
from breakout_tui.domain.first_come import first_come
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
    assert figures.worst == max(levels, default=None)
    assert figures.best_possible == levels.count(Level(0, 0))
    assert figures.unanswered_missing == sum(
        task.level(*row).missing for row in rows if not row[0].has_answered
    )
    ranks = [rank for delegate, held in answered for rank in {delegate.rank(place.theme) for place in held}]
    assert figures.by_rank == {rank: ranks.count(rank) for rank in ranks}
    assert list(figures.by_rank) == sorted(figures.by_rank)
    assert figures.with_first == ranks.count(1)
