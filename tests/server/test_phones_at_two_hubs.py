"""Phones at one process of a hub, the room's link at another one, on one real database; and a process that is killed while they send."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.server_address import ServerAddress
from tests.cli.test_floor_by_phone import Phone as NearPhone
from tests.cli.test_floor_by_phone import until
from tests.hub.running import EventReader
from tests.hub.test_phones_of_a_process import send_together
from tests.server.floor_window import room_of_phones
from tests.server.hub_of_rooms import fingerprint_in, hub_here, hub_process
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of

_ABOUT_A_SECOND = 4.0
"""On a busy machine."""


def _hears(events: EventReader, kind: str, is_so: Callable[[str], bool]) -> float:
    """Read a stream until an event says this; when that was, in seconds since the boot."""
    for _ in range(200):
        told = events.next()
        if told[0] == kind and is_so(str(told[1])):
            return SystemClock().read().since_boot
    raise AssertionError(f"no {kind} said so")


def test_phones_and_the_room_meet_at_different_processes(hub: ServerAddress, tmp_path: Path) -> None:
    """Rule: a statement is in the list soon, what became of it, and whether phones may send, at the page; a page joins with the room's code, which a display of the room shows on the wall.

    A room that is shared from its laptop as well has one list for both, and each phone is told of its own statement.
    """
    now = SystemClock().read
    with (
        room_of_phones(tmp_path / "room.db", hub) as room,
        hub_here(hub) as one,
        hub_here(hub) as two,
        room.linked(f"http://127.0.0.1:{one}"),
    ):
        door = room.floor.door
        until(lambda: door.standing.address)
        assert door.standing.is_at_hub
        wall = room.at(one)
        cookie = wall.joined()
        until(lambda: "Question 1" in wall.page(cookie))
        wall.post("/key", {"key": "p"}, cookie)
        until(lambda: door.standing.code in wall.page(cookie))
        room.window.sharing.begin(on_network=False)
        mine = room.phone(two)
        with mine.stream() as events:
            _hears(events, "face", lambda told: "'closed': ''" in told)
            began = now().since_boot
            receipt = mine.sends("At the other process")
            until(lambda: room.texts == ["At the other process"])
            assert now().since_boot - began < _ABOUT_A_SECOND
            began = now().since_boot
            room.takes("At the other process")
            assert _hears(events, "results", lambda told: "'C1'" in told) - began < _ABOUT_A_SECOND
            began = now().since_boot
            until(lambda: door.standing.phones == 1)
            began = now().since_boot
            door.let_in(False)
            assert _hears(events, "face", lambda told: "'closed': ''" not in told) - began < _ABOUT_A_SECOND
            door.let_in(True)
            _hears(events, "face", lambda told: "'closed': ''" in told)
            lines = {line.is_hub: line for line in door._lines}
            until(lambda: lines[False].standing.address)
            near = NearPhone(lines[False].standing.address, lines[False].standing.code)
            near.sends("At the laptop", room.window.session.id)
            other = mine.sends("At the hub")
            until(lambda: len(room.texts) == 3)
            assert door.standing.is_at_hub
            room.takes("At the laptop")
            until(lambda: "taken as C2" in near.results())
            assert mine.post({"receipt": other, "secret": "wrong"}, "/p/withdraw")["refused"] == "not yours"
            assert mine.post({"receipt": receipt, "secret": "wrong"}, "/p/withdraw")["status"] == 403
            code = door.standing.code
            door.renew_code()
            until(lambda: door.standing.code != code)
            until(lambda: mine.get("/p/now").status == 401)
            until(lambda: "taken as C2" not in near.results())
        later = room.phone(two)
        form = later.form("Taken back")
        back = later.post(form)["receipt"]
        until(lambda: "Taken back" in room.became)
        assert later.post({"receipt": back, "secret": form["secret"]}, "/p/withdraw") == {
            "withdrawn": True,
            "status": 200,
        }
        until(lambda: "withdrawn" in room.became.values())


def test_nothing_acknowledged_is_lost_or_twice_where_a_process_is_killed(
    hub: ServerAddress, tmp_path: Path, server: RunningServer
) -> None:
    """Rule: of twenty phones that send to it; what is sent again, to the other process, is there once. No row says who sent what."""
    folder = tmp_path / "hub"
    folder.mkdir()
    acknowledged: dict[str, dict[str, str]] = {}
    fingerprint = fingerprint_in(folder)
    with (
        hub_process(hub, folder) as (process, one),
        hub_process(hub, folder) as (_, two),
        room_of_phones(tmp_path / "room.db", hub, fingerprint) as room,
        room.linked(f"https://127.0.0.1:{two}"),
    ):
        until(lambda: room.floor.door.standing.address)
        phones = [room.phone(one) for _ in range(20)]
        threads = send_together(phones, 9, acknowledged)
        until(lambda: len(acknowledged) >= 60)
        process.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
        for receipt, form in list(acknowledged.items())[:5]:
            again = type(phones[0])(room.at(two), phones[0].cookie)  # it need not join again
            assert again.post(form)["receipt"] == receipt
        until(lambda: len(room.texts) >= len(acknowledged))
        assert {form["text"] for form in acknowledged.values()} <= {*room.texts}
        assert len(set(room.texts)) == len(room.texts)
        stored = "SELECT count(*) FROM hub_statement WHERE stored"
        until(lambda: server.run(stored, database=database_of(hub))[0][0] == len(room.texts))
        room.floor.set_aside([each.id for each in room.floor.statements])
        dealt_with = "SELECT count(*) FROM hub_statement WHERE outcome = 'aside'"
        until(lambda: server.run(dealt_with, database=database_of(hub))[0][0] == len(room.texts))
        rows = repr(server.run("SELECT * FROM hub_statement, hub_floor", database=database_of(hub)))
        secrets = {
            value for form in acknowledged.values() for key, value in form.items() if key in ("key", "secret")
        }
        devices = {each.cookie.split(":", 1)[1].split(".")[1] for each in phones}
        assert not [each for each in (*secrets, *devices, "Statement ", "127.0.0.1") if each in rows]
