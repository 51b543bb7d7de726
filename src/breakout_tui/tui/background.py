"""Background: work on a thread of its own, whose news are heard in the loop of the app."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App

T = TypeVar("T")


class Background(Protocol):
    """Runs ``work``, which tells news; each is heard later in the loop, in order.

    The program waits at its end for work that ``must_end``, such as a write.
    """

    def __call__(
        self,
        work: Callable[[Callable[[T], None]], None],
        hear: Callable[[T], None],
        *,
        must_end: bool = False,
    ) -> None:
        """Begin."""
        ...


def on_a_thread(app: App[Any]) -> Background:
    """Work of this app. An error that the work does not tell itself ends the app, as one in the loop does."""

    def begin(
        work: Callable[[Callable[[T], None]], None],
        hear: Callable[[T], None],
        *,
        must_end: bool = False,
    ) -> None:
        loop = asyncio.get_running_loop()

        def in_loop(call: Callable[..., None], *values: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the window is gone
                loop.call_soon_threadsafe(app.call_next, call, *values)

        def run() -> None:
            try:
                work(lambda news: in_loop(hear, news))
            except Exception as error:  # noqa: BLE001 - raised again in the loop
                in_loop(_raise, error)

        threading.Thread(target=run, name="breakout-tui background", daemon=not must_end).start()

    return begin


def _raise(error: Exception) -> None:
    raise error
