"""The search finds the best answer: compared with every answer of small tasks."""

from __future__ import annotations

from hypothesis import given

from breakout_tui.allocate.search import Search
from breakout_tui.domain.allocation import CRITERIA, ON_THE_DAY, Criterion, Task
from tests.allocate.brute_force import Worth, best, within_reach, worth_of
from tests.domain.allocation_tasks import tasks
from tests.sampled import A_FIFTH


def check(task: Task, criteria: tuple[Criterion, ...], expected: Worth | None) -> None:
    """The search finds an answer of this worth, and says so; or finds that there is none."""
    found = Search(task, criteria).run()
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert found.is_complete
    assert worth_of(task, found.places) == expected
    reached = expected.solved()
    assert list(found.solved) == [each for criterion in criteria for each in reached.get(criterion, ())]


@A_FIFTH
@given(tasks())
def test_no_answer_is_better(task: Task) -> None:
    """In the order of the criteria, and in that of the day itself."""
    task = within_reach(task)
    planned, on_the_day = best(task) or (None, None)
    check(task, CRITERIA, planned)
    check(task, ON_THE_DAY, on_the_day)
