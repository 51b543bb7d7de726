"""The papers of the conferences in a database, for the editor's screen. Combines the report and the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.ports import Store, unnoticed

# The first screen must not wait for them: the paper is opened from there.
if TYPE_CHECKING:
    from breakout_tui.domain.conference import Conference
    from breakout_tui.domain.edited_document import EditedDocument
    from breakout_tui.domain.edited_parts import EditedPaper
    from breakout_tui.domain.paper import Paper
    from breakout_tui.domain.paper_form import PaperForm
    from breakout_tui.store.paper_file import PaperFile


class ConferencePapers:
    """The paper of an event, named by the start of its name; by default that of the newest session.

    ``before`` is called each time before sessions are read.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        event: str | None = None,
        documents: Path | None = None,
        dates: DateWords = ENGLISH_DATES,
        before: Callable[[], None] = lambda: None,
        edited: Sequence[EditedDocument] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._event = event
        self._documents = documents
        self._dates = dates
        self._before = before
        self._edited = edited

    def conference(self, progress: Callable[[int, int], None]) -> Conference:
        """The sessions of the event."""
        from breakout_tui.cli.conference_choice import choose_conference

        self._before()
        return choose_conference(self._store, self._event, progress)

    def storage(self, conference: Conference) -> PaperFile:
        """The paper in the file."""
        from breakout_tui.domain.conference import paper_id
        from breakout_tui.store.paper_file import PaperFile

        return PaperFile(self._store.path, paper_id(conference.event), self._clock)

    def edited(self, conference: Conference, paper: Paper) -> tuple[EditedPaper, ...]:
        """The files that were given to be read back."""
        if not self._edited:
            return ()
        from breakout_tui.cli.read_back import read_back

        return read_back(self._edited, conference, paper)

    def export(
        self,
        conference: Conference,
        paper: Paper,
        form: PaperForm,
        file_format: FileFormat,
        notice: Callable[[str], None] = unnoticed,
    ) -> Path:
        """Write it under an unused name, unless it has not changed."""
        from breakout_tui.report.export import write_beside
        from breakout_tui.report.formats import written
        from breakout_tui.report.page_setup import PageSetup
        from breakout_tui.report.paper_forms import document_in_form, paper_name

        document = document_in_form(form, conference, paper, file_format, dates=self._dates)
        content = written(document, file_format, PageSetup(notice=notice))
        folder = self._documents or paths.documents_dir()
        return write_beside(folder / paper_name(form, conference, file_format), content)
