"""Times of day: the next instant at which the wall clock shows them, by its own rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.zone import Zone, rules

PLUS_ONE = timezone(timedelta(hours=1))
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "")

instants = st.integers(0, 2 * 366 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def berlin() -> Zone:
    """Summer time from 29 March 2026, 02:00, to 25 October 2026, 03:00."""
    return Zone("Europe/Berlin", PLUS_ONE)


@pytest.mark.parametrize(
    ("now", "shown", "instant"),
    [
        ("2026-11-24T10:00+01:00", "12:30", "2026-11-24T12:30+01:00"),
        ("2026-11-24T23:10+01:00", "00:30", "2026-11-25T00:30+01:00"),
        ("2026-12-31T23:10+01:00", "00:30", "2027-01-01T00:30+01:00"),
        ("2026-11-24T12:30+01:00", "12:30", "2026-11-25T12:30+01:00"),
        ("2026-03-28T23:00+01:00", "04:00", "2026-03-29T04:00+02:00"),  # the night is an hour shorter
        ("2026-03-29T01:50+01:00", "03:10", "2026-03-29T03:10+02:00"),
        ("2026-03-29T01:50+01:00", "02:30", "2026-03-29T03:30+02:00"),  # the clock skips it
        ("2026-03-29T00:50+01:00", "02:30", "2026-03-29T03:30+02:00"),
        ("2026-10-24T23:00+02:00", "04:00", "2026-10-25T04:00+01:00"),  # the night is an hour longer
        ("2026-10-25T01:50+02:00", "02:30", "2026-10-25T02:30+02:00"),  # it occurs twice: the first
        ("2026-10-25T02:40+02:00", "02:30", "2026-10-25T02:30+01:00"),  # then the second
        ("2026-10-25T02:40+01:00", "02:30", "2026-10-26T02:30+01:00"),
    ],
)
def test_the_next_instant_of_a_time_of_day(now: str, shown: str, instant: str) -> None:
    """After midnight, at the turn of a year, and across both changes of daylight saving."""
    found = berlin().next(time.fromisoformat(shown), datetime.fromisoformat(now))
    assert found == datetime.fromisoformat(instant)
    assert found.utcoffset() == datetime.fromisoformat(instant).utcoffset()


@settings(deadline=None)
@given(instants, st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from(ZONES))
def test_the_next_instant_is_ahead_and_shows_that_time(now: datetime, shown: time, name: str) -> None:
    """At most a day and a change of the clock away; where the clock skips a time, it shows a later one."""
    zone = Zone(name, PLUS_ONE)
    found = zone.next(shown, now)
    assert timedelta(0) < found - now <= timedelta(hours=49 if name == "Pacific/Apia" else 25)
    seen = zone.at(found)
    late = seen - datetime.combine(seen.date(), shown, seen.tzinfo)
    assert timedelta(0) <= late <= timedelta(hours=1)
    assert late in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))


@settings(deadline=None)
@given(instants, instants, st.sampled_from(ZONES))
def test_times_keep_their_distance_across_a_change(first: datetime, second: datetime, name: str) -> None:
    """What a zone hands out is subtracted and compared as instants, not as figures."""
    zone = Zone(name, PLUS_ONE)
    assert zone.at(first) - zone.at(second) == first - second
    assert (zone.at(first) < zone.at(second)) == (first < second)


def test_without_rules_the_offset_at_hand_is_used() -> None:
    """An unknown name, no name, and no name at all of a file or a folder give no rules, and no error."""
    for name in ("", "Europe/Nowhere", "../passwd", "Europe", "CET-1CEST,M3.5.0,M10.5.0", "/etc/localtime"):
        assert rules(name) is None
        now = datetime(2026, 3, 28, 23, tzinfo=PLUS_ONE)
        assert Zone(name, PLUS_ONE).next(time(4), now) == datetime(2026, 3, 29, 4, tzinfo=PLUS_ONE)


def test_a_time_of_day_has_passed_if_it_is_nearer_in_the_past() -> None:
    """Ten minutes ago has passed; an hour after midnight has not; nor has an evening that is eleven hours away."""
    at = datetime(2026, 11, 24, 12, 40, tzinfo=PLUS_ONE)
    assert berlin().has_passed(time(12, 30), at)
    assert berlin().has_passed(time(9, 0), at)
    assert not berlin().has_passed(time(23, 40), at)
    assert not berlin().has_passed(time(0, 30), at.replace(hour=23))
    assert not berlin().has_passed(time(0, 40), at)
    assert berlin().has_passed(time(0, 41), at)


def test_a_time_is_handed_out_with_the_offset_of_its_instant_alone() -> None:
    """Without the mark for the second of two equal times, which means nothing beside a fixed offset."""
    second = berlin().at(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert (second.isoformat(), second.fold) == ("2026-10-25T02:30:00+01:00", 0)


@pytest.mark.parametrize(
    ("name", "day", "shown", "instant"),
    [
        ("Asia/Tokyo", "2026-11-24", "00:00", "2026-11-24T00:00+09:00"),
        ("Asia/Tokyo", "2026-11-24", "08:00", "2026-11-24T08:00+09:00"),
        ("America/New_York", "2026-11-24", "23:59", "2026-11-24T23:59-05:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:30+02:00"),
        ("Europe/Nowhere", "2026-11-24", "00:00", "2026-11-24T00:00+01:00"),
        ("", "2026-11-24", "23:59", "2026-11-24T23:59+01:00"),
    ],
)
def test_a_time_on_a_day_is_the_one_that_the_wall_clock_shows(
    name: str, day: str, shown: str, instant: str
) -> None:
    """From midnight to midnight of the zone; without rules, of the offset at hand."""
    found = Zone(name, PLUS_ONE).on(date.fromisoformat(day), time.fromisoformat(shown))
    assert found.isoformat(timespec="minutes") == instant
