"""The programme screen: choosing themes, resuming sessions, and its messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from textual.app import App
from textual.message import Message

from breakout_tui.domain.duration_words import hours
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import (
    AgendaSource,
    AttributionRule,
    Phase,
    Programme,
    Question,
    Step,
    StepKind,
    Theme,
    Track,
)
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Gathered, Summary
from breakout_tui.tui import colours
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.session_list import SessionList
from breakout_tui.tui.widgets.theme_card import ThemeCard
from breakout_tui.tui.widgets.theme_list import ThemeList
from tests.tui.screen_text import screen_text

TODAY = date(2026, 11, 24)
SIZES = [(80, 24), (200, 50), (1, 1)]


def _step(name: str) -> Step:
    return Step(
        name, StepKind.DISCUSS, name, 170 * 60, note_kind=Kind.CHALLENGE, agenda=AgendaSource.QUESTIONS
    )


THEMES = tuple(
    Theme(
        f"t{number}",
        f"Theme [b]number[/] {number} with a title that is long enough to need an ellipsis anywhere",
        f"Introduction {number}",
        (Question("What is [/] it?"), Question("And why?")),
    )
    for number in range(1, 7)
)
PROGRAMME = Programme(
    "The [red]event[/]",
    "Breakout themes",
    AttributionRule.COUNTRY,
    (
        Phase("morning", "Morning", (_step("m"),)),
        Phase("afternoon", "Afternoon", (_step("a"),), ends=time(17)),
    ),
    THEMES,
    (Track("Track A", ("t1", "t2", "t3"), 2),),
)


def summary(
    name: str, *, stage: Stage = Stage.DONE, day: int = 23, theme: int = 1, archived: bool = False
) -> Summary:
    """A session in a list."""
    at = datetime(2026, 11, day, 9, 30, tzinfo=UTC)
    return Summary(
        name, f"t{theme}", THEMES[theme - 1].title, "Room 2", 1, at, stage, 12, archived, phase="Morning"
    )


class Probe(App[None]):
    """An app with the screen, which keeps its messages."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, summaries: Sequence[Summary] = (), programme: Programme = PROGRAMME, note: str = ""
    ) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.shown = ProgrammeScreen(programme, TODAY, summaries, note)
        self.asked: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Show the screen."""
        await self.push_screen(self.shown)

    def on_programme_screen_start_asked(self, message: ProgrammeScreen.StartAsked) -> None:
        """Remember."""
        self.asked.append(message)

    def on_programme_screen_resume_asked(self, message: ProgrammeScreen.ResumeAsked) -> None:
        """Remember."""
        self.asked.append(message)

    def on_programme_screen_report_asked(self, message: ProgrammeScreen.ReportAsked) -> None:
        """Remember."""
        self.asked.append(message)

    def on_programme_screen_archive_asked(self, message: ProgrammeScreen.ArchiveAsked) -> None:
        """Remember."""
        self.asked.append(message)

    @property
    def text(self) -> str:
        """The visible text."""
        return screen_text(self)


async def test_enter_starts_a_session_in_the_chosen_theme() -> None:
    """Rule: Enter on a theme starts a session."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
    assert app.asked == [app.asked[0]]
    assert isinstance(app.asked[0], ProgrammeScreen.StartAsked)
    assert app.asked[0].theme_id == "t3"


async def test_a_digit_chooses_the_theme_with_that_number() -> None:
    """Rule: a digit beyond the last theme does nothing."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("5", "9")
        assert app.shown.query_one(ThemeList).theme.id == "t5"
        assert "Introduction 5" in app.text


async def test_a_new_user_reads_what_to_do() -> None:
    """Rule: without sessions the list says how to start one, and Tab does nothing."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("tab")
        assert "No sessions yet. Enter starts one" in " ".join(app.text.split())
        assert app.shown.query_one(ThemeList).has_focus


async def test_texts_of_the_file_are_literal() -> None:
    """Rule: markup in a programme is shown, not interpreted."""
    app = Probe(note="[red]note[/]")
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        for words in ("The [red]event[/]", "Theme [b]number[/] 1", "What is [/] it?", "[red]note[/]"):
            assert words in app.text


async def test_an_unfinished_session_of_today_has_the_focus() -> None:
    """Rule: one Enter resumes it, and its theme is shown."""
    app = Probe([summary("x"), summary("y", stage=Stage.BETWEEN, day=24, theme=4)])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "today: Morning done" in app.text
        assert "Enter resume" in app.text
        await pilot.press("enter")
    assert [type(each).__name__ for each in app.asked] == ["ResumeAsked"]
    assert isinstance(app.asked[0], ProgrammeScreen.ResumeAsked)
    assert app.asked[0].session_id == "y"


async def test_sessions_that_arrive_later_take_the_focus_only_before_the_first_key() -> None:
    """Rule: if the store answers after the first key, the focus stays."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("down")
        app.shown.show_sessions([summary("y", stage=Stage.RUNNING, day=24)])
        await pilot.pause()
        assert app.shown.query_one(ThemeList).has_focus


async def test_letters_report_and_archive_the_session_under_the_cursor() -> None:
    """Rule: r and a act on the session under the cursor, and do nothing while the themes have the focus."""
    app = Probe([summary("x"), summary("y")])
    async with app.run_test() as pilot:
        await pilot.press("r", "a", "tab", "down", "r", "a")
    report, archive = app.asked
    assert isinstance(report, ProgrammeScreen.ReportAsked)
    assert report.session_id == "y"
    assert isinstance(archive, ProgrammeScreen.ArchiveAsked)
    assert (archive.session_id, archive.archived) == ("y", True)


async def test_archived_sessions_are_hidden_by_default() -> None:
    """Rule: A shows them; a restores one of them."""
    app = Probe([summary("x"), summary("old", archived=True)])
    async with app.run_test() as pilot:
        sessions = app.shown.query_one(SessionList)
        await pilot.press("tab")
        assert sessions.count == 1
        await pilot.press("A", "down", "a")
        assert sessions.count == 2
    assert isinstance(app.asked[0], ProgrammeScreen.ArchiveAsked)
    assert (app.asked[0].session_id, app.asked[0].archived) == ("old", False)


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_the_list_says_which_key_shows_archived_sessions(size: tuple[int, int]) -> None:
    """Rule: from either list, with every session archived too; what is archived is said in its line, uncut."""
    archived = summary("old", archived=True)._replace(room="Room 2 on the second floor", round=2)
    app = Probe([archived])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "1 archived · A shows" in app.text
        assert "All sessions are archived." in app.text
        assert "No sessions yet" not in app.text
        await pilot.press("A")
        assert "1 archived · A hides" in app.text
        assert "round 2" in app.text
        assert "· archived" in app.text
        await pilot.press("tab")
        assert "F1 help" in app.text
        assert "a restore" in app.text


@pytest.mark.parametrize(("count", "words"), [(1, "1 note "), (12, "12 notes "), (10_000, "10,000 notes ")])
async def test_a_session_says_how_many_notes_it_has(count: int, words: str) -> None:
    """Rule: singular, plural, and a thousands separator as elsewhere."""
    app = Probe([summary("a")._replace(notes=count)])
    async with app.run_test(size=(120, 32)):
        sessions = app.shown.query_one(SessionList)
        assert words in sessions.as_text()


async def test_the_cursor_stays_on_its_session_when_the_list_changes() -> None:
    """Rule: a new session above does not move the cursor to another one."""
    app = Probe([summary("x"), summary("y")])
    async with app.run_test() as pilot:
        await pilot.press("tab", "down")
        app.shown.show_sessions([summary("new"), summary("x"), summary("y")])
        session = app.shown.query_one(SessionList).session
        assert session is not None
        assert session.id == "y"


async def test_a_click_chooses_and_a_double_click_starts() -> None:
    """Rule: everything works by mouse."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.click("#themes", offset=(6, 2))
        assert app.shown.query_one(ThemeList).theme.id == "t3"
        await pilot.click("#themes", offset=(6, 3), times=2)
        await pilot.pause()
    assert [type(each).__name__ for each in app.asked] == ["StartAsked"]


async def test_a_click_on_a_key_presses_it() -> None:
    """Rule: the key line can be clicked."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.click(KeyLine, offset=(3, 0))
        await pilot.pause()
    assert [type(each).__name__ for each in app.asked] == ["StartAsked"]


async def test_page_down_scrolls_a_long_theme() -> None:
    """Rule: the text scrolls while the themes keep the focus, and the next theme starts at its top."""
    long = replace(THEMES[0], introduction="word " * 2000)
    app = Probe(programme=replace(PROGRAMME, themes=(long, *THEMES[1:])))
    async with app.run_test() as pilot:
        card = app.shown.query_one(ThemeCard)
        await pilot.pause()
        assert "PgDn more" in app.text
        app.shown.show_sessions([summary("x")])
        await pilot.pause()
        assert "Tab sessions   PgDn more   q quit   F1 help" in app.text
        await pilot.press("pagedown")
        assert card.scroll_offset.y > 10
        await pilot.press("down")
        assert card.scroll_offset.y == 0


@pytest.mark.parametrize("size", SIZES)
async def test_it_works_at_every_size(size: tuple[int, int]) -> None:
    """Rule: with 30 themes and 200 sessions, the last ones can be reached at any size."""
    many = tuple(replace(THEMES[0], id=f"m{number}") for number in range(30))
    sessions = [summary(f"s{number}") for number in range(200)]
    app = Probe(sessions, replace(PROGRAMME, themes=many, tracks=()))
    async with app.run_test(size=size) as pilot:
        await pilot.press("end", "tab", "end", "pagedown", "enter")
    assert isinstance(app.asked[0], ProgrammeScreen.ResumeAsked)
    assert app.asked[0].session_id == "s199"


async def test_the_card_shows_the_track_and_the_planned_times() -> None:
    """Rule: one line each."""
    app = Probe()
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        assert "Track A · with themes 2 and 3 · a delegate explores 2 of 3" in app.text
        assert "Morning 2 h 50 · Afternoon 2 h 50, ends 17:00 · 2 questions" in app.text


def test_durations_are_in_hours_and_minutes() -> None:
    """Rule: hours if there are any, minutes in two digits."""
    assert [hours(seconds) for seconds in (2700, 3600, 3900, 10200)] == ["45 min", "1 h", "1 h 05", "2 h 50"]


def theirs(name: str, room: str, *, stage: Stage = Stage.BETWEEN, **missing: Any) -> Summary:
    """A session of another room in a list."""
    at = datetime(2026, 11, 24, 12, 25, tzinfo=UTC)
    return summary(name, stage=stage, day=24)._replace(
        room=room, gathered=Gathered(**{"up_to": at} | missing)
    )


async def test_sessions_of_other_rooms_are_listed_apart_by_room_and_in_words() -> None:
    """Rule: under a heading, each room once, with the theme, how far it came, and what is missing."""
    app = Probe(
        [
            summary("ours"),
            theirs("a", "Room [/] 3", left=("Afternoon",), unread=2),
            theirs("b", "Room [/] 3", stage=Stage.RUNNING),
            theirs("c", "", stage=Stage.DONE),
        ]
    )
    async with app.run_test(size=(120, 50)):
        lines = [line.strip() for line in app.shown.query_one(SessionList).as_text().split("\n")]
    assert lines[2:] == [
        "",
        "Other rooms · read only",
        "Room [/] 3 · another room's",
        lines[5],
        "Morning done · 12 notes · 09:30",
        "no “Afternoon” · 2 not read back",
        "gathered up to 12:25",
        lines[9],
        "Morning · 12 notes · 09:30",
        "“Morning” not ended · gathered up to 12:25",
        "No room · another room's",
        lines[13],
        "done · 12 notes · 09:30",
    ]
    assert all("Theme [b]number[/] 1" in lines[place] for place in (5, 9, 13))


async def test_another_rooms_session_is_read_and_neither_archived_nor_the_state_of_a_theme() -> None:
    """Rule: its keys say so; today's state of a theme, and where the cursor is at first, are those of our own sessions."""
    app = Probe([theirs("a", "Room 3", left=("Afternoon",))])
    async with app.run_test(size=(120, 32)) as pilot:
        assert app.shown.query_one(ThemeList).has_focus
        assert "today:" not in app.text
        await pilot.press("tab")
        keys = {hint.words for hint in app.shown.query_one(KeyLine).hints}
        assert "read" in keys
        assert not keys & {"resume", "archive"}


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_long_list_of_other_rooms_is_walked_through_in_any_size(size: tuple[int, int]) -> None:
    """Rule: the cursor reaches every session, and the row under it is in sight."""
    app = Probe([theirs(f"s{number}", f"Room {number // 2}", unread=1) for number in range(24)])
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab")
        listed = app.shown.query_one(SessionList)
        for place in range(24):
            assert listed.session is not None
            assert listed.session.id == f"s{place}"
            assert "▸" in listed.text_in_sight()
            await pilot.press("down")


async def test_without_sessions_of_other_rooms_nothing_is_said_of_them() -> None:
    """Rule: no heading, no words."""
    app = Probe([summary("ours")])
    async with app.run_test(size=(120, 32)):
        assert "Other rooms" not in app.text
        assert "another room" not in app.text


async def test_a_theme_of_a_conference_has_its_rooms_and_what_is_missing() -> None:
    """Rule: where other rooms were gathered, the theme says which rooms and rounds had it, and p opens the paper."""
    app = Probe(
        [
            theirs("a", "Room 5", left=("Afternoon",), unread=2),
            theirs("b", "Room 4"),
            summary("c", theme=2),
        ]
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = " ".join(app.text.split())
        assert "p paper" in text
        card = " ".join(app.screen.query_one(ThemeCard).as_text().split())
        assert "Rooms ◐ Room 4 · Morning done · 12 notes" in card
        assert "◐ Room 5 · no “Afternoon” · 2 not read back · gathered up to 12:25 · 12 notes" in card
