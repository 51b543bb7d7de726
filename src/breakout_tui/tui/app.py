"""The app: opens sessions, carries what the store says to the screens, and beats once a quarter of a second."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError, CommandRefused, StoreError
from breakout_tui.domain.ports import (
    BackupFailed,
    HeldElsewhere,
    Holdings,
    Publisher,
    Saved,
    SaveFailed,
    Store,
    StoreEvent,
    Summary,
)
from breakout_tui.domain.programme import PhaseName, Programme
from breakout_tui.tui import colours
from breakout_tui.tui.beating import Beating
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.screens.programme import ProgrammeScreen

# What only a session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain import commands as c
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.session import Session
    from breakout_tui.tui.desk import Desk
    from breakout_tui.tui.rest import Rest
    from breakout_tui.tui.screens.details import DetailsForm
    from breakout_tui.tui.screens.live import LiveScreen
    from breakout_tui.tui.screens.report_back import ReportBackScreen

BEAT = 0.25
"""Seconds between two looks at the clock."""
SETTLING = 0.1
"""Seconds after the first paint that belong to whoever types already."""
TWICE = 2.0
"""Seconds within which a second Ctrl+C leaves."""


class BreakoutApp(App[None]):
    """breakout-tui. ``beat_every`` None leaves the beat to the caller."""

    CSS_PATH = ["styles/base.tcss", "styles/programme.tcss", "styles/live.tcss"]
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
        programme: Programme,
        store: Store,
        clock: Clock,
        publisher: Publisher,
        *,
        beat_every: float | None = BEAT,
        session_id: str | None = None,
    ) -> None:
        super().__init__()
        self._dress()
        self._programme = programme
        self._store = store
        self._clock = clock
        self._publisher = publisher
        self._beat_every = beat_every
        self._session_id = session_id
        self._desk: Desk | None = None
        self._live: LiveScreen | None = None
        self._is_silent = True
        self._interrupted_at: float | None = None
        self._known_summaries: tuple[Summary, ...] = ()
        self.saving = Saving()
        self.crash: BaseException | None = None
        """The error that ended the app, if one did."""
        self.at_start: Callable[[asyncio.AbstractEventLoop], None] = lambda _: None
        """Called once the loop runs: signals are taken there."""

    # Start and end

    def _dress(self) -> None:
        """Our colours before anything is styled: to change them later would style and paint all a second time."""
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, colours.DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The themes are what is painted first, or the session that was asked for."""
        if self._session_id is None:
            return self._programme_screen()
        sketch = self._store.sketch(self._session_id)
        if sketch is None:
            return self._live_screen(self._load(self._session_id), is_new=False)
        return self._sketched_screen(sketch)

    def _programme_screen(self) -> ProgrammeScreen:
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
        desk, loop = self._desk, asyncio.get_running_loop()
        if desk is None or desk.rest is None:
            self.set_timer(SETTLING, self._settle)
            return

        def done() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: she has left already
                loop.call_soon_threadsafe(self.call_next, self._complete, desk)

        desk.rest.begin(done)

    def _complete(self, desk: Desk) -> None:
        desk.complete()
        self.set_timer(SETTLING, self._settle)

    def _settle(self) -> None:
        """All is there: now the store may import what it needs, on its own thread."""
        gc.enable()
        self._freeze()
        threading.Thread(target=_import_what_comes, name="breakout-tui imports", daemon=True).start()
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
        self._keep_draft()
        self.exit(return_code=status)

    def _keep_draft(self) -> None:
        if self._live is not None and self._live.is_ready:
            self._live.save_draft()

    # The store

    @on(StoreSpoke)
    def _hear(self, message: StoreSpoke) -> None:
        match message.event:
            case Saved(ticket):
                self.saving.saved = max(self.saving.saved, ticket)
                self.saving.problem = ""
            case SaveFailed(problem=problem):
                self.saving.problem = problem
            case HeldElsewhere(session_id, holder):
                if self._desk is not None and self._desk.session.id == session_id:
                    self.saving.holder = holder
                    self._desk.is_read_only = True
            case BackupFailed(problem):
                self.notify(problem, title="All is saved, but", severity="warning", markup=False)
                return
            case _:
                return
        if self._live is not None and self._live.is_ready:
            self._live.show_saving()

    def _summaries(self) -> tuple[Summary, ...]:
        """The sessions; while the file can't be read, those that were last seen, with a word about it."""
        try:
            self._known_summaries = self._store.summaries()
        except StoreError as error:
            self.notify(str(error), title="The sessions can't be read", severity="warning", markup=False)
        return self._known_summaries

    # Sessions

    def _load(self, session_id: str) -> Session:
        from breakout_tui.domain.session_state import Session

        return Session.of(self._store.load(session_id))

    def open(self, session: Session, *, is_new: bool = False) -> None:
        """Put a session on the desk and show it live."""
        self.push_screen(self._live_screen(session, is_new=is_new))
        if len(session.book) > 500:
            self.call_after_refresh(self._freeze)

    def _sketched_screen(self, sketch: Holdings) -> LiveScreen:
        """The session without its notes; the rest is read once this is painted."""
        from breakout_tui.domain.session_state import Session
        from breakout_tui.tui.rest import Rest

        rest = Rest(lambda: self._load(sketch.head.id))
        return self._live_screen(Session.of(sketch), is_new=False, rest=rest)

    def _live_screen(self, session: Session, *, is_new: bool, rest: Rest | None = None) -> LiveScreen:
        from breakout_tui.tui.desk import Desk
        from breakout_tui.tui.screens.live import LiveScreen

        desk = Desk(session, self._store, self._clock, self._session_changed, rest)
        self._desk = desk
        self.saving.holder = "" if is_new else self._store.holder(session.id)
        desk.is_read_only = bool(self.saving.holder)
        draft = None if is_new else self._store.draft(session.id)
        self._live = LiveScreen(desk, draft, self.saving)
        return self._live

    def _freeze(self) -> None:
        gc.collect()
        gc.freeze()

    def _session_changed(self, session: Session, events: tuple[Event, ...]) -> None:
        if self._live is not None and self._live.is_ready:
            self._live.refresh_session(events)
        if not events:
            return
        from breakout_tui.domain.events import PhaseEnded

        for event in events:
            if isinstance(event, PhaseEnded):
                self._export(session, event.phase)

    @on(ProgrammeScreen.StartAsked)
    @work
    async def _start(self, message: ProgrammeScreen.StartAsked) -> None:
        from breakout_tui.domain.session import start
        from breakout_tui.tui.screens.details import DetailsScreen

        theme = self._programme.theme(message.theme_id)
        defaults = self._defaults(message.theme_id)
        form = await self.push_screen_wait(DetailsScreen(defaults, title=theme.title))
        if form is None:
            return
        earlier = self._round_before(message.theme_id, form.round)
        outcome = start(
            self._programme,
            message.theme_id,
            details_of(form),
            self._clock.read(),
            follows=earlier,
        )
        self.open(outcome.session, is_new=True)
        if self._desk is not None:
            self._desk.take(outcome)
        if earlier is not None and self._live is not None:
            # A round that follows another starts with the card of what was said before.
            self._live.call_after_refresh(self._live.run_word, "recap", "")

    @on(ProgrammeScreen.ResumeAsked)
    def _resume(self, message: ProgrammeScreen.ResumeAsked) -> None:
        try:
            self.open(self._load(message.session_id))
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)

    @on(ProgrammeScreen.ReportAsked)
    def _report_of(self, message: ProgrammeScreen.ReportAsked) -> None:
        try:
            self._show_report(self._load(message.session_id))
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)

    @on(ProgrammeScreen.ArchiveAsked)
    def _archive(self, message: ProgrammeScreen.ArchiveAsked) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.tui.desk import Desk

        try:
            session = self._load(message.session_id)
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)
            return
        Desk(session, self._store, self._clock, lambda *_: None).do(c.EditDetails(archived=message.archived))
        self._show_sessions()

    def _show_sessions(self) -> None:
        screen = self.screen_stack[0]
        if isinstance(screen, ProgrammeScreen):
            screen.show_sessions(self._summaries())

    def _round_before(self, theme_id: str, round_: int) -> str | None:
        earlier = [
            s for s in self._summaries() if s.theme_id == theme_id and s.round < round_ and not s.archived
        ]
        return max(earlier, key=lambda s: (s.round, s.created_at)).id if earlier else None

    def _defaults(self, theme_id: str) -> DetailsForm:
        from breakout_tui.tui.screens.details import DetailsForm

        summaries = [s for s in self._summaries() if not s.archived]
        last = summaries[0] if summaries else None
        rounds = [s.round for s in summaries if s.theme_id == theme_id and s.stage == "done"]
        return DetailsForm(
            room=last.room if last else "",
            facilitator=last.facilitator if last else "",
            rapporteur=last.rapporteur if last else "",
            people=last.people if last else 0,
            round=max(rounds, default=0) + 1,
            rule=self._programme.rule,
            groups=(last.groups if last else ()) or self._programme.groups,
            known=last.known if last else (),
            morning_ends=self._programme.morning.ends,
            afternoon_ends=self._programme.afternoon.ends,
        )

    # Words that need a screen

    @work
    async def on_live_screen_wanted(self, message: LiveScreen.Wanted) -> None:
        """A word that needs another screen, or the app."""
        live = self._live
        if live is None:
            return
        try:
            await self._give(live, message)
        except BreakoutError as refused:
            live.tell(str(refused), is_bad=True)

    async def _give(self, live: LiveScreen, message: LiveScreen.Wanted) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.tui import requests

        if message.word in requests.ASKING:
            answer = await requests.argument_for(self, live, message.word, message.argument, message.chosen)
            if answer is not None:
                live.run_word(message.word, answer)
            return
        match message.word:
            case "help":
                from breakout_tui.tui.commands import help_groups
                from breakout_tui.tui.screens.help import HelpScreen

                self.push_screen(HelpScreen(help_groups()))
            case "chain":
                from breakout_tui.tui.screens.chain import ChainScreen

                mending = await self.push_screen_wait(ChainScreen(live.session))
                if mending is not None:
                    live.set_focus(live.query_one("#capture"))
                    live.run_word(*mending)
            case "report-back":
                self._show_report_back(live, message.argument)
            case "recap" | "again":
                self._show_recap(live)
            case "fields":
                from breakout_tui.tui.interpret import target
                from breakout_tui.tui.screens.fields import FieldsScreen

                note = target(message.argument, live.session, message.chosen)
                fields = await self.push_screen_wait(FieldsScreen(note))
                if fields is not None:
                    live.do(c.EditNote(note.serial, fields=fields))
            case "report":
                self._show_report(live.session)
            case "export":
                self._export(live.session, None)
            case "details":
                await self._edit_details(live)
            case "theme":
                self.theme = colours.LIGHT if self.theme == colours.DARK else colours.DARK
            case "display":
                is_hidden = not live.session.head.is_display_hidden
                if live.do(c.EditDetails(is_display_hidden=is_hidden)):
                    live.tell(
                        "the room display hides the notes"
                        if is_hidden
                        else "the room display shows the latest notes"
                    )
            case "bell":
                self._is_silent = not self._is_silent
                live.tell("the bell is silent" if self._is_silent else "the bell rings at 5 % and at zero")
            case "take-over":
                self._take_over(live)
            case "save-elsewhere":
                await self._save_elsewhere(live, message.argument)
            case "sessions":
                self._leave_live()
            case "quit":
                await self.action_quit()
            case _:
                live.tell(f"/{message.word} can't be done here", is_bad=True)

    def _take_over(self, live: LiveScreen) -> None:
        if self._desk is None or not self._desk.is_read_only:
            live.tell("this window writes already")
            return
        self._desk.complete()
        self._store.take_over(live.session.id)
        draft = live.draft()
        session = self._load(live.session.id)
        self._desk.session = session
        self._desk.is_read_only = False
        self.saving.holder = ""
        live.refresh_session(())
        live.show_notes()
        self._desk.save_draft(draft)
        live.tell("taken over: what you write now is kept here")

    async def _save_elsewhere(self, live: LiveScreen, name: str) -> None:
        if not name:
            raise CommandRefused("save to which file?", remedy="such as /save-elsewhere ~/room-2.db")
        path = Path(name).expanduser().absolute()
        await asyncio.to_thread(self._store.save_elsewhere, path)
        live.tell(f"from now on all is saved in {path}")

    def _leave_live(self) -> None:
        self._keep_draft()
        if self._live is not None:
            self._live = None
            self._desk = None
            if isinstance(self.screen_stack[0], ProgrammeScreen):
                self.pop_screen()
                self._show_sessions()
            else:
                self.switch_screen(self._programme_screen())

    async def _edit_details(self, live: LiveScreen) -> None:
        from breakout_tui.tui.screens.details import DetailsForm, DetailsScreen

        head = live.session.head
        now = DetailsForm(
            room=head.room,
            facilitator=head.facilitator,
            rapporteur=head.rapporteur,
            people=head.people,
            round=head.round,
            rule=head.rule,
            groups=head.groups,
            known=head.known,
            morning_ends=head.morning_ends,
            afternoon_ends=head.afternoon_ends,
        )
        form = await self.push_screen_wait(
            DetailsScreen(now, title=live.session.theme.title, rule_locked=head.rule_locked, go="keep")
        )
        if form is not None:
            live.do(details_of(form))

    def _do_over(self, desk: Desk, command: c.Command) -> Session:
        """Carry out a command of a screen that lies over the live one; a refusal is told there."""
        try:
            if desk.is_read_only:
                raise CommandRefused("another window has this session", remedy="Ctrl+T takes it over")
            desk.do(command)
        except CommandRefused as refused:
            self.notify(str(refused), severity="warning", markup=False)
        return desk.session

    def _show_recap(self, live: LiveScreen) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.domain.recap import Recap, recap
        from breakout_tui.tui.screens.recap import RecapScreen

        if live.session.head.follows is None:
            raise CommandRefused(
                "no round came before this one", remedy="it is chosen with the round at the start"
            )
        earlier = self._load(live.session.head.follows)

        def hear(reference: str, times: int) -> Recap:
            return recap(earlier, self._do_over(live.desk, c.HearAgain(earlier.id, reference, times)))

        self.push_screen(RecapScreen(recap(earlier, live.session), hear))

    def _show_report_back(self, live: LiveScreen, minutes: str) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.tui import arguments
        from breakout_tui.tui.screens.report_back import ReportBackScreen
        from breakout_tui.tui.spoken_cards import stored_of

        if minutes:
            edited = replace(stored_of(live.session), minutes=arguments.count(minutes))
            if not live.do(c.EditReportBack(edited)):
                return
        self.push_screen(
            ReportBackScreen(live.session, lambda edited: self._do_over(live.desk, c.EditReportBack(edited)))
        )

    def on_report_back_screen_rehearsal_asked(self, message: ReportBackScreen.RehearsalAsked) -> None:
        """One card at a time, against the clock."""
        from breakout_tui.tui.screens.rehearsal import RehearsalScreen

        self.push_screen(RehearsalScreen(message.fitted, self._clock.read))

    # Documents

    def _show_report(self, session: Session) -> None:
        from breakout_tui.tui.screens.report import ReportScreen

        text = self._publisher.render(session, self._clock.read())
        screen = ReportScreen(
            session.theme.title, text, "not exported yet: e writes it to your documents folder"
        )
        screen.set_class(True, "-report")
        self._reported = session
        self.push_screen(screen)

    def on_report_screen_export_asked(self) -> None:
        """Write what is shown."""
        self._export(self._reported, None)

    @work
    async def _export(self, session: Session, until: PhaseName | None) -> None:
        try:
            path = await asyncio.to_thread(self._publisher.export, session, self._clock.read(), until)
        except BreakoutError as error:
            self.notify(
                str(error), title="The report was not written", severity="error", markup=False, timeout=15
            )
            return
        self.notify(str(path), title="The report is written", markup=False, timeout=8)

    def on_report_back_screen_export_asked(self, message: ReportBackScreen.ExportAsked) -> None:
        """Write what is shown, as a text and as slides."""
        self._export_report_back(message.session)

    @work
    async def _export_report_back(self, session: Session) -> None:
        try:
            paths = await asyncio.to_thread(self._publisher.export_report_back, session)
        except BreakoutError as error:
            self.notify(
                str(error),
                title="The report-back was not written",
                severity="error",
                markup=False,
                timeout=15,
            )
            return
        self.notify(
            "\n".join(str(path) for path in paths),
            title="The report-back is written",
            markup=False,
            timeout=8,
        )

    # Around it

    def bell_quietly(self) -> None:
        """Ring, if she wants the bell."""
        if not self._is_silent:
            self.bell()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette knows every word."""
        if (live := self._live) is not None and screen is live:
            from breakout_tui.tui.commands import ACTIONS

            for action in ACTIONS:
                yield SystemCommand(
                    f"{action.usage}",
                    action.help,
                    lambda word=action.word: live.run_word(word, ""),
                )
        yield SystemCommand(
            "Quit", "Close the window; the clock goes on and everything is kept", self.action_quit
        )


def _import_what_comes() -> None:
    """What the first command needs, so that the first Enter is as quick as the next."""
    import breakout_tui.domain.session
    import breakout_tui.tui.interpret  # noqa: F401


def details_of(form: DetailsForm) -> c.EditDetails:
    """The form as a command."""
    from breakout_tui.domain import commands as c

    return c.EditDetails(
        room=form.room,
        facilitator=form.facilitator,
        rapporteur=form.rapporteur,
        people=form.people,
        round=form.round,
        rule=form.rule,
        groups=form.groups,
        known=form.known,
        morning_ends=form.morning_ends,
        afternoon_ends=form.afternoon_ends,
    )
