"""Every list, panel, page and dialog in which keys are commands, with the keys that lead there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
from breakout_tui.tui.input_order import Pause
from tests.domain.day import Room, with_info
from tests.domain.example import Talk, complete_chain
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.keyboard import no_pause
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import agreeing, ranking, reading


class Place(NamedTuple):
    """A room, and the keys that give the focus to the place."""

    room: Callable[[], Room]
    keys: tuple[str, ...]


def _talk() -> Talk:
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No owner")
    return talk


def _lunch() -> Talk:
    talk = _talk()
    talk.do(c.EndPhase())
    return talk


def _done() -> Talk:
    talk = _lunch()
    talk.do(c.Next())
    talk.do(c.EndPhase())
    return talk


def second_round() -> tuple[Talk, Session]:
    """A second round with a note, and the first one."""
    first, second = complete_chain(), Talk(c.EditDetails(room="Room 2", round=2))
    second.say(Kind.CHALLENGE, "Silo budgets")
    with_info(second, replace(second.session.info, follows=first.session.id))
    return second, first.session


PLACES: dict[str, Place] = {
    "notes": Place(_talk, ("escape",)),
    "agenda": Place(_talk, ("f6",)),
    "rank": Place(lambda: ranking("One", "Two"), ("escape",)),
    "agree": Place(lambda: agreeing("One", "Two"), ("escape",)),
    "read-back": Place(lambda: reading("One", "Two"), ("escape",)),
    "finished read-back": Place(lambda: reading("One", "Two"), ("escape", "end")),
    "opening": Place(Talk, ("escape",)),
    "lunch": Place(_lunch, ("escape",)),
    "done": Place(_done, ("escape",)),
    "chain": Place(complete_chain, ("f9",)),
    "loose ends": Place(complete_chain, ("f9", "tab")),
    "report": Place(complete_chain, ("f8",)),
    "help": Place(_talk, ("f1",)),
    "recap": Place(lambda: second_round()[0], ("/recap", "enter")),
    "report-back": Place(complete_chain, ("/report-back", "enter")),
    "rehearsal": Place(complete_chain, ("/report-back", "enter", "r")),
    "kinds of a note": Place(_talk, ("escape", "k")),
    "themes": Place(_talk, ("/sessions", "enter", "tab")),
    "sessions": Place(_talk, ("/sessions", "enter")),
}


@asynccontextmanager
async def at(name: str, letter_pause: Pause = no_pause) -> AsyncIterator[LiveApp]:
    """The app with the focus in a place."""
    room = PLACES[name].room()
    store, clock = FakeStore.holding(room.session), FakeClock(room.wall)
    clock.since_boot = room.since_boot
    async with live_app(store=store, clock=clock, session=room.session, letter_pause=letter_pause) as app:
        for key in PLACES[name].keys:
            await app.send(key)
        yield app
