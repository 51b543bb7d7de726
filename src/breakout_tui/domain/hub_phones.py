"""The phones of a room at a hub: how it is with them, and what they ask the hub's database to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from breakout_tui.domain.floor_exchange import MutedDevice
from breakout_tui.domain.held_statements import HeldStatement


@dataclass(frozen=True, slots=True)
class HubPhones:
    """How it is with the phones of a room."""

    code: str = ""
    """What a phone types to join; empty before the room has said anything of phones: none can join then."""
    is_open: bool = False
    """Whether phones may send."""
    muted: tuple[MutedDevice, ...] = ()
    """Those that sent these statements may send nothing for a while."""
    edition: int = 0
    """Grows whenever something of this, or what became of a statement, has changed."""


NO_PHONES = HubPhones()


class PutStatement(NamedTuple):
    """A phone sends a statement; one with the same key is the same one."""

    room_id: str
    statement: HeldStatement


class WithdrawStatement(NamedTuple):
    """The author of a statement, known by its secret, takes it back, unless it is a note already."""

    room_id: str
    statement_id: str
    secret_hash: str


PhoneAct = PutStatement | WithdrawStatement
