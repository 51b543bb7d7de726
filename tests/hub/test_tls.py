"""The server over TLS, on a real socket: all that it does without, and nobody holds a connection by what TLS adds."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.listening import Place
from tests.hub.certificates import of_hub
from tests.hub.running import Running, running
from tests.hub.served import wait_until
from tests.hub.test_faults import HALF, HALF_BODIES, Speaker, connected, connections, live, rest, see
from tests.hub.test_link import talking
from tests.hub.tls_server import any_server
from tests.hub.wall import wall
from tests.report.browser import chromium, needs_browser

SHORT = Limits(request=0.4, reading=0.4, handshake=0.4)
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(name="place", scope="module")
def fixture_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where a server with a certificate listens."""
    return Place(port=0, certificate=of_hub(tmp_path_factory.mktemp("tls") / "hub.pem"))


@pytest.fixture(name="server")
def fixture_server(place: Place) -> Iterator[Running]:
    """A server with a certificate."""
    with running(place=place) as made:
        yield made


@contextmanager
def safely(server: Running, said: bytes = b"", *, receives: int | None = None) -> Iterator[ssl.SSLSocket]:
    """A connection over TLS that has sent something, as ``connected``."""
    with connected(server.port, receives=receives) as plain, any_server().wrap_socket(plain) as client:
        client.sendall(said)
        yield client


def hello() -> bytes:
    """What a client says first."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        any_server().wrap_bio(incoming, outgoing).do_handshake()
    return outgoing.read()


def test_a_display_joins_and_follows(server: Running) -> None:
    """Rule: what a room sends over TLS is shown over TLS, and a key changes it."""
    talk = talking("Silo budgets")
    server.show(talk.session)
    cookie = server.joined()
    assert "Silo budgets" in server.page(cookie)
    with server.stream(cookie) as events:
        see(events, "Silo budgets")
        talk.say(Kind.CHALLENGE, "Grain prices")
        server.show(talk.session, number=2)
        see(events, "Grain prices")
    assert server.post("/key", {"key": "b"}, cookie).status == 204


def test_every_address_begins_with_https(place: Place) -> None:
    """Rule: whether it is found or given, but a scheme that is given with it stays."""
    for given in (
        place,
        replace(place, host="0.0.0.0"),
        replace(place, address="hub.example"),
        replace(place, address="hub.example:443"),
        replace(place, address="[2001:db8::7]"),
    ):
        with running(place=given) as server:
            addresses = [server.serving.own_address, *server.serving.addresses()]
            assert all(each.startswith("https://") for each in addresses)


def test_the_cookie_is_sent_over_tls_only(server: Running) -> None:
    """Rule: a browser that is led to the plain address does not tell it; without TLS it could not be used at all."""
    assert "Secure" in server.post("/join", {"code": server.code}).headers["set-cookie"]
    with running() as plain:
        assert "Secure" not in plain.post("/join", {"code": plain.code}).headers["set-cookie"]


@pytest.mark.parametrize("path", ["/join", "/key"])
def test_a_page_of_the_plain_address_changes_nothing(server: Running, path: str) -> None:
    """Rule: whoever can change a plain page on the way is another origin."""
    headers = {"Origin": server.url.replace("https://", "http://"), "Cookie": server.joined()}
    answer = server.ask("POST", path, f"code={server.code}&key=b".encode(), headers)
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_the_versions_that_are_not_deprecated_are_spoken(server: Running, version: ssl.TLSVersion) -> None:
    """Rule: RFC 8996 leaves these two."""
    context = any_server()
    context.minimum_version = context.maximum_version = version
    with connected(server.port) as plain, context.wrap_socket(plain) as client:
        client.sendall(WHOLE)
        assert client.recv(12) == b"HTTP/1.1 200"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_older_versions_are_refused(server: Running) -> None:
    """Rule: also where the client would take anything."""
    context = any_server()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with connected(server.port) as plain, pytest.raises(OSError, match=r"EOF|VERSION|reset"):
        context.wrap_socket(plain)


# Clients that don't read, or don't end


@pytest.mark.parametrize("length", [0, 1, 5, 100, -1])
def test_a_handshake_that_does_not_end_is_let_go(place: Place, length: int) -> None:
    """Rule: wherever it stops; streams stay open."""
    with running(place=place, limits=SHORT) as server, server.stream(server.joined()) as events:
        with connected(server.port, hello()[:length]) as client:
            assert b"HTTP" not in rest(client)
        see(events, Speaker(server).speak())


def test_a_handshake_that_comes_byte_by_byte_is_let_go(place: Place) -> None:
    """Rule: the time is that of the whole handshake."""
    with running(place=place, limits=SHORT) as server, connected(server.port) as client:
        client.settimeout(0.05)
        has_ended = False
        for each in hello()[:-1]:
            try:
                client.sendall(bytes([each]))
                has_ended = not client.recv(100)
            except TimeoutError:
                continue
            except ConnectionError:
                has_ended = True
            if has_ended:
                break
        assert has_ended


def test_hundreds_of_silent_connections_keep_nobody_out(place: Place) -> None:
    """Rule: a display joins while they are open, and they end."""
    limits = Limits(handshake=1.0)
    with running(place=place, limits=limits) as server, ExitStack() as silent:
        clients = [silent.enter_context(connected(server.port)) for _ in range(300)]
        assert server.page(server.joined())
        assert [rest(each) for each in clients] == [b""] * 300


@pytest.mark.parametrize("said", [*HALF, *(HALF[-1] + body for body in HALF_BODIES)])
def test_a_request_that_does_not_end_is_let_go_after_a_handshake(place: Place, said: bytes) -> None:
    """Rule: as without TLS."""
    with running(place=place, limits=SHORT) as server, safely(server, said) as client:
        assert b"200" not in rest(client)
        wait_until(lambda: connections(server) == 0)


def test_a_display_that_does_not_read_is_let_go_over_tls(place: Place) -> None:
    """Rule: its stream and its connection end, while another one gets everything."""
    with running(place=place, limits=SHORT) as server, ExitStack() as open_ones:
        speaker = Speaker(server)
        for _ in range(5):
            said = live(server, server.joined())
            open_ones.enter_context(safely(server, said, receives=2048))
        events = open_ones.enter_context(server.stream(server.joined()))
        wait_until(lambda: server.serving.server.room.displays.pages == 6)

        def are_gone() -> bool:
            see(events, speaker.speak())
            return server.serving.server.room.displays.pages == 1

        wait_until(are_gone)
        wait_until(lambda: connections(server) == 1)


def test_a_client_that_does_not_end_its_side_is_let_go(place: Place) -> None:
    """Rule: TLS ends with a word of both; who never says it is not waited for."""
    closing = b"GET /now HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with running(place=place, limits=SHORT) as server, safely(server, closing) as client:
        assert client.recv(12) == b"HTTP/1.1 401"
        wait_until(lambda: connections(server) == 0)


def test_a_server_stops_soon_whatever_is_open(place: Place) -> None:
    """Rule: with streams, half requests and half handshakes it takes about two seconds."""
    clock = SystemClock()
    with ExitStack() as open_ones:
        with running(place=place, limits=Limits(reading=0.4)) as server:
            open_ones.enter_context(connected(server.port, hello()[:20]))
            open_ones.enter_context(safely(server, HALF[-1]))
            open_ones.enter_context(safely(server, live(server, server.joined()), receives=2048))
            wait_until(lambda: server.serving.server.room.displays.pages == 1)
            before = clock.read().since_boot
        assert clock.read().since_boot - before < 5


@pytest.mark.parametrize(
    "said", [WHOLE, b"\0" * 600, b"\x16\x03\x01\xff\xff" + b"\xff" * 600, b"SSH-2.0-x\r\n"]
)
def test_what_is_no_tls_is_not_answered_and_nothing_unexpected(server: Running, said: bytes) -> None:
    """Rule: plain HTTP, too: not a word of a page is sent in clear."""
    with connected(server.port, said) as client:
        client.shutdown(socket.SHUT_WR)
        answer = rest(client)
    assert b"HTTP" not in answer
    assert b"html" not in answer
    assert server.ask("GET", "/").status == 200


def test_a_certificate_of_the_organiser_with_its_chain_is_served(tmp_path: Path) -> None:
    """Rule: the first one is what clients see, and what a code names."""
    own, authority = of_hub(tmp_path / "own.pem"), of_hub(tmp_path / "authority.pem")
    chain = tmp_path / "chain.pem"
    last = authority.path.read_text(encoding="ascii")
    text = own.path.read_text(encoding="ascii") + last[last.index("-----BEGIN CERTIFICATE") :]
    chain.write_text(text, encoding="ascii")
    place = Place(port=0, certificate=Certificate(chain, own.fingerprint, own.expires))
    with running(place=place) as server:
        assert server.ask("GET", "/").status == 200


@needs_browser
def test_a_browser_shows_the_display(server: Running) -> None:
    """Rule: its stream, style and script come over TLS, and nothing over anything else."""
    talk = talking("Silo budgets")
    with chromium() as browser, wall(browser, server, ignore_https_errors=True) as display:
        display.show(talk.session)
        talk.say(Kind.CHALLENGE, "Grain prices")
        display.show(talk.session)
        assert display.said == []
        assert all(each.partition(" ")[2].startswith(server.url) for each in display.asked)
