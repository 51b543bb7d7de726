"""Time: the only module that reads a clock.

A countdown must neither stop while the laptop sleeps nor jump when the wall clock is set. So a :class:`Reading` gives
three things at once: which boot of the machine this is, the seconds since that boot *with sleep included*, and the wall
clock with its zone. Within one boot the seconds since boot count; across boots only the wall clock does.

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
    """All clocks, read at the same moment."""

    boot: str
    """Identifies the boot of the machine; ``since_boot`` is comparable within one boot only."""
    since_boot: float
    """Seconds since that boot, sleep included."""
    wall: datetime
    """The wall clock, aware, with the local offset."""


class Clock(Protocol):
    """Something that can read the time."""

    def read(self) -> Reading:
        """Read the clocks."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def __init__(self) -> None:
        self._boot = _boot_name()

    def read(self) -> Reading:
        """Read the clocks of this machine."""
        return Reading(self._boot, _since_boot(), datetime.now(UTC).astimezone())


_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC_RAW", None))


def _since_boot() -> float:
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


def _boot_name() -> str:
    """Identifies this boot: by the kernel's boot id if there is one, else by the minute the machine started."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return f"boot-{round((time.time() - _since_boot()) / 60)}"
