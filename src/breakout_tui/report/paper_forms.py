"""The paper of a conference in the form that is asked for."""

from __future__ import annotations

from datetime import datetime

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.report.document import Document
from breakout_tui.report.file_name import file_name
from breakout_tui.report.paper_document import paper_document
from breakout_tui.report.plenary import plenary_document


def document_in_form(
    form: PaperForm,
    conference: Conference,
    paper: Paper,
    file_format: FileFormat,
    *,
    created: datetime | None = None,
    dates: DateWords = ENGLISH_DATES,
) -> Document:
    """The paper of a conference of at least one session; ``created`` as in ``paper_document``. Markdown has the plenary as slides."""
    if form is PaperForm.PLENARY:
        is_slides = file_format is FileFormat.MARKDOWN
        return plenary_document(conference, paper, is_slides=is_slides, created=created, dates=dates)
    is_short = form is PaperForm.KEY_CONCLUSIONS
    return paper_document(conference, paper, is_short=is_short, created=created, dates=dates)


def paper_name(form: PaperForm, conference: Conference, file_format: FileFormat) -> str:
    """The name of its file: the event, and the form."""
    return file_name(conference.event, form.value, suffix=file_format.suffix)
