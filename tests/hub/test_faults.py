"""What happens to the server and its connections: clients that don't read or don't end, a rough network, kill and freeze.

After each of it the displays are right again, and the room has not waited.
"""

from __future__ import annotations

import http.client
import random
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.connection import Limits
from breakout_tui.link.room_link import RoomLink
from tests.domain.example import Talk
from tests.hub.rough_proxy import FINE, Fault, between
from tests.hub.running import Client, EventReader, Running, running
from tests.hub.served import served, wait_until
from tests.hub.test_link import Found, has_answer, linked, talking, until
from tests.sampled import sampled

SHORT = Limits(request=0.4, reading=0.4)
HALF = (
    b"",
    b"GET / HTT",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
    b"POST /join HTTP/1.1\r\nHost: localhost\r\n",
)
"""Requests that are not whole: nothing, parts of the head, and below parts of a body."""
HALF_BODIES = (b"Content-Length: 100\r\n\r\ncode=", b"Transfer-Encoding: chunked\r\n\r\n5\r\ncode=\r\n")
FAULTS = {
    "cut in the head of a request": Fault(up=40),
    "cut in the body of a request": Fault(up=900),
    "cut before the answer": Fault(down=0),
    "answer truncated in its head": Fault(down=20),
    "answer truncated in its body": Fault(down=620),
    "reset after a while": Fault(up=5000, resets=True),
    "held back longer than the room waits": Fault(wait=0.3),
    "throttled": Fault(wait=0.01, piece=150),
}


@contextmanager
def connected(port: int, said: bytes = b"", *, receives: int | None = None) -> Iterator[socket.socket]:
    """A connection that has sent something; ``receives`` is how many bytes it takes before it is read."""
    with socket.socket() as client:
        if receives is not None:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        client.settimeout(10)
        client.connect(("127.0.0.1", port))
        client.sendall(said)
        yield client


def live(server: Client, cookie: str) -> bytes:
    """The request for a stream."""
    return f"GET /live HTTP/1.1\r\nHost: localhost:{server.port}\r\nCookie: {cookie}\r\n\r\n".encode()


def see(events: EventReader, text: str) -> None:
    """Read a stream until a face has this text."""
    seen = [events.next()]
    while (name := seen[-1][0]) and sum(each == "alive" for each, _ in seen) < 5:
        if name == "face" and text in seen[-1][1]:
            return
        seen.append(events.next())
    raise AssertionError(f"{text} was not shown; {len(seen)} events")


def rest(client: socket.socket) -> bytes:
    """All that still comes, until the server ends the connection."""
    found = b""
    with suppress(ConnectionError):
        while data := client.recv(1 << 16):
            found += data
    return found


def connections(server: Running) -> int:
    """How many the server holds."""
    return len(server.serving._running.server_state.connections)


class Speaker:
    """A room that sends statement after statement, whole each time."""

    def __init__(self, server: Client) -> None:
        self._server = server
        self._count = 0

    def speak(self) -> str:
        """The next one; how it begins. After fifty a new session begins."""
        if self._count % 50 == 0:
            self._talk = talking()
        self._count += 1
        begins = f"Statement {self._count}:"
        self._talk.say(Kind.CHALLENGE, f"{begins} {'what was said ' * 30}")
        self.answer = self._server.show(self._talk.session)
        return begins


# Clients that don't read, or don't end


def test_a_display_that_does_not_read_is_let_go() -> None:
    """Rule: its stream and its connection end, with no byte kept for it, while another one gets everything."""
    with running(limits=SHORT) as server, ExitStack() as open_ones:
        speaker = Speaker(server)
        for _ in range(20):
            said = live(server, server.joined())
            open_ones.enter_context(connected(server.port, said, receives=2048))
        events = open_ones.enter_context(server.stream(server.joined()))
        wait_until(lambda: server.serving.server.room.displays.pages == 21)

        def are_gone() -> bool:
            see(events, speaker.speak())
            return server.serving.server.room.displays.pages == 1

        wait_until(are_gone)
        wait_until(lambda: connections(server) == 1)


@pytest.mark.parametrize("said", [*HALF, *(HALF[-1] + body for body in HALF_BODIES)])
def test_a_request_that_does_not_end_is_let_go(said: bytes) -> None:
    """Rule: whatever part of it is missing, also as the second one of a connection; streams stay open."""
    with running(limits=SHORT) as server, server.stream(server.joined()) as events:
        speaker = Speaker(server)
        whole = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with connected(server.port, said) as first, connected(server.port, whole) as second:
            assert second.recv(1 << 16).startswith(b"HTTP/1.1 200")
            second.sendall(said)
            rest(first)
            if said:
                rest(second)
        see(events, speaker.speak())
        wait_until(lambda: connections(server) == 1)


def test_a_request_that_comes_byte_by_byte_is_let_go() -> None:
    """Rule: the time is that of the whole request, and does not begin anew with each byte."""
    with running(limits=SHORT) as server, connected(server.port, HALF[-1]) as client:
        client.settimeout(0.05)
        has_ended = False
        for _ in range(200):
            try:
                client.sendall(b"x")
                has_ended = not client.recv(100)
            except TimeoutError:
                continue
            except ConnectionError:
                has_ended = True
            if has_ended:
                break
        assert has_ended


def open_silently(server: Client, count: int, stack: ExitStack) -> None:
    """So many connections that send nothing."""
    for _ in range(count):
        stack.enter_context(connected(server.port))


def test_silent_connections_keep_nobody_out() -> None:
    """Rule: a display joins while hundreds of them are open, and they end."""
    with running(limits=Limits(request=1.0)) as server, ExitStack() as silent:
        open_silently(server, 400, silent)
        assert server.page(server.joined())
        wait_until(lambda: connections(server) == 0)


def test_more_displays_than_open_files_are_usually_allowed(tmp_path: Path) -> None:
    """Rule: a system that allows 100 until it is asked for more, as macOS allows 256, is asked."""
    with served(tmp_path, before=("sh", "-c", 'ulimit -Sn 100; exec "$0" "$@"')) as server:
        Speaker(server).speak()
        cookie = server.joined()
        with ExitStack() as streams:
            opened = [streams.enter_context(server.stream(cookie)) for _ in range(150)]
            assert "Statement 1" in opened[-1].until("face")
        assert server.said == ""


# A rough network


def meet(found: Found, server: Running, faults: list[Fault]) -> None:
    """A room and a display meet these faults one after the other; each time the display shows the last statement afterwards."""
    talk = talking("Before")
    with between(server) as network, linked(found) as link:
        found.place = network.place()
        link.offer(talk.session)
        until(link, has_answer)
        cookie = server.joined()
        for number, fault in enumerate(faults):
            network.meet(fault)
            for part in "abc":
                talk.say(Kind.CHALLENGE, f"Statement {number}{part}")
                link.offer(talk.session)
                assert network.struck.wait(10)
                with suppress(OSError, http.client.HTTPException, AssertionError):
                    network.page(cookie)
            network.meet(FINE)
            talk.say(Kind.CHALLENGE, f"Statement {number} at last")
            link.offer(talk.session)
            wait_until(shows(network, cookie, f"Statement {number} at last"))
            until(link, has_answer)
    copy = server.serving.server.copy.on_show.session
    assert copy is not None
    assert [note.text for note in copy.book.notes] == [note.text for note in talk.session.book.notes]


def shows(server: Client, cookie: str, text: str) -> Callable[[], bool]:
    """Whether a stream that is opened now brings this text first."""

    def is_shown() -> bool:
        with (
            suppress(OSError, http.client.HTTPException, AssertionError),
            server.stream(cookie) as events,
        ):
            return text in events.until("face")
        return False

    return is_shown


@pytest.mark.parametrize("name", sampled(FAULTS, "cut in the body of a request", "reset after a while"))
def test_after_a_fault_of_the_network_the_displays_are_right_again(name: str) -> None:
    """Rule: the room's link and the display both come back, by themselves, and nothing is missing."""
    with running() as server:
        meet(Found(), server, [FAULTS[name]])


@pytest.mark.parametrize("name", sampled(FAULTS, "cut before the answer", "throttled"))
def test_a_display_behind_a_fault_has_the_newest_state_afterwards(name: str) -> None:
    """Rule: the stream that was cut is opened again, as a browser does, and begins with what is now."""
    with running() as server, between(server) as network:
        speaker, cookie = Speaker(server), server.joined()
        speaker.speak()
        network.meet(FAULTS[name])
        with suppress(OSError, http.client.HTTPException, AssertionError), network.stream(cookie) as events:
            for _ in range(3):
                see(events, speaker.speak())
        network.meet(FINE)
        wait_until(shows(network, cookie, speaker.speak()))


@pytest.mark.soak
def test_after_many_faults_the_displays_are_right_again() -> None:
    """Rule: the same, after 200 faults of random kinds."""
    generator = random.Random(11)
    faults = []
    for _ in range(200):
        wait, piece = generator.choice(((0.0, 1 << 16), (0.0, 1 << 16), (0.3, 1 << 16), (0.002, 200)))
        up = generator.randrange(3000)
        down = None if wait or generator.random() < 0.5 else generator.randrange(3000)
        faults.append(Fault(up if down is None else None, down, wait, piece, generator.random() < 0.3))
    with running() as server:
        meet(Found(), server, faults)


def test_an_old_message_that_comes_late_changes_nothing() -> None:
    """Rule: the network held it back, and a newer one of the same room was faster."""
    with running() as server:
        server.show(talking("Said now").session, number=5)
        answer = server.show(talking("Said long ago").session, number=3)
        assert answer.has == 5
        assert "Said now" in server.page(server.joined())


# The process of the server


@contextmanager
def room_beside(folder: Path) -> Iterator[tuple[Talk, RoomLink, Found]]:
    """A room with a link that finds no server yet."""
    found, talk = Found(), talking("Before")
    with linked(found) as link:
        link.offer(talk.session)
        yield talk, link, found


def test_a_killed_server_that_comes_back_shows_all(tmp_path: Path) -> None:
    """Rule: after kill -9, with the same cookie, code and port; the room offered meanwhile without waiting."""
    with room_beside(tmp_path) as (talk, link, found):
        with served(tmp_path) as first:
            found.place, cookie, port = first.place(), first.joined(), first.port
            until(link, has_answer)
            first.tell_process(signal.SIGKILL)
        for number in range(20):
            talk.say(Kind.CHALLENGE, f"Statement {number}")
            link.offer(talk.session)
        until(link, lambda standing: standing.away_since is not None)
        with served(tmp_path) as second:
            assert second.port == port
            wait_until(shows(second, cookie, "Statement 19"))
            until(link, has_answer)
            assert second.said == ""


def test_a_frozen_server_that_goes_on_shows_all(tmp_path: Path) -> None:
    """Rule: what was offered meanwhile comes when it goes on, to a stream that stayed open too."""
    with room_beside(tmp_path) as (talk, link, found), served(tmp_path) as server:
        found.place, cookie = server.place(), server.joined()
        until(link, has_answer)
        with server.stream(cookie) as events:
            assert "Before" in events.until("face")
            server.tell_process(signal.SIGSTOP)
            for number in range(20):
                talk.say(Kind.CHALLENGE, f"Statement {number}")
                link.offer(talk.session)
            until(link, lambda standing: standing.away_since is not None)
            server.tell_process(signal.SIGCONT)
            see(events, "Statement 19")
        until(link, has_answer)
        assert server.said == ""


def test_a_server_without_disk_does_all_but_remember(tmp_path: Path) -> None:
    """Rule: it shows what comes, gives a new code, and stops; only the next server doesn't know that code."""
    with room_beside(tmp_path) as (talk, link, found), served(tmp_path) as server:
        found.place, cookie = server.place(), server.joined()
        until(link, has_answer)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, 0))
        talk.say(Kind.CHALLENGE, "Said without disk")
        link.offer(talk.session)
        wait_until(shows(server, cookie, "Said without disk"))
        old = server.code
        link.renew_code()
        answer = until(
            link, lambda it: it.answer is not None and not it.answer.code.startswith(old[:4])
        ).answer
        assert answer is not None
        assert server.post("/join", {"code": answer.code}).status == 303
        server.tell_process(signal.SIGINT)
        assert server.process.wait(10) == 130
        assert server.said == ""


@pytest.mark.soak
def test_a_server_that_is_killed_and_frozen_many_times(tmp_path: Path) -> None:
    """Rule: thirty times, at random moments of the sending, and each time the display is right afterwards."""
    generator = random.Random(5)
    with room_beside(tmp_path) as (talk, link, found):
        cookie = ""
        for number in range(30):
            with served(tmp_path) as server:
                found.place, cookie = server.place(), cookie or server.joined()
                for part in range(generator.randrange(1, 40)):
                    talk.say(Kind.CHALLENGE, f"Statement {number}.{part}")
                    link.offer(talk.session)
                if generator.random() < 0.5:
                    server.tell_process(signal.SIGSTOP)
                    talk.say(Kind.CHALLENGE, f"Frozen {number}")
                    link.offer(talk.session)
                    until(link, lambda standing: standing.away_since is not None)
                    server.tell_process(signal.SIGCONT)
                    wait_until(shows(server, cookie, f"Frozen {number}"))
                server.tell_process(signal.SIGKILL)
                assert server.said == ""


@pytest.mark.soak
def test_the_memory_of_a_server_does_not_grow(tmp_path: Path) -> None:
    """Rule: readers that stop, requests that don't end and connections that are cut leave nothing, wave after wave."""
    with served(tmp_path) as server:
        speaker, cookie = Speaker(server), server.joined()
        sizes = []
        for _ in range(6):
            with ExitStack() as open_ones:
                for _ in range(150):
                    open_ones.enter_context(connected(server.port, live(server, cookie), receives=2048))
                    open_ones.enter_context(connected(server.port, HALF[-1]))
                speaker.speak()
                while any(display.is_open for display in speaker.answer.displays):
                    speaker.speak()
            sizes.append(server.memory())
        assert sizes[-1] - sizes[0] < 20_000_000, sizes
        assert server.said == ""
