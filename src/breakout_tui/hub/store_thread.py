"""A thread with a connection to the hub's database, for the event loop, which must not wait.

A call that takes too long is given up, such as one over a connection that is dead without anybody having said so: the next call has a
new thread and a new connection. What is given up may still happen, so only calls that can be made twice are made this way.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from breakout_tui.domain.errors import StoreError
from breakout_tui.hub.hub_store import HubStore

T = TypeVar("T")

_Work = Callable[[HubStore], None]


class StoreThread:
    """``connect`` makes the store, on the thread; ``patience`` is in seconds."""

    def __init__(self, connect: Callable[[], HubStore], name: str, patience: float) -> None:
        self._connect = connect
        self._name = name
        self._patience = patience
        self._works: SimpleQueue[_Work | None] | None = None

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

        self._queue().put(done)
        try:
            async with asyncio.timeout(self._patience):
                return await future
        except TimeoutError:
            self.close()
            raise StoreError(
                "the hub's database does not answer", remedy="look whether its server runs and can be reached"
            ) from None

    def close(self) -> None:
        """End the thread after what it does; another call begins anew."""
        if self._works is not None:
            self._works.put(None)
            self._works = None

    def _queue(self) -> SimpleQueue[_Work | None]:
        if self._works is None:
            self._works = SimpleQueue()
            threading.Thread(
                target=_run, args=(self._connect, self._works), name=self._name, daemon=True
            ).start()
        return self._works


def _run(connect: Callable[[], HubStore], works: SimpleQueue[_Work | None]) -> None:
    store = connect()
    while (work := works.get()) is not None:
        work(store)
    store.close()
