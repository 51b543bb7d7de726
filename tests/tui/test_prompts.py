"""The prompts of the programme are shown in every step that has them, whatever shows the step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.session import Session, start
from breakout_tui.tui.note_views import View
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


def prompted() -> tuple[FakeStore, Session]:
    """A session in which each step of the morning has a prompt with its own name, and its store."""
    plain = programme()
    steps = tuple(replace(step, prompts=(f"Prompt [b] of {step.id}",)) for step in plain.phases[0].steps)
    store = FakeStore()
    outcome = start(
        replace(plain, phases=(replace(plain.phases[0], steps=steps), plain.phases[1])),
        "t",
        c.EditDetails(room="Room 2"),
        FakeClock().read(),
    )
    store.submit(outcome.session.id, outcome.changes)
    return store, outcome.session


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_each_step_shows_its_prompts(size: tuple[int, int]) -> None:
    """Rule: literally, in a discussion, a break, a ranking and a read-back as in the opening; once each."""
    store, session = prompted()
    async with live_app(size=size, store=store, session=session) as room:
        for box in room.session.boxes:
            await room.pilot.press("f2")
            await room.wait(1)
            assert room.session.current_box is not None
            assert room.session.current_box.id == box.id
            assert screen_text(room.app).count(f"Prompt [b] of {box.step}") == 1
        kinds = {box.kind for box in room.session.boxes}
        assert {StepKind.DISCUSS, StepKind.BREAK, StepKind.RANK, StepKind.READBACK, StepKind.OPENING} == kinds


async def test_a_step_without_prompts_and_other_views_of_the_notes_show_none() -> None:
    """Rule: no empty line is left where there is none."""
    store, session = prompted()
    async with live_app(store=store, session=session) as room:
        await room.pilot.press("f2", "f2")
        await room.wait(1)
        assert "Prompt [b] of challenges" in screen_text(room.app)
        await room.pilot.press("f7")
        assert room.live.room.view.view is not View.BOX
        assert "Prompt [b]" not in screen_text(room.app)
