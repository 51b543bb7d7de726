"""Requests to speak between a hub's database and a room's file, in any order of what phones, facilitator and network do."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PutStatement, WithdrawStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.speaker_records import SpeakerSource
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.domain.speaking_requests import that_wait, withdrawn_on_list
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.day import NINE
from tests.sampled import a_third
from tests.store.builders import StillClock
from tests.store.floor_room import FloorRoom
from tests.store.hub_rules import update

OPEN = (FloorOutcome.WAITING.value, FloorOutcome.LISTED.value, FloorOutcome.SPEAKING.value)
_DEVICES, _KEYS = 2, 3
_STEPS = st.one_of(
    st.tuples(st.just("press"), st.integers(0, _DEVICES * _KEYS - 1)),
    st.tuples(st.just("back"), st.integers(0, _DEVICES - 1)),
    st.tuples(st.sampled_from(("meet", "meet", "lose", "restart", "take", "refuse", "next")), st.just(0)),
)


@dataclass
class Play:
    """A hub, a room of it, and phones that press."""

    hub: HubDatabase
    room: FloorRoom
    hub_room: str
    seconds: count[int] = field(default_factory=count)
    acknowledged: dict[str, int] = field(default_factory=dict)
    """By the id of a request its device."""

    def step(self, what: str, which: int) -> None:
        """One thing happens."""
        match what:
            case "press":
                self.press(which % _DEVICES, which // _DEVICES)
            case "back":
                self.back(which)
            case "meet" | "lose":
                self.meet(is_lost=what == "lose")
            case "restart":
                self.room.open_window()
            case _:
                self.facilitate(what)

    def press(self, device: int, key: int) -> None:
        """A device asks; with a key that it has used before it is a replay."""
        made = HeldStatement(
            new_id(NINE + timedelta(seconds=next(self.seconds))),
            self.room.session.id,
            TO_SPEAK,
            "",
            "",
            0,
            f"key-{device}-{key}",
            f"device-{device}",
        )
        (held,) = self.hub.floor.carry_out([PutStatement(self.hub_room, made)])
        assert held is not None
        self.acknowledged[held.id] = device

    def back(self, device: int) -> None:
        """A device takes all of its requests back that it can."""
        mine = [key for key, of in self.acknowledged.items() if of == device]
        self.hub.floor.carry_out([WithdrawStatement(self.hub_room, key, f"device-{device}") for key in mine])

    def meet(self, *, is_lost: bool = False) -> None:
        """The room tells its news; the answer may be lost. Its window does what it does at each beat."""
        self.room.saved()
        news = self.room.exchange.news()
        given = update(session_id=self.room.session.id, floor=news)
        (taken,) = self.hub.take([(self.hub_room, given)])
        if not is_lost:
            self.room.exchange.hear(news, taken.floor)
        for each in withdrawn_on_list(self.room.floor.requests, self.room.session):
            self.room.room.do(c.RecordWithdrawal(each))

    def facilitate(self, what: str) -> None:
        """The facilitator does something."""
        offers = that_wait(self.room.floor.requests, self.room.session)
        if what == "refuse" and offers:
            self.room.floor.set_aside([offers[-1].id])
        if what == "take" and offers:
            taking = c.AskToSpeak(origin=SpeakerSource.PHONE, request_id=offers[0].id)
            for _ in range(2):
                self.room.room.do(taking)
        if what == "next":
            try:
                self.room.room.do(c.NextSpeaker())
            except CommandRefused:
                return

    def became(self) -> dict[str, tuple[str, str]]:
        """What the room says of each request."""
        found = self.room.floor.results()
        return {key: (each.outcome, each.reference) for key, each in found.items()}

    def told(self) -> dict[str, tuple[str, str]]:
        """What the phones are told."""
        return {each.id: each.result for each in self.hub.floor.changed(self.hub_room, 0)}


@settings(max_examples=a_third(30), deadline=None)
@given(st.lists(_STEPS, min_size=6, max_size=16))
def test_any_order_gives_one_speaker_a_request_and_one_request_a_device(steps: list[tuple[str, int]]) -> None:
    """Rule: nothing acknowledged is lost, whatever is sent again is once on the list, and each phone is told what the room says.

    A device has at most one request that is not settled; of one that is settled nothing at the hub says whose it was.
    """
    with TemporaryDirectory() as name, closing(HubDatabase(Path(name) / "hub.db", StillClock())) as hub:
        room = FloorRoom(Path(name) / "room.db", AttributionRule.NONE)
        play = Play(hub, room, hub.add_room("Room 1", "hash", "display").id)
        play.meet()
        for what, which in steps:
            play.step(what, which)
            line = [each.speaker.id for each in speakers_view(room.session).waiting]
            assert len(set(line)) == len(line)
        for _ in range(3):
            play.meet()
        became = play.became()
        told = play.told()
        assert {key: told.pop(key) for key in became} == became
        assert {*told.values()} <= {("withdrawn", "")}  # before they came to the room
        assert play.acknowledged.keys() == became.keys() | told.keys()
        open_of: list[int] = []
        for held in hub.floor.changed(play.hub_room, 0):
            # Who takes it back at the moment of the call may be called all the same, and ask again.
            is_open = held.shown_outcome in OPEN and not held.withdrawn
            assert bool(held.secret_hash) is is_open
            open_of += [play.acknowledged[held.id]] if is_open else []
        assert len(set(open_of)) == len(open_of)
