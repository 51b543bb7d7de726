"""The door of a floor: whether phones may send, how they join, and which devices are muted. In memory only, and forgotten with the window.

A room can be shared from its laptop and joined to a hub at once: phones of both fill the same list. Each server has a line of its own here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.co_door import CoDoor
from breakout_tui.domain.door_line import DoorLine, Draw, FloorStanding
from breakout_tui.domain.floor_exchange import REMEMBERED, MutedDevice
from breakout_tui.domain.told_votes import ToldVotes


class FloorDoor:
    """Used by the window's and the links' threads. Each value is replaced as a whole."""

    def __init__(self, clock: Clock, draw: Draw = lambda _address, _code: ()) -> None:
        self.is_open = False
        """Whether the facilitator lets phones send."""
        self._clock = clock
        self._draw = draw
        self._lines: tuple[DoorLine, ...] = ()
        self._muted: dict[str, float] = {}
        """By statement until when, in seconds since the boot."""
        self.co = CoDoor(self.changed, draw)
        """For a co-facilitator."""

    # For the window; none of these waits

    @property
    def standing(self) -> FloorStanding:
        """How it is with the phones: they are shown the way to the hub where the room is joined to one."""
        ways = [line.standing for line in self._lines if line.standing.address]
        if not ways:
            return FloorStanding()
        shown = next((way for way in ways if way.is_at_hub), ways[0])
        return shown if len(ways) == 1 else replace(shown, phones=sum(way.phones for way in ways))

    @property
    def votes(self) -> tuple[ToldVotes, ...]:
        """How far votes of the session are, by server."""
        return tuple(line.told_votes for line in self._lines)

    @property
    def doubled(self) -> frozenset[str]:
        """The votes that had ballots at a server before phones there had to join again, for whatever reason."""
        return frozenset().union(*(line.doubled for line in self._lines))

    def left(self) -> None:
        """Nothing is shared from this computer any more."""
        for line in self._lines:
            if not line.is_hub:
                line.left()

    def let_in(self, is_open: bool) -> None:
        """Phones may send from now on, or no longer."""
        self.is_open = is_open
        self.changed()

    def renew_code(self) -> None:
        """Give a new code at every server, also at one that is away now, once it is back; every phone that has joined has to join again."""
        for line in self._lines:
            line.renews_code = True
        self.changed()

    def mute(self, statement_id: str, seconds: float) -> None:
        """The device that sent a statement may send nothing for so long; 0 lifts it."""
        self._muted = {**self._muted, statement_id: self._clock.read().since_boot + seconds}
        self.changed()

    @property
    def muted(self) -> Mapping[str, float]:
        """By the id of a statement the seconds for which its device may still send nothing."""
        now = self._clock.read().since_boot
        return {key: until - now for key, until in self._muted.items() if until > now}

    def may_know_phone(self, sent_at: datetime) -> bool:
        """Whether a server can know which device sent what came then, so that it can be muted."""
        return (self._clock.read().wall - sent_at).total_seconds() < REMEMBERED

    def is_muted(self, statement_id: str) -> bool:
        """Whether the device that sent a statement may send nothing: no more than asked for, until a server has said that it doesn't know it."""
        lines = [line for line in self._lines if line.is_on]
        is_known = not lines or any(statement_id not in line.unknown for line in lines)
        return is_known and statement_id in self.muted

    def shut(self) -> None:
        """Another session is open now: nothing of the last one holds."""
        self.is_open, self._muted = False, {}
        self.co.shut()
        for line in self._lines:
            line.votes = ()

    def changed(self) -> None:
        """There is something to tell the servers."""
        for line in self._lines:
            line.wake()

    # For the links

    def line(self, wake: Callable[[], None], *, is_hub: bool = False) -> DoorLine:
        """A line for one more server, which the thread of its link uses; ``wake`` has an update sent to it soon."""
        made = DoorLine(wake, self._draw, is_hub)
        self._lines = (*self._lines, made)
        return made

    def muted_devices(self, line: DoorLine) -> tuple[MutedDevice, ...]:
        """All that are muted, and those of which this server has to be told that they are so no longer."""
        now, muted = self._clock.read().since_boot, self._muted
        self._muted = {
            key: until
            for key, until in muted.items()
            if any(each.lacks(key, muted, now) for each in self._lines)
        }
        return tuple(
            MutedDevice(key, max(0.0, until - now))
            for key, until in muted.items()
            if until > now or line.lacks(key, muted, now)
        )
