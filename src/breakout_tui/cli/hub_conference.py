"""The conference in a hub's database, for the organiser's pages: read each time, as it is now."""

from __future__ import annotations

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.cli.date_choice import chosen_dates
from breakout_tui.cli.options import Options
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.comparison import Comparison, compared
from breakout_tui.domain.conference import Conference, paper_id
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.offered_pairs import compared_texts
from breakout_tui.domain.pairs import pairs
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.report.formats import written
from breakout_tui.report.paper_forms import document_in_form
from breakout_tui.store.paper_file import PaperFile


class HubConference:
    """Implements ``hub.conference_reader.ConferenceReader``: the event of the newest session."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options = options
        self._clock = clock

    def comparison(self) -> Comparison:
        """The rooms side by side."""
        conference, paper = self._read()
        return compared(conference, paper, pairs(compared_texts(conference)))

    def paper(self) -> str:
        """The position paper as it is now, as a page."""
        return self._written(PaperForm.WHOLE, FileFormat.HTML)

    def running_order(self) -> str:
        """All report-backs in plenary order, as a page."""
        return self._written(PaperForm.PLENARY, FileFormat.HTML)

    def slides(self) -> str:
        """The same as slides, in Markdown."""
        return self._written(PaperForm.PLENARY, FileFormat.MARKDOWN)

    def _written(self, form: PaperForm, file_format: FileFormat) -> str:
        conference, paper = self._read()
        document = document_in_form(form, conference, paper, file_format, dates=chosen_dates())
        content = written(document, file_format)
        assert isinstance(content, str)
        return content

    def _read(self) -> tuple[Conference, Paper]:
        store = stored_sessions(self._options, self._clock)
        conference = choose_conference(store, None)
        return conference, PaperFile(store.path, paper_id(conference.event), self._clock).read()
