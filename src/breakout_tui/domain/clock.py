"""Time: the only module that reads a clock.

A countdown must neither stop while the laptop sleeps nor jump when the wall clock is set. So a :class:`Reading` gives
three things at once: which boot of the machine this is, the seconds since that boot *with sleep included*, and the wall
clock with its zone. Within one boot the seconds since boot count; across boots only the wall clock does.

Sources: Linux ``CLOCK_BOOTTIME`` counts suspend (clock_gettime(2)); macOS ``CLOCK_MONOTONIC_RAW`` is continuous there
(mach_continuous_time); elsewhere ``time.monotonic``, which on Windows counts sleep as well.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """All clocks, read at the same moment."""

    boot: str
    """Identifies the boot of the machine; ``since_boot`` is comparable within one boot only."""
    since_boot: float
    """Seconds since that boot, sleep included."""
    wall: datetime
    """The wall clock, aware, with the local offset."""
    zone: str = ""
    """The name of the local zone, such as ``Europe/Berlin``; empty if unknown."""

    def later(self, seconds: float) -> Reading:
        """The clocks after so many seconds; before, if that is negative."""
        return replace(
            self, since_boot=self.since_boot + seconds, wall=self.wall + timedelta(seconds=seconds)
        )


class Clock(Protocol):
    """Something that can read the time."""

    def read(self) -> Reading:
        """Read the clocks."""
        ...


SET_BACK = 60 * 60
"""Seconds by which a wall clock may be set back, as a time server does it, without ending what was valid a moment ago."""


def is_valid(made_at: float, now: float, seconds: float) -> bool:
    """Whether what was made at ``made_at`` and holds for so many seconds does so still; both in Unix seconds."""
    return -SET_BACK <= now - made_at < seconds


class SystemClock:
    """The machine's own clocks."""

    def __init__(self) -> None:
        self._boot = _boot_name()
        self._zone = _zone_name()

    def read(self) -> Reading:
        """Read the clocks of this machine."""
        return Reading(self._boot, _since_boot(), datetime.now(UTC).astimezone(), self._zone)


_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC_RAW", None))


def _since_boot() -> float:
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


def _boot_name() -> str:
    """Identifies this boot: by the kernel's boot id if there is one, else by the minute the machine started."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return f"boot-{round((time.time() - _since_boot()) / 60)}"


def _zone_name() -> str:
    """The name of the machine's zone: by ``TZ``, else by what ``/etc/localtime`` points to; on Windows by its settings."""
    if sys.platform == "win32":
        from tzlocal import get_localzone_name  # only Windows has zones by other names

        return get_localzone_name()
    name = os.environ.get("TZ", "").removeprefix(":")
    if name:
        return "" if name.startswith("/") else name
    try:
        _, found, name = Path("/etc/localtime").readlink().as_posix().partition("zoneinfo/")
        return name if found else ""
    except OSError:
        return ""
