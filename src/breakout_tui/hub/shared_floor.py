"""The floor of a room of a hub, as far as it was read: everything is in the database, which several processes of the hub share.

No words are kept here: a phone is told what became of a statement, and only the room gets what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.floor import MOST_WAITING
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PutStatement, WithdrawStatement
from breakout_tui.domain.room_code import secret_hash
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.known_statements import KnownStatements, NewStatement
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal


class SharedFloor(KnownStatements):
    """That of one room."""

    def __init__(self, room_id: str, intake: FloorIntake, clock: Clock) -> None:
        super().__init__()
        self.room_id = room_id
        self.edition = 0
        """All that changed until then was read."""
        self._intake = intake
        self._clock = clock
        self._keys: set[str] = set()

    # Phones

    def known(self, key: str) -> bool:
        """Whether a statement with this key was read."""
        return self._key_hash(key) in self._keys

    async def send(self, sent: NewStatement) -> HeldStatement:
        """Take a statement; it is durable when this returns. One with the same key is the same one, whichever process took it.

        Raises FloorRefused.
        """
        if self.waiting_in(sent.session_id) >= MOST_WAITING and not self.known(sent.key):
            raise FloorRefused(PhoneRefusal.FULL)
        made = sent.held(self._clock.read().wall, self._key_hash(sent.key))
        held = await self._intake.carry_out(PutStatement(self.room_id, made))
        if held is None:  # the room was revoked a moment ago
            raise FloorRefused(PhoneRefusal.NOT_SAVED)
        self._read([held])
        return held

    async def withdraw(self, statement_id: str, secret: str) -> HeldStatement:
        """Its author takes a statement back; that is durable when this returns. Raises FloorRefused."""
        act = WithdrawStatement(self.room_id, statement_id, secret_hash(secret))
        held = await self._intake.carry_out(act)
        if held is None:
            raise FloorRefused(PhoneRefusal.NOT_YOURS)
        self._read([held])
        if not held.withdrawn or not held.can_be_withdrawn:
            raise FloorRefused(PhoneRefusal.TAKEN)
        return held

    # The database

    def take(self, edition: int, changed: Iterable[HeldStatement]) -> None:
        """All that changed up to this edition."""
        self._read(changed)
        self.edition = edition

    def forget(self) -> None:
        """Nobody looks any more: it is read again when somebody does."""
        self._held, self._keys, self._changes, self._asking, self._open, self.edition = (
            {},
            set(),
            [],
            {},
            {},
            0,
        )

    def _read(self, changed: Iterable[HeldStatement]) -> None:
        for held in changed:
            self._know(replace(held, text="", country=""))
            self._keys.add(held.key_hash)

    def _key_hash(self, key: str) -> str:
        return secret_hash(f"{self.room_id}\0{key}")
