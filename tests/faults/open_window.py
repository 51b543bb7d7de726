"""The app on a real database and a real publisher, driven by keys, with a clock that the test moves."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain import commands as c
from breakout_tui.domain.command_context import Outcome
from breakout_tui.domain.session import Session, start
from breakout_tui.store.connection import Connect, open_writing
from breakout_tui.store.database import Database
from breakout_tui.store.retry_policy import RetryPolicy
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.widgets.line import Line
from tests.domain.day import programme
from tests.tui.fakes import FakeClock
from tests.tui.keyboard import no_pause, pressed, typed
from tests.tui.notices import Notices

QUICK = RetryPolicy(busy=0.05, first=0.01, longest=0.05, last=0.3)
PATIENT = RetryPolicy(busy=5.0, first=0.01, longest=0.05, last=0.3)
"""For a window that reads what another one has just written: on a busy machine a commit takes longer than ``QUICK`` waits."""
TURNS = 1000
"""How often to check for a result; each check lets the app and its threads run."""


@dataclass
class Window:
    """A running app with a session open."""

    app: BreakoutApp
    pilot: Pilot[None]
    store: Database
    clock: FakeClock
    session_id: str
    notices: Notices

    @property
    def live(self) -> LiveScreen:
        """The live screen, wherever it is on the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LiveScreen))

    @property
    def session(self) -> Session:
        """The session of the session controller."""
        return self.live.session

    def says(self, name: str) -> str:
        """The text of a line, by its id: header, track, status, kinds or footer."""
        return self.live.query_one(f"#{name}", Line).as_text()

    async def type(self, text: str, *keys: str) -> None:
        """Type a text and press keys in one burst."""
        for character in text:
            self.app.post_message(typed(character))
        for key in keys:
            self.app.post_message(pressed(key))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition; the writer has its own thread."""
        for _ in range(TURNS):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(
            f"it did not come; the screen says {self.says('kinds')!r} {self.says('status')!r}"
        )

    async def until_saved(self) -> None:
        """Wait until the screen says that all is saved."""
        await self.until(lambda: "all saved" in self.says("kinds"))

    async def until_not_saved(self) -> None:
        """Wait until the screen says that something isn't saved yet."""
        await self.until(lambda: "NOT SAVED YET" in self.says("kinds"))

    def stored(self) -> list[str]:
        """The texts of the notes, as a new window would read them from the file."""
        fresh = Database(self.store.path, self.clock, retry_policy=RetryPolicy(busy=2.0))
        return [note.text for note in fresh.load(self.session_id).notes]


@asynccontextmanager
async def open_window(
    folder: Path,
    *,
    connect: Connect = open_writing,
    store_class: type[Database] = Database,
    clock: FakeClock | None = None,
    session_id: str | None = None,
    retry_policy: RetryPolicy = QUICK,
    size: tuple[int, int] = (120, 32),
    details: c.EditDetails | None = None,
    opening: Outcome | None = None,
) -> AsyncIterator[Window]:
    """Open a window on ``room.db`` in a folder, with an existing session or a new one, which ``opening`` may have made."""
    clock = clock or FakeClock()
    store = store_class(folder / "room.db", clock, retry_policy=retry_policy, connect=connect)
    publisher = ReportPublisher(store, folder.parent / f"{folder.name}-documents")
    app = BreakoutApp(programme, store, clock, publisher, beat_every=None, letter_pause=no_pause)
    notices = Notices()
    try:
        async with app.run_test(size=size, message_hook=notices) as pilot:
            if session_id is None:
                details = details or c.EditDetails(room="Room 2", people=24, known=("Norway",))
                outcome = opening or start(programme(), "t", details, clock.read())
                app.sessions.open_new(outcome)
                session_id = outcome.session.id
            else:
                app.sessions.open(Session.of(store.load(session_id)))
            await pilot.pause()
            yield Window(app, pilot, store, clock, session_id, notices)
    finally:
        store.close(0.5)


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Make writes beyond this size fail in this process, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
