"""Runs a hub until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from breakout_tui.domain.clock import Clock
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.hub_app import HubServer
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.listening import Listening, Place
from breakout_tui.hub.running import prepared
from breakout_tui.hub.server_config import ServerConfig
from breakout_tui.hub.store_thread import StorePatience


class HubServing:
    """A hub that listens; ``connect`` opens its database, on a thread. Raises UsageError where it can't listen.

    ``report`` is told of each kind of unexpected error once.
    """

    def __init__(
        self,
        place: Place,
        connect: Callable[[], HubStore],
        clock: Clock,
        *,
        report: Callable[[Exception], None] = lambda _: None,
        patience: StorePatience = StorePatience(),  # noqa: B008 - it is immutable
    ) -> None:
        self.listening = Listening(place)
        server = HubServer(
            connect,
            clock,
            self.listening.addresses,
            hosts=self.listening.hosts,
            is_stopping=lambda: self._running.should_exit,
            report=report,
            patience=patience,
        )
        self._running = uvicorn.Server(ServerConfig(server.app, Limits(), place.certificate))

    def run(self) -> None:
        """Serve until a signal comes or ``stop`` is called."""
        with prepared():
            self._running.run(sockets=[self.listening.socket])

    def stop(self) -> None:
        """End soon."""
        self._running.should_exit = True
