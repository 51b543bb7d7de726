"""Resuming a large session: the screen is usable before the notes are read, and typing works as usual."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event

import pytest
from textual.pilot import Pilot

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import DatabaseBusy, StoreError
from breakout_tui.domain.session import Session, decide, start
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.widgets.line import Line
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore
from tests.tui.keyboard import no_pause, pressed
from tests.tui.keyboard import typed as as_typed


class SlowStore(FakeStore):
    """Reads a session only after a signal, on the calling thread; has a preview of every session."""

    def __init__(self) -> None:
        super().__init__(preview_from=0)
        self.may_read = Event()
        self.before_reading: Callable[[], None] = lambda: None

    def load(self, session_id: str) -> SessionRecords:
        """Wait, then read."""
        self.may_read.wait(5)
        self.before_reading()
        return super().load(session_id)


def stored(store: FakeStore, clock: FakeClock) -> Session:
    """A running session with three notes, as an earlier window left it in the file."""
    earlier = FakeStore(store.disk)
    outcome = start(programme(), "t", c.EditDetails(room="Room 2", known=("Norway",)), clock.read())
    session = outcome.session
    earlier.submit(session.id, outcome.changes)
    commands: tuple[c.Command, ...] = (
        c.Next(),
        *(c.Capture(f"said {i}", session.kinds[0]) for i in range(3)),
    )
    for command in commands:
        outcome = decide(session, command, clock.read())
        session = outcome.session
        earlier.submit(session.id, outcome.changes)
    assert earlier.close()
    return session


@asynccontextmanager
async def resumed(store: SlowStore, clock: FakeClock) -> AsyncIterator[tuple[BreakoutApp, Pilot[None]]]:
    """The app, started on the stored session."""
    session = stored(store, clock)
    app = BreakoutApp(
        programme,
        store,
        clock,
        FakePublisher(),
        beat_every=None,
        session_id=session.id,
        letter_pause=no_pause,
    )
    async with app.run_test(size=(120, 32)) as pilot:
        try:
            yield app, pilot
        finally:
            store.may_read.set()


def live_of(app: BreakoutApp) -> LiveScreen:
    """The live screen."""
    assert isinstance(app.screen, LiveScreen)
    return app.screen


async def until_it_ends(store: SlowStore) -> None:
    """Let it read, and wait for the result."""
    async with resumed(store, FakeClock()) as (app, pilot):
        store.may_read.set()
        while app.crash is None:
            await pilot.pause()


async def test_the_screen_echoes_keys_while_the_notes_are_being_read() -> None:
    """It says that it is reading, and stores nothing until then."""
    store = SlowStore()
    async with resumed(store, FakeClock()) as (app, pilot):
        await pilot.press("h", "i")
        live = live_of(app)
        assert live.room.typing.line.value == "hi"
        assert "reading …" in live.query_one("#kinds", Line).as_text()
        assert store.submitted == 0
        assert store.draft(live.session.id) is None


async def test_the_notes_appear_automatically() -> None:
    """After reading they are shown and counted."""
    store = SlowStore()
    async with resumed(store, FakeClock()) as (app, pilot):
        store.may_read.set()
        live = live_of(app)
        while live.controller.is_preview:
            await pilot.pause()
        assert "3 notes" in live.query_one("#kinds", Line).as_text()
        assert len(live.session.book) == 3


async def test_fast_typing_before_the_notes_are_read_gives_the_same_notes() -> None:
    """Three notes typed in one burst; the first links to a note that is not read yet."""
    typed = "first see C2\rsecond #money\rthird"
    results = []
    for is_early in (True, False):
        store = SlowStore()
        async with resumed(store, FakeClock()) as (app, pilot):
            live = live_of(app)
            if not is_early:
                store.may_read.set()
                live.controller.whole()
            for character in typed:
                app.post_message(pressed("enter") if character == "\r" else as_typed(character))
            store.may_read.set()
            while len(live.session.book) < 5 or live.room.typing.line.value != "third":
                await pilot.pause()
            results.append(
                [
                    (note.serial, note.reference, note.text, note.links, note.cluster)
                    for note in live.session.book.notes
                ]
            )
    assert results[0] == results[1]
    assert len(results[0]) == 5


async def test_commands_and_notes_before_the_notes_are_read_keep_their_order() -> None:
    """Rule: each note is in the box that was there when it was typed."""
    keys = ("f2", *"first", "enter", "f2", *"second", "enter", *"third", "enter", "f2", *"fourth", "enter")
    results = []
    for is_early in (True, False):
        store = SlowStore()
        async with resumed(store, FakeClock()) as (app, pilot):
            live = live_of(app)
            if not is_early:
                store.may_read.set()
                live.controller.whole()
            for key in keys:
                app.post_message(pressed(key))
            store.may_read.set()
            while len(live.session.book) < 7 or not app.input_order.is_idle:
                await pilot.pause()
            places = {box.id: place for place, box in enumerate(live.session.boxes)}
            results.append(
                [(note.text, places[note.box_id or ""]) for note in tuple(live.session.book.notes)[3:]]
            )
    early, late = results
    assert early == late
    assert [place for _, place in early] == [1, 2, 2, 3]


async def test_a_session_that_cannot_be_read_ends_the_app_with_its_error() -> None:
    """As without a preview."""
    store = SlowStore()

    def fail() -> None:
        raise StoreError("it is damaged")

    store.before_reading = fail
    with pytest.raises(StoreError):
        await until_it_ends(store)


@pytest.mark.parametrize("typed", ["a note", "/link C2 C1", "/extend 4", "/pause"])
async def test_text_submitted_while_the_file_is_blocked_stays_in_the_line(typed: str) -> None:
    """Rule: notes and commands need no second typing: once the file can be read, Enter submits them."""

    def hold() -> None:
        raise DatabaseBusy("another program holds the database")

    store = SlowStore()
    store.before_reading = hold
    store.may_read.set()
    async with resumed(store, FakeClock()) as (app, pilot):
        live = live_of(app)
        for character in typed:
            app.post_message(as_typed(character))
        await pilot.press("enter")
        assert live.room.typing.line.value == typed
        said = live.query_one("#status", Line).as_text()
        assert "Another program holds the database" in said or "Enter tries again" in said
        store.before_reading = lambda: None
        assert store.submitted == 0
        await pilot.press("enter")
        assert live.room.typing.line.value == ""
        assert store.submitted == 1
