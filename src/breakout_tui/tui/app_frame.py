"""The frame of the app: what it holds, how it starts, hears the store, beats and ends."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import WorkerFailed

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import DatabaseBusy, StoreError
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.summary import Summary
from breakout_tui.tui import colours, starting
from breakout_tui.tui.beating import Beating
from breakout_tui.tui.saving import Saving

# What only a session needs is imported when one opens, what only the list of themes needs with that: either may be the
# first screen, which has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain.ports import Publisher, Store
    from breakout_tui.domain.store_events import StoreEvent
    from breakout_tui.tui.screens.live import LiveScreen
    from breakout_tui.tui.screens.programme import ProgrammeScreen
    from breakout_tui.tui.session_controller import SessionController

STYLES = Path(__file__).parent / "styles"
BEAT = 0.25
"""Seconds between two looks at the clock."""
PAINTING = 0.05
"""Seconds in which the first paint gets to the terminal, before the rest of a session is read beside it."""
SETTLING = 0.1
"""Seconds after the first paint that belong to whoever types already."""
BUSY_AGAIN = 0.5
"""Seconds until a session that another program kept from being read is looked for again."""
TWICE = 2.0
"""Seconds within which a second Ctrl+C leaves."""


class AppFrame(App[None]):
    """Everything but sessions, documents and words, which the classes above it add."""

    TITLE = "breakout-tui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        Binding("ctrl+c", "interrupt", "Quit, if pressed twice", show=False),
    ]

    class StoreSpoke(Message):
        """The store told something; comes from its thread."""

        def __init__(self, event: StoreEvent) -> None:
            super().__init__()
            self.event = event

    def __init__(
        self,
        read_programme: Callable[[], Programme],
        store: Store,
        clock: Clock,
        publisher: Publisher,
        *,
        beat_every: float | None = BEAT,
        session_id: str | None = None,
    ) -> None:
        # Textual doesn't read the style sheet of a default screen; that of any other screen comes with it.
        first = "live" if session_id is not None else "programme"
        super().__init__(css_path=[STYLES / "base.tcss", STYLES / f"{first}.tcss"])
        self._dress()
        self._read_programme = read_programme
        self._store = store
        self._clock = clock
        self._publisher = publisher
        self._beat_every = beat_every
        self._session_id = session_id
        self._controller: SessionController | None = None
        self._live: LiveScreen | None = None
        self._is_silent = True
        self._interrupted_at: float | None = None
        self._asked_about = ""
        self._written: dict[str, Path] = {}
        """Where the report of a session was last written."""
        self._known_summaries: tuple[Summary, ...] = ()
        self.saving = Saving()
        self.crash: BaseException | None = None
        """The error that ended the app, if one did."""
        self.at_start: Callable[[asyncio.AbstractEventLoop], None] = lambda _: None
        """Called once the loop runs: signals are taken there."""

    def _dress(self) -> None:
        """Our colours before anything is styled: to change them later would style and paint all a second time."""
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, colours.DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    @cached_property
    def _programme(self) -> Programme:
        """The themes, read when they are first asked for: a session needs none. Raises ProgrammeRefused."""
        return self._read_programme()

    def _programme_screen(self) -> ProgrammeScreen:
        from breakout_tui.tui.screens.programme import ProgrammeScreen

        wall = self._clock.read().wall
        return ProgrammeScreen(self._programme, wall.date(), self._summaries())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, also under themes that lack them."""
        return colours.variable_defaults()

    def on_mount(self) -> None:
        """The one heartbeat, and the store once the first screen stands."""
        self.at_start(asyncio.get_running_loop())
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        """The first screen is painted: read what it did without, then let the store begin."""
        controller, loop = self._controller, asyncio.get_running_loop()
        if controller is None or (rest := controller.rest) is None:
            self.set_timer(SETTLING, self._settle)
            return

        def done() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: she has left already
                loop.call_soon_threadsafe(self.call_next, self._complete, controller)

        self.set_timer(PAINTING, lambda: rest.begin(done))

    def _complete(self, controller: SessionController) -> None:
        try:
            controller.complete()
        except DatabaseBusy as busy:
            # Another program holds the file: what can be seen stays, and what is typed stays in the line.
            self.saving.problem = str(busy)
            self.set_timer(BUSY_AGAIN, lambda: self._complete(controller))
        else:
            self.saving.problem = ""
            self.set_timer(SETTLING, self._settle)
        if self._live is not None and self._live.is_ready:
            self._live.show_saving()

    def _settle(self) -> None:
        """All is there: now the store may import what it needs, on its own thread."""
        starting.shown()
        threading.Thread(target=self._import_what_comes, name="breakout-tui imports", daemon=True).start()
        self._store.start(self._pass_on)

    def _pass_on(self, event: StoreEvent) -> None:
        """From the store's thread to the loop; after the end nobody listens any more."""
        if self.is_running:
            self.post_message(self.StoreSpoke(event))

    def beat(self) -> None:
        """A moment has passed."""
        screen = self.screen
        if self._live is not None and screen is self._live:
            if self._live.is_ready:
                self._live.tick()
        elif isinstance(screen, Beating):
            screen.beat()

    def _fatal_error(self) -> None:
        """An error that nobody foresaw: keep the draft and end; the caller writes a log.

        Textual would print the values of all variables, and with them what was said in the room.
        """
        error = self._exception
        # A worker's error comes wrapped, without the places where it happened.
        self.crash = getattr(error, "error", error) if isinstance(error, WorkerFailed) else error
        with contextlib.suppress(Exception):
            self._keep_draft()
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """Keep the draft and leave; the caller waits for the store."""
        self.leave(0)

    async def action_interrupt(self) -> None:
        """Ctrl+C, where nothing is selected to be copied: say how to leave, and leave at the second."""
        now = self._clock.read().since_boot
        if self._interrupted_at is not None and now - self._interrupted_at <= TWICE:
            await self.action_quit()
            return
        self._interrupted_at = now
        self.notify("Ctrl+Q closes; or press Ctrl+C once more", markup=False, timeout=TWICE)

    def leave(self, status: int) -> None:
        """Hand the draft over and exit, once the line has taken in all that was typed before."""
        if self._live is not None and self._live.is_ready:
            self._live.query_one("#capture").call_later(self._leave_now, status)
        else:
            self._leave_now(status)

    def _leave_now(self, status: int) -> None:
        if status == 0 and self._asks_about_line():
            return
        self._keep_draft()
        self.exit(return_code=status)

    def _asks_about_line(self) -> bool:
        """What stands in a line that may not be written is kept nowhere: say so once before it goes."""
        live, controller = self._live, self._controller
        if (
            live is None
            or controller is None
            or not live.is_ready
            or not controller.is_read_only
            or not live.draft()
        ):
            return False
        is_new = self._asked_about != live.line_text
        self._asked_about = live.line_text
        if is_new:
            live.tell(
                "what stands in the line is not saved: Ctrl+T keeps it here, Ctrl+Q again lets it go",
                is_bad=True,
            )
        return is_new

    def _keep_draft(self) -> None:
        if self._live is not None and self._live.is_ready:
            self._live.save_draft()

    def _import_what_comes(self) -> None:
        """What the first command needs, so that the first Enter is as quick as the next."""
        import breakout_tui.domain.session
        import breakout_tui.tui.interpret  # noqa: F401

    @on(StoreSpoke)
    def _hear(self, message: StoreSpoke) -> None:
        from breakout_tui.domain.store_events import BackupFailed, HeldElsewhere, Saved, SaveFailed

        starting.finish()
        match message.event:
            case Saved(ticket):
                self.saving.saved = max(self.saving.saved, ticket)
                self.saving.problem = ""
            case SaveFailed(problem=problem):
                self.saving.problem = problem
            case HeldElsewhere(session_id, holder):
                self.lose(session_id, holder)
            case BackupFailed(problem):
                self.notify(problem, title="All is saved, but", severity="warning", markup=False)
                return
            case _:
                return
        if self._live is not None and self._live.is_ready:
            self._live.show_saving()

    def lose(self, session_id: str, holder: str) -> None:
        """Another window holds a session that this one has written to."""
        raise NotImplementedError

    def _summaries(self) -> tuple[Summary, ...]:
        """The sessions; while the file can't be read, those that were last seen, with a word about it."""
        try:
            self._known_summaries = self._store.summaries()
        except StoreError as error:
            self.notify(str(error), title="The sessions can't be read", severity="warning", markup=False)
        return self._known_summaries
