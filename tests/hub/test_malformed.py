"""Requests that are wrong in every way: the server answers them in a line, says nothing of itself, and goes on."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from breakout_tui.domain.display_choice import SHOW_NOW
from breakout_tui.domain.shared_copy import shared
from breakout_tui.room_protocol import Order, RoomUpdate
from tests.hub.malformed import Known, malformed, update_request, valid_update
from tests.hub.phones import RoomWindow, phone
from tests.hub.served import Served, served
from tests.hub.test_link import talking

INSIDES = re.compile(rb"Traceback|File \"|\.py\b|site-packages|<module|0x[0-9a-f]{6}")
"""What no answer says."""


class Attacked:
    """A server that is sent whatever comes."""

    def __init__(self, server: Served) -> None:
        self._server = server
        self._port, self._secret = server.port, server.secret
        cookies = f"{server.joined()}; {phone(server, server.share.phone_code).cookie}"
        self.known = Known(f"127.0.0.1:{server.port}", cookies, server.secret)

    def meets(self, pieces: list[bytes]) -> None:
        """Send these, look at a display after each, and then at what came back meanwhile.

        The server takes one request after the other: once the display is answered, so is all that needs no more bytes.
        """
        with socket.create_connection(("127.0.0.1", self._port), 10) as client:
            for piece in pieces:
                with suppress(ConnectionError):  # it may be refused before its end
                    client.sendall(piece)
                page = self._server.ask("GET", "/display", headers={"Cookie": self.known.cookie})
            client.setblocking(False)
            answer = _received(client)
        if not pieces:
            return
        assert page.status in (200, 303), page.text
        assert b"HTTP/1.1 5" not in answer, answer
        assert not INSIDES.search(answer), answer
        assert self._secret.encode() not in answer
        if page.status == 303:
            self._join_anew(answer)
        if b'"has":' in answer:
            self._let_go(b"".join(pieces))

    def _join_anew(self, answer: bytes) -> None:
        """The code was renewed."""
        found = re.search(rb'"code":"([0-9A-Z-]+)"', answer)
        assert found is not None, answer
        joined = self._server.post("/join", {"code": found[1].decode()})
        assert joined.status == 303
        self.known = self.known._replace(cookie=joined.headers["set-cookie"].partition(";")[0])

    def _let_go(self, said: bytes) -> None:
        """The room of this update leaves, so that the next one is not another window."""
        link = json.loads(said.partition(b"\r\n\r\n")[2])["link"]
        headers = {"Authorization": f"Bearer {self._secret}", "Room-Link": link}
        if re.fullmatch(r"[ -~]*", link):
            assert self._server.ask("DELETE", "/room", headers=headers).status == 204


def _received(client: socket.socket) -> bytes:
    found = b""
    with suppress(OSError):
        while data := client.recv(1 << 16):
            found += data
    return found


def attack(folder: Path, count: int) -> None:
    """Send so many requests; afterwards the server has said nothing, and shows what a room sends."""
    with served(folder) as server:
        window = RoomWindow(server, talking("A room").session)
        window.says()  # so that phones may send; then it leaves, and another one may follow
        leaving = {"Authorization": f"Bearer {server.secret}", "Room-Link": window.link}
        assert server.ask("DELETE", "/room", headers=leaving).status == 204
        attacked = Attacked(server)

        @settings(max_examples=count, suppress_health_check=list(HealthCheck))
        @given(malformed(attacked.known))
        def meets(pieces: list[bytes]) -> None:
            attacked.meets(pieces)

        meets()
        assert server.process.poll() is None
        assert server.said == ""
        session, now = talking("Said at last").session, server.clock.read()
        orders = (Order("", SHOW_NOW),)
        update = RoomUpdate("the last", 1, None, session.id, now, tuple(shared(session)), orders)
        server.tell(update, session)
        assert "Said at last" in server.page(attacked.known.cookie)


def test_100_malformed_requests(tmp_path: Path) -> None:
    """Rule: no answer has an error of the server or its insides, stderr stays empty, and the next display is shown."""
    attack(tmp_path, 100)


@pytest.mark.soak
def test_10_000_malformed_requests(tmp_path: Path) -> None:
    """Rule: the same."""
    attack(tmp_path, 10_000)


def test_what_is_not_http_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    """Rule: the connection ends, and nothing is said: neither where the answer is complete, nor in a stream.

    Nor if it is HTTP, but more than anybody asked for.
    """
    with served(tmp_path) as server:
        attacked = Attacked(server)
        host = f"HTTP/1.1\r\nHost: {attacked.known.host}\r\nCookie: {attacked.known.cookie}\r\n"
        chunked = "Transfer-Encoding: chunked\r\n\r\n"
        for path in ("/room", "/live", "/join", "/nothing"):
            for method in ("GET", "POST"):
                attacked.meets([f"{method} {path} {host}{chunked}".encode(), b"ZZ\r\n", b"more"])
                attacked.meets([f"{method} {path} {host}{chunked}ZZ\r\n".encode(), b"\r\n\r\n"])
                attacked.meets([f"{method} {path} {host}Content-Length: 9999\r\n\r\n".encode(), b"x" * 9999])
        assert server.said == ""


def test_what_is_valid_is_taken(tmp_path: Path) -> None:
    """Else all of the wrong updates would be refused for the same reason."""
    with served(tmp_path) as server:
        attacked = Attacked(server)
        attacked.meets([update_request(attacked.known)(json.dumps(valid_update()).encode())])
        assert "Silo budgets" in server.page(attacked.known.cookie)
