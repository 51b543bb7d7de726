"""The thread of a link: works, waits for news, and ends when the window closes."""

from __future__ import annotations

import threading
from collections.abc import Callable


class LinkThread:
    """``run`` works until ``is_closing``. Nothing that the window calls waits, except for ``join``."""

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=run, name=name, daemon=True)
        self._news = threading.Event()
        self._closing = threading.Event()

    # Called by the window

    def start(self) -> None:
        """Start it, once."""
        if self._thread.ident is None:
            self._thread.start()

    def wake(self) -> None:
        """There is news."""
        self._news.set()

    def close(self) -> None:
        """End soon."""
        self._closing.set()
        self._news.set()

    def join(self, seconds: float) -> None:
        """Wait until it has ended, at most so long."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    # On the thread

    @property
    def is_closing(self) -> bool:
        """Whether it should end."""
        return self._closing.is_set()

    def look(self) -> None:
        """All news until now is looked at next."""
        self._news.clear()

    def wait_for_news(self, seconds: float) -> bool:
        """Wait for news since the last look, at most so long; whether there is any."""
        return self._news.wait(seconds)

    def wait(self, seconds: float) -> None:
        """Wait so long, whatever news comes, unless the window closes."""
        self._closing.wait(seconds)
