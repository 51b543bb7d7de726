"""Shares of time by example: largest remainders, fixed boxes, and the time of the current box."""

from __future__ import annotations

import pytest

from breakout_tui.domain.pacer import Shares, Slot, apportion, left_of_current, share


def elastic(key: str, planned: int = 600, minimum: int = 60) -> Slot:
    """A box that can shrink and grow."""
    return Slot(key, planned, minimum)


def fixed(key: str, planned: int) -> Slot:
    """A box that can do neither."""
    return Slot(key, planned, 60, fixed=True)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, (3, 3, 1), (4, 4, 2)),
        (10, (1, 1, 1), (4, 3, 3)),
        (11, (1, 1, 1), (4, 4, 3)),
        (5, (0, 0), (3, 2)),
        (7, (0, 1), (0, 7)),
        (0, (2, 3), (0, 0)),
        (5, (), ()),
    ],
)
def test_seconds_left_over_go_to_the_largest_remainders(
    total: int, weights: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    """Not to the largest weights; of equal remainders, the earlier box comes first."""
    assert apportion(total, weights) == parts


@pytest.mark.parametrize(
    ("allotted", "used", "minimum", "until_end", "floors_ahead", "left"),
    [
        (600, 100, 60, 3000, 1000, 500),  # as allotted
        (600, 100, 60, 1300, 1000, 300),  # the minimums ahead come first
        (600, 20, 60, 900, 1000, 40),  # but its own minimum is kept
        (600, 90, 60, 900, 1000, -30),  # until that is used up
        (600, 700, 60, 3000, 1000, -100),  # overtime
    ],
)
def test_the_time_left_of_the_current_box(
    allotted: int, used: int, minimum: int, until_end: int, floors_ahead: int, left: int
) -> None:
    """Never more than allotted; above its own minimum, it takes nothing from the minimums ahead."""
    assert (
        left_of_current(
            allotted=allotted, used=used, minimum=minimum, until_end=until_end, floors_ahead=floors_ahead
        )
        == left
    )


def test_the_step_gets_the_time_that_fixed_boxes_after_it_cannot_use() -> None:
    """Saved time goes to the boxes of the same step if no later box can use it."""
    shares = share(1700, [elastic("a"), elastic("b")], [fixed("break", 300)])
    assert shares == Shares({"a": 700, "b": 700, "break": 300})


def test_fixed_boxes_do_not_grow() -> None:
    """With only fixed boxes, each has its plan."""
    assert share(1000, [fixed("a", 300)], [fixed("b", 200)]) == Shares({"a": 300, "b": 200})


def test_later_boxes_get_the_time_that_fixed_boxes_of_the_step_cannot_use() -> None:
    """The box of the step is fixed, so later boxes share the rest."""
    assert share(1500, [fixed("a", 300)], [elastic("b"), elastic("c")]) == Shares(
        {"a": 300, "b": 600, "c": 600}
    )


def test_lateness_reduces_boxes_to_their_minimums_and_then_is_a_shortfall() -> None:
    """First the boxes of the step, then later ones; the rest is a shortfall."""
    near, later = [elastic("a")], [elastic("b"), fixed("c", 100)]
    assert share(1200, near, later) == Shares({"a": 500, "b": 600, "c": 100})
    assert share(700, near, later) == Shares({"a": 60, "b": 540, "c": 100})
    assert share(220, near, later) == Shares({"a": 60, "b": 60, "c": 100})
    assert share(200, near, later) == Shares({"a": 60, "b": 60, "c": 100}, shortfall=20)
