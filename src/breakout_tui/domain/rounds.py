"""How many rounds a programme has."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.programme import Room, Track


def last_round(tracks: Iterable[Track], rooms: Iterable[Room]) -> int:
    """How many rounds there are: as many as a delegate explores, or a room names. A room without rounds is used in each one."""
    named = (number for room in rooms for number in room.rounds)
    return max([*(track.explore for track in tracks), *named], default=1)
