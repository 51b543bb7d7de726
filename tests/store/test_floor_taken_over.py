"""The floor of a room at a hub whose laptop is replaced: the next one has what waits, and phones are told what it does with it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from breakout_tui.domain.floor import TO_SPEAK
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PutStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.link.room_floor_box import FloorExchange
from breakout_tui.store.hub_database import HubDatabase
from tests.domain.day import NINE
from tests.store.builders import StillClock
from tests.store.floor_room import FloorRoom
from tests.store.hub_rules import update


def test_what_waits_goes_to_the_laptop_that_takes_the_room_over(tmp_path: Path) -> None:
    """Rule: statements and requests that the first one has stored and not dealt with; the same window asks for them once."""
    with closing(HubDatabase(tmp_path / "hub.db", StillClock())) as hub:
        hub_room = hub.add_room("Room 1", "hash", "display").id
        first, second = FloorRoom(tmp_path / "first.db"), FloorRoom(tmp_path / "second.db")
        second.room.session = first.session
        for room in (first, second):
            room.open_window()
            room.exchange = FloorExchange(room.floor, lambda: None, is_hub=True)

        def meet(room: FloorRoom) -> int:
            """The room and the hub tell each other what is new; how much came."""
            room.saved()
            came = 0
            for _ in range(3):
                news = room.exchange.news()
                (taken,) = hub.take([(hub_room, update(session_id=room.session.id, floor=news))])
                room.exchange.hear(news, taken.floor)
                came += 0 if taken.floor is None else len(taken.floor.statements)
            return came

        def phone(text: str, place: int) -> str:
            """A phone sends this, or asks to speak; the id."""
            key = new_id(NINE + timedelta(seconds=place))
            kind = "challenge" if text else TO_SPEAK
            marks = (f"key-{place}", f"secret-{place}")
            made = HeldStatement(key, first.session.id, kind, text, "Norway", 0, *marks)
            hub.floor.carry_out([PutStatement(hub_room, made)])
            return key

        def told(key: str) -> str:
            """What the phone is told."""
            return next(each.shown_outcome for each in hub.floor.changed(hub_room, 0) if each.id == key)

        meet(first)
        keys = [phone(f"Statement {place}" if place else "", place) for place in range(12)]
        assert meet(first) == 12
        first.takes(keys[1], "Statement 1")
        first.floor.set_aside([keys[2]])
        assert meet(first) == 0
        second.room.session = first.session  # the notes came with the take-over
        assert meet(second) == 10
        assert sorted(each.id for each in second.floor.statements) == sorted(keys[3:])
        assert [each.country for each in second.floor.requests] == ["Norway"]
        assert {each.text for each in second.floor.statements} == {
            f"Statement {each}" for each in range(3, 12)
        }
        assert [told(key) for key in keys[:4]] == ["waiting", "taken", "aside", "waiting"]
        second.takes(keys[3], "Statement 3")
        second.floor.set_aside(keys[4:])
        assert meet(second) == 0
        assert [told(key) for key in keys[2:5]] == ["aside", "taken", "aside"]
