"""Several hubs on one PostgreSQL, and what fails beneath them: nothing that a room was told is there is lost, and displays go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.hub.store_thread import StorePatience
from breakout_tui.store.server_connection import _LOCK
from tests.hub.running import EventReader
from tests.hub.served import wait_until
from tests.link.linked_room import at, until
from tests.server.hub_of_rooms import fingerprint_in, hub_here, hub_process, see, sending_room
from tests.server.running_server import RunningServer
from tests.server.silent_proxy import silent_proxy
from tests.server.test_commands_on_a_server import database_of

QUICK = StorePatience(silence=0.3)
_TOGETHER = 0.5
"""Seconds in which 95 of 100 statements are at the displays of another hub."""
_FROZEN = 15.0
"""Seconds for which processes of the server stand still."""
_STALE = 10.0
"""Seconds after which no display may lack a statement."""


def url(port: int) -> str:
    """The address of a hub here, without TLS."""
    return f"http://127.0.0.1:{port}"


def test_what_a_room_sends_to_one_hub_is_seen_at_the_displays_of_another(
    hub: ServerAddress, tmp_path: Path
) -> None:
    """Rule: within a moment."""
    room = sending_room(tmp_path / "room", hub)
    with hub_here(hub) as one, hub_here(hub) as two, room.linked(url(one)) as link:
        until(link, at(HubContact.ON))
        display = room.at(two)
        with display.stream(display.joined()) as events:
            see(events, "Before")
            for _ in range(3):
                see(events, room.say(link))
    assert room.is_in(hub)


def test_the_rooms_of_a_killed_hub_go_on_to_the_next(hub: ServerAddress, tmp_path: Path) -> None:
    """Rule: after kill -9 in the middle of their talking nothing is lost or doubled, and the displays of the other show it."""
    room = sending_room(tmp_path / "room", hub, fingerprint_in(tmp_path))
    with hub_process(hub, tmp_path) as (first, one), hub_process(hub, tmp_path) as (_, two):
        urls = [f"https://127.0.0.1:{port}" for port in (one, two)]
        with room.linked(*urls) as link:
            assert until(link, at(HubContact.ON)).url == urls[0]
            display = room.at(two)
            with display.stream(display.joined()) as events:
                room.say(link)
                first.send_signal(signal.SIGKILL)
                for _ in range(3):
                    text = room.say(link)
                see(events, text)
            assert until(link, at(HubContact.ON)).url == urls[1]
    assert room.is_in(hub)


def test_a_server_that_fails_and_comes_back_has_everything(
    hub: ServerAddress, tmp_path: Path, server: RunningServer
) -> None:
    """Rule: PostgreSQL is killed and started again while a room talks; the hub and its displays stay."""
    room = sending_room(tmp_path / "room", hub)
    with hub_here(hub) as port, room.linked(url(port)) as link:
        until(link, at(HubContact.ON))
        display = room.at(port)
        with display.stream(display.joined()) as events:
            see(events, room.say(link))
            server.shut()
            for _ in range(3):
                text = room.say(link)
            until(link, at(HubContact.AWAY))
            server.start()
            see(events, text)
            until(link, at(HubContact.ON))
            see(events, room.say(link))
    assert room.is_in(hub)


@contextmanager
def holding_the_turn(database: ServerAddress) -> Iterator[psycopg.Connection[Any]]:
    """Whoever wants to write waits, until this ends or its connection is closed."""
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(f"SELECT pg_advisory_lock({_LOCK})")
        yield connection


def is_waiting(server: RunningServer, database: ServerAddress) -> bool:
    """Whether a hub waits for its turn to write."""
    waiting = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database_of(database)}' AND wait_event = 'advisory'"
    return server.run(waiting) != []


def test_a_connection_that_died_in_silence_keeps_nobody_from_writing(
    hub: ServerAddress, tmp_path: Path, server: RunningServer
) -> None:
    """Rule: also where it died with the right to write, which the server would give to nobody else as long as it lives there."""
    room, other = (sending_room(tmp_path / name, hub) for name in ("room", "other"))
    with (
        silent_proxy(tmp_path / "net", server.folder) as network,
        hub_here(network.address(hub), QUICK) as one,
        hub_here(hub) as two,
        room.linked(url(one)) as link,
        other.linked(url(two)) as beside,
    ):
        until(link, at(HubContact.ON))
        until(beside, at(HubContact.ON))
        display = room.at(one)
        with display.stream(display.joined()) as events:
            see(events, room.say(link))
            with holding_the_turn(hub):
                text = room.say(link)
                wait_until(lambda: is_waiting(server, hub))
                network.fall_silent()
            see(events, text)
        said = other.say(beside)
        display = other.at(two)
        with display.stream(display.joined()) as events:
            see(events, said)
    assert room.is_in(hub)
    assert other.is_in(hub)


@pytest.mark.soak
def test_no_display_is_stale_for_ten_seconds(
    hub: ServerAddress, tmp_path: Path, server: RunningServer
) -> None:
    """Rule: a statement a second for two minutes to one of two hubs, with each fault in turn, at the usual patience.

    Without a fault, 95 of 100 are at the displays of the other hub within half a second.
    """
    room = sending_room(tmp_path / "room", hub)
    calm: list[float] = []
    with ExitStack() as stack:
        network = stack.enter_context(silent_proxy(tmp_path / "net", server.folder))
        ports = [stack.enter_context(hub_here(network.address(hub))) for _ in range(2)]
        link = stack.enter_context(room.linked(*map(url, ports)))
        until(link, at(HubContact.ON))
        streams = [stack.enter_context(shown.stream(shown.joined())) for shown in map(room.at, ports)]
        for round_ in range(4):
            calm += [shown_after(room.say(link), streams)[1] for _ in range(25)]
            for fault in (network.fall_silent, lambda: frozen(server, hub), lambda: restarted(server)):
                fault()
                took = max(shown_after(room.say(link), streams))
                assert took < _STALE, (round_, took)
        calm.sort()
        assert calm[94] < _TOGETHER, calm[-10:]
    assert room.is_in(hub)


def shown_after(text: str, streams: list[EventReader]) -> list[float]:
    """Seconds until each of the displays shows it."""
    began = SystemClock().read().since_boot
    return [see(each, text) - began for each in streams]


def frozen(server: RunningServer, database: ServerAddress) -> None:
    """A backend of each hub stands still for a while, as where its disk hangs."""
    looking = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database_of(database)}' AND application_name = 'breakout-tui'"
    pids = [row[0] for row in server.run(looking)]
    server.freeze(pids)
    threading.Timer(_FROZEN, server.unfreeze, [pids]).start()


def restarted(server: RunningServer) -> None:
    """As after a failure of its machine."""
    server.shut()
    server.start()
