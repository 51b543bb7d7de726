"""Shares of time by example: largest remainders, fixed boxes, and the time of the current box."""

from __future__ import annotations

import pytest

from breakout_tui.domain.pacer import Shares, Slot, left_of_current, share
from breakout_tui.domain.portions import apportion


def elastic(key: str, planned: int = 600, minimum: int = 60) -> Slot:
    """A box that can shrink and grow."""
    return Slot(key, planned, minimum)


def held(key: str, seconds: int) -> Slot:
    """A box that the room was in before, or that was given spare time."""
    return elastic(key)._replace(held=seconds)


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


def test_time_beyond_the_plans_is_spare() -> None:
    """No box grows: neither those of the step, nor later ones, nor fixed ones."""
    shares = share(1700, [elastic("a"), elastic("b")], [fixed("break", 300)])
    assert shares == Shares({"a": 600, "b": 600, "break": 300}, spare=200)
    assert share(1000, [], []) == Shares({}, spare=1000)


def test_a_box_keeps_the_time_it_holds_until_the_others_are_at_their_minimums() -> None:
    """Held time is given up last, and grows to the plan before any time is spare."""
    near, later = [held("a", 300), elastic("b")], [held("c", 900)]
    assert share(2200, near, later) == Shares({"a": 600, "b": 600, "c": 900}, spare=100)
    assert share(1900, near, later) == Shares({"a": 400, "b": 600, "c": 900})
    assert share(1400, near, later) == Shares({"a": 300, "b": 200, "c": 900})
    assert share(1260, near, later) == Shares({"a": 300, "b": 60, "c": 900})
    assert share(1060, near, later) == Shares({"a": 100, "b": 60, "c": 900})
    assert share(120, near, later) == Shares({"a": 60, "b": 60, "c": 60}, shortfall=60)


def test_lateness_reduces_boxes_to_their_minimums_and_then_is_a_shortfall() -> None:
    """First the boxes of the step, then later ones; the rest is a shortfall."""
    near, later = [elastic("a")], [elastic("b"), fixed("c", 100)]
    assert share(1200, near, later) == Shares({"a": 500, "b": 600, "c": 100})
    assert share(700, near, later) == Shares({"a": 60, "b": 540, "c": 100})
    assert share(220, near, later) == Shares({"a": 60, "b": 60, "c": 100})
    assert share(200, near, later) == Shares({"a": 60, "b": 60, "c": 100}, shortfall=20)
