"""A thread with a connection to a database of the server, for the event loop, which must not wait.

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
from typing import Generic, NamedTuple, Protocol, TypeVar

from breakout_tui.domain.errors import StoreError


class UsedStore(Protocol):
    """What a thread needs of its store."""

    @property
    def pulse(self) -> int:
        """Grows with each question to the database and with each answer: odd while one is waited for."""
        ...

    def abandon(self) -> None:
        """While a thread waits for the database, from another one: end the connection, here and there; raises nothing."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


T = TypeVar("T")
S = TypeVar("S", bound=UsedStore)


class StorePatience(NamedTuple):
    """Seconds after which a call is given up."""

    writing: float = 30.0
    """For all that waits to be saved, which may be many whole sessions."""
    looking: float = 5.0
    """For reading."""
    silence: float = 3.0
    """For the answer to one question, looked at this often: after the second look it has been silent for as long."""


class StoreThread(Generic[S]):
    """``connect`` makes the store, on the thread; ``patience`` and ``silence`` are in seconds, as ``StorePatience`` says."""

    def __init__(self, connect: Callable[[], S], name: str, patience: float, silence: float) -> None:
        self._connect = connect
        self._name = name
        self._patience = patience
        self._silence = silence
        self._line: _Line[S] | None = None

    async def do(self, work: Callable[[S], T]) -> T:
        """What this gives, called on the thread. Raises what it raises, and StoreError where it takes too long."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def told(tell: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the loop may have ended
                loop.call_soon_threadsafe(lambda: None if future.done() else tell())

        def done(store: S) -> None:
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

    async def _answered(self, future: asyncio.Future[T], line: _Line[S]) -> None:
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
                    "the database does not answer",
                    remedy="look whether its server runs and can be reached",
                )

    def close(self) -> None:
        """End the thread after what it does; another call begins anew."""
        if self._line is not None:
            self._line.works.put(None)
            self._line = None

    def _opened(self) -> _Line[S]:
        if self._line is None:
            self._line = _Line()
            threading.Thread(
                target=self._line.run, args=(self._connect,), name=self._name, daemon=True
            ).start()
        return self._line

    def _give_up(self, line: _Line[S], *, is_silent: bool) -> None:
        if line is self._line:
            self.close()
        if is_silent:
            threading.Thread(target=line.abandon, name=f"{self._name}-ends", daemon=True).start()


class _Line(Generic[S]):
    """One thread and its store."""

    def __init__(self) -> None:
        self.works: SimpleQueue[Callable[[S], None] | None] = SimpleQueue()
        self._store: S | None = None

    def run(self, connect: Callable[[], S]) -> None:
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
