"""Times of answers, as form tools and spreadsheets write them."""

from __future__ import annotations

import pytest

from breakout_tui.inputs.answer_times import AnswerTimes


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026/10/05 9:11:12 AM GMT+2", "2026/10/05 9:11:12 PM GMT+2"),
        ("10/5/26 9:01:00", "10/13/26 9:01:00"),
        ("2.10.2026 10:00", "13.10.2026 09:00"),
        ("2026-10-05T09:11:12.250Z", "2026-10-05T09:11:13Z"),
        ("10/13/2026 11:05 AM", "10/13/2026 14:05 PM"),
        ("10/13/2026 00:15 AM", "10/13/2026 9:15 AM"),
        ("13/10/2026 11:05 a. m.", "13/10/2026 1:05 p. m."),
        ("2026-10-05", "2026-10-05 00:01"),
    ],
)
def test_the_later_of_two_times_is_found(earlier: str, later: str) -> None:
    """Rule: in any usual form, also with AM or PM beside an hour of 24."""
    times = AnswerTimes([earlier, later])
    assert times.latest([earlier, later]) == 1
    assert times.latest([later, earlier]) == 0


def test_one_time_that_can_not_be_read_leaves_the_others() -> None:
    """Rule: it is told apart from times whose order of day and month isn't known."""
    times = AnswerTimes(["31/31/2026 10:00", "13/10/2026", "2/3/2026", "3/2/2026"])
    assert times.latest(["2/3/2026", "3/2/2026"]) == 0
    assert not times.is_readable("31/31/2026 10:00")
    assert not times.is_readable("14:05 AM")
    unclear = AnswerTimes(["2/3/2026", "3/2/2026"])
    assert unclear.latest(["2/3/2026", "3/2/2026"]) is None
    assert unclear.is_readable("2/3/2026")
