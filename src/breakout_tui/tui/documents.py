"""Documents: shows the report, and writes report and report-back to the documents folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.tui.choices import Choices
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.open_session import OpenSession

if TYPE_CHECKING:
    from breakout_tui.domain.ports import Publisher
    from breakout_tui.domain.session_state import Session


class Documents:
    """Works on any session; the live screen of the open one says what was saved."""

    def __init__(
        self, app: App[Any], opened: OpenSession, publisher: Publisher, clock: Clock, choices: Choices
    ) -> None:
        self._app = app
        self._opened = opened
        self._publisher = publisher
        self._clock = clock
        self._choices = choices
        self._written: dict[str, Path] = {}
        """The latest file of each session's report."""
        self._reported: Session | None = None

    def show_report(self, session: Session) -> None:
        """Show the report as it would be now."""
        from breakout_tui.tui.screens.report_screen import ReportScreen

        text = self._publisher.render(session, self._clock.read())
        written = self._written.get(session.id)
        where = f"Last saved to {written}" if written is not None else "e saves it in your documents folder"
        self._reported = session
        screen = ReportScreen(session.theme.title, text, where)
        screen.set_class(True, "-report")
        self._app.push_screen(screen)

    def export_shown(self) -> None:
        """Ask for the format, then write the report that is on screen."""
        if (session := self._reported) is not None:
            self.ask_format(lambda chosen: self.export(session, file_format=chosen))

    def ask_format(self, then: Callable[[FileFormat], None]) -> None:
        """Ask in which format to write, with the latest choice ready; ``then`` gets it, and it is remembered."""
        from breakout_tui.tui.screens.ask_screen import ChooseScreen

        keys = {each.value[0]: each for each in FileFormat}
        options = [(key, f"{each.label}: {each.use}") for key, each in keys.items()]
        latest = self._choices.format.value[0]

        def answered(key: str | None) -> None:
            if key is not None:
                self._choices.remember_format(keys[key])
                then(keys[key])

        self._app.push_screen(ChooseScreen("Save as", options, chosen=latest), answered)

    def export(
        self, session: Session, until: str | None = None, file_format: FileFormat = FileFormat.MARKDOWN
    ) -> None:
        """Write the report to the documents folder, in the background, and show the path."""
        self._app.run_worker(self._export(session, until, file_format), exit_on_error=True)

    async def _export(self, session: Session, until: str | None, file_format: FileFormat) -> None:
        from breakout_tui.tui.screens.report_screen import ReportScreen

        reading, lacks = self._clock.read(), list[str]()
        try:
            path = await asyncio.to_thread(
                self._publisher.export, session, reading, until, file_format, lacks.append
            )
        except BreakoutError as error:
            self.complain("The report was not saved", error)
            return
        self._written[session.id] = path
        if isinstance(self._app.screen, ReportScreen):
            self._app.screen.show_where(f"Saved to {path}")
        elif (live := self._opened.ready) is not None and self._app.screen is live:
            live.room.say(
                f"Report saved · {shown('report')}, w shows where"
            )  # a notice would cover the clock
        else:
            self._app.notify(str(path), title="Report saved", markup=False, timeout=8)
        self.tell(lacks)

    def export_report_back(self, session: Session) -> None:
        """Ask for the format, then write the report-back as text and as slides, in the background, and show the paths."""

        def write(chosen: FileFormat) -> None:
            self._app.run_worker(self._export_report_back(session, chosen), exit_on_error=True)

        self.ask_format(write)

    async def _export_report_back(self, session: Session, file_format: FileFormat) -> None:
        lacks = list[str]()
        try:
            paths = await asyncio.to_thread(
                self._publisher.export_report_back, session, file_format, lacks.append
            )
        except BreakoutError as error:
            self.complain("The report-back was not saved", error)
            return
        names = "\n".join(str(path) for path in paths)
        self._app.notify(names, title="Report-back saved", markup=False, timeout=8)
        self.tell(lacks)

    def tell(self, lacks: Iterable[str]) -> None:
        """Show what the files lack that were just written, each line once."""
        for line in dict.fromkeys(lacks):
            self._app.notify(line, title="Look at the file", severity="warning", markup=False, timeout=15)

    def complain(self, title: str, error: BreakoutError) -> None:
        """Show why a file was not written."""
        self._app.notify(error_text(error), title=title, severity="error", markup=False, timeout=15)
