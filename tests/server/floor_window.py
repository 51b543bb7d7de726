"""A window whose room is joined to a hub, and may be shared from its laptop as well, for tests of phones at hubs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.hub.credentials import new_code
from breakout_tui.link.hub_exchange import HubPatience
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.room_floor import StoredFloor
from breakout_tui.tui.floor_taking import taking
from tests.cli.test_floor_by_phone import SOON, Window
from tests.hub.phones import Phone, phone
from tests.server.hub_of_rooms import RunningHub


@dataclass
class HubRoomOfPhones:
    """A room in its first question, its window, and how it joins."""

    window: Window
    code: RoomCode
    display_code: str

    @property
    def floor(self) -> StoredFloor:
        """Its list."""
        return self.window.floor.get()

    @property
    def texts(self) -> list[str]:
        """What is in the list."""
        return sorted(each.text for each in self.floor.statements)

    @property
    def became(self) -> dict[str, str]:
        """What became of each statement, by its words."""
        found = FloorOutcomes().of(self.floor.statements, self.window.session).values()
        return {each.text: became.outcome.value for each, became in found}

    def takes(self, text: str) -> None:
        """Make a note of a statement."""
        self.window.does(
            taking([each for each in self.floor.statements if each.text == text], self.window.session)
        )

    def at(self, port: int) -> RunningHub:
        """A hub as devices of this room see it."""
        return RunningHub(port, self.display_code, pinned=self.code.fingerprint)

    def phone(self, port: int) -> Phone:
        """A phone that joins at a hub with the code that the window shows."""
        return phone(self.at(port), self.floor.door.standing.code)

    @contextmanager
    def linked(self, *urls: str) -> Iterator[HubLink]:
        """Its link to a hub, which is told whenever something was saved."""
        path, clock = self.window.store.path, SystemClock()
        link = HubLink(
            HubPlace(urls, self.code),
            ChangesReader(lambda: path),
            clock,
            "laptop",
            floor=self.floor,
            patience=HubPatience(away=(0.2,)),
        )
        self.window.offers.append(lambda: link.offer(self.window.session.id))
        link.offer(self.window.session.id)
        try:
            yield link
        finally:
            link.close()
            link._thread.join(SOON)


@contextmanager
def room_of_phones(path: Path, database: DatabaseName, fingerprint: str = "") -> Iterator[HubRoomOfPhones]:
    """A room of the hub, whose floor is open."""
    secret, display_code = new_room_secret(), new_code()
    hub = HubDatabase(database, SystemClock())
    hub.add_room(path.stem, secret_hash(secret), display_code)
    hub.close()
    window = Window(path)
    try:
        window.does(c.Next())
        window.does(c.Next())
        room = HubRoomOfPhones(window, RoomCode(secret, fingerprint), display_code)
        room.floor.door.let_in(True)
        yield room
    finally:
        window.close()
