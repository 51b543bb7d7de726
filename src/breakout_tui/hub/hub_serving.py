"""Runs a hub until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import UsageError
from breakout_tui.hub.by_scheme import ByScheme
from breakout_tui.hub.cleaning import CleaningTimes
from breakout_tui.hub.conference_reader import ConferenceReader
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.hub_app import HubServer
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.listening import Listening, Place
from breakout_tui.hub.running import prepared
from breakout_tui.hub.server_config import ServerConfig
from breakout_tui.hub.store_thread import StorePatience


class HubServing:
    """A hub that listens; ``connect`` opens its database, on a thread. Raises UsageError where it can't listen.

    ``displays`` is a plain place for displays beside ``place``, which has a certificate. ``report`` is told of each kind of
    unexpected error once.
    """

    def __init__(
        self,
        place: Place,
        connect: Callable[[], HubStore],
        clock: Clock,
        *,
        displays: Place | None = None,
        conference: ConferenceReader | None = None,
        report: Callable[[Exception], None] = lambda _: None,
        patience: StorePatience = StorePatience(),  # noqa: B008 - it is immutable
        cleaning: CleaningTimes = CleaningTimes(),  # noqa: B008 - it is immutable
    ) -> None:
        self.listening = Listening(place)
        self.plain = None
        if displays is not None:
            try:
                self.plain = Listening(displays)
            except UsageError:
                self.listening.close()
                raise
        server = HubServer(
            connect,
            clock,
            (self.plain or self.listening).addresses,
            conference=conference,
            hosts={*self.listening.hosts, *(self.plain.hosts if self.plain else ())},
            is_stopping=lambda: self._running.should_exit,
            report=report,
            patience=patience,
            cleaning=cleaning,
        )
        self._sockets = [each.socket for each in (self.listening, self.plain) if each is not None]
        app = server.app if self.plain is None else ByScheme(server.app, server.displays)
        config = ServerConfig(app, Limits(), place.certificate, plain=self._sockets[1:])
        self._running = uvicorn.Server(config)

    def run(self) -> None:
        """Serve until a signal comes or ``stop`` is called."""
        with prepared():
            self._running.run(sockets=self._sockets)

    def stop(self) -> None:
        """End soon."""
        self._running.should_exit = True
