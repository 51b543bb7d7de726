"""Printed lines and refusals use the words of the programme for kinds; later phases recall decisions; a lead has its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import KindLabel, Labels
from breakout_tui.domain.programme import AgendaSource, Phase, Programme, Question, Step, StepKind
from breakout_tui.domain.session import Session, start
from breakout_tui.tui.printed_lines import note_line, recap_lines
from breakout_tui.tui.status_report import status_lines, status_of
from breakout_tui.tui.widgets.agenda_list import AgendaRow, AgendaRows
from breakout_tui.tui.widgets.row_source import RowMark
from tests.domain.day import Room
from tests.domain.day import programme as small_day
from tests.tui.fakes import FakeClock
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text

GERMAN = Labels(
    (
        KindLabel(Kind.CHALLENGE, "Problem", "Probleme"),
        KindLabel(Kind.APPROACH, "Ansatz", "Ansätze"),
        KindLabel(Kind.RECOMMENDATION, "Empfehlung", "Empfehlungen"),
        KindLabel(Kind.DECISION, "Beschluss", "Beschlüsse"),
    )
)
DECIDE = Step(
    "decide", StepKind.DISCUSS, "Beschlüsse", 600, note_kind=Kind.DECISION, agenda=AgendaSource.ROOM
)
HELLO = Step("hello", StepKind.OPENING, "Rückblick", 600)


def german(*kinds: Kind) -> Room:
    """A room whose programme names its kinds in German, with a note of each of these."""
    phases = (Phase("a", "Erster Tag", (DECIDE,)), Phase("b", "Zweiter Tag", (HELLO,), day=2))
    room = Room(made=replace(small_day(), phases=phases, labels=GERMAN))
    room.do(c.Next())
    for kind in kinds:
        room.do(c.Capture(f"Text {kind.letter}", kind))
    return room


def test_a_printed_note_names_its_kind_in_the_words_of_the_programme() -> None:
    """Whatever file stores."""
    room = german(Kind.CHALLENGE)
    assert note_line(room.session.book[0], room.session.labels) == "C1 Problem: Text C"


def test_the_status_counts_kinds_in_the_words_of_the_programme() -> None:
    """The data keeps its own keys for programs."""
    room = german(Kind.CHALLENGE, Kind.CHALLENGE, Kind.DECISION)
    status = status_of(room.session, room.reading(), "saved")
    assert "3 notes: 2 Probleme, 1 Beschluss" in status_lines(status)
    assert status["notes"]["by_kind"]["challenge"] == 2


def test_the_lines_of_the_round_before_have_its_decisions() -> None:
    """As its screen has."""
    room = german(Kind.PRINCIPLE, Kind.DECISION)
    assert recap_lines(room.session, room.session) == [
        "Round 1: 2 outputs",
        "P1 principle: Text P · heard again 0 times",
        "D1 Beschluss: Text D · heard again 0 times",
    ]


@pytest.mark.parametrize("line", ["/fields C1 who: the CIO", "/fields C1"])
async def test_a_refusal_of_fields_names_every_kind_that_has_some(line: str) -> None:
    """Of those that the programme offers, in its words; with fields in the line, and for the form."""
    async with live_app(size=(120, 32), session=german(Kind.CHALLENGE).session) as live:
        await live.send(line, "enter")
        words = "C1 is a Problem · fields are for Ansätze, Empfehlungen and Beschlüsse"
        assert words in screen_text(live.app)


async def test_the_opening_of_a_later_phase_recalls_the_decisions() -> None:
    """With the phases before it."""
    room = german(Kind.DECISION)
    for command in (c.EndPhase(), c.Next()):
        room.do(command)
    async with live_app(size=(120, 32), session=room.session) as live:
        text = screen_text(live.app)
        assert "Beschlüsse of “Erster Tag”" in text
        assert "D1  Text D" in text


def laid_out(row: AgendaRow, mark: RowMark) -> list[str]:
    """The lines of a row that stands alone in a high, narrow list."""
    rows = AgendaRows()
    rows.take((row,), shows_dropped=False)
    rows.fit(40, 1)
    return ["".join(part[0] for part in line).rstrip() for line in rows.lay_out(0, 40, mark)]


@pytest.mark.parametrize(
    ("role", "mark", "is_shown"),
    [
        ("now", RowMark.PLAIN, True),
        ("ahead", RowMark.POINTED, True),
        ("ahead", RowMark.PLAIN, False),
        ("done", RowMark.PLAIN, False),
    ],
)
def test_the_agenda_shows_who_leads_only_the_current_box_and_the_one_under_the_cursor(
    role: str, mark: RowMark, is_shown: bool
) -> None:
    """The others keep to one line."""
    lines = laid_out(
        AgendaRow("id", " ", "1", "Where the water stands first", "40′", role, "Survey office"), mark
    )
    assert ("Survey" in " ".join(lines)) is is_shown
    assert is_shown or len(lines) == 1


def led_day() -> Programme:
    """A day of three questions, each with somebody who leads it."""
    made = small_day()
    questions = tuple(Question(f"Question {number}", lead=f"Leader {number}") for number in (1, 2, 3))
    return replace(made, themes=(replace(made.themes[0], questions=questions),))


def led_session() -> Session:
    """A new session of it."""
    return start(led_day(), "t", c.EditDetails(room="Room 2"), FakeClock().read()).session


async def test_only_the_leader_of_the_current_box_is_in_the_agenda() -> None:
    """The next one comes with its box."""
    async with live_app(size=(120, 32), session=led_session()) as live:
        for number in (1, 2):
            if number == 1:
                await live.pilot.press("f2")
            await live.pilot.press("f2")
            await live.wait(1)
            text = screen_text(live.app)
            assert f"Leader {number}" in text
            assert f"Leader {number + 1}" not in text
