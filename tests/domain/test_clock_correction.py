"""What the facilitator is told when the clock is corrected."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from tests.domain.day import Room


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "the room's time is confirmed"),
        (1, "the room's time was moved by +0:01"),
        (-125, "the room's time was moved by −2:05"),
        (3660, "the room's time was moved by +61:00"),
    ],
)
def test_a_correction_says_by_how_much(seconds: int, words: str) -> None:
    """In minutes and seconds, with its sign; none is a confirmation. The doubt about the clock is gone."""
    room = Room()
    room.do(c.Next())
    assert room.do(c.CorrectClock(seconds)).events == (Told(words),)
    assert room.session.info.clock_flag == ""
