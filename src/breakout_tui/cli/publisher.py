"""Writes the documents of a session, for the screens and for ``export``. Combines the report and the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.domain.errors import NotFound, StoreError

if TYPE_CHECKING:
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.ports import Store
    from breakout_tui.domain.session_state import Session


class ReportPublisher:
    """Renders and writes the documents of a session; reads earlier rounds from the store."""

    def __init__(self, store: Store, documents: Path | None = None) -> None:
        self._store = store
        self._documents = documents

    @property
    def documents(self) -> Path:
        """The folder for reports."""
        return self._documents or paths.documents_dir()

    def render(self, session: Session, reading: Reading, until: str | None = None) -> str:
        """The report as Markdown."""
        from breakout_tui.report.compose import compose
        from breakout_tui.report.report_document import document_of
        from breakout_tui.report.writers.markdown import write_markdown

        report = compose(session, reading, until=until, earlier=self._earlier(session))
        return write_markdown(document_of(report))

    def export(self, session: Session, reading: Reading, until: str | None = None) -> Path:
        """Write the report to the documents folder, under an unused name."""
        from breakout_tui.report.export import export_beside

        return export_beside(session, reading, self.documents, until=until, earlier=self._earlier(session))

    def export_report_back(self, session: Session) -> tuple[Path, ...]:
        """Write the report-back and its slides to the documents folder, under unused names."""
        from breakout_tui.report.compose_spoken import compose_spoken
        from breakout_tui.report.export import default_name, write_beside
        from breakout_tui.report.slides import slides_of
        from breakout_tui.report.spoken import document_of_spoken
        from breakout_tui.report.writers.markdown import write_markdown

        spoken = compose_spoken(session)
        documents = (("report-back", document_of_spoken(spoken)), ("slides", slides_of(spoken)))
        return tuple(
            write_beside(self.documents / default_name(session, what=what), write_markdown(document))
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
    ) -> Path:
        """Write the report to ``target``, or to the documents folder under its default name. Raises OutputExists."""
        from breakout_tui.report.export import export

        place = target or self.documents
        return export(session, reading, place, until=until, earlier=self._earlier(session), replace=replace)

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
