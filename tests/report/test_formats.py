"""The table of formats: each has a writer, and one whose library is missing says what to install."""

from __future__ import annotations

import pytest

from breakout_tui.domain.errors import FormatUnavailable
from breakout_tui.domain.file_format import FileFormat, format_names
from breakout_tui.report.document import Document, Paragraph
from breakout_tui.report.formats import WRITERS, DocumentWriter, written
from breakout_tui.report.inlines import Text
from breakout_tui.report.page_setup import PageSetup
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.paper_size import PaperSize
from breakout_tui.report.writers.pdf import render_pdf

DOCUMENT = Document("Title", (Paragraph((Text("Words"),)),))


def test_each_format_has_a_writer_a_label_and_a_key_of_its_own() -> None:
    """Rule: the question for the format offers each by the first letter of its name."""
    assert set(WRITERS) == set(FileFormat)
    assert len({each.value[0] for each in FileFormat}) == len(FileFormat)
    assert all(each.label and each.use and each.suffix == f".{each.value}" for each in FileFormat)


@pytest.mark.parametrize("file_format", [each for each in FileFormat if not WRITERS[each].needs])
def test_a_document_is_written_in_each_format(file_format: FileFormat) -> None:
    """The same each time."""
    assert written(DOCUMENT, file_format)
    assert written(DOCUMENT, file_format) == written(DOCUMENT, file_format)


def test_markdown_is_the_format_where_none_is_named() -> None:
    """As text."""
    assert written(DOCUMENT) == "# Title\n\nWords\n"


def test_the_names_of_the_formats_are_a_list_in_words() -> None:
    """For the messages of the command line."""
    assert format_names() == "md, html, docx or pdf"


def test_the_paper_and_the_template_reach_the_writer() -> None:
    """Of Word: a template brings its own paper."""
    letter = written(DOCUMENT, FileFormat.DOCX, PageSetup(PaperSize.LETTER))
    assert letter == render_docx(DOCUMENT, paper=PaperSize.LETTER)
    assert letter != written(DOCUMENT, FileFormat.DOCX)
    assert isinstance(letter, bytes)
    templated = written(DOCUMENT, FileFormat.DOCX, PageSetup(template=letter))
    assert templated == render_docx(DOCUMENT, template=letter)
    assert templated != written(DOCUMENT, FileFormat.DOCX)


def test_what_a_pdf_lacks_is_told() -> None:
    """Here a character that no font shows; a PDF without such a character tells nothing."""
    pytest.importorskip("typst")
    told: list[str] = []
    setup = PageSetup(PaperSize.LETTER, notice=told.append)
    assert written(DOCUMENT, FileFormat.PDF, setup) == render_pdf(DOCUMENT, paper=PaperSize.LETTER).data
    assert told == []
    unknown = Document("Title", (Paragraph((Text("\U000e0100 \u0378"),)),))
    written(unknown, FileFormat.PDF, setup)
    assert told == [render_pdf(unknown, paper=PaperSize.LETTER).remark]


def test_a_format_whose_library_is_missing_says_in_one_line_what_to_install() -> None:
    """And what to choose instead."""
    writer = DocumentWriter(lambda *_: "", needs="no_such_library", extra="organiser")
    with pytest.raises(FormatUnavailable) as refused:
        writer.refuse_what_is_missing(FileFormat.HTML)
    assert str(refused.value) == (
        "HTML needs the library no_such_library; "
        "pip install 'breakout-tui[organiser]', or choose html, which any browser prints to PDF"
    )
