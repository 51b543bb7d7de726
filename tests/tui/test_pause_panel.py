"""Between and after the phases: loose ends with their remedies, and next steps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.tui.panels.done_panel import DonePanel, done_lines
from breakout_tui.tui.panels.pause_panel import PausePanel
from breakout_tui.tui.phase_words import start_sentence
from breakout_tui.tui.screens.ask_screen import AskScreen
from tests.domain.day import Room, programme
from tests.domain.example import Talk, complete_chain
from tests.tui.screen_text import screen_text
from tests.tui.talking import opened


def at_lunch() -> Talk:
    """Lunch after a morning with a locked list and one loose principle."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No owner")
    talk.say(Kind.PRINCIPLE, "One budget line")
    talk.vote(C2=5, C1=3)
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.do(c.EndPhase())
    return talk


def test_the_preview_is_the_agenda_of_the_afternoon() -> None:
    """Rule: at lunch it equals the agenda that the start will create; later it is the current agenda."""
    talk = at_lunch()
    before = preview(talk.session, talk.session.info.programme.phases[1])
    talk.do(c.Next())
    given = [(box.id, box.title, box.planned) for box in talk.session.agenda("afternoon")]
    assert [(box.id, box.title, box.planned) for box in before] == given
    assert preview(talk.session, talk.session.info.programme.phases[1]) == talk.session.agenda("afternoon")


async def test_lunch_shows_the_list_the_loose_ends_and_the_afternoon() -> None:
    """Rule: priority issues with their votes, each loose end with its command, each box with its minutes."""
    async with opened(at_lunch(), size=(80, 40)) as app:
        text = app.live.query_one(PausePanel).as_text()
        assert "Priority issues, agreed" in text
        assert "1  No owner · C2 · 5 votes" in text
        assert "1  P1 answers no challenge   /link P1" in text
        assert "38 min  Issue 1  No owner" in text
        assert "“Afternoon” · 2 h 40" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_lunch_says_each_thing_once(size: tuple[int, int]) -> None:
    """Rule: the boxes of the afternoon are in the panel only where no agenda stands beside it."""
    async with opened(at_lunch(), size=size) as app:
        text = screen_text(app.app)
        assert "“Afternoon” · 2 h 40" in text
        assert text.count("38 min") == 2
        assert ("Issue 1  No owner" in text) is (size[0] < 100)


async def test_a_digit_fixes_a_loose_end() -> None:
    """Rule: after Esc, 1 asks for the argument of the first remedy."""
    async with opened(at_lunch()) as app:
        await app.pilot.press("escape", "1")
        await app.pilot.pause()
        assert isinstance(app.app.screen, AskScreen)
        await app.type("C1", "enter")
        assert "answers no challenge" not in app.live.query_one(PausePanel).as_text()


async def test_without_a_list_lunch_says_what_the_afternoon_would_use() -> None:
    """Rule: the afternoon works without a list."""
    talk = Talk()
    talk.do(c.EndPhase())
    async with opened(talk) as app:
        text = app.live.query_one(PausePanel).as_text()
        assert "No priority list yet" in text
        assert "No loose ends." in text
        assert "Question 1" in screen_text(app.app)


async def test_a_wrapped_paragraph_keeps_its_distance_from_the_edge() -> None:
    """Rule: no line of a paragraph begins farther left than its first."""
    talk = Talk()
    talk.do(c.EndPhase())
    async with opened(talk, size=(80, 24)) as app:
        rows = app.live.query_one(PausePanel).as_text().split("\n")
        first = next(place for place, row in enumerate(rows) if "would use" in row)
        assert rows[first].startswith("  “Afternoon” would use")
        assert re.match(r"  \S", rows[first + 1])


async def test_notes_are_still_taken_at_lunch() -> None:
    """Rule: the line is there; one key shows the day's notes, and another one the panel."""
    async with opened(at_lunch()) as app:
        await app.type("Ask the ministry", "enter")
        assert app.session.book.find("X1") is not None
        await app.pilot.press("f7")
        await app.pilot.pause()
        assert "Ask the ministry" in app.notes()


@pytest.mark.parametrize(("principles", "keys"), [(0, None), (1, "1–2 fix"), (2, "1–4 fix"), (7, "1–5 fix")])
async def test_the_keys_name_only_loose_ends_that_are_there(principles: int, keys: str | None) -> None:
    """Rule: a key that would do nothing is not shown; the first five loose ends have one, and a principle has two here."""
    talk = Talk()
    for number in range(principles):
        talk.say(Kind.PRINCIPLE, f"Principle {number}")
    talk.do(c.EndPhase())
    async with opened(talk) as app:
        shown = [f"{key} {words}" for key, words in app.live.query_one(PausePanel).keys if words == "fix"]
        assert shown == ([] if keys is None else [keys])
        assert (f"Esc, then   {keys or 'F9 chain'}") in screen_text(app.app)


async def test_the_end_of_the_day_shows_counts_and_next_steps() -> None:
    """Rule: the counts of kinds, levels and outputs read back, and the next steps."""
    talk = complete_chain()
    talk.do(c.Agree(talk.note("R1").serial, Agreement.CONSENSUS))
    talk.do(c.EndPhase())
    async with opened(talk) as app:
        text = app.live.query_one(DonePanel).as_text()
        assert "▲ 1 challenge   ◆ 1 principle   ➜ 1 approach   ✔ 1 recommendation" in text
        assert "Recommendations: 1 consensus" in text
        assert "Read back: 0 of 2 outputs" in text
        assert "R1 was not read back   /read R1" in text
        assert "/report-back" in text


@pytest.mark.parametrize("width", [1, 20, 34, 35, 53, 54, 68, 200])
def test_a_count_is_never_split(width: int) -> None:
    """Rule: at any width, lines break only between two counts."""
    talk = complete_chain()
    for level in (Agreement.CONSENSUS, Agreement.STRONG_SUPPORT, Agreement.DIVERGENCE):
        note = talk.say(Kind.RECOMMENDATION, "Do it")
        talk.do(c.Agree(note.serial, level))
    said = [text for text, _ in done_lines(talk.session, (), width)]
    levels = next(place for place, line in enumerate(said) if line.startswith("Recommendations"))
    kinds, agreed = said[:levels], said[levels : said.index("Read back: 0 of 5 outputs")]
    assert "   ".join(kinds) == "▲ 1 challenge   ◆ 1 principle   ➜ 1 approach   ✔ 4 recommendations"
    assert " ".join(agreed) == (
        "Recommendations: 1 consensus, 1 strong support with significant opposition, 1 divergence, 1 without a level"
    )
    assert all(len(line) <= width for line in kinds if "   " in line)
    assert all(len(line) <= width for line in agreed if ", " in line)


@pytest.mark.parametrize("size", [(80, 24), (1, 1)])
async def test_a_long_panel_says_so_and_scrolls(size: tuple[int, int]) -> None:
    """Rule: at every size, the last line says that there is more."""
    async with opened(at_lunch(), size=size) as app:
        panel = app.live.query_one(PausePanel)
        await app.pilot.press("escape", "pagedown", "pageup")
        if size == (80, 24):
            last = panel.rows.text_in_sight()
            assert "more line" in last
            await app.pilot.press("pagedown", "pagedown", "pagedown")
            assert "more line" not in panel.rows.text_in_sight()


@pytest.mark.parametrize(
    ("starts", "day", "minutes", "words"),
    [
        (None, 1, 0, ""),
        (None, 2, 0, "“Afternoon” is on day 2"),
        (time(11, 30), 1, 30, "Lunch 1 h 29, “Afternoon” starts at 11:30"),
        (time(11, 30), 1, 150, "“Afternoon” was to start at 11:30"),
        (time(9, 30), 2, 30, "Lunch · “Afternoon” starts on Wednesday at 09:30"),
        (time(9, 30), 2, 25 * 60, "“Afternoon” was to start at 09:30"),
    ],
)
def test_the_pause_says_how_long_it_still_is_or_when_the_next_phase_starts(
    starts: time | None, day: int, minutes: int, words: str
) -> None:
    """Rule: only where the programme fixes the start; on another day by its day."""
    made = programme()
    second = replace(made.phases[1], starts=starts, day=day)
    room = Room(made=replace(made, phases=(replace(made.phases[0], pause="Lunch"), second)))
    room.do(c.Next())
    room.wait(30 * 60)
    room.do(c.EndPhase())
    room.wait(minutes * 60 + 40)
    between = now_between(room.session, room.reading())
    assert between is not None
    assert start_sentence(between, room.wall) == words
