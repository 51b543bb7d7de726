"""Times of day in a session: an end is the next such instant in the room's zone, and a past one is asked about."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.clock_refusals import EndPassed, NoSuchZone, TimePassed
from breakout_tui.domain.phase_start import passed_end
from breakout_tui.domain.zone import Zone
from tests.domain.day import Room


class ZonedRoom(Room):
    """A room on a computer in a zone that is known by name."""

    def __init__(self, began: str, zone: str = "Europe/Berlin", details: c.EditDetails | None = None) -> None:
        self.began = datetime.fromisoformat(began)
        self.zone = zone
        super().__init__(details)

    def reading(self) -> Reading:
        """The clocks; the wall clock has the offset of its zone at this moment."""
        instant = self.began + timedelta(seconds=self.since_boot - 5000)
        return Reading(self.boot, self.since_boot, Zone(self.zone, UTC).at(instant), self.zone)


def ending(at: str) -> c.EditDetails:
    """A morning that ends at this time of day."""
    return c.EditDetails(ends={"morning": time.fromisoformat(at)})


@pytest.mark.parametrize(
    ("began", "ends", "minutes"),
    [
        ("2026-11-24T09:00+01:00", "12:30", 210),
        ("2026-11-24T22:10+01:00", "01:00", 170),
        ("2026-03-29T00:30+01:00", "04:00", 150),  # the hour from 02:00 to 03:00 is missing
        ("2026-10-25T00:30+02:00", "03:30", 240),  # the hour from 02:00 to 03:00 comes twice
    ],
)
def test_a_fixed_end_is_the_next_such_instant(began: str, ends: str, minutes: int) -> None:
    """After midnight and across both changes of daylight saving, the phase has the time that will pass."""
    room = ZonedRoom(began, details=ending(ends))
    room.do(c.Next())
    now = room.pace()
    assert now.phase_left == minutes * 60
    assert f"{now.ends_at:%H:%M}" == ends


@pytest.mark.parametrize(
    ("began", "ends", "box_ends"),
    [("2026-03-29T01:55+01:00", "05:45", "03:05"), ("2026-10-25T02:55+02:00", "04:45", "02:05")],
)
def test_what_is_shown_follows_the_wall_clock_across_a_change(began: str, ends: str, box_ends: str) -> None:
    """The end of the phase and of the box are the figures that the wall clock will show then."""
    room = ZonedRoom(began)
    room.do(c.Next())
    now = room.pace()
    assert (f"{now.ends_at:%H:%M}", f"{now.box_ends_at:%H:%M}") == (ends, box_ends)
    room.wait(3600)
    assert f"{room.pace().ends_at:%H:%M}" == ends
    assert room.pace().used == 3600
    assert room.pace().skew == 0


def test_a_session_carried_to_another_zone_keeps_the_times_of_its_room() -> None:
    """The end stays at its instant and is shown as before; the computer's other zone is told, and can be followed."""
    room = ZonedRoom("2026-11-24T09:00+01:00", details=ending("12:30"))
    room.do(c.Next())
    room.zone = "Asia/Tokyo"
    now = room.pace()
    assert (f"{now.ends_at:%H:%M}", now.phase_left, now.computer_zone) == ("12:30", 210 * 60, "Asia/Tokyo")
    room.do(c.EditDetails(zone="Asia/Tokyo"))
    now = room.pace()
    assert (f"{now.ends_at:%H:%M}", now.phase_left, now.computer_zone) == ("20:30", 210 * 60, "")
    assert room.reloaded() == room.session


def test_a_session_prepared_in_another_zone_takes_that_of_the_room() -> None:
    """Until the first phase starts, the zone is that of the computer; then it is stored."""
    room = ZonedRoom("2026-11-24T09:00+01:00", zone="America/New_York", details=ending("12:30"))
    assert room.session.info.zone == "America/New_York"
    room.zone = "Europe/Berlin"
    room.do(c.Next())
    assert room.session.info.zone == "Europe/Berlin"
    assert room.pace().phase_left == 210 * 60


def test_a_computer_that_knows_no_zone_leaves_that_of_the_session() -> None:
    """It has nothing better."""
    room = ZonedRoom("2026-11-24T09:00+01:00", zone="Europe/Berlin")
    room.zone = ""
    room.do(c.Next())
    assert room.session.info.zone == "Europe/Berlin"


def test_the_afternoon_of_a_carried_session_ends_in_the_rooms_zone() -> None:
    """A time of day from the form means the same all day."""
    details = c.EditDetails(ends={"afternoon": time(17, 0)})
    room = ZonedRoom("2026-11-24T09:00+01:00", details=details)
    room.do(c.Next())
    room.wait(3 * 3600)
    room.do(c.EndPhase())
    room.zone = "Asia/Tokyo"
    room.wait(3600)
    room.do(c.Next())
    assert room.pace().phase_left == 4 * 3600


def test_a_session_of_an_earlier_version_follows_the_wall_clock() -> None:
    """It has no zone, so that of the computer counts."""
    room = ZonedRoom("2026-11-24T09:00+01:00", zone="")
    room.do(c.Next())
    assert room.session.info.zone == ""
    room.zone = "Asia/Tokyo"
    assert room.pace().computer_zone == ""
    assert f"{room.pace().ends_at:%H:%M}" == "19:50"


def test_a_phase_whose_end_has_passed_asks_instead_of_ending_tomorrow() -> None:
    """It starts with another end, or a flexible one; nothing happens before that is chosen."""
    room = ZonedRoom("2026-11-24T12:40+01:00", details=ending("12:30"))
    assert passed_end(room.session, "morning", room.reading()) == time(12, 30)
    assert room.refusal(c.Next()) == EndPassed("Morning", time(12, 30))
    past = room.reading().wall - timedelta(minutes=1)
    assert room.refusal(c.Next(ends=past)) == TimePassed(past)
    room.do(c.Next(ends=None))
    assert (room.pace().is_end_fixed, room.pace().phase_left) == (False, 170 * 60)


def test_a_phase_can_start_with_another_end() -> None:
    """That end counts, once, for this phase."""
    room = ZonedRoom("2026-11-24T12:40+01:00", details=ending("12:30"))
    room.do(c.Next(ends=room.reading().wall + timedelta(hours=3)))
    assert (room.pace().is_end_fixed, room.pace().phase_left) == (True, 3 * 3600)


def test_a_zone_of_no_database_is_refused() -> None:
    """So that times never change their meaning by a typing error."""
    room = ZonedRoom("2026-11-24T09:00+01:00")
    assert room.refusal(c.EditDetails(zone="Europe/Nowhere")) == NoSuchZone("Europe/Nowhere")
