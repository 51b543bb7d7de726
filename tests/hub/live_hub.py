"""A hub with a real database that runs in a thread of the tests, on a real socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.records import Draft
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash
from breakout_tui.domain.versions import SessionState
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import Place
from breakout_tui.store.hub_database import HubDatabase
from tests.hub.running import TIMEOUT


@dataclass(frozen=True)
class LiveHub:
    """The hub, with one room."""

    file: Path
    url: str
    room_id: str
    code: RoomCode

    @property
    def place(self) -> HubPlace:
        """Where a link finds it."""
        return HubPlace((self.url,), self.code)

    def held(self, session_id: str) -> tuple[SessionState, Draft | None] | None:
        """What it has of a session of the room, and its draft."""
        with closing(HubDatabase(self.file, SystemClock())) as database:
            found = database.hand_over(self.room_id, session_id)
        return None if found is None else (found.state, found.draft)


@contextmanager
def live_hub(file: Path) -> Iterator[LiveHub]:
    """A hub whose database is this file; nothing unexpected may happen in it."""
    clock, secret = SystemClock(), new_room_secret()
    with closing(HubDatabase(file, clock)) as database:
        room = database.add_room("Room 1", secret_hash(secret), "ABCDEFGH")
    errors: list[Exception] = []
    serving = HubServing(Place(port=0), lambda: HubDatabase(file, clock), clock, report=errors.append)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield LiveHub(file, serving.listening.own_address, room.id, RoomCode(secret))
    finally:
        serving.stop()
        thread.join(TIMEOUT)
        assert not thread.is_alive()
    assert not errors, errors
