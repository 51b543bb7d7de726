"""What a computer asks a hub for that takes a session over: over real sockets."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_rooms import HandedOver, HubSession
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Draft
from breakout_tui.hub_protocol import hand_over_text, sessions_text
from breakout_tui.link.hub_exchange import HubExchange, HubFailure
from tests.link.linked_room import CODE, QUICK, state_of
from tests.link.listening_hub import ListeningHub, listening
from tests.store.file_replicas import FileReplica

SESSION = HubSession("0193-a", "Data", 2, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), 7, is_done=True)


def exchange(*urls: str) -> HubExchange:
    """What a new computer asks with."""
    return HubExchange(HubPlace(urls, CODE), QUICK)


def failure(hub: ListeningHub, status: int, text: bytes) -> HubFailure:
    """Why what the hub answers is no session."""
    hub.giving = lambda _: (status, text)
    asking = exchange(hub.url)
    with pytest.raises(HubFailure) as raised:
        asking.hand_over("0193-a", is_private=False)
    asking.close()
    return raised.value


def test_a_session_comes_whole_with_its_draft(room: FileReplica) -> None:
    """Rule: also one that is longer than any other answer; ids are put into the address as they are."""
    found = HandedOver(state_of(room), Draft("half a sen" * 200_000, Kind.CHALLENGE))
    with listening() as hub:
        hub.giving = lambda path: (
            200,
            hand_over_text(found) if path.endswith("?session=0193%26a%2F1") else sessions_text([SESSION]),
        )
        asking = exchange("http://127.0.0.1:9", hub.url)
        assert asking.sessions() == (SESSION,)
        assert asking.hand_over("0193&a/1", is_private=True) == found
        asking.close()


def test_an_anonymous_session_is_fetched_over_no_network_in_clear() -> None:
    """Rule: nothing is asked; over TLS and on this computer it is."""
    with pytest.raises(HubFailure, match="this session is anonymous") as raised:
        exchange("http://192.0.2.1:8765").hand_over("0193-a", is_private=True)
    assert raised.value.contact is HubContact.REFUSED


def test_each_reason_is_told_apart() -> None:
    """Rule: a newer hub, an unknown code, no such session, another server, a hub that can't read its database."""
    with listening() as hub:
        newer = json.dumps({"version": 99, "state": {}}).encode()
        assert failure(hub, 200, newer).contact is HubContact.NEWER
        assert failure(hub, 401, b"").contact is HubContact.CODE_REFUSED
        assert failure(hub, 404, b"<html>").contact is HubContact.AWAY
        assert failure(hub, 200, b"<html>").reason == "what answers there is no hub"
        assert failure(hub, 503, b"").contact is HubContact.AWAY
        hub.giving = lambda _: (404, b"This room has no such session.\n")
        asking = exchange(hub.url)
        assert asking.hand_over("0193-a", is_private=False) is None
        asking.close()
