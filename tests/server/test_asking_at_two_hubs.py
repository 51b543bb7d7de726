"""Phones that ask to speak at processes of a hub, on one real database and on a file: from the button to the list of speakers and back."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.speaker_records import SpeakerSource
from breakout_tui.domain.speaking_requests import that_wait
from tests.cli.test_floor_by_phone import until
from tests.hub.asking import asks, receipt_of, takes_back
from tests.hub.phones import Phone
from tests.server.floor_window import HubRoomOfPhones, room_of_phones
from tests.server.hub_of_rooms import hub_here


@pytest.mark.parametrize("engine", ["server", "file"])
def test_a_request_is_one_at_every_process(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Rule: whichever process a phone presses at; its place is at the page soon, it can be taken back at another process, and asked again."""
    place = request.getfixturevalue("hub") if engine == "server" else tmp_path / "hub.db"
    with ExitStack() as opened:
        if engine == "file":
            one = two = opened.enter_context(hub_here(place))
            room = opened.enter_context(room_of_phones(tmp_path / "room.db", place))
        else:
            room = opened.enter_context(room_of_phones(tmp_path / "room.db", place))
            one, two = (opened.enter_context(hub_here(place)) for _ in range(2))
        room.window.does(c.EditDetails(known=("Norway",)))
        opened.enter_context(room.linked(f"http://127.0.0.1:{one}"))
        until(lambda: room.floor.door.standing.address)
        here = room.phone(two)
        there = Phone(room.at(one), here.cookie)
        until(lambda: _can_ask(here) and _can_ask(there))
        receipt = receipt_of(here, country="NO")
        until(lambda: _open_at(there))
        assert {receipt_of(each) for each in (here, there)} == {receipt}
        until(lambda: len(room.floor.requests) == 1)
        (held,) = room.floor.requests
        assert (held.id, held.country) == (receipt, "Norway")
        with here.stream() as stream:
            _takes(room, receipt)
            until(lambda: stream.until("results").get(receipt) == ["listed", "1"])
            room.window.does(c.AskToSpeak("Chile", adds_names=True))
            room.window.does(c.MoveSpeaker(receipt, 1))
            until(lambda: stream.until("results").get(receipt) == ["listed", "2"])
            assert takes_back(there, receipt)["outcome"] == "withdrawn"
            until(lambda: room.floor.requests[0].outcome is FloorOutcome.WITHDRAWN)
            room.window.does(c.RecordWithdrawal(receipt))
        again = receipt_of(there)
        assert again != receipt
        until(lambda: [each.id for each in that_wait(room.floor.requests, room.window.session)] == [again])
        room.floor.set_aside([again])
        until(lambda: "You are not on the list" in here.get(f"/p?asked={again}").text)
        room.window.does(c.CloseSpeakers())
        until(lambda: "The list of speakers is closed." in here.get().text)
        assert asks(here)["refused"] == "list closed"


def _can_ask(phone: Phone) -> bool:
    """Whether the page has the button: its process has read the session."""
    return re.search(r'id="ask"[^>]* hidden>', phone.get().text) is None


def _open_at(phone: Phone) -> bool:
    """Whether a process knows that the device has asked."""
    return "You have asked to speak." in phone.get().text


def _takes(room: HubRoomOfPhones, receipt: str) -> None:
    (held,) = that_wait(room.floor.requests, room.window.session)
    assert held.id == receipt
    origin = SpeakerSource.PHONE
    room.window.does(c.AskToSpeak(held.country, origin=origin, request_id=receipt, adds_names=True))
