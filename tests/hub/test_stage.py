"""What displays are told of the time: they agree with the room's clock to the second, and hear nothing that they know."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.shared_copy import shared
from breakout_tui.hub.credentials import Device
from breakout_tui.hub.displays import Display
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.room_copy import RoomCopy
from breakout_tui.hub.stage import Stage
from breakout_tui.room_protocol import RoomUpdate, read_update, update_text
from tests.domain.day import Room
from tests.domain.example import DETAILS
from tests.domain.strategies import CLOCK_WISHES, Wish
from tests.domain.test_topics import TOPICS, WRAP_UP, open_space
from tests.sampled import a_third

JOIN = Join("http://192.168.1.23:8765", "ABCDEFGH")
PAGES = Pages()


class RoomsClock:
    """The clock of the computer on which both run."""

    def __init__(self, room: Room, boot: str = "") -> None:
        self.room = room
        self.boot = boot

    def read(self) -> Reading:
        """As the room reads it; another boot is another computer, whose clock differs."""
        reading = self.room.reading()
        return reading if not self.boot else Reading(self.boot, reading.since_boot + 777.25, reading.wall)


def told_by(stage: Stage) -> dict[str, Any]:
    """What the latest event says of the time."""
    told: dict[str, Any] = json.loads(stage.time_event.decode().partition("data: ")[2])
    return told


class Watched:
    """A stage, and the time as a page works it out."""

    def __init__(self, boot: str = "", made: Programme | None = None) -> None:
        self.room = Room(DETAILS, questions=2, made=made)
        self.room.since_boot += 0.37
        self.clock = RoomsClock(self.room, boot)
        self.copy = RoomCopy(self.clock)
        self.stage = self.new_stage()
        self.number = 0
        self.told: dict[str, Any] = {}
        self.times = -1

    def new_stage(self) -> Stage:
        """A stage that begins now."""
        return Stage(self.copy.on_show, PAGES, self.clock, JOIN)

    def send(self) -> None:
        """Send everything, as after a change."""
        session = self.room.session
        ids = {note.serial: note.id for note in session.book.notes}
        self.number += 1
        update = RoomUpdate("a", self.number, None, session.id, self.room.reading(), tuple(shared(session)))
        assert self.copy.take(read_update(update_text(update, ids)))
        self.beat()

    def say_something(self) -> None:
        """What a room sends while nothing changes."""
        room = self.room
        update = RoomUpdate("a", self.number, self.number, room.session.id, room.reading())
        assert self.copy.take(read_update(update_text(update, {})))

    def beat(self) -> None:
        """One beat of the server."""
        self.stage.beat()
        if self.stage.time != self.times:
            self.times = self.stage.time
            self.told = told_by(self.stage)

    @property
    def shown_left(self) -> int:
        """What the page shows: the rule of ``leftOf`` in display.js."""
        told = self.told
        passed = math.floor((self.stage.now() - told["at"]) / 1000) if told["runs"] else 0
        return int(told["left"]) - max(0, passed)


@settings(max_examples=a_third(60))
@given(
    st.lists(st.tuples(CLOCK_WISHES, st.floats(0.05, 400)), max_size=20),
    st.sampled_from(["", "another boot"]),
)
def test_a_page_shows_the_second_of_the_room(plan: list[tuple[Wish, float]], boot: str) -> None:
    """Rule: after every command and at every instant between two beats; on the room's computer or on another one."""
    watched = Watched(boot)
    for wish, seconds in plan:
        if (command := wish.command(watched.room.session)) is not None:
            watched.room.tries(command)
        watched.send()
        for part in (0.0, 0.18, 0.07):
            watched.room.wait(part)
            session = watched.room.session
            now = view_of(session, face_of(session), watched.room.reading()).time
            # A beat later the page knows what a new minute changes in words; the figure is right at once.
            if now is not None and "left" in watched.told and "urgency" in watched.told:
                assert watched.shown_left == now.left
            watched.beat()
        watched.room.wait(seconds)
        watched.beat()


def test_a_second_that_passes_is_not_told() -> None:
    """Rule: a page counts itself; within a box it hears of the time only when words or colours change."""
    watched = Watched()
    watched.room.do(c.Next())
    watched.send()
    before = watched.stage.number
    for _ in range(240):
        watched.room.wait(0.25)
        watched.say_something()
        watched.beat()
    assert watched.stage.number == before
    watched.room.do(c.Pause())
    watched.send()
    assert watched.stage.number[1] > before[1]


def test_each_face_is_drawn_once_for_all_displays() -> None:
    """Rule: the same text object for every display that shows it."""
    watched = Watched()
    watched.send()
    first, second = (Display(Device(name, 1)) for name in "ab")
    assert watched.stage.fragment(first) is watched.stage.fragment(second)


def test_a_room_that_is_silent_is_told_quietly() -> None:
    """After six seconds, with the room's time; the countdown goes on."""
    watched = Watched()
    watched.room.do(c.Next())
    watched.send()
    left = watched.shown_left
    watched.room.wait(5)
    watched.beat()
    assert watched.told["away"] == ""
    watched.room.wait(5)
    watched.beat()
    assert watched.told["away"] == "09:00"
    assert watched.shown_left == left - 10
    watched.send()
    assert watched.told["away"] == ""


@settings(max_examples=a_third(15))
@given(
    st.lists(st.tuples(CLOCK_WISHES, st.floats(0.05, 400)), max_size=10),
    st.integers(3, 11),
    st.integers(0, 5),
)
@example([], 7, 4)
@example([(Wish("end later", 30, 30), 1.0)], 7, 0)
def test_what_is_steady_does_not_change(
    plan: list[tuple[Wish, float]], every: int, silent_minutes: int
) -> None:
    """Rule: a stage that only looks when something turns has told what one says that begins now, far into overtime too."""
    topics = replace(TOPICS, planned=1200, silent=silent_minutes * 60)
    watched = Watched(made=open_space(topics, WRAP_UP))
    watched.room.tries(c.Next())
    for wish, seconds in plan:
        if (command := wish.command(watched.room.session)) is not None:
            watched.room.tries(command)
        watched.room.wait(seconds)
    watched.send()
    for _ in range(3000 // every):
        watched.room.wait(every)
        watched.beat()
        told = told_by(watched.new_stage())
        assert watched.told | {"left": 0, "at": 0} == told | {"left": 0, "at": 0}
        assert watched.shown_left == told["left"]
    display = Display(Device("a", 1))
    assert watched.stage.fragment(display) == watched.new_stage().fragment(display)
