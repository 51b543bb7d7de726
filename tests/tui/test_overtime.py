"""What a window shows when the time of a box or of a phase is over, and after a box was skipped."""

from __future__ import annotations

import re

import pytest

from breakout_tui.domain.pace import pace
from breakout_tui.tui.widgets.note_list import NoteList
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_text

NARROW = (80, 24)
SIZES = [NARROW, (120, 32), (200, 50)]


async def started(room: LiveApp) -> None:
    """Start the morning, and go to Q1."""
    await room.send("f2")
    await room.wait(600)
    await room.send("f2")


@pytest.mark.parametrize("minutes", [5, 45])
async def test_overtime_and_a_pause_have_large_digits_in_a_narrow_window_too(minutes: int) -> None:
    """Rule: the words stand in the line beside them, and take no room from the digits."""
    async with live_app(size=NARROW) as room:
        await started(room)
        await room.wait(minutes * 60)
        assert "▀▀▀" in screen_text(room.app)
        await room.send("f4")
        assert "▀▀▀" in screen_text(room.app)
        assert "paused 0:00" in room.says("folded")


async def test_a_duration_is_never_written_like_a_time_of_day() -> None:
    """Rule: beside minutes and seconds of the box, the phase has hours and minutes in words."""
    async with live_app(size=NARROW) as room:
        await started(room)
        assert re.search(r" · phase (\d h \d\d|\d h|\d+ min)( ·|$)", room.says("folded"))
        await room.wait(4 * 3600)
        assert re.search(r" · phase \d h \d\d over$", room.says("folded"))


@pytest.mark.parametrize("keys", [(), ("f4",)])
async def test_a_narrow_window_says_once_how_late_it_is(keys: tuple[str, ...]) -> None:
    """Rule: the track says it; the line beside the digits has room for all that it says."""
    async with live_app(size=NARROW) as room:
        await started(room)
        await room.wait(1800)
        await room.send(*keys)
        assert "behind" in room.says("track")
        assert "behind" not in room.says("folded")
        assert "…" not in room.says("folded")


@pytest.mark.parametrize("size", SIZES)
async def test_past_the_end_of_a_phase_the_way_to_end_it_is_told(size: tuple[int, int]) -> None:
    """Rule: nobody drops boxes of a phase whose time is over; one box or many ahead."""
    async with live_app(size=size) as room:
        await started(room)
        await room.wait(4 * 3600)
        assert re.search(r"/finish ends “Morning”, /end \+\d+ moves the end$", room.says("status"))
        assert "/drop" not in screen_text(room.app)
        assert re.search(r"due \d\d:\d\d · \d h \d\d over", room.says("track"))
        await room.type("/jump read-back", "enter")
        await room.wait(3600)
        assert "F2 ends “Morning”" in room.says("status")
        await room.send("f2")
        assert "F2 starts “Afternoon”" in screen_text(room.app)


async def test_a_skipped_box_does_not_make_the_next_one_the_last() -> None:
    """Rule: Q3 of four questions is Q3/4, whichever were dropped before it."""
    async with live_app(size=NARROW) as room:
        await started(room)
        last = room.says("folded").split()[0].partition("/")[2]
        await room.type("/skip", "enter")
        assert room.says("folded").startswith(f"Q2/{last} ")


@pytest.mark.parametrize(
    ("presses", "heading"), [(1, "All notes · F7 by cluster"), (3, "merged notes · F7 this box")]
)
async def test_a_view_of_the_notes_says_how_to_go_on(presses: int, heading: str) -> None:
    """Rule: its heading is not the question of the box, since its notes are not of that question only."""
    async with live_app() as room:
        await started(room)
        await room.send(*["f7"] * presses)
        assert heading in screen_text(room.app)


async def test_the_clusters_are_shown_from_the_first_one_on() -> None:
    """Rule: notes without a cluster come last, and are not what F7 or /clusters is for; the other views show their end."""
    async with live_app() as room:
        await started(room)
        for number in range(30):
            await room.type(f"statement number {number}{' #budget' if number < 3 else ''}", "enter")
        await room.send("f7")
        assert "statement number 29" in screen_text(room.app)
        await room.send("f7")
        assert "statement number 0" in screen_text(room.app)
        await room.type("statement number 30", "enter")
        assert "C31 saved" in screen_text(room.app)
        assert "statement number 0" in screen_text(room.app)
        assert "statement number 29" not in screen_text(room.app)
        await room.send("escape")
        assert room.live.query_one(NoteList).highlighted_key == 0
        await room.send("escape", "f7", "f7", "f7")
        assert "statement number 29" in screen_text(room.app)


async def test_the_last_box_says_until_when_it_has_time() -> None:
    """Rule: the time below the digits belongs to them; the end of the phase, which may be later, stands at the track."""
    async with live_app(size=(120, 32)) as room:
        await started(room)
        await room.type("/jump read-back", "enter")
        now = pace(room.session, room.clock.read())
        assert now is not None
        assert now.ends_at > now.box_ends_at
        assert f"until {now.box_ends_at:%H:%M}" in screen_text(room.app)
        assert f"ends {now.ends_at:%H:%M}" in room.says("track")
