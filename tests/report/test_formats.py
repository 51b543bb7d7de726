"""The table of formats: each has a writer, and one whose library is missing says what to install."""

from __future__ import annotations

import pytest

from breakout_tui.domain.errors import FormatUnavailable
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.document import Document, Paragraph
from breakout_tui.report.formats import WRITERS, DocumentWriter, written, written_by
from breakout_tui.report.inlines import Text

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


def test_a_format_whose_library_is_missing_says_in_one_line_what_to_install() -> None:
    """Rule: the writer is not called."""
    writer = DocumentWriter(lambda *_: pytest.fail("called"), needs="no_such_library", extra="organiser")
    with pytest.raises(FormatUnavailable) as refused:
        written_by(writer, DOCUMENT, FileFormat.HTML)
    assert str(refused.value) == (
        "HTML needs the library no_such_library; "
        "pip install 'breakout-tui[organiser]', or choose html, which any browser prints to PDF"
    )
