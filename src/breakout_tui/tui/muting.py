"""Muting: the key that mutes the phone that sent something, and what is said of it."""

from __future__ import annotations

from breakout_tui.domain.floor import Kept
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import MUTED

LIFTED = "The phone that sent it can send again"
TOO_LATE = "It was sent too long ago to know its phone · /floor code: a new code"


def turn_muted(door: FloorDoor, sent: Kept) -> str:
    """Mute the phone that sent it for ten minutes, or no longer; the words to show. Where it can't be known any more, nothing is muted."""
    if sent.id in door.muted:
        door.mute(sent.id, 0.0)
        return LIFTED
    if not door.may_know_phone(sent.stored_at):
        return TOO_LATE
    door.mute(sent.id, MUTED)
    return f"The phone that sent it is muted for {MUTED / 60:.0f} minutes · x again lifts it"


def muted_words(door: FloorDoor, statement_id: str) -> str:
    """Whether its phone is muted; empty where nobody wants that."""
    if statement_id not in door.muted:
        return ""
    return (
        "its phone is muted" if door.is_muted(statement_id) else "its phone is not known any more: not muted"
    )
