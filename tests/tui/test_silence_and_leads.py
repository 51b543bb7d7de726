"""Silent minutes, talks, leads, materials and topics that come on the day, as the facilitator sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AgendaSource, Phase, Programme, Question, Step, StepKind, Talk
from breakout_tui.domain.session import Session, start
from tests.domain import day
from tests.tui.fakes import FakeClock
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text

TALKS = Step(
    "talks",
    StepKind.TALK,
    "Talks",
    2400,
    prompts=("Questions at the end",),
    talks=(Talk("What the rain showed", "Lena Vogt"), Talk("Costs", "Piet de Wit")),
    materials="Projector",
    owner="J. Brandt",
)
TALK = Step(
    "items",
    StepKind.DISCUSS,
    "Items",
    600,
    note_kind=Kind.CHALLENGE,
    agenda=AgendaSource.QUESTIONS,
    silent=300,
)


def programme(
    *steps: Step, questions: tuple[Question, ...] = (Question("Stops", lead="Paulo Reis"),)
) -> Programme:
    """One phase of these steps."""
    made = day.programme()
    theme = replace(made.themes[0], questions=questions)
    return replace(made, phases=(Phase("hour", "Hour", steps),), themes=(theme,))


def opened(made: Programme) -> Session:
    """A new session of this programme."""
    return start(made, "t", c.EditDetails(room="Room 2"), FakeClock().read()).session


async def begun(room: LiveApp, boxes: int = 1) -> str:
    """What the screen shows in this box."""
    for _ in range(boxes):
        await room.pilot.press("f2")
        await room.wait(1)
    return screen_text(room.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_a_talk_shows_its_title_its_speaker_and_what_it_needs(size: tuple[int, int]) -> None:
    """Rule: as a discussion does, with notes; the speaker is beside the title."""
    session = opened(programme(TALKS, TALK))
    async with live_app(size=size, session=session) as room:
        text = await begun(room)
        assert "What the rain showed · Lena Vogt" in text
        assert "Questions at the end" in text
        if size[1] > 24:
            assert "Materials: Projector" in text
            assert "Owner: J. Brandt" in text
        await room.type("How much rain?", "enter")
        assert "How much rain?" in room.notes()
        assert "Costs · Piet de Wit" in await begun(room)


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_a_silence_says_until_when_and_nothing_rings_in_it(size: tuple[int, int]) -> None:
    """Rule: it counts down, stops in a pause, and ends; the bell is for the time after it."""
    session = opened(programme(replace(TALK, silent=600), TALK))
    async with live_app(size=size, session=session) as room:
        rings: list[int] = []
        room.live.room.time.ring = lambda: rings.append(1)
        assert "Silent until 09:10 · 9:59 left" in await begun(room)
        await room.wait(200)
        assert "Silent until 09:10 · 6:39 left" in screen_text(room.app)
        await room.pilot.press("f4")
        await room.wait(60)
        assert "Silent · 6:39 left" in screen_text(room.app)
        await room.pilot.press("f4")
        await room.wait(380)
        assert "Silent until 09:11 · 0:19 left" in screen_text(room.app)
        assert rings == []
        await room.wait(30)
        assert "Silent" not in screen_text(room.app)


async def test_without_a_silence_the_bell_rings_and_no_line_is_left_for_it() -> None:
    """Rule: as ever, when little time is left and when it is over."""
    session = opened(programme(replace(TALK, silent=0), TALK))
    async with live_app(session=session) as room:
        rings: list[int] = []
        room.live.room.time.ring = lambda: rings.append(1)
        assert "Silent" not in await begun(room)
        await room.wait(580)
        await room.wait(30)
        assert len(rings) == 2


async def test_a_lead_is_beside_its_question_in_the_agenda_and_the_opening() -> None:
    """Rule: whoever looks for the next one finds who leads it."""
    session = opened(programme(Step("hello", StepKind.OPENING, "Hello", 300, owner="The host"), TALK))
    async with live_app(session=session) as room:
        text = await begun(room)
        assert "1  Stops · Paulo Reis" in text
        assert "Owner: The host" in text
        assert "Stops · Paulo Reis" in await begun(room)


async def test_topics_are_added_with_or_without_minutes() -> None:
    """Rule: the app says where each one went; without questions nothing is called a guiding question."""
    session = opened(programme(Step("hello", StepKind.OPENING, "Circle", 300), TALK, questions=()))
    async with live_app(session=session) as room:
        text = await begun(room)
        assert "No topics yet: /add adds the first one." in text
        assert "Guiding questions" not in text
        await room.type("/add Keys", "enter")
        assert room.says("status") == "Added to “Items”: Keys · 5 min"
        await room.type("/add 2 Tools", "enter")
        assert room.says("status") == "Added to “Items”: Tools · 2 min"
        assert [box.title for box in room.session.agenda("hour")] == ["Circle", "Items", "Keys", "Tools"]
        text = screen_text(room.app)
        assert "No topics yet" not in text
        assert "Topics" in text
        assert "1  Keys" in text
        assert "2  Tools" in text


async def test_topics_are_asked_for_only_where_a_step_waits_for_them() -> None:
    """Rule: a phase of discussions about the whole room has no topics to add."""
    talk = replace(TALK, agenda=AgendaSource.ROOM)
    session = opened(programme(Step("hello", StepKind.OPENING, "Circle", 300), talk, questions=()))
    async with live_app(session=session) as room:
        assert "topics" not in await begun(room)


async def test_the_opening_shows_the_questions_as_the_agenda_has_them() -> None:
    """Rule: one that is renamed or dropped on the day is not shown as the file has it."""
    async with live_app() as room:
        text = await begun(room)
        assert "1  Question 1" in text
        await room.type("/rename Q1 What blocks us?", "enter")
        await room.type("/drop Q2", "enter")
        text = screen_text(room.app)
        assert text.count("1  What blocks us?") == len(("the agenda", "the opening"))
        assert "Question 1" not in text
        assert "2  Question 2" not in text
