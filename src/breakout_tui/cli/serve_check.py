"""``breakout-tui serve --check``: tries all that can be tried before the room is full, a line each."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.hub.credentials import Credentials, new_code, new_secret
from breakout_tui.hub.listening import Place
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.hub.serving import Serving
from breakout_tui.link.room_link import RoomLink, ServerPlace

_PATIENCE = 5.0
"""Seconds for an answer."""


def check_serving(place: Place) -> int:
    """Print what works and what doesn't; 1 if something that has to work doesn't."""
    is_fine = True
    for is_good, line in _findings(place):
        is_fine &= is_good
        print(f"{'✓' if is_good else '✗'} {clean_line(line)}")  # noqa: T201 - the result
    return 0 if is_fine else 1


def _findings(place: Place) -> Iterator[tuple[bool, str]]:
    """What was tried: whether it works, and in words."""
    secret = new_secret()
    try:
        serving = Serving(place, Credentials(secret, new_code()), SystemClock())
    except BreakoutError as error:
        yield False, str(error)
        return
    yield True, f"The server can listen at {place.host}, port {serving.port}"
    with _running(serving):
        for address in dict.fromkeys((serving.own_address, *serving.addresses())):
            yield _try_page(address)
        yield _try_link(serving, secret)
    yield _network(place)


@contextmanager
def _running(serving: Serving) -> Iterator[None]:
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        serving.stop()
        thread.join(_PATIENCE)


def _try_page(address: str) -> tuple[bool, str]:
    """Whether this computer gets the first page there: a firewall may still keep others out."""
    found = urlsplit(address)
    connection = http.client.HTTPConnection(found.hostname or "", found.port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except OSError as error:
        return False, f"{address} can't be opened from this computer: {error}; name another --address"
    finally:
        connection.close()
    if status == 200:
        return True, f"{address} opens on this computer"
    return False, f"{address} is answered by another program (status {status}); name another --port"


def _try_link(serving: Serving, secret: str) -> tuple[bool, str]:
    """Whether a room reaches the server."""
    place = ServerPlace(serving.own_address, secret)
    link = RoomLink(lambda: place, SystemClock(), every=0.1)
    link.start()
    waiting = threading.Event()
    for _ in range(round(_PATIENCE / 0.05)):
        if link.standing.answer is not None:
            break
        waiting.wait(0.05)
    is_reached = link.standing.answer is not None
    link.close()
    link.join(_PATIENCE)
    return is_reached, "A window reaches the server" if is_reached else "A window does not reach the server"


def _network(place: Place) -> tuple[bool, str]:
    found = network_addresses()
    if not place.is_on_network:
        return True, "Other devices can't open it: --host 0.0.0.0 shows it to them"
    if not found:
        return False, "This computer is in no network: connect to one, or open a hotspot"
    return True, (
        f"This computer has {plural(len(found), 'address', 'addresses')} that other devices may reach. Open the first one on a phone: "
        "a firewall, or a network that keeps devices apart, shows only there"
    )
