"""The app: start, heartbeat and end. It owns the open session, the list of sessions and the documents."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.ports import NO_PREFERENCES, Preferences
from breakout_tui.domain.programme import Programme
from breakout_tui.tui import colours, date_language, keymap
from breakout_tui.tui.app_shell import AppShell
from breakout_tui.tui.appearance import Appearance
from breakout_tui.tui.background import Background, on_a_thread
from breakout_tui.tui.beating import Beating
from breakout_tui.tui.choices import Choices
from breakout_tui.tui.documents import Documents
from breakout_tui.tui.erased_session import ErasedSession
from breakout_tui.tui.gathering import Gathering
from breakout_tui.tui.input_order import InputOrder, Pause, real_pause
from breakout_tui.tui.open_session import OpenSession
from breakout_tui.tui.outside_commands import OutsideCommands
from breakout_tui.tui.paper_editing import PaperEditing
from breakout_tui.tui.refused_text import RefusedText
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.sessions import Sessions
from breakout_tui.tui.settling import Settling
from breakout_tui.tui.sharing_screens import SharingScreens
from breakout_tui.tui.shown_session import ShownSession
from breakout_tui.tui.store_news import StoreNews, StoreSpoke
from breakout_tui.tui.textual_internals.discreet_crash import DiscreetApp

# What only a session or only the list of themes needs is imported when that opens: either may be the first screen, which
# has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain.erased_elsewhere import ErasingHere
    from breakout_tui.domain.hub_standing import HubSending
    from breakout_tui.domain.paper_ports import Papers
    from breakout_tui.domain.ports import Countries, Door, Publisher, Sources, Store
    from breakout_tui.domain.sharing import Sharing
    from breakout_tui.tui.input_events import GroundTold
    from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
    from breakout_tui.tui.screens.report_back_screen import ReportBackScreen

STYLES = Path(__file__).parent / "styles"
BEAT = 0.25
"""Seconds between two beats."""
TWICE = 2.0
"""Seconds within which a second Ctrl+C quits."""


class BreakoutApp(DiscreetApp):
    """The app. With ``beat_every`` None, the caller calls ``beat``."""

    TITLE = "breakout-tui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keymap.DEFAULT_KEYS["quit"], "quit", "Quit", show=False, priority=True, id="quit"),
        Binding(keymap.DEFAULT_KEYS["help"], "help", "Help", show=False, priority=True, id="help"),
        Binding("ctrl+c", "interrupt", "Quit, if pressed twice", show=False),
    ]

    def __init__(
        self,
        read_programme: Callable[[], Programme],
        store: Store,
        clock: Clock,
        publisher: Publisher,
        countries: Countries | None = None,
        *,
        beat_every: float | None = BEAT,
        session_id: str | None = None,
        letter_pause: Pause = real_pause,
        make_door: Callable[[], Door] | None = None,
        preferences: Preferences = NO_PREFERENCES,
        dates: DateWords = ENGLISH_DATES,
        sources: Sources | None = None,
        background: Background | None = None,
        papers: Papers | None = None,
        opens_paper: bool = False,
        ends_with_paper: bool = False,
        sharing: Sharing | None = None,
        hub: HubSending | None = None,
        erasing: ErasingHere | None = None,
    ) -> None:
        # Textual doesn't read the style sheet of a default screen; every other screen brings its own.
        first = "live" if session_id is not None else "programme"
        super().__init__(css_path=[STYLES / "base.tcss", STYLES / f"{first}.tcss"])
        self.appearance = Appearance(self, preferences.settings.theme)
        self.appearance.dress()
        date_language.use(dates)
        keymap.use(preferences.settings.keys)
        self.set_keymap(keymap.changed())
        self._store = store
        self._clock = clock
        self._beat_every = beat_every
        self._session_id = session_id
        self._interrupted_at: float | None = None
        self.input_order = InputOrder(self, super().on_event, RefusedText(self, clock), letter_pause)
        saving = Saving()
        self.opened = OpenSession(self, store, clock, saving, lambda: self.shell, countries)
        self.choices = Choices(self, self.opened, preferences)
        self.documents = Documents(self, self.opened, publisher, clock, self.choices)
        self.sessions = Sessions(
            self, self.opened, self.documents, store, clock, read_programme, self.choices
        )
        background = background or on_a_thread(self)
        self.gathering = Gathering(self, self.sessions, store, clock, sources, background)
        closed = (lambda: self.leave(0)) if ends_with_paper else self.sessions.refresh_list
        self.paper_editing = PaperEditing(self, self.documents, clock, papers, background, closed)
        self._opens_paper = opens_paper
        self.outside = OutsideCommands(self, self.opened, saving, store, countries, make_door)
        self._shown = ShownSession(self.opened, sharing, clock.read, hub)
        self._erased = ErasedSession(self, self.opened, erasing, self._shown.read_floor)
        self._news = StoreNews(self, self.opened, self.sessions, self.outside, saving, self._shown)
        self._settling = Settling(
            self, self.opened, store, self.choices, self._news, self.outside, self._shown
        )
        self.shell = AppShell(
            self,
            self.opened,
            self.documents,
            self.sessions,
            self.gathering,
            self.paper_editing,
            self.leave,
            self.appearance,
            self.choices,
            SharingScreens(self, sharing, self._shown, clock),
        )
        self.shell.bell_is_on = preferences.settings.bell
        self.at_start: Callable[[asyncio.AbstractEventLoop], None] = lambda _: None
        """Called once the loop runs, so that it can handle signals."""

    # What is typed

    async def on_event(self, event: events.Event) -> None:
        """Handle inputs one after the other."""
        if not self.input_order.take(event):
            await super().on_event(event)

    def on_unmount(self) -> None:
        """The app ends."""
        self.outside.close()
        self._shown.close()
        self.input_order.stop()

    def on_ground_told(self, message: GroundTold) -> None:
        """The theme may follow the background of the terminal."""
        self.appearance.ground_told(message.colour)

    # Start

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that don't define them."""
        return colours.variable_defaults()

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the themes, or the session given to the app."""
        if self._session_id is None:
            return self.sessions.list_screen()
        return self.sessions.stored_screen(self._session_id)

    def on_mount(self) -> None:
        """Start the heartbeat, and the store after the first paint."""
        self.at_start(asyncio.get_running_loop())
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        if self._opens_paper:
            self.paper_editing.open()
        self.call_after_refresh(self._settling.begin)

    @on(StoreSpoke)
    def _hear(self, message: StoreSpoke) -> None:
        self._news.hear(message.event)

    # The beat

    def beat(self) -> None:
        """One beat of the heartbeat."""
        self.outside.follow()
        self._erased.look()
        self._shown.look()
        screen = self.screen
        if isinstance(screen, Beating) and screen.is_mounted:
            screen.tick()

    # Requests of the screens

    def action_command_palette(self) -> None:
        """Show the palette."""
        from breakout_tui.tui.action_palette import Palette

        Palette.open_in(self)

    def on_programme_screen_start_asked(self, message: ProgrammeScreen.StartAsked) -> None:
        """Ask for the details, then start a session."""
        self.sessions.ask_details(message.theme_id)

    def on_programme_screen_resume_asked(self, message: ProgrammeScreen.ResumeAsked) -> None:
        """Open the session."""
        self.sessions.resume(message.session_id)

    def on_programme_screen_report_asked(self, message: ProgrammeScreen.ReportAsked) -> None:
        """Show the report of a session that isn't open."""
        if (session := self.sessions.loaded(message.session_id)) is not None:
            self.documents.show_report(session)

    def on_programme_screen_archive_asked(self, message: ProgrammeScreen.ArchiveAsked) -> None:
        """Archive the session, or bring it back."""
        self.sessions.archive(message.session_id, archived=message.archived)

    def on_programme_screen_gather_asked(self) -> None:
        """Find files of other rooms."""
        self.gathering.ask()

    def on_programme_screen_paper_asked(self) -> None:
        """Edit the position paper."""
        self.paper_editing.open()

    def on_report_screen_export_asked(self) -> None:
        """Write the report that is on screen."""
        self.documents.export_shown()

    def on_report_back_screen_export_asked(self, message: ReportBackScreen.ExportAsked) -> None:
        """Write the report-back as text and as slides."""
        self.documents.export_report_back(message.session)

    def on_report_back_screen_rehearsal_asked(self, message: ReportBackScreen.RehearsalAsked) -> None:
        """Show the rehearsal of a report-back."""
        from breakout_tui.tui.screens.rehearsal_screen import RehearsalScreen

        self.push_screen(RehearsalScreen(message.fitted, self._clock.read, self._shown.show_card))

    # The end

    async def action_quit(self) -> None:
        """Keep the draft and leave; the caller waits for the store."""
        self.leave(0)

    def action_help(self) -> None:
        """Show the help of the current screen, or close it. A binding with priority also works in a dialog."""
        self.shell.show_help()

    async def action_interrupt(self) -> None:
        """Ctrl+C with no selected text: the first one says how to quit, the second one quits."""
        now = self._clock.read().since_boot
        if self._interrupted_at is not None and now - self._interrupted_at <= TWICE:
            self.leave(0)
            return
        self._interrupted_at = now
        self.notify(
            f"{keymap.shown('quit')} closes the window, or press Ctrl+C again", markup=False, timeout=TWICE
        )

    def leave(self, status: int) -> None:
        """Save the draft and exit, after the line has processed everything typed so far."""
        if (live := self.opened.ready) is not None:
            live.room.typing.line.call_later(self._leave_now, status)
        else:
            self._leave_now(status)

    def _leave_now(self, status: int) -> None:
        self.paper_editing.keep_draft()
        if status == 0 and (self.opened.asks_about_line() or self.paper_editing.asks_about_text()):
            return
        self.opened.keep_draft()
        self.exit(return_code=status)

    def before_crash_ends(self) -> None:
        """Keep the drafts; the caller writes a log."""
        self.opened.keep_draft()
        self.paper_editing.keep_draft()
