"""Programmes of one phase, and of three phases on two days, played by keys from the first box to the report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.session import Session, start
from breakout_tui.domain.stage import Stage
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.store.database import Database
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.live_screen import LiveScreen
from tests.tui.fakes import FakeClock
from tests.tui.keyboard import no_pause, typed
from tests.tui.screen_text import screen_text

HEAD = """\
event = "Retreat"
heading = "Topics"
attribution = "named"
"""
THEME = """
[[themes]]
id = "hour"
title = "How we work"
introduction = "Why we meet."
questions = ["What helps?", "What hinders?"]
"""
HOUR = f"""{HEAD}
[[phases]]
id = "hour"
title = "One hour"
[[phases.steps]]
id = "talk"
kind = "discuss"
title = "Talk"
minutes = 40
notes = "challenge"
agenda = "questions"
[[phases.steps]]
id = "actions"
kind = "discuss"
title = "Actions"
minutes = 20
notes = "recommendation"
agenda = "room"
{THEME}"""
WORKSHOP = f"""{HEAD}
[[phases]]
id = "start"
title = "Getting started"
pause = "Coffee"
[[phases.steps]]
id = "talk"
kind = "discuss"
title = "Talk"
minutes = 60
notes = "principle"
agenda = "room"
[[phases]]
id = "evening"
title = "Soirée d’idées"
starts = "18:00"
[[phases.steps]]
id = "rank"
kind = "rank"
title = "Rank"
minutes = 20
[[phases]]
id = "last"
title = "Wrap-up"
day = 2
starts = "09:30"
[[phases.steps]]
id = "actions"
kind = "discuss"
title = "Actions"
minutes = 30
notes = "recommendation"
agenda = "priorities"
[[phases.steps]]
id = "read"
kind = "readback"
title = "Read-back"
minutes = 15
{THEME}"""


class Played:
    """A window in which a programme is played."""

    def __init__(self, app: BreakoutApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def session(self) -> Session:
        """As it is now."""
        assert self.app.opened.controller is not None
        return self.app.opened.controller.session

    @property
    def screen(self) -> str:
        """All that is on the screen."""
        assert isinstance(self.app.screen, LiveScreen)
        return screen_text(self.app)

    async def settle(self) -> None:
        """Wait until all that was sent has had its effects."""
        while self.app.is_running and (self.app.message_queue_size or not self.app.input_order.is_idle):
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def press(self, key: str, *, after: float = 60) -> None:
        """Let time pass, then press a key."""
        self.clock.pass_time(after)
        self.app.beat()
        await self.pilot.press(key)
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()

    async def say(self, text: str) -> None:
        """Type a line and Enter."""
        for character in text:
            self.app.post_message(typed(character))
        await self.press("enter", after=5)


@asynccontextmanager
async def playing(text: str, folder: Path, theme: str = "hour") -> AsyncIterator[Played]:
    """A new session on the theme of this programme file, with a real database and reports in the folder."""
    programme: Programme = parse_programme(text, "mine.toml")
    clock = FakeClock()
    store = Database(folder / "room.db", clock)
    outcome = start(programme, theme, c.EditDetails(room="Room 2"), clock.read())
    publisher = ReportPublisher(store, folder)
    app = BreakoutApp(lambda: programme, store, clock, publisher, beat_every=None, letter_pause=no_pause)
    async with app.run_test(size=(120, 32)) as pilot:
        app.sessions.open_new(outcome)
        await pilot.pause()
        yield Played(app, pilot, clock)
    store.close(10)
    assert Session.of(Database(folder / "room.db", clock).load(outcome.session.id)).stage is Stage.DONE


def report(folder: Path, extent: str) -> str:
    """The report with this word at the end of its name."""
    (path,) = folder.glob(f"*-{extent}.md")
    return path.read_text(encoding="utf-8")


async def test_one_phase_is_played_from_its_first_box_to_the_report(tmp_path: Path) -> None:
    """Rule: no other phase is mentioned; after the last box the session is over and its report covers it all."""
    async with playing(HOUR, tmp_path) as room:
        assert "F2 starts “One hour”" in room.screen
        await room.press("f2")
        await room.say("Nobody listens")
        await room.press("f2")
        await room.say("Doors that close")
        await room.press("f2")
        await room.say("Listen first")
        await room.press("f2")
        assert room.session.stage is Stage.DONE
        assert "The day is over" in room.screen
        assert "reopens “One hour”" in room.screen
    markdown = report(tmp_path, "day")
    assert 'status: "complete"' in markdown
    assert [line for line in markdown.splitlines() if line.startswith("## ")][:3] == [
        "## Summary",
        "## Theme and questions",
        "## One hour",
    ]
    assert all(
        words in markdown for words in ("**C1** Nobody listens", "**C2** Doors", "**R1** Listen first")
    )


async def test_three_phases_on_two_days_are_played_from_the_first_box_to_the_report(tmp_path: Path) -> None:
    """Rule: the pause says how long it still is, the night when the next day starts; each phase has its report."""
    async with playing(WORKSHOP, tmp_path) as room:
        await room.press("f2")
        assert "Coffee 7 h 59" in room.screen  # the phase began at 09:01 and ends at 10:01, as planned
        await room.say("We start on time")
        await room.press("f2", after=3600)
        assert "Coffee 7 h 59, “Soirée d’idées” starts at 18:00" in room.screen
        await room.say("Coffee was good")
        await room.press("f2", after=8 * 3600)
        await room.say("/rank principles")
        await room.say("/vote P1 5")
        await room.say("/cut 1")
        await room.say("/lock now")
        await room.press("f2")
        assert "Day 2 · “Wrap-up” starts on Wednesday at 09:30" in room.screen
        assert "We start on time" in room.screen  # the box that the list has made of it
        await room.press("f2", after=15 * 3600)
        await room.say("Start at nine @Ann")
        await room.press("f2")
        assert "1 of 2" in room.screen  # also the principle, because no phase before had a read-back
        await room.say("/read R1 agreed")
        await room.press("f2")
        assert "The last day is over" in room.screen
    assert "This report covers “Getting started”." in report(tmp_path, "start")
    assert "Start at nine" not in report(tmp_path, "evening")
    markdown = report(tmp_path, "all-days")
    assert "This report covers all days." in markdown
    headings = [line for line in markdown.splitlines() if line.startswith("## ")]
    assert headings[2:5] == ["## Getting started", "## Soirée d’idées", "## Wrap-up"]
    for words in ("We start on time", "Coffee was good", "Start at nine"):
        assert markdown.count(f"** {words}") == 1
