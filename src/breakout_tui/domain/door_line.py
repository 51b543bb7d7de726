"""What one server knows of the door of a floor, and how phones join there: the laptop's own server, or the hub."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from breakout_tui.domain.floor_exchange import FloorMail, MutedDevice, VoteCount
from breakout_tui.domain.text import clean_line
from breakout_tui.domain.told_votes import ToldVotes

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
    is_at_hub: bool = False
    """Whether it is the organiser's hub: then nothing has to be shared from here."""


@dataclass(eq=False, slots=True)
class DoorLine:
    """One server; used by the thread of its link, and by the window's. Each value is replaced as a whole."""

    wake: Callable[[], None]
    """Called when there is something to tell the server."""
    draw: Draw
    is_hub: bool = False
    standing: FloorStanding = FloorStanding()
    votes: tuple[VoteCount, ...] = ()
    """How far votes of the session are there."""
    code: str = ""
    """With what phones have joined there; also while there is no server."""
    doubled: frozenset[str] = frozenset()
    """Votes that had ballots there before phones had to join again: each is another device since, which could vote a second time."""
    renews_code: bool = False
    """Whether another code is wanted there; every phone then has to join again."""
    is_on: bool = False
    """Whether there is a server that takes something from phones."""
    has_been_on: bool = False
    """Whether there was one before."""
    knows_over: frozenset[str] = frozenset()
    """The statements whose device the server knows to be muted no longer."""
    unknown: frozenset[str] = frozenset()
    """Statements whose device should be muted but is not known to the server. Always empty for a hub: another of its processes may know the device."""

    def hear(self, mail: FloorMail) -> None:
        """How phones join now."""
        address, code = clean_line(mail.address)[:_LONGEST], clean_line(mail.code)[:_LONGEST]
        before = self.standing
        squares = before.squares
        if (address, code) != (before.address, before.code):
            squares = self.draw(address, code) if address else ()
        self.standing = FloorStanding(address, code, squares, max(0, mail.phones), self.is_hub)
        is_another = bool(self.code and code and code != self.code)
        if is_another:
            self._join_again(*self.votes, *mail.votes)
        self.votes = mail.votes
        self.code = code or self.code
        self.is_on = self.has_been_on = True

    def left(self) -> None:
        """The server is stopped for good, and its code forgotten: phones that come back have to join again."""
        self._join_again(*self.votes)
        self.code = ""

    def _join_again(self, *votes: VoteCount) -> None:
        self.doubled |= {each.id for each in votes if each.ballots and not each.is_counted}

    @property
    def told_votes(self) -> ToldVotes:
        """What it has told of votes."""
        return ToldVotes(self.votes, self.is_on, self.is_hub and self.has_been_on and not self.is_on)

    def told(self, devices: Collection[MutedDevice], *, renewed: bool) -> None:
        """The server knows these, and whether it was asked for another code."""
        over = {each.statement_id for each in devices if each.left <= 0}
        self.knows_over = (self.knows_over | over) - {each.statement_id for each in devices if each.left > 0}
        self.renews_code = self.renews_code and not renewed

    def mutes(self, devices: Collection[MutedDevice], muted: Collection[str]) -> None:
        """Of these the server mutes those of ``muted``."""
        asked = (each.statement_id for each in devices if each.left > 0)
        self.unknown = frozenset() if self.is_hub else frozenset(asked).difference(muted)

    def lost(self) -> None:
        """There is no server now, or it takes nothing from phones."""
        self.standing, self.is_on = FloorStanding(), False

    def lacks(self, statement_id: str, until: Mapping[str, float], now: float) -> bool:
        """Whether it still has to be told that a device is muted, or is so no longer."""
        is_over = until.get(statement_id, now) <= now
        return not is_over or (self.is_on and statement_id not in self.knows_over)
