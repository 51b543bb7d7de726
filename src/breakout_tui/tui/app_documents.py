"""The documents of the app: the report, the report-back, the recap of the round before."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from breakout_tui.domain.errors import BreakoutError, CommandRefused
from breakout_tui.domain.programme import PhaseName
from breakout_tui.tui.app_sessions import AppSessions

# What only a session needs is imported when one opens: the list of themes has to be painted at once.
if TYPE_CHECKING:
    from breakout_tui.domain import commands as c
    from breakout_tui.domain.session import Session
    from breakout_tui.tui.screens.live import LiveScreen
    from breakout_tui.tui.screens.report_back import ReportBackScreen
    from breakout_tui.tui.session_controller import SessionController


class AppDocuments(AppSessions):
    """Shows and writes what is made of a session."""

    def _do_over(self, controller: SessionController, command: c.Command) -> Session:
        """Carry out a command of a screen that lies over the live one; a refusal is told there."""
        from breakout_tui.tui.refusal_words import ArgumentRefused, refusal_text

        try:
            if controller.is_read_only:
                raise ArgumentRefused("another window has this session", remedy="Ctrl+T takes it over")
            controller.do(command)
        except (ArgumentRefused, CommandRefused) as refused:
            self.notify(refusal_text(refused), severity="warning", markup=False)
        return controller.session

    def _show_recap(self, live: LiveScreen) -> None:
        from breakout_tui.domain import commands as c
        from breakout_tui.domain.recap import Recap, recap
        from breakout_tui.tui.refusal_words import ArgumentRefused
        from breakout_tui.tui.screens.recap import RecapScreen

        if live.session.info.follows is None:
            raise ArgumentRefused(
                "there is no earlier round", remedy="choose it with the round when the session starts"
            )
        earlier = self._load(live.session.info.follows)

        def hear(reference: str, times: int) -> Recap:
            return recap(earlier, self._do_over(live.controller, c.HearAgain(earlier.id, reference, times)))

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
            ReportBackScreen(
                live.session, lambda edited: self._do_over(live.controller, c.EditReportBack(edited))
            )
        )

    def on_report_back_screen_rehearsal_asked(self, message: ReportBackScreen.RehearsalAsked) -> None:
        """One card at a time, against the clock."""
        from breakout_tui.tui.screens.rehearsal import RehearsalScreen

        self.push_screen(RehearsalScreen(message.fitted, self._clock.read))

    def show_report(self, session: Session) -> None:
        """Show the report as it would be now."""
        from breakout_tui.tui.screens.report import ReportScreen

        text = self._publisher.render(session, self._clock.read())
        written = self._written.get(session.id)
        where = (
            f"last written to {written}" if written is not None else "e writes it to your documents folder"
        )
        screen = ReportScreen(session.theme.title, text, where)
        screen.set_class(True, "-report")
        self._reported = session
        self.push_screen(screen)

    def on_report_screen_export_asked(self) -> None:
        """Write what is shown."""
        self.export(self._reported, None)

    @work
    async def export(self, session: Session, until: PhaseName | None) -> None:
        """Write the report to the documents folder, and say where it went."""
        from breakout_tui.tui.screens.report import ReportScreen

        try:
            path = await asyncio.to_thread(self._publisher.export, session, self._clock.read(), until)
        except BreakoutError as error:
            self.notify(
                str(error), title="The report was not written", severity="error", markup=False, timeout=15
            )
            return
        self._written[session.id] = path
        if isinstance(self.screen, ReportScreen):
            self.screen.show_where(f"written to {path}")
        elif self._live is not None and self.screen is self._live:
            # The clock stays in sight: a notice would lie over it.
            self._live.tell("the report is written · F8, then w tells where")
        else:
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
