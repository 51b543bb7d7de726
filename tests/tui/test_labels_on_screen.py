"""The screens use the programme's words for the kinds of notes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.tui.screens.live_screen import LiveScreen
from tests.domain.day import Room, programme
from tests.report.test_labels_in_reports import ENGLISH_WORD, WORDS
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import DETAILS, go_to


def labelled() -> Room:
    """A room whose programme has words of its own, and no English ones in its titles."""
    made = programme(2)
    phases = tuple(
        replace(
            phase,
            steps=tuple(
                replace(step, title="Talk" if step.kind is StepKind.DISCUSS else step.title)
                for step in phase.steps
            ),
        )
        for phase in made.phases
    )
    room = Room(DETAILS, made=replace(made, labels=WORDS, phases=phases))
    room.do(c.Next())
    return room


def filled(kind: StepKind) -> Room:
    """The room in a step of this kind, with two notes of each kind."""
    room = labelled()
    go_to(room, StepKind.DISCUSS)
    for each in Kind:
        for text in ("One", "Two"):
            room.do(c.Capture(text, each))
    if kind is StepKind.AGREE:
        room.do(c.EndPhase())
        room.do(c.Next())
    go_to(room, kind)
    return room


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (StepKind.DISCUSS, "▲ one-C"),
        (StepKind.RANK, "Many-C"),
        (StepKind.AGREE, "2 many-R"),
        (StepKind.READBACK, "◆  P1  one-P"),
    ],
)
async def test_a_step_shows_no_english_word_for_a_kind(
    kind: StepKind, words: str, size: tuple[int, int]
) -> None:
    """Neither its panel, nor the kinds above the line."""
    async with live_app(session=filled(kind).session, size=size) as room:
        await room.pilot.pause()
        text = screen_text(room.app)
        assert ENGLISH_WORD.findall(text) == []
        assert words in text


@pytest.mark.parametrize("kind", [StepKind.RANK, StepKind.AGREE, StepKind.READBACK])
async def test_an_empty_panel_names_what_is_missing_in_the_words_of_the_programme(kind: StepKind) -> None:
    """How to get something into it."""
    played = labelled()
    if kind is StepKind.AGREE:
        played.do(c.EndPhase())
        played.do(c.Next())
    go_to(played, kind)
    async with live_app(session=played.session) as room:
        await room.pilot.pause()
        text = screen_text(room.app)
        assert ENGLISH_WORD.findall(text) == []
        assert "many-" in text


async def test_screens_questions_and_refusals_use_the_words_of_the_programme() -> None:
    """The chain with its loose ends, dialogs, cards, and what is refused."""
    async with live_app(session=filled(StepKind.RANK).session) as room:
        for key in ("f9", "/kind C1", "/kind C1 none", "/rank", "/rank none", "/report-back", "/vote P1 3"):
            assert isinstance(room.app.screen, LiveScreen)
            await entered(room, key)
            text = screen_text(room.app)
            assert ENGLISH_WORD.findall(text) == [], key
            assert re.search("one-|many-", text, re.IGNORECASE), key
            await room.send(*() if isinstance(room.app.screen, LiveScreen) else ("escape",), "ctrl+u")


async def entered(room: LiveApp, key: str) -> None:
    """A key, or a typed command."""
    if key.startswith("/"):
        await room.type(key, "enter")
    else:
        await room.pilot.press(key)
    await room.pilot.pause()


async def test_a_kind_can_be_typed_kept_and_clicked_by_its_label() -> None:
    """English words go on working; what is kept and edited is told in the words of the programme."""
    async with live_app(session=filled(StepKind.DISCUSS).session) as room:
        await room.type("/kind C1 many-A", "enter")
        await room.type("/kind C2 approach", "enter")
        assert [room.session.book[serial].kind for serial in (0, 1)] == [Kind.APPROACH] * 2
        await room.type("/keep one-D", "enter")
        assert "one-D" in room.says("status")
        place = room.says("kinds").index("one-P")
        await room.pilot.click("#kinds", offset=(place, 0))
        assert room.line.kinds.current is Kind.PRINCIPLE


async def test_the_help_lists_the_kinds_where_their_words_are_of_the_programme() -> None:
    """With glyph, letter and word; elsewhere the help is as it was."""
    for session, is_listed in ((filled(StepKind.RANK).session, True), (Room(DETAILS).session, False)):
        async with live_app(session=session) as room:
            await room.pilot.press("f1")
            await room.pilot.pause()
            assert ("KINDS OF NOTES" in screen_text(room.app)) is is_listed
