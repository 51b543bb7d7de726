"""The floor of a room of a hub, as far as it was read: everything is in the database, which several processes of the hub share.

No words are kept here: a phone is told what became of a statement, and only the room gets what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.floor import MOST_WAITING, FloorOutcome
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PutStatement, WithdrawStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.held_floor import NewStatement, Results
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal

_WAITS = FloorOutcome.WAITING.value, ""


class SharedFloor:
    """That of one room."""

    def __init__(self, room_id: str, intake: FloorIntake, clock: Clock) -> None:
        self.room_id = room_id
        self.edition = 0
        """All that changed until then was read."""
        self._intake = intake
        self._clock = clock
        self._held: dict[str, HeldStatement] = {}
        self._keys: set[str] = set()
        self._changes: list[str] = []
        """The ids of statements of which something else was to be told, in order."""

    # Phones

    def known(self, key: str) -> bool:
        """Whether a statement with this key was read."""
        return self._key_hash(key) in self._keys

    async def send(self, sent: NewStatement) -> HeldStatement:
        """Take a statement; it is durable when this returns. One with the same key is the same one, whichever process took it.

        Raises FloorRefused.
        """
        is_full = sum(held.is_open for held in self._held.values()) >= MOST_WAITING
        if is_full and not self.known(sent.key):
            raise FloorRefused(PhoneRefusal.FULL)
        wall = self._clock.read().wall
        made = HeldStatement(
            new_id(wall),
            sent.session_id,
            sent.kind,
            sent.text,
            sent.country,
            int(wall.timestamp() * 1000),
            self._key_hash(sent.key),
            _hashed(sent.secret),
        )
        held = await self._intake.carry_out(PutStatement(self.room_id, made))
        if held is None:  # the room was revoked a moment ago
            raise FloorRefused(PhoneRefusal.NOT_SAVED)
        self._read([held])
        return held

    async def withdraw(self, statement_id: str, secret: str) -> HeldStatement:
        """Its author takes a statement back; that is durable when this returns. Raises FloorRefused."""
        act = WithdrawStatement(self.room_id, statement_id, _hashed(secret))
        held = await self._intake.carry_out(act)
        if held is None:
            raise FloorRefused(PhoneRefusal.NOT_YOURS)
        self._read([held])
        if not held.withdrawn:
            raise FloorRefused(PhoneRefusal.TAKEN)
        return held

    def results(self, since: int = 0) -> tuple[int, Results]:
        """What became of statements after so many changes, without those that wait as they did; and how many changes there are."""
        found = {each: _told(self._held[each]) for each in self._changes[since:]}
        return len(self._changes), found

    def latest(self, count: int) -> Sequence[HeldStatement]:
        """The latest statements, the last one first, by whomever."""
        return sorted(self._held.values(), key=lambda each: each.id, reverse=True)[:count]

    # The database

    def take(self, edition: int, changed: Iterable[HeldStatement]) -> None:
        """All that changed up to this edition."""
        self._read(changed)
        self.edition = edition

    def forget(self) -> None:
        """Nobody looks any more: it is read anew when somebody does."""
        self._held, self._keys, self._changes, self.edition = {}, set(), [], 0

    def _read(self, changed: Iterable[HeldStatement]) -> None:
        for held in changed:
            before = self._held.get(held.id)
            self._held[held.id] = replace(held, text="", country="")
            self._keys.add(held.key_hash)
            if _told(held) != (_WAITS if before is None else _told(before)):
                self._changes.append(held.id)

    def _key_hash(self, key: str) -> str:
        return _hashed(f"{self.room_id}\0{key}")


def _told(held: HeldStatement) -> tuple[str, str]:
    return held.shown_outcome, held.reference


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
