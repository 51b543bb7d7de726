"""A whole day through the screens with a fake clock; it ends with reports that a person has read.

More than forty notes, an extension, a pause, an overrun, a crash and a resume, and a second round.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import ROUND_TWO
from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.session import Session, start
from breakout_tui.store.database import Database
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.line import Line
from tests.day_script import SECOND, Step, shipped, steps
from tests.tui.fakes import FakeClock
from tests.tui.keyboard import no_pause, typed

GOLDEN = Path(__file__).parent / "golden"


def compared(text: str, name: str) -> None:
    """The text equals the golden file; with UPDATE_GOLDEN it replaces the file, which a person then reads."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


async def play(app: BreakoutApp, pilot: Pilot[None], clock: FakeClock, day: list[Step]) -> None:
    """For each step: wait, choose the kind, type, press Enter."""
    for step in day:
        clock.pass_time(step.wait)
        app.beat()
        for _ in range(step.tabs):
            app.post_message(events.Key("tab", None))
        for character in step.typed:
            app.post_message(typed(character))
        app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        line = live.query_one(CaptureLine)
        assert line.value == "", f"{step.typed!r}: {live.query_one('#status', Line).as_text()}"


def open_session(app: BreakoutApp) -> Session:
    """The session that is open."""
    assert app.opened.controller is not None
    return app.opened.controller.session


@pytest.mark.soak
async def test_a_whole_day_with_a_crash_in_the_middle(tmp_path: Path) -> None:
    """The morning's report, then another window after a crash, then the day's report."""
    clock = FakeClock()
    path = tmp_path / "room.db"
    programme = shipped()
    day = list(steps(clock.read()))
    half = len(day) // 2
    outcome = start(programme, programme.themes[0].id, DETAILS, clock.read())
    store = Database(path, clock)
    publisher = ReportPublisher(store, tmp_path)
    app = BreakoutApp(lambda: programme, store, clock, publisher, beat_every=None, letter_pause=no_pause)
    async with app.run_test(size=(120, 32)) as pilot:
        app.sessions.open_new(outcome)
        await pilot.pause()
        await play(app, pilot, clock, day[:half])
        before = open_session(app)
    store.close(10)

    store = Database(path, clock)
    session = Session.of(store.load(outcome.session.id))
    assert session == before
    app = BreakoutApp(
        lambda: programme,
        store,
        clock,
        ReportPublisher(store, tmp_path),
        beat_every=None,
        letter_pause=no_pause,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        app.sessions.open(session)
        await pilot.pause()
        await play(app, pilot, clock, day[half:])
        await app.workers.wait_for_complete()
        done = open_session(app)
    assert store.close(10)
    assert Session.of(Database(path, clock).load(done.id)) == done
    assert done.book.visible >= 40
    await second_round(tmp_path, path, clock, done)
    written = sorted(tmp_path.glob("*round-1*.md"))
    assert len(written) == 2
    compared(next(p for p in written if "morning" in p.name).read_text(encoding="utf-8"), "day-morning.md")
    compared(next(p for p in written if "morning" not in p.name).read_text(encoding="utf-8"), "day.md")


async def second_round(tmp_path: Path, path: Path, clock: FakeClock, first: Session) -> None:
    """Another group on the same theme; its report lists the outputs heard again, by round."""
    clock.pass_time(3600)
    programme = shipped()
    store = Database(path, clock)
    day = list(steps(clock.read(), script=ROUND_TWO, earlier=first))
    outcome = start(programme, programme.themes[0].id, SECOND, clock.read(), follows=first.id)
    app = BreakoutApp(
        lambda: programme,
        store,
        clock,
        ReportPublisher(store, tmp_path),
        beat_every=None,
        letter_pause=no_pause,
    )
    async with app.run_test(size=(120, 32)) as pilot:
        app.sessions.open_new(outcome)
        await pilot.pause()
        await play(app, pilot, clock, day)
        await app.workers.wait_for_complete()
    assert store.close(10)
    written = next(p for p in tmp_path.glob("*round-2*.md"))
    compared(written.read_text(encoding="utf-8"), "round-2.md")
