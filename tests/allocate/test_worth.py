"""What places are worth: the same order as that of every answer's worth by the sentences of the criteria."""

from __future__ import annotations

from hypothesis import given

from breakout_tui.allocate.search import Search
from breakout_tui.allocate.worth import worth
from breakout_tui.domain.allocation import CRITERIA, ON_THE_DAY, Criterion, Task
from breakout_tui.domain.first_come import first_come
from tests.allocate.brute_force import worth_of
from tests.domain.allocation_tasks import tasks
from tests.sampled import A_FIFTH

BEFORE_THE_DRAW = tuple(each for each in CRITERIA if each is not Criterion.DRAW)


@A_FIFTH
@given(tasks())
def test_an_answer_is_worth_more_by_the_figures_if_it_is_by_the_sentences(task: Task) -> None:
    """Rule: compared are the best answer, the best on the day, and that of delegates who choose in turn."""
    found = [each.places for each in (Search(task).run(), Search(task, ON_THE_DAY).run()) if each is not None]
    answers = [*found, first_come(task)]
    told = [(expected, worth(task, BEFORE_THE_DRAW, places)) for places in answers if (expected := worth_of(task, places)) is not None]  # fmt: skip
    for expected, figures in told:
        for other, others in told:
            assert (expected < other) == (figures < others)
            assert (expected == other) == (figures == others)
