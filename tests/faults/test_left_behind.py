"""A window that was left behind: another took its session over, wrote, and may be gone again. Nothing typed is lost."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual import events

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store import stored_records
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.programme import ProgrammeScreen
from breakout_tui.tui.widgets.capture_line import CaptureLine
from tests.domain.day import programme
from tests.faults.open_window import QUICK, Window, open_window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the database lies."""
    place = tmp_path / "data"
    place.mkdir()
    return place


def line(window: Window) -> CaptureLine:
    """Its capture line."""
    return window.live.query_one("#capture", CaptureLine)


def draft_in(window: Window) -> Draft | None:
    """What the file has for a draft."""
    return Database(window.store.path, window.clock, retry_policy=RetryPolicy(busy=2.0)).draft(
        window.session_id
    )


@asynccontextmanager
async def left_behind(folder: Path) -> AsyncIterator[Window]:
    """A window that has written, and then another one that wrote and went."""
    async with open_window(folder) as window:
        await window.type("by the first", "enter")
        await window.until_saved()
        async with open_window(folder, session_id=window.session_id, clock=window.clock) as second:
            await second.type("/take-over", "enter")
            await second.type("by the second", "enter")
            await second.until_saved()
        yield window


async def _refused(window: Window) -> None:
    await window.until(lambda: "read only" in window.says("kinds"))


async def test_half_a_line_writes_over_nothing(folder: Path) -> None:
    """What is typed shows that the window is behind, before any Enter."""
    async with left_behind(folder) as window:
        await window.type("half a li")
        await _refused(window)
        assert line(window).value == "half a li"
        await window.type("", "ctrl+t")
        await window.type("ne", "enter")
        await window.until(lambda: window.stored() == ["by the first", "by the second", "half a line"])


async def test_a_note_comes_back_as_it_was_typed(folder: Path) -> None:
    """With who said it, its cluster and its kind."""
    async with left_behind(folder) as window:
        await window.type("", "tab")
        kind = line(window).kind
        await window.type("too late @Norway #water", "enter")
        await _refused(window)
        assert line(window).value == "too late @Norway #water"
        assert line(window).kind is kind is not Kind.CHALLENGE


async def test_what_had_no_words_is_told_and_nothing_is_pasted_into_the_line(folder: Path) -> None:
    """A deletion that was refused must not double the note."""
    async with left_behind(folder) as window:
        await window.type("/delete C1", "enter")
        await _refused(window)
        assert line(window).value == ""
        assert "not done" in window.says("status")


async def test_a_refused_note_that_she_began_to_edit_writes_over_no_other(folder: Path) -> None:
    """Its number belongs to another's note by now, in this window and after a restart."""
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


async def test_a_draft_that_names_a_note_which_is_not_there_is_a_draft_of_a_new_one(folder: Path) -> None:
    """The session opens, whatever stands in its draft."""
    async with open_window(folder) as window:
        await window.type("a note", "enter")
        await window.until_saved()
        session_id, clock = window.session_id, window.clock
    with sqlite3.connect(folder / "room.db") as connection:
        connection.execute("INSERT INTO draft VALUES (?, 'half', 'challenge', 7)", (session_id,))
    connection.close()
    async with open_window(folder, session_id=session_id, clock=clock) as again:
        assert line(again).value == "half"
        await again.type("", "enter")
        await again.until(lambda: again.stored() == ["a note", "half"])


async def test_words_that_were_refused_after_she_left_come_back_when_the_session_is_opened(
    folder: Path,
) -> None:
    """And what is written then is saved."""
    async with left_behind(folder) as window:
        blocker = sqlite3.connect(window.store.path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        await window.type("too late", "enter")
        await window.type("/sessions", "enter")
        await window.until(lambda: isinstance(window.app.screen, ProgrammeScreen))
        blocker.close()
        await window.until(lambda: any("could not be saved" in notice for notice in window.notices()))
        window.app.screen.post_message(ProgrammeScreen.ResumeAsked(window.session_id))
        await window.until(lambda: window.app.opened.live is not None and line(window).value == "too late")
        await window.type("", "enter")
        await window.until(lambda: window.stored() == ["by the first", "by the second", "too late"])
        await window.type("next", "enter")
        await window.until(lambda: window.stored()[-1] == "next")


async def test_a_session_that_another_window_holds_is_not_archived_without_a_word(folder: Path) -> None:
    """Nor is it spoilt for this one."""
    async with open_window(folder) as window:
        async with open_window(folder) as holder:
            await holder.type("by the holder", "enter")
            await holder.until_saved()
            await window.type("/sessions", "enter")
            await window.until(lambda: isinstance(window.app.screen, ProgrammeScreen))
            window.app.screen.post_message(ProgrammeScreen.ArchiveAsked(holder.session_id, archived=True))
            await window.until(lambda: any("not done" in notice for notice in window.notices()))
            held = holder.session_id
        window.app.screen.post_message(ProgrammeScreen.ResumeAsked(held))
        await window.until(lambda: window.app.opened.live is not None)
        window.session_id = held
        await window.type("typed here", "enter")
        await window.until(lambda: window.stored() == ["by the holder", "typed here"])


async def test_the_draft_of_a_window_that_came_and_went_is_not_removed(folder: Path) -> None:
    """This one had read the session before, and knows nothing of it."""
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


async def test_whoever_takes_over_gets_the_draft(folder: Path) -> None:
    """The laptop of the other one is dead."""
    async with open_window(folder) as first:
        await first.type("a note", "enter")
        await first.until_saved()
        async with open_window(folder, session_id=first.session_id, clock=first.clock) as second:
            await first.type("half a line")
            await first.until(lambda: draft_in(first) is not None)
            await second.type("", "ctrl+t")
            await second.until(lambda: "half a line" in line(second).value)


async def test_words_in_a_line_that_may_not_be_written_are_not_left_at_the_first_try(folder: Path) -> None:
    """They are kept nowhere."""
    async with left_behind(folder) as window:
        await window.type("too late", "enter")
        await _refused(window)
        await window.pilot.press("ctrl+q")
        await window.until(lambda: "not saved" in window.says("status"))
        assert window.app.is_running
        await window.pilot.press("ctrl+q")
        await window.until(lambda: not window.app.is_running)


async def test_a_draft_stays_until_its_note_is_on_its_way(folder: Path) -> None:
    """A crash between the two would leave neither; of a paste that becomes many notes the draft stays to the last."""
    async with open_window(folder) as window:
        seen: list[tuple[Draft | None, Sequence[str]]] = []
        submit = window.store.submit

        def watch(session_id: str, changes: Sequence[Change]) -> int:
            before = draft_in(window)
            ticket = submit(session_id, changes)
            seen.append((before, [change.after.text for change in changes if hasattr(change.after, "text")]))
            return ticket

        window.app.post_message(events.Paste("alpha\nbeta\ngamma"))
        await window.until(lambda: draft_in(window) is not None)
        window.store.submit = watch  # type: ignore[method-assign]
        await window.type("", "tab")
        await window.until(lambda: window.stored() == ["alpha", "beta", "gamma"])
        assert [texts for _, texts in seen] == [["alpha"], ["beta"], ["gamma"]]
        assert all(draft is not None and "gamma" in draft.text for draft, _ in seen)
        await window.until(lambda: draft_in(window) is None)


async def test_a_draft_like_the_last_note_but_of_another_country_comes_back(folder: Path) -> None:
    """Only what became that note is let go."""
    async with open_window(folder) as first:
        await first.type("we agree @Norway", "enter")
        await first.until_saved()
        session_id, clock = first.session_id, first.clock
        await first.type("we agree @Sweden")
        await first.until(lambda: draft_in(first) is not None)
        await first.pilot.press("ctrl+q")
    async with open_window(folder, session_id=session_id, clock=clock) as again:
        assert line(again).value == "we agree @Sweden"


async def test_a_lock_between_the_sketch_and_the_rest_is_waited_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed on the preview stays, and the session comes when it can be read."""
    monkeypatch.setattr(stored_records, "MANY", 1)
    async with open_window(folder) as first:
        for number in range(3):
            await first.type(f"note {number}", "enter")
        await first.until_saved()
        session_id, clock = first.session_id, first.clock
    store = Database(folder / "room.db", clock, retry_policy=QUICK)
    blocker = sqlite3.connect(folder / "room.db", isolation_level=None, check_same_thread=False)
    is_typed, load = threading.Event(), store.load

    def slowly(session_id: str) -> SessionRecords:
        is_typed.wait(20)
        with suppress(sqlite3.OperationalError):  # held already
            blocker.execute("BEGIN EXCLUSIVE")
        return load(session_id)

    store.load = slowly  # type: ignore[method-assign]
    app = BreakoutApp(
        programme, store, clock, ReportPublisher(store, folder), beat_every=None, session_id=session_id
    )
    try:
        async with app.run_test(size=(120, 32)) as pilot:
            window = Window(app, pilot, store, clock, session_id)
            await window.type("half a line")
            is_typed.set()
            await window.until(lambda: "holds the database" in window.says("status"))
            assert line(window).value == "half a line"
            store.load = load  # type: ignore[method-assign]
            blocker.execute("ROLLBACK")
            await window.until(lambda: "3 notes" in window.says("kinds"))
            await window.type("", "enter")
            await window.until(lambda: window.stored()[-1] == "half a line")
    finally:
        blocker.close()
        store.close(5)
