"""A co-facilitator of a room whose phones have joined at a hub."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_co_facilitator import Helper, working
from tests.cli.test_floor_by_phone import until
from tests.server.floor_window import room_of_phones
from tests.server.hub_of_rooms import hub_here


def test_what_phones_of_a_hub_send_is_on_the_page(tmp_path: Path) -> None:
    """Rule: the page at the room's own server lists it; what the co-facilitator does with it is told to the phone at the hub."""
    hub = tmp_path / "hub.db"
    with (
        room_of_phones(tmp_path / "room.db", hub) as room,
        hub_here(hub) as port,
        room.linked(f"http://127.0.0.1:{port}"),
        working(room.window),
    ):
        door = room.floor.door
        until(lambda: door.standing.address)
        door.co.let_in()
        room.window.sharing.begin(on_network=False)
        until(lambda: door.co.standing.code)
        phone = room.phone(port)
        phone.sends("At the hub")
        helper = Helper(door.co.standing.address, door.co.standing.code)
        until(lambda: "At the hub" in helper.page())
        (statement,) = room.floor.statements
        assert "Taken as C1." in helper.takes(statement.id, "At the hub, in other words")
        until(lambda: "taken as C1" in phone.get("/p/results").text)
