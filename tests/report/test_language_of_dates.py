"""Documents say the day in the language they are given, in every format; the rest of the text is as before."""

from __future__ import annotations

import pytest

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.inputs.cldr_dates import date_words
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.document import Document
from breakout_tui.report.formats import written
from breakout_tui.report.report_document import document_of
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import document_of_spoken
from breakout_tui.report.writers.markdown import write_markdown
from tests.report.played_day import played_day

ROOM = played_day()
REPORT, SPOKEN = compose(ROOM.session, ROOM.reading), compose_spoken(ROOM.session)
GERMAN = date_words("de")
IN_ENGLISH, IN_GERMAN = "Tuesday 24 November 2026", "Dienstag, 24. November 2026"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (document_of(REPORT), document_of(REPORT, dates=GERMAN)),
        (document_of_spoken(SPOKEN), document_of_spoken(SPOKEN, dates=GERMAN)),
        (slides_of(SPOKEN), slides_of(SPOKEN, dates=GERMAN)),
    ],
)
def test_only_the_words_of_the_day_differ(english: Document, german: Document) -> None:
    """Rule: the date for other programs, in the fields, is the same in all languages."""
    text = write_markdown(english)
    assert text.count(IN_ENGLISH) == 1
    assert write_markdown(german) == text.replace(IN_ENGLISH, IN_GERMAN)


@pytest.mark.parametrize("code", ["fa", "he", "ja", "ru"])
def test_html_has_the_date_of_any_script_as_it_is(code: str) -> None:
    """Rule: literal, as all text."""
    words = date_words(code)
    text = written(document_of(REPORT, dates=words), FileFormat.HTML)
    assert isinstance(text, str)
    assert words.day(REPORT.held_on) in text
