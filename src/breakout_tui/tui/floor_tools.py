"""Floor tools: what the window has of the floor, for the actions and the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.room_floor import RoomFloor
from breakout_tui.domain.sharing import Sharing
from breakout_tui.tui.magnified import Magnified


class FloorTools(NamedTuple):
    """What the window has of the floor."""

    floor: RoomFloor
    sharing: Sharing
    magnified: Magnified
    read_clock: Callable[[], Reading]
