"""A hub with a port over TLS for rooms, and a plain one beside it for displays: both on real sockets, with a real database."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from breakout_tui.cli.hub_command import place_for_displays
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash
from breakout_tui.hub.credentials import new_code
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import PORT, Place
from breakout_tui.hub_protocol import HubUpdate, read_answer, update_text
from breakout_tui.link.hub_link import HubLink
from breakout_tui.link.pinned_connection import connection_to
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.room_changes import ChangesReader
from tests.hub.certificates import of_hub
from tests.hub.served import wait_until
from tests.hub.test_link import talking
from tests.store.conference_file import written

CLOCK = SystemClock()


@dataclass(frozen=True)
class Hub:
    """A hub that runs, with one room."""

    serving: HubServing
    code: RoomCode
    display_code: str

    @property
    def safe(self) -> str:
        """The address for rooms."""
        return f"https://127.0.0.1:{self.serving.listening.port}"

    @property
    def plain(self) -> str:
        """The address for displays."""
        assert self.serving.plain is not None
        return f"http://127.0.0.1:{self.serving.plain.port}"

    def ask(
        self, url: str, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        """One request at one of the two."""
        fingerprint = self.code.fingerprint if url.startswith("https") else ""
        with closing(connection_to(url, fingerprint, 10.0)) as connection:
            connection.request(method, path, body, headers or {})
            got = connection.getresponse()
            return got, got.read().decode()

    def join(self, url: str, page: str = "/join", code: str = "") -> tuple[str, str]:
        """What the browser of a display, or on another page of a phone, gets when it joins: its cookie, and what it may do with it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": url}
        body = urlencode({"code": code or self.display_code}).encode()
        answer, text = self.ask(url, "POST", page, body, headers)
        assert answer.status == 303, text
        cookie, _, rights = (answer.headers["set-cookie"] or "").partition(";")
        return cookie, rights


@pytest.fixture(name="hub")
def fixture_hub(tmp_path: Path) -> Iterator[Hub]:
    """On free ports of this computer."""
    certificate = of_hub(tmp_path / "hub.pem")
    code = RoomCode(new_room_secret(), certificate.fingerprint)
    path, display_code = tmp_path / "hub.db", new_code()
    with closing(HubDatabase(path, CLOCK)) as database:
        database.add_room("Room 1", secret_hash(code.secret), display_code)
    serving = HubServing(
        Place(port=0, certificate=certificate),
        lambda: HubDatabase(path, CLOCK),
        CLOCK,
        displays=Place(port=0),
    )
    thread = threading.Thread(target=serving.run)
    thread.start()
    try:
        yield Hub(serving, code, display_code)
    finally:
        serving.stop()
        thread.join()


def test_what_a_room_sends_over_tls_is_shown_at_the_plain_port(hub: Hub, tmp_path: Path) -> None:
    """Rule: that port is what the room is told for its displays."""
    talk = talking("Silo budgets")
    talk.say(Kind.CHALLENGE, "Grain prices")
    room = written(tmp_path / "room.db", [talk.session])
    link = HubLink(HubPlace((hub.safe,), hub.code), ChangesReader(lambda: room), CLOCK, "laptop")
    try:
        link.offer(talk.session.id)
        wait_until(lambda: link.standing.contact is HubContact.ON)
        assert link.standing.addresses == (hub.plain,)
        cookie, _ = hub.join(hub.plain)
        wait_until(
            lambda: "Silo budgets" in hub.ask(hub.plain, "GET", "/display", headers={"Cookie": cookie})[1]
        )
    finally:
        link.close()


@pytest.mark.parametrize(("method", "path"), [("POST", "/hub"), ("DELETE", "/hub"), ("GET", "/hub/sessions")])
def test_in_clear_nothing_but_displays_is_answered(hub: Hub, method: str, path: str) -> None:
    """Rule: for a room the plain port does not exist, whatever its code."""
    headers = {"Authorization": f"Bearer {hub.code.secret}"}
    refused, text = hub.ask(hub.plain, method, path, b"{}" if method == "POST" else b"", headers)
    assert (refused.status, "Room 1" in text) == (404, False)
    taken, _ = hub.ask(hub.safe, method, path, b"{}" if method == "POST" else b"", headers)
    assert taken.status not in (401, 404)


def test_a_browser_can_join_at_both_ports(hub: Hub) -> None:
    """Rule: it sends all cookies of a host to both, and can't replace in clear what it got over TLS: so they have two names."""
    (safe, safe_rights), (plain, plain_rights) = hub.join(hub.safe), hub.join(hub.plain)
    assert "Secure" in safe_rights
    assert "Secure" not in plain_rights
    assert safe.partition("=")[0] != plain.partition("=")[0]
    for url in (hub.safe, hub.plain):
        answer, _ = hub.ask(url, "GET", "/display", headers={"Cookie": f"{safe}; {plain}"})
        assert answer.status == 200


def test_a_phone_can_join_at_both_ports(hub: Hub, tmp_path: Path) -> None:
    """Rule: it is told where others may read what it sends; the room shows the way to the plain port."""
    with closing(HubDatabase(tmp_path / "hub.db", CLOCK)) as database:
        (room,) = database.rooms()
        update = HubUpdate("link", "laptop", "", CLOCK.read(), floor=FloorNews(is_open=True))
        headers = {"Authorization": f"Bearer {hub.code.secret}"}
        _, answer = hub.ask(hub.safe, "POST", "/hub", update_text(update), headers)
        mail = read_answer(answer.encode()).taken.floor
        assert mail is not None
        assert (mail.address, mail.phones) == (f"{hub.plain}/p", 0)
        assert database.rooms([room.id])[0].phones.code == mail.code.replace("-", "")
    (safe, safe_rights), (plain, plain_rights) = (
        hub.join(url, "/p/join", mail.code) for url in (hub.safe, hub.plain)
    )
    assert ("Secure" in safe_rights, "Secure" in plain_rights) == (True, False)
    for url, is_told in ((hub.safe, False), (hub.plain, True)):
        answered, page = hub.ask(url, "GET", "/p?lang=en", headers={"Cookie": f"{safe}; {plain}"})
        assert answered.status == 200
        assert ("may read what you send" in page) is is_told
    assert hub.ask(hub.plain, "GET", "/display", headers={"Cookie": plain})[0].status == 303


def test_a_page_of_one_port_changes_nothing_at_the_other(hub: Hub) -> None:
    """Rule: a page that somebody can change on the way is another origin."""
    for url, other in ((hub.safe, hub.plain), (hub.plain, hub.safe)):
        cookie, _ = hub.join(url)
        answer, _ = hub.ask(url, "POST", "/key", b"key=b", {"Origin": other, "Cookie": cookie})
        assert answer.status == 403


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (Options(), (None, "", PORT + 1)),
        (Options(port=9000), (None, "", 9001)),
        (Options(port=9000, display_port=80), (80, "", 9001)),
        (Options(address="hub.example:443"), (None, "hub.example", PORT + 1)),
        (Options(address="https://[2001:db8::7]:443"), (None, "[2001:db8::7]", PORT + 1)),
        (Options(certificate=Path("own.pem")), None),
        (Options(certificate=Path("own.pem"), display_port=8080), (8080, "", PORT + 1)),
    ],
)
def test_displays_have_a_plain_port_beside_a_certificate_that_browsers_would_warn_of(
    options: Options, place: tuple[int | None, str, int] | None, tmp_path: Path
) -> None:
    """Rule: the next free one, or the one that is named; under the name by which the hub is known."""
    safe = Place("0.0.0.0", options.port, options.address or "", certificate=of_hub(tmp_path / "hub.pem"))
    found = place_for_displays(safe, options)
    assert (None if found is None else (found.port, found.address, found.first)) == place
    if found is not None and found.address:
        address = urlsplit(found.url(found.address, 8766))
        assert (address.scheme, address.port) == ("http", 8766)


def test_without_a_certificate_one_port_has_all() -> None:
    """Rule: there is nothing to warn of."""
    assert place_for_displays(Place(port=9000), Options(display_port=80)) is None
