"""Time: the only module that reads a clock.

A countdown must neither stop while the laptop sleeps nor jump when the wall clock is set. So a :class:`Reading` gives
three things at once: which boot of the machine this is, the seconds since that boot *with sleep included*, and the wall
clock with its zone. Within one boot time is counted by the second of them; across boots only the wall is left.

Sources: Linux ``CLOCK_BOOTTIME`` counts suspend (clock_gettime(2)); macOS ``CLOCK_MONOTONIC_RAW`` is continuous there
(mach_continuous_time); elsewhere ``time.monotonic``, which on Windows counts sleep as well.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clocks, all taken together."""

    boot: str
    """Names the boot of the machine; equal readings of it may compare ``since_boot``."""
    since_boot: float
    """Seconds since that boot, sleep included."""
    wall: datetime
    """The wall clock, aware, with the local offset."""


class Clock(Protocol):
    """Whatever can be asked what time it is."""

    def read(self) -> Reading:
        """Look at the clocks."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def __init__(self) -> None:
        self._boot = _boot_name()

    def read(self) -> Reading:
        """Look at the clocks of this machine."""
        return Reading(self._boot, _since_boot(), datetime.now(UTC).astimezone())


_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC_RAW", None))


def _since_boot() -> float:
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


def _boot_name() -> str:
    """A name for this boot: the kernel's own where there is one, else the minute the machine started."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return f"boot-{round((time.time() - _since_boot()) / 60)}"
