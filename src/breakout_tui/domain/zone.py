"""Zones: what the wall clock shows at an instant, and when it shows a time of day next.

Rules come by name (``Europe/Berlin``) from the time zone database. All times that are handed out have the fixed offset that
is right at their instant: Python compares and subtracts two times with the same ``ZoneInfo`` by the figures that they show,
which is wrong by an hour across a change of daylight saving.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

PASSED = timedelta(hours=12)
"""A time of day whose next instant is further ahead is nearer in the past, so it probably has passed."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by name, and the offset to use where its rules are unknown."""

    name: str
    """Its name in the time zone database; empty if unknown."""
    otherwise: tzinfo

    def at(self, instant: datetime) -> datetime:
        """An instant as the wall clock of this zone shows it."""
        local = instant.astimezone(rules(self.name) or self.otherwise)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)

    def next(self, shown: time, after: datetime) -> datetime:
        """The next instant after another at which the wall clock shows this time of day.

        A time that occurs twice is the earlier one that is still ahead. One that the clock skips is as long after the
        change as it would be after midnight without it (RFC 5545, 3.3.5).
        """
        zone = rules(self.name) or self.otherwise
        today = after.astimezone(zone).date()
        found = []
        for day in (today + timedelta(days=days) for days in (-1, 0, 1, 2)):
            for fold in (0, 1):
                wanted = datetime.combine(day, shown, zone).replace(fold=fold)
                instant = wanted.astimezone(UTC)
                is_skipped = instant.astimezone(zone).replace(tzinfo=None, fold=0) != wanted.replace(
                    tzinfo=None, fold=0
                )
                if instant > after and not (is_skipped and fold):
                    found.append(instant)
        return self.at(min(found))

    def on(self, day: date, shown: time) -> datetime:
        """The instant of a day at which the wall clock shows this time."""
        zone = rules(self.name) or self.otherwise
        midnight = datetime.combine(day, time.min, zone).astimezone(UTC)
        return self.next(shown, midnight - timedelta(microseconds=1))

    def has_passed(self, shown: time, after: datetime) -> bool:
        """Whether this time of day is nearer in the past than in the future."""
        return self.next(shown, after) - after > PASSED


def rules(name: str) -> tzinfo | None:
    """The rules of a zone; None for an unknown name, or where there is no time zone database."""
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not before the first paint

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
