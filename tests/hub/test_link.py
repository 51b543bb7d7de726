"""The room's link over real sockets: the display is right again after any fault, and the room never waits."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.shared_copy import shared
from breakout_tui.hub.listening import Place
from breakout_tui.link.room_link import LinkStanding, RoomLink, ServerPlace
from breakout_tui.room_protocol import RoomAnswer, RoomUpdate
from tests.domain.example import Talk
from tests.hub.running import Running, running

SOON = 10.0
"""Seconds within which a busy machine has done anything here."""


class Found:
    """Where the link looks for a server."""

    def __init__(self) -> None:
        self.place: ServerPlace | None = None

    def at(self, server: Running) -> None:
        """This one runs now."""
        self.place = ServerPlace(server.url, server.secret)

    def __call__(self) -> ServerPlace | None:
        """Where it is now."""
        return self.place


@contextmanager
def linked(found: Found) -> Iterator[RoomLink]:
    """A link that looks often, and has little patience."""
    link = RoomLink(found, SystemClock(), every=0.05, patience=0.5)
    link.start()
    try:
        yield link
    finally:
        link.close()
        link.join(SOON)


def until(link: RoomLink, wanted: object) -> LinkStanding:
    """Wait until a function of the standing holds, and return that standing."""
    assert callable(wanted)
    waiting = threading.Event()
    for _ in range(round(SOON / 0.01)):
        standing = link.standing
        if wanted(standing):
            return standing
        waiting.wait(0.01)
    raise AssertionError(link.standing)


def has_answer(standing: LinkStanding) -> bool:
    """The server has the state."""
    return standing.answer is not None and standing.answer.has is not None and standing.away_since is None


def talking(*texts: str) -> Talk:
    """A room on its first question."""
    talk = Talk()
    talk.do(c.Next())
    for text in texts:
        talk.say(Kind.CHALLENGE, text)
    return talk


def test_what_is_offered_last_is_shown() -> None:
    """Rule: on an open page, by its stream; what was in between may be passed over."""
    found, talk = Found(), talking()
    with running() as server, linked(found) as link:
        found.at(server)
        link.offer(talk.session)
        until(link, has_answer)
        with server.stream(server.joined()) as events:
            assert "Question" in events.until("face")
            for number in range(30):
                talk.say(Kind.CHALLENGE, f"Statement {number}")
                link.offer(talk.session)
            while "Statement 29" not in events.until("face"):
                pass


def test_no_error_ends_the_link() -> None:
    """Rule: whatever goes wrong at an exchange, the link says that it is away, and what is offered later is shown."""
    found, talk = Found(), talking("Silo budgets")
    errors = [KeyError("gone"), RuntimeError("broken"), OSError("full")]

    def find() -> ServerPlace | None:
        if errors and link.standing.answer is not None:
            raise errors[-1]
        return found()

    link = RoomLink(find, SystemClock(), every=0.05, patience=0.5)
    with running() as server:
        found.at(server)
        link.start()
        link.offer(talk.session)
        while errors:
            until(link, lambda standing: standing.away_since is not None)
            errors.pop()
        until(link, has_answer)
        talk.say(Kind.CHALLENGE, "Said later")
        link.offer(talk.session)
        until(link, has_answer)
        with server.stream(server.joined()) as events:
            while "Said later" not in events.until("face"):
                pass
        link.close()
        link.join(SOON)


def test_after_a_restart_of_the_server_everything_is_there_again() -> None:
    """Rule: with the same secret and port, also the page that was open; the link tells since when it is away."""
    found, talk = Found(), talking("Silo budgets")
    with linked(found) as link:
        with running() as first:
            found.at(first)
            link.offer(talk.session)
            until(link, has_answer)
            cookie, port = first.joined(), first.serving.port
            secret, code = first.secret, first.code
        until(link, lambda standing: standing.away_since is not None)
        talk.say(Kind.CHALLENGE, "Said meanwhile")
        link.offer(talk.session)
        with running(place=Place(port=port), secret=secret, code=code) as second:
            until(link, has_answer)
            assert "Said meanwhile" in second.page(cookie)
            assert "Silo budgets" in second.page(cookie)


def test_a_server_that_hangs_keeps_nobody_waiting() -> None:
    """Rule: offering takes no time, and closing doesn't wait for it either."""
    found, talk = Found(), talking()
    with socket.create_server(("127.0.0.1", 0)) as hung, linked(found) as link:
        found.place = ServerPlace(f"http://127.0.0.1:{hung.getsockname()[1]}", "secret")
        for number in range(200):
            talk.say(Kind.CHALLENGE, f"Statement {number}")
            link.offer(talk.session)
        assert not has_answer(link.standing)
        found.place = None


def test_a_lost_answer_is_made_good() -> None:
    """Rule: the server has a state that the link doesn't know of; then everything is sent."""
    found, talk = Found(), talking("Silo budgets")
    with running() as server, linked(found) as link:
        found.at(server)
        link.offer(talk.session)
        until(link, has_answer)
        server.serving.server.copy._number += 5
        talk.say(Kind.CHALLENGE, "Another one")
        link.offer(talk.session)
        cookie = server.joined()
        until(link, lambda _: "Another one" in server.page(cookie))
        assert "Silo budgets" in server.page(cookie)


@pytest.mark.parametrize(
    "place",
    [
        ServerPlace("http://127.0.0.1:99999999", "secret"),
        ServerPlace("http://127.0.0.1:x", "secret"),
        ServerPlace(f"http://{'a' * 99}.example:80", "secret"),
        ServerPlace("nothing", "secret"),
        ServerPlace("", ""),
    ],
)
def test_an_address_that_is_none_keeps_the_link_alive(place: ServerPlace) -> None:
    """Rule: it says that the server is away, and finds the next one."""
    found, talk = Found(), talking("Silo budgets")
    found.place = place
    with running() as server, linked(found) as link:
        link.offer(talk.session)
        until(link, lambda standing: standing.away_since is not None)
        found.place = ServerPlace(server.url, "Not\nthe secret")
        until(link, lambda standing: standing.away_since is not None)
        found.at(server)
        until(link, has_answer)


def test_one_window_at_a_time_is_shown() -> None:
    """Rule: the first one, until it leaves; then the other one follows."""
    first_found, second_found = Found(), Found()
    first_talk, second_talk = talking("Said in the first"), talking("Said in the second")
    with running() as server, linked(second_found) as second:
        cookie = server.joined()
        with linked(first_found) as first:
            first_found.at(server)
            first.offer(first_talk.session)
            until(first, has_answer)
            second_found.at(server)
            second.offer(second_talk.session)
            until(second, lambda standing: standing.answer is not None and standing.answer.is_taken)
            assert "Said in the first" in server.page(cookie)
        until(second, has_answer)
        assert "Said in the second" in server.page(cookie)


def test_a_window_without_a_session_shows_nothing_of_the_last_one() -> None:
    """And another session follows whole."""
    found, talk = Found(), talking("Silo budgets")
    with running() as server, linked(found) as link:
        found.at(server)
        cookie = server.joined()
        link.offer(talk.session)
        until(link, lambda _: "Silo budgets" in server.page(cookie))
        link.offer(None)
        until(link, lambda _: "Waiting for the room" in server.page(cookie))
        assert "Silo" not in server.page(cookie)
        link.offer(talking("Of the next session").session)
        until(link, lambda _: "Of the next session" in server.page(cookie))


def test_the_room_knows_its_displays_and_tells_them_what_to_show() -> None:
    """Rule: by name, with their size; one or all of them; the answer tells what they show."""
    found, talk = Found(), talking("Silo budgets")
    with running() as server, linked(found) as link:
        found.at(server)
        link.offer(talk.session)
        first, second = server.joined(), server.joined()
        with server.stream(first) as events:
            server.page(second)
            standing = until(link, lambda it: it.answer is not None and len(it.answer.displays) == 2)
            assert standing.answer is not None
            one, two = standing.answer.displays
            assert (one.name, one.is_open, one.size) == ("Display 1", True, "1920 × 1080")
            assert (two.name, two.is_open) == ("Display 2", False)
            link.choose(one.id, DisplayChoice(Shows.MESSAGE, "Coffee is <late>"))
            while "Coffee is &lt;late&gt;" not in events.until("face"):
                pass
            assert "Silo budgets" in server.page(second)
            link.choose("", DisplayChoice(Shows.JOIN))
            while server.code[:4] not in events.until("face"):
                pass
            assert server.code[:4] in server.page(second)


def test_the_list_of_displays_is_sent_when_it_is_another_one() -> None:
    """Rule: a list that the room has is not sent again until it changes. After a restart of the server it is sent once more."""
    talk = talking("Silo budgets")

    def told(server: Running, known: str) -> RoomAnswer:
        update = RoomUpdate("a room", 1, None, talk.session.id, server.clock.read(), known_displays=known)
        return server.tell(replace(update, records=tuple(shared(talk.session))), talk.session)

    with running() as server:
        first = server.joined()
        server.page(first)
        whole = told(server, "")
        assert [each.name for each in whole.displays] == ["Display 1"]
        same = told(server, whole.displays_edition)
        assert (same.displays, same.displays_edition) == ((), whole.displays_edition)
        server.post("/key", {"key": "b"}, first)
        other = told(server, whole.displays_edition)
        assert len(other.displays) == 1
        assert other.displays != whole.displays
        assert other.displays_edition != whole.displays_edition
    with running() as server:
        server.page(server.joined())
        assert len(told(server, other.displays_edition).displays) == 1


def test_the_room_keeps_the_displays_that_are_not_sent_again() -> None:
    """Rule: while statements are sent, the room knows all its displays."""
    found, talk = Found(), talking()
    with running() as server, linked(found) as link:
        found.at(server)
        link.offer(talk.session)
        server.page(server.joined())
        until(link, lambda it: it.answer is not None and len(it.answer.displays) == 1)
        for number in range(5):
            has = link.standing.answer and link.standing.answer.has
            talk.say(Kind.CHALLENGE, f"Statement {number}")
            link.offer(talk.session)
            standing = until(link, lambda it, has=has: it.answer is not None and it.answer.has != has)
            assert standing.answer is not None
            assert len(standing.answer.displays) == 1


def test_a_new_code_lets_everybody_out() -> None:
    """Open streams end, old cookies and the old code are refused; the room is told the new code."""
    found, talk = Found(), talking()
    with running() as server, linked(found) as link:
        found.at(server)
        link.offer(talk.session)
        old_code, cookie = server.code, server.joined()
        with server.stream(cookie) as events:
            link.renew_code()
            while events.next()[0]:
                pass
        standing = until(link, lambda it: it.answer is not None and old_code[:4] not in it.answer.code)
        assert standing.answer is not None
        assert server.ask("GET", "/now", headers={"Cookie": cookie}).status == 401
        assert server.post("/join", {"code": old_code}).status == 403
        assert server.post("/join", {"code": standing.answer.code}).status == 303


def test_a_server_that_a_window_started_stops_when_the_room_says_so() -> None:
    """And only such a one."""
    for obeys in (True, False):
        found = Found()
        with running(obeys_room=obeys) as server:
            link = RoomLink(found, SystemClock(), every=0.05)
            found.at(server)
            link.start()
            until(link, lambda it: it.answer is not None)
            link.close(stops_server=True)
            link.join(SOON)
            assert server.serving._running.should_exit is obeys
