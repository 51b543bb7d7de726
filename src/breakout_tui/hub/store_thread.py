"""A thread with a connection to the hub's database, for the event loop, which must not wait.

A call that takes too long is given up: the next call has a new thread and a new connection. What is given up may still happen, so only calls
that can be made twice are made this way. Where the database has not answered one question for a while, such as over a connection that is
dead without anybody having said so, the connection is ended at its other end as well: there it may hold what all who write wait for.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import NamedTuple, TypeVar

from breakout_tui.domain.errors import StoreError
from breakout_tui.hub.hub_store import HubStore

T = TypeVar("T")

_Work = Callable[[HubStore], None]


class StorePatience(NamedTuple):
    """Seconds after which a call is given up."""

    writing: float = 30.0
    """For all that waits to be saved, which may be many whole sessions."""
    looking: float = 5.0
    """For reading."""
    silence: float = 3.0
    """For the answer to one question, looked at this often: after the second look it has been silent for as long."""


class StoreThread:
    """``connect`` makes the store, on the thread; ``patience`` and ``silence`` are in seconds, as ``StorePatience`` says."""

    def __init__(self, connect: Callable[[], HubStore], name: str, patience: float, silence: float) -> None:
        self._connect = connect
        self._name = name
        self._patience = patience
        self._silence = silence
        self._line: _Line | None = None

    async def do(self, work: Callable[[HubStore], T]) -> T:
        """What this gives, called on the thread. Raises what it raises, and StoreError where it takes too long."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def told(tell: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the loop may have ended
                loop.call_soon_threadsafe(lambda: None if future.done() else tell())

        def done(store: HubStore) -> None:
            try:
                result = work(store)
            except Exception as error:  # noqa: BLE001 - raised where it is waited for
                caught = error
                told(lambda: future.set_exception(caught))
            else:
                told(lambda: future.set_result(result))

        line = self._opened()
        line.works.put(done)
        try:
            await self._answered(future, line)
        finally:
            future.cancel()  # unless it has an answer; whatever else comes is nobody's
        return future.result()

    async def _answered(self, future: asyncio.Future[T], line: _Line) -> None:
        """Wait until there is an answer. Raises StoreError where it takes too long."""
        loop, pulse = asyncio.get_running_loop(), 0
        ends = loop.time() + self._patience
        while not future.done():
            await asyncio.wait([future], timeout=min(self._silence, max(0.0, ends - loop.time())))
            before, pulse = pulse, line.pulse
            is_silent = pulse % 2 == 1 and pulse == before
            if not future.done() and (is_silent or loop.time() >= ends):
                self._give_up(line, is_silent=is_silent)
                raise StoreError(
                    "the hub's database does not answer",
                    remedy="look whether its server runs and can be reached",
                )

    def close(self) -> None:
        """End the thread after what it does; another call begins anew."""
        if self._line is not None:
            self._line.works.put(None)
            self._line = None

    def _opened(self) -> _Line:
        if self._line is None:
            self._line = _Line()
            threading.Thread(
                target=self._line.run, args=(self._connect,), name=self._name, daemon=True
            ).start()
        return self._line

    def _give_up(self, line: _Line, *, is_silent: bool) -> None:
        if line is self._line:
            self.close()
        if is_silent:
            threading.Thread(target=line.abandon, name=f"{self._name}-ends", daemon=True).start()


class _Line:
    """One thread and its store."""

    def __init__(self) -> None:
        self.works: SimpleQueue[_Work | None] = SimpleQueue()
        self._store: HubStore | None = None

    def run(self, connect: Callable[[], HubStore]) -> None:
        """Work until it is told to end."""
        self._store = store = connect()
        while (work := self.works.get()) is not None:
            work(store)
        store.close()

    @property
    def pulse(self) -> int:
        """That of the store; 0 before there is one."""
        return 0 if self._store is None else self._store.pulse

    def abandon(self) -> None:
        """End the connection, as soon as that can be done."""
        if self._store is not None:
            self._store.abandon()
