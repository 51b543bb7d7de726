"""The machine's own clocks: one reading has them all."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the sources of Linux")


def test_two_readings_are_of_one_boot_and_in_order() -> None:
    """A wall clock with its offset beside the seconds since boot."""
    clock = SystemClock()
    before = datetime.now(UTC)  # noqa: TID251 - what the clock is compared with
    first, second = clock.read(), clock.read()
    after = datetime.now(UTC)  # noqa: TID251
    assert before <= first.wall <= second.wall <= after
    assert first.wall.utcoffset() == after.astimezone().utcoffset()
    assert 0 < first.since_boot <= second.since_boot
    assert first.boot == second.boot == SystemClock().read().boot


@ON_LINUX
def test_the_seconds_since_boot_count_sleep_and_the_boot_has_the_name_of_the_kernel() -> None:
    """So a countdown goes on while the laptop sleeps, and a restart is noticed."""
    since_boot = time.clock_gettime(time.CLOCK_BOOTTIME)  # noqa: TID251 - what the clock is compared with
    reading = SystemClock().read()
    assert since_boot <= reading.since_boot < since_boot + 60
    assert reading.boot == Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


@ON_LINUX
@pytest.mark.parametrize(
    ("variable", "zone"),
    [("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo"), ("CET", "CET"), ("/etc/localtime", "")],
)
def test_the_zone_is_named_by_the_variable_tz(
    monkeypatch: pytest.MonkeyPatch, variable: str, zone: str
) -> None:
    """With or without a colon; the path of a file is no name."""
    monkeypatch.setenv("TZ", variable)
    assert SystemClock().read().zone == zone


@ON_LINUX
def test_without_the_variable_the_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what its local time points to; without a link into the database of zones, it has no name."""
    monkeypatch.delenv("TZ", raising=False)
    local = Path("/etc/localtime")
    target = local.readlink().as_posix() if local.is_symlink() else ""
    assert SystemClock().read().zone == target.partition("zoneinfo/")[2]


def test_a_later_reading_moves_both_clocks() -> None:
    """Of the same boot and zone; a negative number of seconds is earlier."""
    reading = SystemClock().read()
    later = reading.later(-90)
    assert later.wall - reading.wall == timedelta(seconds=-90)
    assert later.since_boot == reading.since_boot - 90
    assert (later.boot, later.zone) == (reading.boot, reading.zone)
