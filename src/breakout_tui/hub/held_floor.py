"""The floor of a room at the server: what phones sent, until the room has it, and what became of it.

What a phone is told is sent is on the disk: all that waits is written in one transaction, on a thread. Everything is known by its id, so what
is sent twice, by a phone or by the room, changes nothing.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor import MOST_WAITING, ONLY_OF_REQUESTS, TO_SPEAK
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult, SentStatement
from breakout_tui.domain.held_statements import HeldStatement, to_send
from breakout_tui.domain.room_code import secret_hash
from breakout_tui.hub.floor_store import FloorStore
from breakout_tui.hub.known_statements import KnownStatements, NewStatement
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub.waiting import AGAIN, fail_all, tell_all, until_read


class HeldFloor(KnownStatements):
    """Shares ``thread`` with the votes in the same file. ``changed`` is called on the event loop when there are other results."""

    def __init__(self, thread: StoreThread[FloorStore], clock: Clock) -> None:
        super().__init__()
        self._thread = thread
        self._clock = clock
        self._by_key: dict[str, str] = {}
        self._coming: dict[str, asyncio.Future[None]] = {}
        """By the hash of its key, a statement that is being written; a request to speak also by that of its device's secret."""
        self._being_withdrawn: dict[str, asyncio.Future[None]] = {}
        self._unsaved: dict[str, HeldStatement] = {}
        self._waiting: list[asyncio.Future[None]] = []
        """Who waits for what is unsaved."""
        self._news = asyncio.Event()
        self._has_failed = False
        self.is_loaded = False

    # Its file

    async def run(self) -> None:
        """Read the file, then write what comes, until it is cancelled."""
        await until_read(self._load)
        while True:
            await self._news.wait()
            self._news.clear()
            if self._unsaved:
                await self._save()
            if self._unsaved:
                asyncio.get_running_loop().call_later(AGAIN if self._has_failed else 0, self._news.set)

    async def finish(self) -> None:
        """Write what is left, after ``run`` was cancelled: the server ends."""
        if self._unsaved:
            await self._save()

    async def read_again(self) -> None:
        """Something was erased from the file: what is told from now on is without it. Raises StoreError."""
        for statement in await self._thread.do(lambda store: store.all()):
            if statement.id in self._held and statement.id not in self._unsaved:
                self._held[statement.id] = statement

    async def _load(self) -> None:
        for statement in await self._thread.do(lambda store: store.all()):
            if statement.key_hash:
                self._by_key[statement.key_hash] = statement.id
            self._know(statement)
        self.is_loaded = True

    async def _save(self) -> None:
        unsaved, self._unsaved = self._unsaved, {}
        waiting, self._waiting = self._waiting, []
        try:
            await self._thread.do(lambda store: store.put(tuple(unsaved.values())))
        except asyncio.CancelledError:  # the server ends: it may not be written, so it is once more
            self._unsaved = {key: self._held.get(key, each) for key, each in unsaved.items()} | self._unsaved
            self._waiting = [*waiting, *self._waiting]
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, each phone that waits has to be told
            fail_all(waiting, error)
            # What is known is written later; what is not was refused.
            self._unsaved = {each: self._held[each] for each in unsaved if each in self._held} | self._unsaved
            self._has_failed = True
            return
        tell_all(waiting, [None] * len(waiting))
        self._has_failed = False

    def _soon(self, statements: Iterable[HeldStatement]) -> None:
        """Write these soon."""
        for statement in statements:
            self._unsaved[statement.id] = statement
            self._news.set()

    async def _durable(self, statement: HeldStatement) -> None:
        """Write this; it is on the disk when this returns. Raises FloorRefused."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._soon([statement])
        self._waiting.append(future)
        try:
            await future
        except StoreError as error:
            raise FloorRefused(PhoneRefusal.NOT_SAVED) from error

    # Phones

    def known(self, key: str) -> bool:
        """Whether a statement with this key is here, or on its way to the disk."""
        hashed = secret_hash(key)
        return hashed in self._by_key or hashed in self._coming

    async def send(self, sent: NewStatement) -> HeldStatement:
        """Take a statement; it is durable when this returns. One with the same key is the same one. Raises FloorRefused."""
        if not self.is_loaded:
            raise FloorRefused(PhoneRefusal.NOT_SAVED)
        key_hash = secret_hash(sent.key)
        while coming := self._on_its_way(sent, key_hash):
            await asyncio.wait([coming])
        if key_hash in self._by_key:
            return self._held[self._by_key[key_hash]]
        if sent.asks_to_speak and (asked := self.asked_with(sent.secret)) is not None:
            return asked
        if self.waiting_in(sent.session_id) + len(self._coming) >= MOST_WAITING:
            raise FloorRefused(PhoneRefusal.FULL)
        made = sent.held(self._clock.read().wall, key_hash)
        self._coming |= dict.fromkeys(_marks(made), asyncio.get_running_loop().create_future())
        writing = asyncio.ensure_future(self._written(made))
        writing.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.shield(writing)  # also if its phone goes meanwhile: it sends again
        return self._held[made.id]

    def _on_its_way(self, sent: NewStatement, key_hash: str) -> asyncio.Future[None] | None:
        """The same statement that is being written; of requests to speak also another one of the device."""
        if sent.asks_to_speak:
            return self._coming.get(key_hash) or self._coming.get(secret_hash(sent.secret))
        return self._coming.get(key_hash)

    async def _written(self, made: HeldStatement) -> None:
        try:
            await self._durable(made)
            self._by_key[made.key_hash] = made.id
            self._know(made)
        finally:
            for mark in _marks(made):
                coming = self._coming.pop(mark)
                if not coming.done():
                    coming.set_result(None)

    async def withdraw(self, statement_id: str, secret: str) -> HeldStatement:
        """Its author takes a statement back; that is durable when this returns. Raises FloorRefused."""
        if not self.is_loaded:
            raise FloorRefused(PhoneRefusal.NOT_SAVED)
        held = self._held.get(statement_id)
        if held is None or not hmac.compare_digest(secret_hash(secret), held.secret_hash):
            raise FloorRefused(PhoneRefusal.NOT_YOURS)
        if not held.can_be_withdrawn:
            raise FloorRefused(PhoneRefusal.TAKEN)
        if held.withdrawn and statement_id in self._being_withdrawn:
            await asyncio.wait([self._being_withdrawn[statement_id]])
            return await self.withdraw(statement_id, secret)
        if not held.withdrawn:
            await self._withdraw(held)
        return self._held[statement_id]

    async def _withdraw(self, held: HeldStatement) -> None:
        self._being_withdrawn[held.id] = done = asyncio.get_running_loop().create_future()
        self._know(held.taken_back())
        try:
            await self._durable(self._held[held.id])
        except Exception:
            # It may be written a second later: then its author would have been told something else.
            now = replace(self._held[held.id], withdrawn=False, secret_hash=held.secret_hash)
            restored = now if now.stored else replace(now, text=held.text, country=held.country)
            self._know(restored)
            self._soon([restored])
            raise
        finally:
            del self._being_withdrawn[held.id]
            done.set_result(None)

    # The room

    def hear(self, news: FloorNews) -> None:
        """What the room tells; nothing until the file is read: the room is answered nothing then, and tells it again."""
        if not self.is_loaded:
            return
        changed: dict[str, HeldStatement] = {}
        for statement_id in news.stored:
            held = self._held.get(statement_id)
            if held is not None and not held.stored:
                changed[held.id] = replace(held, stored=True, text="", country="")
        for result in news.results:
            found = changed.get(result.id) or self._held.get(result.id) or _lost(result)
            after = found.dealt_with(result.outcome, result.reference)
            if (found.outcome, found.reference) != (after.outcome, after.reference):
                changed[found.id] = after
        for statement in changed.values():
            self._know(statement)
        self._soon(changed.values())

    def unstored(self, session_id: str) -> tuple[SentStatement, ...]:
        """What the room does not have: those of the session that is open first, then the earliest first."""
        now = int(self._clock.read().wall.timestamp() * 1000)
        found = (held for held in self._held.values() if not held.stored and held.is_open)
        return to_send(found, session_id, now)

    def withdrawn(self) -> tuple[str, ...]:
        """What authors have withdrawn and the room has told no result of."""
        return tuple(each.id for each in self._held.values() if each.is_withdrawal_owed)


def _marks(made: HeldStatement) -> tuple[str, ...]:
    """What no second one that is being written may have."""
    return (made.key_hash, made.secret_hash) if made.asks_to_speak else (made.key_hash,)


def _lost(result: FloorResult) -> HeldStatement:
    """A statement that only the room has, or another server: this file is a new one. Its phone can still be told what became of it."""
    kind = TO_SPEAK if result.outcome in ONLY_OF_REQUESTS else ""
    return HeldStatement(result.id, "", kind, "", "", 0, "", "", stored=True)
