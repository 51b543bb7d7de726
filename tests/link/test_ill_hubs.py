"""Hubs that are slow, lost, full, of another version or no hub at all: each is told apart, and nothing is lost or waits."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.room_code import RoomCode
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.link.hub_exchange import HubExchange, HubFailure, HubPatience
from tests.hub.certificates import of_hub
from tests.hub.tls_server import context_of
from tests.link.linked_room import CODE, QUICK, at, has_all, linked, says, until
from tests.link.listening_hub import SOON, HubData, listening
from tests.store.file_replicas import FileReplica


def test_a_code_that_the_hub_does_not_know_is_told(room: FileReplica) -> None:
    """Rule: it is tried again, since a code can be made valid again."""
    with listening(secret="F" * 16) as hub, linked(room, hub.url) as link:
        until(link, at(HubContact.CODE_REFUSED))
        hub._secret = CODE.secret
        until(link, at(HubContact.ON))
        hub.until(lambda _: has_all(hub, room))


def test_a_slow_hub_keeps_nobody_waiting(room: FileReplica) -> None:
    """Rule: telling it of a change takes no time; what was saved meanwhile is sent when it answers."""
    with listening() as hub, linked(room, hub.url) as link:
        hub.until(lambda _: has_all(hub, room))
        hub.held.clear()
        known = len(hub.updates)
        hub.until(lambda _: len(hub.updates) > known)
        for text in ("Pay once", "Shared data", "Open doors"):
            says(room, link, text)
        hub.held.set()
        hub.until(lambda _: has_all(hub, room))


def test_a_hub_that_does_not_answer_delays_no_end(room: FileReplica) -> None:
    """Rule: closing waits for a goodbye only while the hub answers."""
    patience = HubPatience(heartbeat=0.05, step=SOON, away=(0.01,), goodbye=SOON)
    with listening() as hub:
        hub.held.clear()
        with linked(room, hub.url, patience=patience) as link:
            hub.until(lambda _: hub.updates)
            link.close()
            assert link._thread._thread.is_alive()
            hub.held.set()


GARBAGE: dict[str, bytes | int] = {
    "no JSON": b"<html>Welcome to the hotel",
    "nothing": b"",
    "no object": b"[]",
    "no version": b"{}",
    "wrong values": b'{"version": 1, "room": 5, "taken": []}',
    "deep": b"[" * 100_000,
    "a full disk": 503,
    "no such page": 404,
    "elsewhere": 302,
}


@pytest.mark.parametrize("name", GARBAGE)
def test_what_answers_and_is_no_hub_is_away(room: FileReplica, name: str) -> None:
    """Rule: as a hotel's login page; the session is sent when the hub answers again."""
    with listening() as hub:
        hub.answering = lambda _update, _taken: GARBAGE[name]
        with linked(room, hub.url) as link:
            assert until(link, at(HubContact.AWAY)).reason
            hub.answering = lambda _, taken: taken
            until(link, at(HubContact.ON))
            hub.until(lambda _: has_all(hub, room))


def test_a_newer_hub_and_a_hub_that_can_t_read_are_told_apart(room: FileReplica) -> None:
    """Rule: each has a remedy of its own."""
    with listening() as hub:
        hub.answering = lambda _update, _taken: b'{"version": 2}'
        with linked(room, hub.url) as link:
            until(link, at(HubContact.NEWER))
            hub.answering = lambda _update, _taken: 400
            assert "400" in until(link, at(HubContact.REFUSED)).reason


def test_a_refusal_is_told_in_its_words_and_tried_again(room: FileReplica) -> None:
    """Rule: nothing counts as sent until it was taken."""
    with listening() as hub:
        refused = Taken(refusal="the session is another room's")
        hub.takes = False
        hub.answering = lambda update, taken: refused if update.part is not None else taken
        with linked(room, hub.url) as link:
            assert until(link, at(HubContact.REFUSED)).reason == "the session is another room's"
            hub.takes = True
            hub.answering = lambda _, taken: taken
            hub.until(lambda _: has_all(hub, room))
            until(link, at(HubContact.ON))


def test_a_hub_that_wants_all_of_it_for_ever_is_not_asked_at_once_again(room: FileReplica) -> None:
    """Rule: it is sent a few times, then there is a pause."""
    with listening() as hub:
        hub.answering = lambda _update, _taken: Taken(wants_whole=True)
        with linked(room, hub.url, patience=HubPatience(refused=SOON, goodbye=SOON)) as link:
            until(link, at(HubContact.REFUSED))
            assert len(hub.updates) < 6


def test_only_the_hub_with_the_right_certificate_gets_anything(room: FileReplica, tmp_path: Path) -> None:
    """Rule: over one kept connection; another server at its address gets nothing, and the right one all when it is back."""
    own, other = (of_hub(tmp_path / name) for name in ("hub.pem", "other.pem"))
    code = RoomCode(CODE.secret, own.fingerprint)
    data = HubData()
    with listening(data, context=context_of(own.path)) as hub, linked(room, hub.url, code=code) as link:
        hub.until(lambda _: has_all(hub, room))
        says(room, link, "Pay once")
        hub.until(lambda _: has_all(hub, room))
        until(link, at(HubContact.ON))
        hub.close()
        until(link, at(HubContact.AWAY))
        with listening(data, hub.port, context=context_of(other.path)) as wrong:
            says(room, link, "Shared data")
            until(link, at(HubContact.OTHER_CERTIFICATE))
            assert not wrong.updates
        with listening(data, hub.port, context=context_of(own.path)) as right:
            right.until(lambda _: has_all(right, room))


def test_a_code_with_a_fingerprint_is_sent_to_no_other_server(room: FileReplica) -> None:
    """Rule: nor in clear."""
    with listening() as hub, linked(room, hub.url, code=RoomCode(CODE.secret, "A" * 20)) as link:
        until(link, at(HubContact.OTHER_CERTIFICATE))
        assert not hub.updates


def test_an_anonymous_session_is_sent_to_no_network_in_clear() -> None:
    """Rule: on this computer it may be; nobody is even called elsewhere."""

    def nobody(*_: object) -> http.client.HTTPConnection:
        raise AssertionError("called")

    update = HubUpdate("link", "laptop-1", "session", SystemClock().read())
    exchange = HubExchange(HubPlace(("http://192.0.2.1:8765", "http://hub.example"), CODE), QUICK, nobody)
    with pytest.raises(HubFailure, match="this session is anonymous") as refused:
        exchange.send(update, is_private=True)
    assert refused.value.contact is HubContact.REFUSED
    with listening() as hub:
        here = HubExchange(HubPlace((hub.url,), CODE), QUICK)
        assert here.send(update, is_private=True).room == "Room 3"
        here.close()
