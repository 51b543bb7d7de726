"""Sleep, a changed wall clock, time zones, summer time and new year: countdown and records stay right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Capture, CorrectClock, Next
from breakout_tui.domain.kinds import Kind
from breakout_tui.report.compose import compose
from tests.domain.day import Room
from tests.faults.open_window import open_window
from tests.report.rendering import render
from tests.tui.fakes import FakeClock


class _RoomFrom(Room):
    """A room whose session starts at a chosen time."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        super().__init__()
        self.wall = start

    def reading(self) -> Reading:
        """The present reading; the start time while the session is created."""
        return (
            replace(super().reading(), wall=self._start)
            if not hasattr(self, "session")
            else super().reading()
        )


def _at(room: Room) -> datetime:
    return room.session.spans[-1].started_at


def test_sleep_counts(tmp_path: Path) -> None:
    """Rule: ten minutes with the laptop closed are ten minutes less."""
    room = Room()
    room.do(Next())
    room.wait(60)
    room.wait(600)
    assert room.pace().used == 660
    assert room.reloaded().spans == room.session.spans


@pytest.mark.parametrize(
    "shift", [timedelta(hours=-3), timedelta(hours=3), timedelta(days=400), timedelta(seconds=-61)]
)
def test_changing_the_wall_clock_does_not_change_the_countdown(shift: timedelta) -> None:
    """Rule: back or forward, the records keep the room's time and their order."""
    room = Room()
    room.do(Next())
    room.wait(60)
    room.wall += shift
    room.wait(30)
    now = room.pace()
    assert (now.used, now.left) == (90, 510)
    assert now.skew == shift.total_seconds()
    room.do(Next())
    room.do(Capture("after", Kind.CHALLENGE))
    first, second = room.session.spans
    assert first.seconds(second.started_at) == 90
    assert first.ended_at == second.started_at
    assert room.session.book[0].captured_at >= second.started_at
    assert room.reloaded().spans == room.session.spans


def test_a_wall_clock_that_was_wrong_can_be_followed() -> None:
    """Rule: ``/clock`` follows the wall clock once; what was recorded stays."""
    room = Room()
    room.do(Next())
    room.wait(60)
    room.wall += timedelta(minutes=7)
    before = room.session.spans
    room.do(CorrectClock(room.pace().skew))
    assert room.pace().skew == 0
    assert room.session.spans[0].started_at == before[0].started_at


@pytest.mark.parametrize("hours", [-12, -1, 0, 1, 2, 14])
def test_another_zone_or_summer_time_changes_only_how_times_are_shown(hours: int) -> None:
    """Rule: the same instant in another offset makes no jump and no skew, and the report can be made."""
    room = Room()
    room.do(Next())
    room.wait(120)
    room.wall = room.wall.astimezone(timezone(timedelta(hours=hours)))
    now = room.pace()
    assert (now.used, now.left, now.skew) == (120, 480, 0)
    assert now.now.utcoffset() == timedelta(hours=hours)
    room.do(Next())
    assert room.session.spans[0].seconds(_at(room)) == 120
    assert render(compose(room.session, room.reading()))
    assert room.reloaded().spans == room.session.spans


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 12, 31, 23, 58, tzinfo=UTC),
        datetime(2028, 2, 28, 23, 58, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(2026, 10, 25, 0, 58, tzinfo=UTC),
    ],
)
def test_midnight_new_year_and_a_leap_day_are_like_other_moments(start: datetime) -> None:
    """Rule: a box that runs across them has its normal length."""
    room = _RoomFrom(start)
    room.do(Next())
    room.wait(300)
    assert room.pace().used == 300
    room.do(Next())
    assert room.session.spans[0].seconds(_at(room)) == 300
    assert render(compose(room.session, room.reading()))


def test_a_restart_of_the_computer_is_reported_and_counted_by_the_wall_clock() -> None:
    """Rule: five minutes off are five minutes less, and marked as doubtful until confirmed."""
    room = Room()
    room.do(Next())
    room.wait(60)
    room.reboot(300)
    now = room.pace()
    assert abs(now.used - 360) <= 1
    assert "restarted" in now.doubt


async def test_the_screen_says_that_the_clock_was_set_and_counts_on(tmp_path: Path) -> None:
    """Rule: sleep needs no message, because the countdown is right."""
    (tmp_path / "data").mkdir()
    clock = FakeClock()
    async with open_window(tmp_path / "data", clock=clock) as window:
        await window.pilot.press("f2")
        clock.pass_time(300)
        window.app.beat()
        now = window.live.pace
        assert now is not None
        assert now.left == 300
        assert "clock" not in window.says("status")
        clock.wall += timedelta(hours=1)
        for _ in range(30):
            window.app.beat()
        assert "set forward" in window.says("status")
        now = window.live.pace
        assert now is not None
        assert now.left == 300
