"""Runs the server of one room until it is told to stop: with streams open, that takes at most two seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import uvicorn

from breakout_tui.domain.clock import Clock
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.credentials import Credentials
from breakout_tui.hub.listening import Listening, Place
from breakout_tui.hub.running import prepared
from breakout_tui.hub.server_app import PhoneAccess, Server
from breakout_tui.hub.server_config import ServerConfig


class Serving:
    """A server that listens; with ``obeys_room`` it stops when the room says so. Raises UsageError where it can't listen.

    ``phones`` is as for ``Server``. ``report`` is told of each kind of unexpected error once.
    """

    def __init__(
        self,
        place: Place,
        credentials: Credentials,
        clock: Clock,
        *,
        phones: PhoneAccess | None = None,
        obeys_room: bool = False,
        limits: Limits = Limits(),  # noqa: B008 - it is immutable
        report: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        self._listening = Listening(place)
        self.port = self._listening.port
        self.server = Server(
            credentials,
            clock,
            self._listening.addresses,
            phones=phones,
            hosts=self._listening.hosts,
            is_on_network=place.is_on_network,
            is_stopping=lambda: self._running.should_exit,
            stop=self.stop if obeys_room else lambda: None,
            report=report,
        )
        self._running = uvicorn.Server(ServerConfig(self.server.app, limits, place.certificate))

    def addresses(self) -> Sequence[str]:
        """Where a browser finds it, the likeliest first."""
        return self._listening.addresses()

    @property
    def own_address(self) -> str:
        """Where this computer finds it."""
        return self._listening.own_address

    def run(self) -> None:
        """Serve until a signal comes or ``stop`` is called."""
        with prepared():
            self._running.run(sockets=[self._listening.socket])

    def close(self) -> None:
        """Listen no more, without having run."""
        self._listening.close()

    def stop(self) -> None:
        """End soon."""
        self._running.should_exit = True
