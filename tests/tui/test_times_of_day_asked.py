"""A time of day that has passed is asked about: when the phase is to end, and when a phase starts after its end."""

from __future__ import annotations

from datetime import time, timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain.pace import Pace, pace
from breakout_tui.domain.session import start
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text


def paced(room: LiveApp) -> Pace:
    """The pace of the running phase."""
    found = pace(room.controller.session, room.clock.read())
    assert found is not None
    return found


def shown(room: LiveApp) -> str:
    """The text of the question on top."""
    assert isinstance(room.app.screen, ChooseScreen)
    return "\n".join(str(widget.render()) for widget in room.app.screen.query("Static"))


async def test_an_end_that_has_passed_is_asked_about() -> None:
    """Rule: at 9:00, /end 8:30 is not tomorrow unless the facilitator says so."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/end 8:30", "enter")
        assert "08:30 has passed" in shown(room)
        assert not paced(room).is_end_fixed
        await room.pilot.press("f4")
        await room.pilot.pause()
        assert paced(room).ends_at - room.clock.wall == timedelta(hours=23, minutes=30)


async def test_the_question_leads_back_to_the_line() -> None:
    """Rule: with another time to type, nothing has changed yet."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/end 8:30", "enter")
        await room.pilot.press("f3")
        await room.pilot.pause()
        assert room.line.value == "/end "
        assert not paced(room).is_end_fixed


async def test_what_is_typed_on_does_not_answer_the_question() -> None:
    """Rule: no letter of it chooses, nor the Enter behind it."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/end 8:30", "enter")
        await room.type("the other time of today", "enter")
        assert "08:30 has passed" in shown(room)
        await room.pilot.press("escape")
        assert not paced(room).is_end_fixed


async def test_an_end_after_midnight_needs_no_question() -> None:
    """Rule: late in the evening, 00:30 is in the same night."""
    clock = FakeClock()
    clock.pass_time(14 * 3600)
    async with live_app(clock=clock) as room:
        await room.pilot.press("f2")
        await room.type("/end 00:30", "enter")
        assert paced(room).ends_at - clock.wall == timedelta(minutes=90)


async def test_a_phase_that_starts_after_its_end_asks_when_it_ends() -> None:
    """Rule: F2 starts it with the answer, and not before."""
    store, clock = FakeStore(), FakeClock()
    outcome = start(programme(), "t", c.EditDetails(ends={"morning": time(8, 30)}), clock.read())
    store.submit(outcome.session.id, outcome.changes)
    async with live_app(store=store, clock=clock, session=outcome.session) as room:
        await room.pilot.press("f2")
        assert "to end at 08:30, which has passed" in shown(room)
        assert "F3  another time" in screen_text(room.app)
        assert room.controller.session.stage is Stage.READY
        await room.pilot.press("f4")
        await room.pilot.pause()
        assert room.session.stage is Stage.RUNNING
        assert not paced(room).is_end_fixed


async def test_a_phase_can_be_started_until_a_typed_time() -> None:
    """Rule: the words are those of the question."""
    store, clock = FakeStore(), FakeClock()
    outcome = start(programme(), "t", c.EditDetails(ends={"morning": time(8, 30)}), clock.read())
    store.submit(outcome.session.id, outcome.changes)
    async with live_app(store=store, clock=clock, session=outcome.session) as room:
        await room.pilot.press("f2", "f3")
        await room.pilot.pause()
        assert room.line.value == "/next until "
        await room.type("11:30", "enter")
        assert f"{paced(room).ends_at:%H:%M}" == "11:30"
        assert paced(room).is_end_fixed
