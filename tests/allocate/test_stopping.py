"""A search can be stopped at any moment: what it has found by then counts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.allocate.search import Search
from breakout_tui.allocate.whole_numbers import Stopped
from breakout_tui.domain.allocation import Task
from tests.allocate.brute_force import worth_of
from tests.domain.allocation_tasks import tasks
from tests.sampled import A_FIFTH


@A_FIFTH
@given(tasks(), st.integers(0, 80))
def test_a_stopped_search_has_an_answer_that_keeps_the_rules_or_none_yet(task: Task, calls: int) -> None:
    """It says that it is not complete, and which criteria were looked at before."""
    whole = Search(task).run()
    asked = itertools.count()
    try:
        found = Search(task, is_stopped=lambda: next(asked) >= calls).run()
    except Stopped:
        return
    assert (found is None) == (whole is None)
    if found is not None and whole is not None:
        assert worth_of(task, found.places) is not None
        assert found.solved == whole.solved[: len(found.solved)]
        assert not found.is_complete or found == whole


def test_a_search_that_is_stopped_at_once_has_nothing() -> None:
    """Rule: it raises Stopped, so that nobody takes it for a task without an answer."""
    with pytest.raises(Stopped):
        Search(Task((), (), ()), is_stopped=lambda: True).run()
