"""Every list, panel, page and dialog in which keys are commands, with the keys that lead there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.hub_standing import HubSending
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session
from breakout_tui.domain.sharing import Sharing
from breakout_tui.tui.input_order import Pause
from tests.domain.day import Room, with_info
from tests.domain.example import Talk, complete_chain
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.keyboard import no_pause
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import agreeing, ranking, reading

_EARLIER: dict[str, Session] = {}
"""The first rounds of second ones; they are in the store too."""


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


def _second_round() -> Talk:
    """A second round with a note."""
    first, second = complete_chain(), Talk(c.EditDetails(room="Room 2", round=2))
    _EARLIER[first.session.id] = first.session
    second.say(Kind.CHALLENGE, "Silo budgets")
    with_info(second, replace(second.session.info, follows=first.session.id))
    return second


ROOMS: dict[str, tuple[Callable[[], Room], dict[str, tuple[str, ...]]]] = {
    "discussion": (
        _talk,
        {
            "notes": ("escape",),
            "agenda": ("f6",),
            "help": ("f1",),
            "kinds of a note": ("escape", "k"),
            "not shared": ("/displays", "enter"),
            "share": ("/share", "enter"),
            "displays": ("/displays", "enter"),
            "sessions": ("/sessions", "enter"),
            "themes": ("tab",),
        },
    ),
    "outcomes": (
        complete_chain,
        {
            "chain": ("f9",),
            "loose ends": ("f9", "tab"),
            "report": ("f8",),
            "report-back": ("/report-back", "enter"),
            "rehearsal": ("/report-back", "enter", "r"),
        },
    ),
    "rank": (lambda: ranking("One", "Two"), {"rank": ("escape",)}),
    "agree": (lambda: agreeing("One", "Two"), {"agree": ("escape",)}),
    "read-back": (
        lambda: reading("One", "Two"),
        {"read-back": ("escape",), "finished read-back": ("escape", "end")},
    ),
    "opening": (Talk, {"opening": ("escape",)}),
    "lunch": (_lunch, {"lunch": ("escape",)}),
    "done": (_done, {"done": ("escape",)}),
    "second round": (_second_round, {"recap": ("/recap", "enter")}),
}
"""Rooms by name; the places in each, and the keys that lead there from the line, or from the place before."""

ON_THE_LIVE_SCREEN = {
    "notes",
    "agenda",
    "rank",
    "agree",
    "read-back",
    "finished read-back",
    "opening",
    "lunch",
    "done",
}
"""Places beside the line."""


@asynccontextmanager
async def entered(
    name: str,
    letter_pause: Pause = no_pause,
    *,
    is_gathered: bool = False,
    sharing: Sharing | None = None,
    hub: HubSending | None = None,
) -> AsyncIterator[LiveApp]:
    """The app in a room, with the focus in the line. With ``is_gathered``, the session is another room's."""
    room = ROOMS[name][0]()
    store, clock = FakeStore.holding(*_EARLIER.values(), room.session), FakeClock(room.wall)
    store.file.gathered |= {room.session.id} if is_gathered else set()
    clock.since_boot = room.since_boot
    async with live_app(
        store=store,
        clock=clock,
        session=room.session,
        letter_pause=letter_pause,
        sharing=sharing,
        hub=hub,
    ) as app:
        yield app


@asynccontextmanager
async def at(
    place: str, letter_pause: Pause = no_pause, *, is_gathered: bool = False
) -> AsyncIterator[LiveApp]:
    """The app with the focus in a place. With ``is_gathered``, the session is another room's."""
    name = next(name for name, (_, places) in ROOMS.items() if place in places)
    async with entered(name, letter_pause, is_gathered=is_gathered) as app:
        for key in ROOMS[name][1][place]:
            await app.send(key)
        yield app
