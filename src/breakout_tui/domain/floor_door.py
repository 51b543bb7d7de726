"""The door of a floor: whether phones may send, how they join, and which devices are muted. In memory only, and forgotten with the window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.floor_exchange import FloorMail, MutedDevice, VoteCount
from breakout_tui.domain.text import clean_line

Draw = Callable[[str, str], tuple[tuple[bool, ...], ...]]
"""The QR code of an address with a code; True is dark."""
_LONGEST = 200
"""Characters of an address or a code that is shown."""


@dataclass(frozen=True, slots=True)
class FloorStanding:
    """How it is with the phones now."""

    address: str = ""
    """Where a phone finds the server; empty while there is none that takes anything from phones."""
    code: str = ""
    """What a phone types to join, in groups."""
    squares: tuple[tuple[bool, ...], ...] = ()
    """The QR code of both, without a margin; True is dark."""
    phones: int = 0
    """Phones whose page is open."""


class FloorDoor:
    """Used by the window's and the link's threads. Each value is replaced as a whole."""

    def __init__(self, clock: Clock, draw: Draw = lambda _address, _code: ()) -> None:
        self.is_open = False
        """Whether the facilitator lets phones send."""
        self.renews_code = False
        """Whether another code is wanted; every phone then has to join again."""
        self.standing = FloorStanding()
        self.changed: Callable[[], None] = lambda: None
        """Called when there is something to tell the server."""
        self.votes: tuple[VoteCount, ...] = ()
        """How far votes of the session are at the server."""
        self._clock = clock
        self._draw = draw
        self._muted: dict[str, float] = {}
        """By statement until when, in seconds since the boot."""

    # For the window; none of these waits

    def let_in(self, is_open: bool) -> None:
        """Phones may send from now on, or no longer."""
        self.is_open = is_open
        self.changed()

    def renew_code(self) -> None:
        """Give a new code; every phone has to join again."""
        self.renews_code = True
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

    def shut(self) -> None:
        """Another session is open now: nothing of the last one holds."""
        self.is_open, self._muted, self.votes = False, {}, ()

    # For the link

    def muted_devices(self) -> tuple[MutedDevice, ...]:
        """All that are muted, and those whose muting was lifted and not told yet."""
        now = self._clock.read().since_boot
        return tuple(MutedDevice(key, max(0.0, until - now)) for key, until in self._muted.items())

    def told(self, devices: Collection[MutedDevice], *, renewed: bool) -> None:
        """The server knows these, and whether it was asked for another code."""
        over = {each.statement_id for each in devices if each.left <= 0}
        now = self._clock.read().since_boot
        self._muted = {key: until for key, until in self._muted.items() if key not in over or until > now}
        self.renews_code = self.renews_code and not renewed

    def hear(self, mail: FloorMail) -> None:
        """How phones join now."""
        address, code = clean_line(mail.address)[:_LONGEST], clean_line(mail.code)[:_LONGEST]
        before, self.votes = self.standing, mail.votes
        squares = before.squares
        if (address, code) != (before.address, before.code):
            squares = self._draw(address, code) if address else ()
        self.standing = FloorStanding(address, code, squares, max(0, mail.phones))

    def lost(self) -> None:
        """There is no server now, or it takes nothing from phones."""
        self.standing = FloorStanding()
