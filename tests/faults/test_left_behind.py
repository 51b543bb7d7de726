"""An outdated window: another took its session over, wrote, and may have closed. Nothing typed is lost."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from textual import events

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from breakout_tui.tui.widgets.capture_line import CaptureLine
from tests.domain.day import programme
from tests.faults.open_window import PATIENT, QUICK, Window, open_window
from tests.tui.fakes import FakeClock
from tests.tui.notices import Notices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the database."""
    place = tmp_path / "data"
    place.mkdir()
    return place


def line(window: Window) -> CaptureLine:
    """Its capture line."""
    return window.live.query_one("#capture", CaptureLine)


def draft_in(window: Window) -> Draft | None:
    """The draft in the file."""
    return Database(window.store.path, window.clock, retry_policy=RetryPolicy(busy=2.0)).draft(
        window.session_id
    )


def beside(window: Window, folder: Path) -> AbstractAsyncContextManager[Window]:
    """A second window on its session, which is there to take it over."""
    return open_window(folder, session_id=window.session_id, clock=window.clock, retry_policy=PATIENT)


def stored_text(window: Window) -> str:
    """The text of the draft in the file. It may be only what was typed first: on a busy machine a burst takes long."""
    draft = draft_in(window)
    return "" if draft is None else draft.text


@asynccontextmanager
async def left_behind(folder: Path) -> AsyncIterator[Window]:
    """A window that has written, and then another one that wrote and closed."""
    async with open_window(folder) as window:
        await window.type("by the first", "enter")
        await window.until_saved()
        async with beside(window, folder) as second:
            await second.type("/take-over", "enter")
            await second.type("by the second", "enter")
            await second.until_saved()
        yield window


async def _refused(window: Window) -> None:
    await window.until(lambda: "read only" in window.says("kinds"))


async def test_a_draft_overwrites_nothing(folder: Path) -> None:
    """Rule: typing shows that the window is outdated, before any Enter."""
    async with left_behind(folder) as window:
        await window.type("half a li")
        await _refused(window)
        assert line(window).value == "half a li"
        await window.type("", "ctrl+t")
        await window.type("ne", "enter")
        await window.until(lambda: window.stored() == ["by the first", "by the second", "half a line"])


async def test_a_note_comes_back_as_it_was_typed(folder: Path) -> None:
    """Rule: with its speaker, cluster and kind."""
    async with left_behind(folder) as window:
        await window.type("", "tab")
        kind = line(window).kinds.current
        await window.type("too late @Norway #water", "enter")
        await _refused(window)
        assert line(window).value == "too late @Norway #water"
        assert line(window).kinds.current is kind is not Kind.CHALLENGE


async def test_a_refused_change_without_words_is_reported_and_the_line_stays_empty(folder: Path) -> None:
    """Rule: a refused deletion must not duplicate the note."""
    async with left_behind(folder) as window:
        await window.type("/delete C1", "enter")
        await _refused(window)
        assert line(window).value == ""
        assert "Not done" in window.says("status")


async def test_editing_a_refused_note_overwrites_no_other(folder: Path) -> None:
    """Rule: its number now belongs to another window's note, in this window and after a restart."""
    async with left_behind(folder) as window:
        session_id, clock = window.session_id, window.clock
        await window.type("too late", "enter", "up")
        await _refused(window)
        await window.type("", "ctrl+t")
        await window.until(lambda: draft_in(window) is not None)
        await window.pilot.press("ctrl+q")
    async with open_window(folder, session_id=session_id, clock=clock) as again:
        await again.type("", "enter")
        await again.until(lambda: again.stored() == ["by the first", "by the second", "too late"])


async def test_a_draft_that_edits_a_missing_note_becomes_a_draft_of_a_new_one(folder: Path) -> None:
    """Rule: the session opens, whatever its draft holds."""
    async with open_window(folder) as window:
        await window.type("a note", "enter")
        await window.until_saved()
        session_id, clock = window.session_id, window.clock
    with sqlite3.connect(folder / "room.db") as connection:
        columns = "session_id, text, kind, editing"
        connection.execute(f"INSERT INTO draft ({columns}) VALUES (?, 'half', 'challenge', 7)", (session_id,))
    connection.close()
    async with open_window(folder, session_id=session_id, clock=clock) as again:
        assert line(again).value == "half"
        await again.type("", "enter")
        await again.until(lambda: again.stored() == ["a note", "half"])


async def test_words_refused_after_leaving_come_back_when_the_session_is_opened(
    folder: Path,
) -> None:
    """Rule: what is written then is saved."""
    async with left_behind(folder) as window:
        blocker = sqlite3.connect(window.store.path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        await window.type("too late", "enter")
        await window.type("/sessions", "enter")
        await window.until(lambda: isinstance(window.app.screen, ProgrammeScreen))
        blocker.close()
        await window.until(lambda: any("was not saved" in notice for notice in window.notices))
        window.app.screen.post_message(ProgrammeScreen.ResumeAsked(window.session_id))
        await window.until(lambda: window.app.opened.live is not None and line(window).value == "too late")
        await window.type("", "enter")
        await window.until(lambda: window.stored() == ["by the first", "by the second", "too late"])
        await window.type("next", "enter")
        await window.until(lambda: window.stored()[-1] == "next")


async def test_archiving_a_session_that_another_window_holds_is_reported_as_refused(folder: Path) -> None:
    """Rule: this window can still use it."""
    async with open_window(folder) as window:
        async with open_window(folder) as holder:
            await holder.type("by the holder", "enter")
            await holder.until_saved()
            await window.type("/sessions", "enter")
            await window.until(lambda: isinstance(window.app.screen, ProgrammeScreen))
            window.app.screen.post_message(ProgrammeScreen.ArchiveAsked(holder.session_id, archived=True))
            await window.until(lambda: any("Not done" in notice for notice in window.notices))
            held = holder.session_id
        window.app.screen.post_message(ProgrammeScreen.ResumeAsked(held))
        await window.until(lambda: window.app.opened.live is not None)
        window.session_id = held
        await window.type("typed here", "enter")
        await window.until(lambda: window.stored() == ["by the holder", "typed here"])


async def test_the_draft_of_a_window_that_has_closed_is_not_removed(folder: Path) -> None:
    """Rule: this window read the session before and doesn't know that draft."""
    async with open_window(folder) as first:
        await first.type("a note", "enter")
        await first.until_saved()
        session_id, clock = first.session_id, first.clock
    async with open_window(folder, session_id=session_id, clock=clock) as window:
        async with open_window(folder, session_id=session_id, clock=clock) as other:
            await other.type("half a line")
            await other.until(lambda: draft_in(other) is not None)
            await other.pilot.press("ctrl+q")
        await window.type("x", "enter")
        await _refused(window)
        await window.type("", "ctrl+t")
        await window.until(lambda: "half a line" in line(window).value)
        assert "x" in line(window).value


async def test_the_window_that_takes_over_gets_the_draft(folder: Path) -> None:
    """Rule: the other laptop may have failed."""
    async with open_window(folder) as first:
        await first.type("a note", "enter")
        await first.until_saved()
        async with beside(first, folder) as second:
            await first.type("half a line")
            await first.until(lambda: stored_text(first) == "half a line")
            await second.type("", "ctrl+t")
            await second.until(lambda: "half a line" in line(second).value)


async def test_what_was_typed_after_the_saved_draft_stays_in_the_window_that_lost_the_session(
    folder: Path,
) -> None:
    """Rule: the other window gets what is in the file; nothing of it or of the rest is lost, also when they change again."""
    async with open_window(folder, retry_policy=PATIENT) as first:
        await first.until_saved()
        async with beside(first, folder) as second:
            await first.type("half")
            await first.until(lambda: stored_text(first) == "half")
            await second.type("", "ctrl+t")
            await second.until(lambda: line(second).value == "half")
            await second.until(lambda: not second.store.holder(second.session_id))
            await first.type(" a line")
            await _refused(first)
            assert line(first).value == "half a line"
            await second.type(" said", "enter")
            await second.until_saved()
            await first.type("", "ctrl+t", "enter")
            await first.until(lambda: first.stored() == ["half said", "half a line"])


async def test_a_take_over_that_another_program_blocks_says_so_and_can_be_repeated(folder: Path) -> None:
    """Rule: the draft is there the second time."""
    async with open_window(folder) as first:
        await first.type("a note", "enter")
        await first.until_saved()
        async with open_window(folder, session_id=first.session_id, clock=first.clock) as second:
            await first.type("half a line")
            await first.until(lambda: stored_text(first) == "half a line")
            blocker = sqlite3.connect(first.store.path, isolation_level=None)
            blocker.execute("BEGIN EXCLUSIVE")
            await second.type("", "ctrl+t")
            await second.until(lambda: "holds the database" in second.says("status"))
            assert second.live.controller.is_read_only
            blocker.close()
            await second.type("", "ctrl+t")
            await second.until(lambda: line(second).value == "half a line")


async def test_leaving_with_words_that_can_not_be_saved_asks_again(folder: Path) -> None:
    """Rule: they would be lost."""
    async with left_behind(folder) as window:
        await window.type("too late", "enter")
        await _refused(window)
        await window.pilot.press("ctrl+q")
        await window.until(lambda: "not saved" in window.says("status"))
        assert window.app.is_running
        await window.pilot.press("ctrl+q")
        await window.until(lambda: not window.app.is_running)


class WatchedDatabase(Database):
    """Records the stored draft before each submission, and the texts of its notes."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.seen: list[tuple[Draft | None, Sequence[str]]] = []

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Record, then submit."""
        before = Database(self.path, FakeClock(), retry_policy=RetryPolicy(busy=2.0)).draft(session_id)
        self.seen.append(
            (before, [change.after.text for change in changes if isinstance(change.after, Note)])
        )
        return super().submit(session_id, changes, ends_draft=ends_draft)


async def test_a_draft_stays_until_its_note_is_on_its_way(folder: Path) -> None:
    """Rule: a crash between the two would lose both; a paste of many notes keeps its draft until the last."""
    async with open_window(folder, store_class=WatchedDatabase) as window:
        assert isinstance(window.store, WatchedDatabase)
        window.app.post_message(events.Paste("alpha\nbeta\ngamma"))
        await window.until(lambda: draft_in(window) is not None)
        window.store.seen.clear()
        await window.type("", "tab")
        await window.until(lambda: window.stored() == ["alpha", "beta", "gamma"])
        assert [texts for _, texts in window.store.seen] == [["alpha"], ["beta"], ["gamma"]]
        assert all(draft is not None and "gamma" in draft.text for draft, _ in window.store.seen)
        await window.until(lambda: draft_in(window) is None)


async def test_a_draft_like_the_last_note_but_of_another_country_comes_back(folder: Path) -> None:
    """Rule: a draft is discarded only if it became that note."""
    async with open_window(folder) as first:
        await first.type("we agree @Norway", "enter")
        await first.until_saved()
        session_id, clock = first.session_id, first.clock
        await first.type("we agree @Sweden")
        await first.until(lambda: draft_in(first) is not None)
        await first.pilot.press("ctrl+q")
    async with open_window(folder, session_id=session_id, clock=clock) as again:
        assert line(again).value == "we agree @Sweden"


async def test_a_lock_between_the_preview_and_the_whole_session_is_waited_for(folder: Path) -> None:
    """Rule: text typed on the preview stays, and the session follows when it can be read."""
    async with open_window(folder) as first:
        for number in range(3):
            await first.type(f"note {number}", "enter")
        await first.until_saved()
        session_id, clock = first.session_id, first.clock
    is_typed, is_released = threading.Event(), threading.Event()

    class SlowDatabase(Database):
        """Loads only after something was typed, and from a locked file until that is released."""

        def load(self, session_id: str) -> SessionRecords:
            """Lock the file, then load."""
            is_typed.wait(20)
            if not is_released.is_set():
                with suppress(sqlite3.OperationalError):  # locked already
                    blocker.execute("BEGIN EXCLUSIVE")
            return super().load(session_id)

    store = SlowDatabase(folder / "room.db", clock, retry_policy=QUICK, preview_from=1)
    blocker = sqlite3.connect(folder / "room.db", isolation_level=None, check_same_thread=False)
    app = BreakoutApp(
        programme, store, clock, ReportPublisher(store, folder), beat_every=None, session_id=session_id
    )
    try:
        async with app.run_test(size=(120, 32)) as pilot:
            window = Window(app, pilot, store, clock, session_id, Notices())
            await window.type("half a line")
            is_typed.set()
            await window.until(lambda: "holds the database" in window.says("status"))
            assert line(window).value == "half a line"
            is_released.set()
            blocker.execute("ROLLBACK")
            await window.until(lambda: "3 notes" in window.says("kinds"))
            await window.type("", "enter")
            await window.until(lambda: window.stored()[-1] == "half a line")
    finally:
        blocker.close()
        store.close(5)
