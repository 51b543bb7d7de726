"""An app with the editor of a position paper open, on a real file with a fictional conference."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from textual import events
from textual.pilot import Pilot

from breakout_tui.cli.conference_papers import ConferencePapers
from breakout_tui.domain.conference import Conference, conference, paper_id
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.session_state import Session
from breakout_tui.inputs.word_file import word_document
from breakout_tui.store.database import Database
from breakout_tui.store.paper_file import PaperFile
from breakout_tui.store.server_window import ServerWindow
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.paper_screen import PaperScreen
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.paper_list import PaperList, PlaceList
from breakout_tui.tui.widgets.row_source import RowMark
from tests.domain.day import programme
from tests.fictional_conference import EVENT, fictional_sessions
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock, FakePublisher
from tests.tui.file_dialog import at_once
from tests.tui.keyboard import no_pause
from tests.tui.screen_text import screen_text


class PaperRoom:
    """The app, its file, and what a person sees."""

    def __init__(
        self, app: BreakoutApp, pilot: Pilot[None], database: Path, hub: ServerAddress | None = None
    ) -> None:
        self.app, self.pilot, self.database = app, pilot, database
        self._hub = hub

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait for their effects."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text in place of what is in the box, and save it."""
        await self.press("f7")  # the box selects all
        await self.paste(text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """Paste a text; nothing, to delete what is selected."""
        if text:
            self.app.post_message(events.Paste(text))
            await self.pilot.pause()
        else:
            await self.press("delete")

    async def go_to(self, words: str) -> None:
        """Choose the first line of the outline with these words, and go to its text."""
        places = self.app.screen.query_one(PlaceList)
        lines = [line.replace("▸", "").strip() for line in places.as_text().splitlines()]
        at = next(number for number, line in enumerate(lines) if line.startswith(words))
        self.app.screen.set_focus(places)
        places.point(at)
        await self.press("enter")

    async def point_at(self, words: str) -> None:
        """Put the cursor on the first row of the text with these words."""
        rows = self.app.screen.query_one(PaperList)
        for at in range(rows.count):
            rows.point(at)
            await self.pilot.pause()
            if rows.cursor == at and words in self.row:
                return
        raise AssertionError(f"no row has {words!r}:\n{rows.as_text()}")

    @property
    def row(self) -> str:
        """The text of the row under the cursor."""
        rows = self.app.screen.query_one(PaperList)
        source = rows._rows  # the list of the tests' own program
        return " ".join(
            " ".join(line.plain for line in source.lay_out(rows.cursor, 200, RowMark.PLAIN)).split()
        )

    @property
    def text(self) -> str:
        """What is on screen, with single blanks."""
        return " ".join(screen_text(self.app).split())

    @property
    def shown(self) -> str:
        """The whole text at the right, with single blanks."""
        return _plain(self.app.screen.query_one(PaperList))

    @property
    def outline(self) -> str:
        """The outline, with single blanks."""
        return _plain(self.app.screen.query_one(PlaceList))

    @property
    def chosen(self) -> str:
        """The chosen line of the outline."""
        places = self.app.screen.query_one(PlaceList)
        return " ".join(places.as_text().splitlines()[places.cursor].replace("▸", "").split())

    @property
    def footer(self) -> str:
        """The last row of the screen."""
        return screen_text(self.app).splitlines()[-1]

    @property
    def keys(self) -> str:
        """The keys in the footer."""
        hints = self.app.screen.query_one("#keys", KeyLine).hints
        return ", ".join(f"{hint.key} {hint.words}" for hint in hints)

    def stored(self) -> Paper:
        """The paper as it is in the file."""
        return PaperFile(self._hub or self.database, paper_id(EVENT), FakeClock()).read()


def _plain(rows: LineList) -> str:
    """The text of a list with single blanks, without the cursor."""
    return " ".join(rows.as_text().replace("▸", "").split())


@cache
def _sessions() -> tuple[Session, ...]:
    return fictional_sessions()


@cache
def _file() -> Path:
    return written(Path(mkdtemp()) / "conference.db", _sessions())


def rooms() -> Conference:
    """The conference in the file."""
    return conference(EVENT, _sessions())


def room_rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of papers."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        names = [name for (name,) in tables.fetchall() if not name.startswith(("paper_", "sqlite_"))]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


@asynccontextmanager
async def paper_room(
    folder: Path,
    sessions: Iterable[Session] | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    opens_paper: bool = True,
    edited: bytes | None = None,
    hub: ServerAddress | None = None,
) -> AsyncIterator[PaperRoom]:
    """The editor's screen on a copy of the fictional conference, or on other sessions; or the first screen.

    ``edited`` is a Word file that came back; ``hub`` is a server's database that has the conference.
    """
    database = folder / "conference.db"
    clock = FakeClock()
    store: Database | ServerWindow
    if hub is not None:
        store = ServerWindow(hub, clock)
    else:
        if not database.exists():
            shutil.copy(_file(), database) if sessions is None else written(database, sessions)
        store = Database(database, clock)
    app = BreakoutApp(
        programme,
        store,
        clock,
        FakePublisher(),
        beat_every=None,
        letter_pause=no_pause,
        background=at_once,
        papers=ConferencePapers(
            store,
            clock,
            documents=folder,
            edited=() if edited is None else (word_document(edited),),
        ),
        opens_paper=opens_paper,
        ends_with_paper=hub is not None,
    )
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert not opens_paper or isinstance(app.screen, PaperScreen)
            yield PaperRoom(app, pilot, database, hub)
    finally:
        store.close(5)
