"""Writes the documents of a session, for the screens and for ``export``. Combines the report and the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.errors import NotFound, StoreError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.ports import unnoticed

if TYPE_CHECKING:
    from collections.abc import Callable

    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.ports import StoredSessions
    from breakout_tui.domain.session_state import Session
    from breakout_tui.report.document import Document
    from breakout_tui.report.page_setup import PageSetup

MARKDOWN = FileFormat.MARKDOWN


class ReportPublisher:
    """Renders and writes the documents of a session; reads earlier rounds from the store."""

    def __init__(
        self, store: StoredSessions, documents: Path | None = None, dates: DateWords = ENGLISH_DATES
    ) -> None:
        self._store = store
        self._documents = documents
        self._dates = dates

    @property
    def documents(self) -> Path:
        """The folder for reports."""
        return self._documents or paths.documents_dir()

    def render(self, session: Session, reading: Reading, until: str | None = None) -> str:
        """The report as Markdown."""
        from breakout_tui.report.writers.markdown import write_markdown

        return write_markdown(self._document(session, reading, until))

    def written(
        self,
        session: Session,
        reading: Reading,
        until: str | None,
        file_format: FileFormat,
        setup: PageSetup,
    ) -> str | bytes:
        """The report in a format. Raises FormatUnavailable."""
        from breakout_tui.report.formats import written

        return written(self._document(session, reading, until), file_format, setup)

    def export(
        self,
        session: Session,
        reading: Reading,
        until: str | None = None,
        file_format: FileFormat = MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> Path:
        """Write the report to the documents folder, under an unused name unless it has not changed."""
        from breakout_tui.report.export import export_beside
        from breakout_tui.report.page_setup import PageSetup

        earlier, setup = self._earlier(session), PageSetup(notice=notice)
        reading = self._as_of(session, reading)
        return export_beside(
            session, reading, self.documents,
            until=until, earlier=earlier, file_format=file_format, setup=setup, dates=self._dates,
        )  # fmt: skip

    def export_report_back(
        self,
        session: Session,
        file_format: FileFormat = MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> tuple[Path, ...]:
        """Write the report-back and its slides to the documents folder, as ``export`` does."""
        from breakout_tui.report.compose_spoken import compose_spoken
        from breakout_tui.report.export import default_name, write_beside
        from breakout_tui.report.formats import written
        from breakout_tui.report.page_setup import PageSetup
        from breakout_tui.report.slides import slides_of
        from breakout_tui.report.spoken import document_of_spoken

        spoken, setup = compose_spoken(session), PageSetup(notice=notice)
        documents = (
            ("report-back", document_of_spoken(spoken, dates=self._dates)),
            ("slides", slides_of(spoken, dates=self._dates)),
        )
        return tuple(
            write_beside(
                self.documents / default_name(session, what=what, suffix=file_format.suffix),
                written(document, file_format, setup),
            )
            for what, document in documents
        )

    def write(
        self,
        session: Session,
        reading: Reading,
        until: str | None,
        *,
        target: Path | None,
        replace: bool,
        file_format: FileFormat,
        setup: PageSetup,
    ) -> Path:
        """Write the report to ``target``, or to the documents folder under its default name. Raises OutputExists."""
        from breakout_tui.report.export import export

        earlier, reading = self._earlier(session), self._as_of(session, reading)
        return export(
            session, reading, target or self.documents,
            until=until, earlier=earlier, replace=replace, file_format=file_format, setup=setup, dates=self._dates,
        )  # fmt: skip

    def _document(self, session: Session, reading: Reading, until: str | None) -> Document:
        from breakout_tui.report.compose import compose
        from breakout_tui.report.report_document import document_of

        reading = self._as_of(session, reading)
        report = compose(session, reading, until=until, earlier=self._earlier(session))
        return document_of(report, dates=self._dates)

    def _as_of(self, session: Session, reading: Reading) -> Reading:
        """The clocks of the report: no clock runs here for another room's session since it was changed last."""
        from breakout_tui.domain.last_change import reading_at_last_change

        try:
            is_gathered = self._store.is_gathered(session.id)
        except StoreError:  # the report of the session in memory must work even if the file cannot be read
            return reading
        return reading_at_last_change(session) if is_gathered else reading

    def _earlier(self, session: Session) -> tuple[Session, ...]:
        """The sessions of the previous rounds, oldest first."""
        from breakout_tui.domain.session_state import Session

        found: list[Session] = []
        follows = session.info.follows
        while follows is not None and len(found) < 99:
            try:
                before = Session.of(self._store.load(follows))
            except (NotFound, StoreError):
                # The report of the session in memory must work even if the file cannot be read.
                break
            found.insert(0, before)
            follows = before.info.follows
        return tuple(found)
