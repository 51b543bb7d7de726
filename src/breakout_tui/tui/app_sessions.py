"""The sessions of the app: opening, resuming, taking over, leaving."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from breakout_tui.domain.errors import BreakoutError, ProgrammeRefused
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.stage import Stage
from breakout_tui.tui import starting
from breakout_tui.tui.app_frame import AppFrame

# What only a session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain import commands as c
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.session import Session
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.tui.rest import Rest
    from breakout_tui.tui.screens.details import DetailsForm
    from breakout_tui.tui.screens.live import LiveScreen
    from breakout_tui.tui.screens.programme import ProgrammeScreen


class AppSessions(AppFrame):
    """Puts sessions on the session controller and takes them off again."""

    def get_default_screen(self) -> Screen[None]:
        """The themes are what is painted first, or the session that was asked for."""
        if self._session_id is None:
            return self._programme_screen()
        preview = self._store.preview(self._session_id)
        if preview is None:
            return self._live_screen(self._load(self._session_id), is_new=False)
        return self._preview_screen(preview)

    def _load(self, session_id: str) -> Session:
        from breakout_tui.domain.session_state import Session

        return Session.of(self._store.load(session_id))

    def open(self, session: Session, *, is_new: bool = False) -> None:
        """Put a session on the session controller and show it live."""
        self.push_screen(self._live_screen(session, is_new=is_new))
        if len(session.book) > 500:
            self.call_after_refresh(starting.keep)

    def _preview_screen(self, preview: SessionRecords) -> LiveScreen:
        """The session without its notes; the rest is read once this is painted."""
        from breakout_tui.domain.session_state import Session
        from breakout_tui.tui.rest import Rest

        rest = Rest(lambda: self._load(preview.info.id))
        return self._live_screen(Session.of(preview), is_new=False, rest=rest)

    def _live_screen(self, session: Session, *, is_new: bool, rest: Rest | None = None) -> LiveScreen:
        from breakout_tui.tui.screens.live import LiveScreen
        from breakout_tui.tui.session_controller import SessionController

        controller = SessionController(session, self._store, self._clock, self._session_changed, rest)
        self._controller = controller
        self.saving.holder = "" if is_new else self._store.holder(session.id)
        controller.is_read_only = bool(self.saving.holder)
        draft = None if is_new else self._store.draft(session.id)
        self._live = LiveScreen(controller, draft, self.saving)
        if not is_new and (kept := self._store.hand_back(session.id)):
            self._live.call_after_refresh(self._live.give_back, kept)
        return self._live

    def _session_changed(self, session: Session, events: tuple[Event, ...]) -> None:
        if self._live is not None and self._live.is_ready:
            self._live.refresh_session(events)
        if not events:
            return
        from breakout_tui.domain.events import PhaseEnded

        for event in events:
            if isinstance(event, PhaseEnded):
                self.export(session, event.phase)

    @work
    async def on_programme_screen_start_asked(self, message: ProgrammeScreen.StartAsked) -> None:
        """Ask for the details, then start."""
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
        if self._controller is not None:
            self._controller.take(outcome)
        if earlier is not None and self._live is not None:
            # A round that follows another starts with the card of what was said before.
            self._live.call_after_refresh(self._live.run_word, "recap", "")

    def on_programme_screen_resume_asked(self, message: ProgrammeScreen.ResumeAsked) -> None:
        """Open the session, or say why it can't be."""
        try:
            self.open(self._load(message.session_id))
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)

    def on_programme_screen_report_asked(self, message: ProgrammeScreen.ReportAsked) -> None:
        """Show the report of a session that isn't open."""
        try:
            self.show_report(self._load(message.session_id))
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)

    def on_programme_screen_archive_asked(self, message: ProgrammeScreen.ArchiveAsked) -> None:
        """Put the session away, or have it back."""
        from breakout_tui.domain import commands as c
        from breakout_tui.tui.session_controller import SessionController

        try:
            session = self._load(message.session_id)
        except BreakoutError as error:
            self.notify(str(error), title="It can't be opened", severity="error", markup=False)
            return
        SessionController(session, self._store, self._clock, lambda *_: None).do(
            c.EditDetails(archived=message.archived)
        )
        self._show_sessions()

    def _show_sessions(self) -> None:
        from breakout_tui.tui.screens.programme import ProgrammeScreen

        for screen in self.screen_stack:
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
        rounds = [s.round for s in summaries if s.theme_id == theme_id and s.stage is Stage.DONE]
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

    def lose(self, session_id: str, holder: str) -> None:
        """Another window has taken the session over: look only, and put back into the line what it kept out of the file."""
        controller = self._controller
        if controller is None or controller.session.id != session_id:
            self._lose_unseen(session_id, holder)
            return
        self.saving.holder = holder
        controller.is_read_only = True
        live = self._live
        if live is None or not live.is_ready:
            return
        kept = self._store.hand_back(session_id)
        self.saving.saved = controller.ticket
        with contextlib.suppress(BreakoutError):
            controller.session = self._load(session_id)
        live.refresh_session(())
        live.give_back(kept)

    def _lose_unseen(self, session_id: str, holder: str) -> None:
        """Another window holds a session that isn't on the session controller any more: words wait for it to be opened again."""
        from breakout_tui.domain.notes import Note

        kept = [change for of, changes in self._store.unsaved() if of == session_id for change in changes]
        if any(isinstance(change.after, Note) for change in kept):
            what = "what was last written could not be saved; it comes back when the session is opened"
        else:
            self._store.hand_back(session_id)
            what = "not done"
        self.notify(f"{what}: the session is held by {holder}", severity="warning", markup=False)
        self._show_sessions()

    def _take_over(self, live: LiveScreen) -> None:
        if self._controller is None or not self._controller.is_read_only:
            live.tell("this window writes already")
            return
        self._controller.complete()
        self._store.take_over(live.session.id)
        session = self._load(live.session.id)
        self._controller.session = session
        left = self._store.draft(session.id)
        if left is not None and left.text not in live.line_text:
            live.bring_back(left)
        draft = live.draft()
        self._controller.is_read_only = False
        self.saving.holder = ""
        self.saving.saved = self._controller.ticket
        live.refresh_session(())
        live.show_notes()
        self._controller.save_draft(draft)
        live.tell("taken over: what you write now is kept here")

    async def _save_elsewhere(self, live: LiveScreen, name: str) -> None:
        if not name:
            from breakout_tui.tui.refusal_words import ArgumentRefused

            raise ArgumentRefused("save to which file?", remedy="such as /save-elsewhere ~/room-2.db")
        path = Path(name).expanduser().absolute()
        await asyncio.to_thread(self._store.save_elsewhere, path)
        live.tell(f"from now on all is saved in {path}")

    def _leave_live(self) -> None:
        self._keep_draft()
        if self._live is None:
            return
        from breakout_tui.tui.screens.programme import ProgrammeScreen

        if any(isinstance(screen, ProgrammeScreen) for screen in self.screen_stack):
            self.pop_screen()
            self._show_sessions()
        else:
            # She came straight into the session, so that its screen lies at the bottom; it stays there, unused.
            try:
                screen = self._programme_screen()
            except ProgrammeRefused as refused:
                from breakout_tui.tui.refusal_words import ArgumentRefused

                raise ArgumentRefused(
                    f"{Path(refused.where).name} can't be used: `breakout-tui check` says why",
                    remedy="this session goes on",
                ) from refused
            self.push_screen(screen)
        self._live = None
        self._controller = None

    async def _edit_details(self, live: LiveScreen) -> None:
        from breakout_tui.tui.screens.details import DetailsForm, DetailsScreen

        info = live.session.info
        now = DetailsForm(
            room=info.room,
            facilitator=info.facilitator,
            rapporteur=info.rapporteur,
            people=info.people,
            round=info.round,
            rule=info.rule,
            groups=info.groups,
            known=info.known,
            morning_ends=info.morning_ends,
            afternoon_ends=info.afternoon_ends,
        )
        form = await self.push_screen_wait(
            DetailsScreen(now, title=live.session.theme.title, rule_locked=info.rule_locked, go="keep")
        )
        if form is not None:
            live.do(details_of(form))

    def show_report(self, session: Session) -> None:
        """Show the report of a session."""
        raise NotImplementedError

    def export(self, session: Session, until: PhaseName | None) -> object:
        """Write the report of a session."""
        raise NotImplementedError


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
