"""Sessions: the list of themes and sessions; starts, resumes, archives and closes sessions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError, ProgrammeRefused, StoreError
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.summary import Summary
from breakout_tui.startup import interpreter
from breakout_tui.tui.choices import Choices
from breakout_tui.tui.documents import Documents
from breakout_tui.tui.error_text import ScreenRefused, error_text
from breakout_tui.tui.open_session import OpenSession

# What only an open session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.ports import Store
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.details_form import DetailsForm
    from breakout_tui.tui.screens.live_screen import LiveScreen
    from breakout_tui.tui.screens.programme_screen import ProgrammeScreen

MANY_NOTES = 500
"""Number of notes from which a session is excluded from garbage collection."""


class Sessions:
    """``read_programme`` is called when the themes are first needed; resuming a session needs none."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        documents: Documents,
        store: Store,
        clock: Clock,
        read_programme: Callable[[], Programme],
        choices: Choices,
    ) -> None:
        self._app = app
        self._opened = opened
        self._documents = documents
        self._store = store
        self._clock = clock
        self._read_programme = read_programme
        self._choices = choices
        self._known: tuple[Summary, ...] = ()

    @cached_property
    def programme(self) -> Programme:
        """The themes. Raises ProgrammeRefused."""
        return self._read_programme()

    # The list

    def list_screen(self) -> ProgrammeScreen:
        """The list of themes and sessions. Raises ProgrammeRefused."""
        from breakout_tui.tui.screens.programme_screen import ProgrammeScreen

        return ProgrammeScreen(self.programme, self._clock.read().wall.date(), self._summaries())

    def refresh_list(self) -> None:
        """Update the list of sessions, if it is open."""
        for screen in self._list_screens():
            screen.show_sessions(self._summaries())

    def _list_screens(self) -> list[ProgrammeScreen]:
        from breakout_tui.tui.screens.programme_screen import ProgrammeScreen

        return [screen for screen in self._app.screen_stack if isinstance(screen, ProgrammeScreen)]

    def _summaries(self) -> tuple[Summary, ...]:
        """The sessions; if the file can't be read, those of the last time, with a notice."""
        try:
            self._known = self._store.summaries()
        except StoreError as error:
            self._app.notify(
                error_text(error), title="The sessions can't be read", severity="warning", markup=False
            )
        return self._known

    # Opening

    def stored_screen(self, session_id: str) -> LiveScreen:
        """The live screen of a stored session. Raises NotFound, StoreError."""
        return self._followed(self._opened.screen_of_stored(session_id))

    def screen_of(self, session: Session) -> LiveScreen:
        """The live screen of a session that was loaded. Raises StoreError."""
        return self._followed(self._opened.screen_of(session))

    def open(self, session: Session) -> None:
        """Show a session live."""
        self._push(self.screen_of(session))

    def open_new(self, outcome: Outcome) -> LiveScreen:
        """Store a new session, and show it live."""
        live = self._followed(self._opened.screen_of_new(outcome))
        self._push(live)
        return live

    def resume(self, session_id: str) -> None:
        """Open a stored session, or say why it can't be opened."""
        if (session := self.loaded(session_id)) is not None:
            self.open(session)

    def loaded(self, session_id: str) -> Session | None:
        """A stored session; None, with a notice, if it can't be read."""
        try:
            return self._opened.load(session_id)
        except BreakoutError as error:
            self._app.notify(
                error_text(error), title="The session can't be opened", severity="error", markup=False
            )
            return None

    def ask_details(self, theme_id: str) -> None:
        """Ask for the details of a new session, then start it."""
        from breakout_tui.tui.details_form import form_for, rooms_for
        from breakout_tui.tui.screens.details_screen import DetailsScreen

        def begin(form: DetailsForm | None) -> None:
            if form is not None:
                self._start(theme_id, form)

        form = form_for(theme_id, self.programme, self._summaries(), self._choices.rule)
        title = self.programme.theme(theme_id).title
        rooms = rooms_for(theme_id, self.programme, self._choices.rooms)
        self._app.push_screen(DetailsScreen(form, title=title, rooms=rooms), begin)

    def _start(self, theme_id: str, form: DetailsForm) -> None:
        from breakout_tui.domain.session import start
        from breakout_tui.tui.details_form import command_of, round_before

        earlier = round_before(theme_id, form.round, self._summaries())
        outcome = start(self.programme, theme_id, command_of(form), self._clock.read(), follows=earlier)
        self._choices.remember_room(form.room)
        live = self.open_new(outcome)
        live.opening_key.opened(self._clock.read().since_boot)
        # A later round begins with what the one before said.
        if any(each.id == earlier and each.notes for each in self._known):
            live.call_after_refresh(live.room.run, "recap")

    def _push(self, live: LiveScreen) -> None:
        self._app.push_screen(live)
        if len(live.session.book) > MANY_NOTES:
            self._app.call_after_refresh(interpreter.keep)

    def _followed(self, live: LiveScreen) -> LiveScreen:
        """The live screen; when a phase of its session ends, the report is written."""
        live.controller.subscribe(self._export_after_phase)
        return live

    def _export_after_phase(self, session: Session, events: tuple[Event, ...]) -> None:
        if not events:
            return
        from breakout_tui.domain.events import PhaseEnded

        for event in events:
            if isinstance(event, PhaseEnded):
                self._documents.export(session, event.phase)

    # Leaving

    def archive(self, session_id: str, *, archived: bool) -> None:
        """Archive a session, or restore it. Asks before archiving one whose clock is running."""
        if (session := self.loaded(session_id)) is None:
            return
        if not archived or not session.stage.is_running or self._store.is_gathered(session_id):
            self._archive(session, archived=archived)
            return
        from breakout_tui.tui.phase_words import phase_name
        from breakout_tui.tui.screens.ask_screen import ChooseScreen

        def answered(answer: str | None) -> None:
            if answer == "a":
                self._archive(session, archived=True)

        phase = session.info.programme.phase(session.phase_in_view)
        question = f"{phase_name(phase)} is running in this session. Archive it?"
        options = (("k", "keep it in the list"), ("a", "archive it; the clock keeps running"))
        self._app.push_screen(ChooseScreen(question, options), answered)

    def _archive(self, session: Session, *, archived: bool) -> None:
        from breakout_tui.domain.commands import EditDetails

        try:
            self._opened.controller_of(session).do(EditDetails(archived=archived))
        except BreakoutError as refusal:
            self._app.notify(error_text(refusal), severity="warning", markup=False)
            return
        self.refresh_list()
        if archived:
            self._app.notify("A shows archived sessions, a restores one", title="Archived", markup=False)

    def leave(self) -> None:
        """Go back from the open session to the list. Raises ScreenRefused if the themes can't be read."""
        if self._list_screens():
            self._opened.close()
            self._app.pop_screen()
            self.refresh_list()
            return
        # The session was opened directly, so its screen is at the bottom of the stack; it stays there, unused.
        try:
            screen = self.list_screen()
        except ProgrammeRefused as refused:
            raise ScreenRefused(
                f"the programme file {Path(refused.where).name} can't be used: `breakout-tui check` says why",
                remedy="this session continues",
            ) from refused
        self._opened.close()
        self._app.push_screen(screen)
