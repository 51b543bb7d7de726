"""The pacer's arithmetic: shares sum, floors hold, a delay comes out of the neighbouring boxes."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from breakout_tui.domain import pacer
from breakout_tui.domain.pacer import Slot, Urgency
from breakout_tui.domain.portions import apportion


@st.composite
def slots(draw: st.DrawFn, prefix: str, *, least: int = 0) -> list[Slot]:
    """Some boxes with plans of up to two hours."""
    made = []
    for index in range(draw(st.integers(least, 6))):
        planned = draw(st.integers(1, 7200))
        held = draw(st.none() | st.integers(0, 9000))
        made.append(
            Slot(f"{prefix}{index}", planned, draw(st.integers(0, planned)), draw(st.booleans()), held)
        )
    return made


def without_held(boxes: list[Slot]) -> list[Slot]:
    """The boxes as they are before the room was in any of them."""
    return [slot._replace(held=None) for slot in boxes]


def floors(boxes: list[Slot]) -> int:
    """The sum of the minimums of these boxes."""
    return sum(slot.floor for slot in boxes)


@given(st.integers(-7200, 40_000), slots("a"), slots("b"))
def test_the_shares_add_up_to_the_time_left(left: int, near: list[Slot], later: list[Slot]) -> None:
    """Σ shares = left + shortfall − spare, to the second; there is never both."""
    shares = pacer.share(left, near, later)
    assert sum(shares.seconds.values()) == left + shares.shortfall - shares.spare
    assert not (shares.spare and shares.shortfall)


@given(st.integers(-7200, 40_000), slots("a"), slots("b"))
def test_a_box_stays_between_its_minimum_and_its_plan(left: int, near: list[Slot], later: list[Slot]) -> None:
    """If the minimums do not fit there is a shortfall, and what is beyond the plans is spare; held time may exceed a plan."""
    shares = pacer.share(left, near, later)
    for slot in (*near, *later):
        assert slot.floor <= shares.seconds[slot.key] <= slot.ceiling
    assert shares.shortfall == max(0, floors(near) + floors(later) - left)
    assert shares.spare == max(0, left - sum(slot.ceiling for slot in (*near, *later)))


@given(st.integers(0, 40_000), st.integers(0, 600), slots("a"), slots("b"))
def test_more_time_takes_nothing_from_a_box(
    left: int, more: int, near: list[Slot], later: list[Slot]
) -> None:
    """To the second that rounding may move."""
    before, after = pacer.share(left, near, later), pacer.share(left + more, near, later)
    for key, seconds in before.seconds.items():
        assert after.seconds[key] >= seconds - 1


@given(st.integers(-7200, 40_000), slots("a"), slots("b"))
def test_a_fixed_box_never_changes(left: int, near: list[Slot], later: list[Slot]) -> None:
    """Neither when late nor when early."""
    shares = pacer.share(left, near, later)
    for slot in (*near, *later):
        if slot.fixed and slot.held is None:
            assert shares.seconds[slot.key] == slot.planned


@given(st.integers(0, 40_000), slots("a"), slots("b"))
def test_a_phase_on_time_keeps_its_plan(over: int, near: list[Slot], later: list[Slot]) -> None:
    """The time left equals the plan, so each box gets its plan; with more, it gets no more."""
    near, later = without_held(near), without_held(later)
    left = sum(slot.planned for slot in (*near, *later)) + over
    shares = pacer.share(left, near, later)
    assert shares.seconds == {slot.key: slot.planned for slot in (*near, *later)}


@given(st.integers(0, 7200), slots("a", least=1), slots("b"))
def test_lateness_is_paid_by_the_same_step_first(late: int, near: list[Slot], later: list[Slot]) -> None:
    """A later step loses nothing until the current one is down to its minimums."""
    near, later = without_held(near), without_held(later)
    plan = sum(slot.planned for slot in (*near, *later))
    payable = sum(slot.planned for slot in near) - floors(near)
    assume(late <= payable)
    shares = pacer.share(plan - late, near, later)
    assert all(shares.seconds[slot.key] == slot.planned for slot in later)


@given(st.floats(0, 1), slots("a", least=1))
def test_shares_follow_the_formula_to_the_second(part: float, near: list[Slot]) -> None:
    """Box = minimum + (left − Σ minimum) × weight / Σ weight, rounded by less than a second."""
    elastic = [slot for slot in without_held(near) if not slot.fixed]
    weights = [slot.planned - slot.floor for slot in elastic]
    assume(any(weights))
    near, extra = without_held(near), int(part * sum(weights))
    shares = pacer.share(floors(near) + extra, near, [])
    for slot, weight in zip(elastic, weights, strict=True):
        assert abs(shares.seconds[slot.key] - (slot.floor + extra * weight / sum(weights))) < 1


@given(st.integers(0, 10_000), st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_parts_sum_to_the_whole(total: int, weights: list[int]) -> None:
    """The largest remainder method loses no second and gives none twice."""
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


def test_warnings_come_at_a_fifth_a_twentieth_and_zero() -> None:
    """20 %, 5 %, zero; then overtime."""
    assert pacer.level(201, 1000) is Urgency.CALM
    assert pacer.level(200, 1000) is Urgency.LOW
    assert pacer.level(51, 1000) is Urgency.LOW
    assert pacer.level(50, 1000) is Urgency.LAST
    assert pacer.level(1, 1000) is Urgency.LAST
    assert pacer.level(0, 1000) is Urgency.OVER
    assert pacer.level(-60, 1000) is Urgency.OVER
