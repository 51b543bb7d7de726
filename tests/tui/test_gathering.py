"""Gathering in the app, on real databases: the dialog, what would come, the question, the result, and the list behind it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.cli.file_sources import FileSources
from breakout_tui.domain import commands as c
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_commands import SetHeadline
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.session import start
from breakout_tui.store.database import Database
from breakout_tui.store.paper_file import PaperFile
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.gather_run import GatherRun, Stage
from breakout_tui.tui.screens.files_screen import FilesScreen
from breakout_tui.tui.screens.gather_screen import GatherScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from tests.domain.day import Room, programme
from tests.store.builders import new, write
from tests.stored import records_of
from tests.tui.fakes import FakeClock, FakePublisher
from tests.tui.file_dialog import at_once
from tests.tui.keyboard import no_pause, press_in_bursts
from tests.tui.screen_text import screen_text


def room_file(path: Path, name: str, *notes: str) -> str:
    """The file of a room with a session, in which these challenges were said; gives its id."""
    room = Room(c.EditDetails(room=name, people=24))
    room.do(c.Next())
    for text in notes:
        room.do(c.Capture(text, Kind.CHALLENGE))
    write(path, new(*records_of(room.session)), session_id=room.session.id)
    return room.session.id


class Gatherable:
    """An app on its first screen, with a database of its own and a folder for files of other rooms."""

    def __init__(self, app: BreakoutApp, pilot: Pilot[None], folder: Path) -> None:
        self.app, self.pilot, self.folder = app, pilot, folder

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for their effects."""
        await press_in_bursts(self.pilot, *keys)
        await self.pilot.pause()

    async def find(self, path: Path) -> None:
        """Open the dialog and choose this file or folder."""
        await self.press("g")
        assert isinstance(self.app.screen, FilesScreen)
        await self.press(*str(path.parent), "enter", *path.name, "f2")

    @property
    def text(self) -> str:
        """What is on screen, with single blanks."""
        return " ".join(screen_text(self.app).split())


@asynccontextmanager
async def first_screen(folder: Path, size: tuple[int, int] = (120, 32)) -> AsyncIterator[Gatherable]:
    """The app; the files of other rooms are in ``stick``."""
    (folder / "stick").mkdir(exist_ok=True)
    clock = FakeClock()
    store = Database(folder / "own.db", clock)
    app = BreakoutApp(
        programme,
        store,
        clock,
        FakePublisher(),
        beat_every=None,
        letter_pause=no_pause,
        sources=FileSources(lambda: store.path, clock),
        background=at_once,
    )
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Gatherable(app, pilot, folder)
    finally:
        store.close(5)


async def test_sessions_of_a_folder_come_in_after_one_question(tmp_path: Path) -> None:
    """Rule: first what would come, and nothing is changed; Enter takes it in; Esc leads to the list with them in it."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3", "Silo budgets", "No owner")
    room_file(tmp_path / "stick" / "5.db", "Room 5", "Old law")
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick")
        assert "This would come in" in seen.text
        assert "All files: 2 sessions new · 3 new notes" in seen.text
        assert not (tmp_path / "own.db").exists() or "session" not in _tables_with_rows(tmp_path / "own.db")
        await seen.press("enter")
        assert "Gathered" in seen.text
        await seen.press("escape")
        assert isinstance(seen.app.screen, ProgrammeScreen)
        assert "Room 3 · another room's" in seen.text
        assert "Room 5 · another room's" in seen.text


async def test_a_gathered_session_opens_to_be_read(tmp_path: Path) -> None:
    """Rule: Enter in the list opens it; the line says whose it is; the file stays as it was."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3", "Silo budgets")
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick" / "3.db")
        await seen.press("enter", "escape", "tab", "enter")
        assert isinstance(seen.app.screen, LiveScreen)
        before = (tmp_path / "own.db").read_bytes()
        await seen.press("f2", "f4", *"half a line", "enter")
        assert "Room 3's session: read here, changed on their laptop" in seen.text
        assert (tmp_path / "own.db").read_bytes() == before


async def test_nothing_comes_in_without_the_answer(tmp_path: Path) -> None:
    """Rule: Esc at the question changes nothing."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3")
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick" / "3.db")
        await seen.press("escape")
        assert isinstance(seen.app.screen, ProgrammeScreen)
        assert "Room 3" not in seen.text


async def test_what_is_here_already_is_told_and_not_asked_about(tmp_path: Path) -> None:
    """Rule: a second time, and a file that is no database: nothing would come in, and Enter goes back."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3")
    (tmp_path / "stick" / "bad.db").write_bytes(b"no database" * 100)
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick")
        await seen.press("enter", "escape")
        await seen.find(tmp_path / "stick")
        assert "Nothing would come in" in seen.text
        assert "1 session unchanged" in seen.text
        assert "! " in seen.text
        await seen.press("enter")
        assert isinstance(seen.app.screen, ProgrammeScreen)


async def test_what_another_editor_decided_on_the_paper_comes_in(tmp_path: Path) -> None:
    """Rule: it is news where the sessions bring none, is told, and is asked about."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3", "Silo budgets")
    room_file(tmp_path / "stick" / "5.db", "Room 5", "Old law")
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick")
        await seen.press("enter", "escape")
        copy = Path(shutil.copy(tmp_path / "own.db", tmp_path / "stick" / "copy.db"))
        rooms = choose_conference(Database(copy, FakeClock()), None)
        file = PaperFile(copy, paper_id(rooms.event), FakeClock())
        command = SetHeadline(rooms.themes[0].id, "Money first")
        file.write(decide(file.read(), rooms, command, FakeClock().read()).records)
        await seen.find(copy)
        assert "2 sessions unchanged · 1 new decision on the paper" in seen.text
        await seen.press("enter", "escape")
        paper = PaperFile(tmp_path / "own.db", paper_id(rooms.event), FakeClock()).read()
        assert paper.headline(rooms.themes[0].id) == "Money first"


async def test_what_another_laptop_added_to_a_session_of_ours_comes_in_after_this_window_wrote_to_it(
    tmp_path: Path,
) -> None:
    """Rule: this window gives its sessions up first; places to look are named; then it can write again."""
    async with first_screen(tmp_path) as seen:
        outcome = start(programme(), "t", c.EditDetails(room="Room 2"), FakeClock().read())
        live = seen.app.sessions.open_new(outcome)
        await seen.pilot.pause()
        await seen.press("f2", *"Silo budgets", "enter")
        while not live.controller.is_saved:
            await seen.pilot.pause()
        copy = tmp_path / "stick" / "copy.db"
        shutil.copy(tmp_path / "own.db", copy)
        _go_on(copy, outcome.session.id)
        await seen.press(*"On this laptop", "enter", *"/gather", "enter")
        assert isinstance(seen.app.screen, FilesScreen)
        await seen.press(*str(copy), "enter")
        await seen.press("enter")
        assert "1 session changed · 1 new note" in seen.text
        await seen.press("escape", "enter")
        assert isinstance(seen.app.screen, LiveScreen)
        texts = {note.text for note in seen.app.screen.session.book.notes}
        assert texts == {"Silo budgets", "On this laptop", "On the other laptop"}
        await seen.press(*"And on", "enter")
        live = seen.app.screen
        while not live.controller.is_saved:
            await seen.pilot.pause()
        assert "read only" not in seen.text


async def test_it_stops_between_two_files(tmp_path: Path) -> None:
    """Rule: what has come in before stays, and it says after how many files it stopped."""
    (tmp_path / "stick").mkdir()
    for number in range(3):
        room_file(tmp_path / "stick" / f"{number}.db", f"Room {number}")
    clock = FakeClock()
    store = Database(tmp_path / "own.db", clock)
    told: list[str] = []

    def changed() -> None:
        told.append(run.heading)
        if run.stage is Stage.GATHERING and run.progress[0] > 0.3:
            run.stop()

    run = GatherRun(
        [tmp_path / "stick"], FileSources(lambda: store.path, clock), store, at_once, lambda: changed()
    )
    run.look()
    run.gather()
    assert told[-1] == "Stopped after 1 of 3 files"
    assert len(store.summaries()) == 1
    assert run.has_gathered


async def test_a_database_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    """Rule: one line with the reason, and nothing has come in."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / "3.db", "Room 3")
    async with first_screen(tmp_path) as seen:
        await seen.find(tmp_path / "stick" / "3.db")
        (tmp_path / "own.db").unlink(missing_ok=True)
        (tmp_path / "own.db").write_bytes(b"no database" * 100)
        await seen.press("enter")
        assert "Not gathered" in seen.text
        assert "own.db" in seen.text
        await seen.press("escape")


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (20, 6), (1, 1)])
async def test_the_result_is_shown_in_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    """Rule: names are literal, long lines are wrapped."""
    (tmp_path / "stick").mkdir()
    room_file(tmp_path / "stick" / ("[red]" + "x" * 100 + "\x1b.db"), "Room 3")
    async with first_screen(tmp_path, size) as seen:
        await seen.press("g")
        await seen.press(*str(tmp_path), "enter", *"stick", "f2")
        assert isinstance(seen.app.screen, GatherScreen)
        assert "\x1b" not in screen_text(seen.app)
        await seen.press("enter", "escape")


def _tables_with_rows(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name for name in names if connection.execute(f"SELECT 1 FROM {name}").fetchone()}


def _go_on(path: Path, session_id: str) -> None:
    """Another laptop captures a note in a copy."""
    from breakout_tui.domain.session import Session, decide

    other = Database(path, FakeClock())
    session = Session.of(other.load(session_id))
    clock = FakeClock()
    clock.pass_time(60)
    outcome = decide(session, c.Capture("On the other laptop", Kind.CHALLENGE), clock.read())
    other.take_over(session_id)
    other.submit(session_id, outcome.changes)
    assert other.close(20)
