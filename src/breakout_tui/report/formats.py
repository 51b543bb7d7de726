"""The one table of formats: what writes a document in each of them, and what has to be installed for it.

To add a format: a member of ``FileFormat`` with its label and its use, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from breakout_tui.domain.errors import FormatUnavailable
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.document import Document
from breakout_tui.report.page_setup import DEFAULT_PAGES, PageSetup


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """What writes a format."""

    write: Callable[[Document, PageSetup], str | bytes]
    """The content of the file; a text is written in UTF-8."""
    needs: str = ""
    """The module of a library that is not part of the base installation; empty if there is none."""
    extra: str = ""
    """The extra of this package that has the library."""

    @property
    def is_missing(self) -> bool:
        """Whether the library is not installed."""
        return bool(self.needs) and find_spec(self.needs) is None

    def refuse_what_is_missing(self, file_format: FileFormat) -> None:
        """Raises FormatUnavailable if the library is not installed."""
        if self.is_missing:
            raise FormatUnavailable(
                f"{file_format.label} needs the library {self.needs}",
                remedy=f"pip install 'breakout-tui[{self.extra}]', or choose html, which any browser prints to PDF",
            )


def _markdown(document: Document, _: PageSetup) -> str:
    from breakout_tui.report.writers.markdown import write_markdown

    return write_markdown(document)


def _html(document: Document, _: PageSetup) -> str:
    from breakout_tui.report.writers.html import write_html

    return write_html(document)


def _docx(document: Document, setup: PageSetup) -> bytes:
    from breakout_tui.report.writers.docx import render_docx

    return render_docx(document, template=setup.template, paper=setup.paper)


def _pdf(document: Document, setup: PageSetup) -> bytes:
    from breakout_tui.report.writers.pdf import render_pdf

    file = render_pdf(document, paper=setup.paper)
    if file.remark:
        setup.notice(file.remark)
    return file.data


WRITERS: dict[FileFormat, DocumentWriter] = {
    FileFormat.MARKDOWN: DocumentWriter(_markdown),
    FileFormat.HTML: DocumentWriter(_html),
    FileFormat.DOCX: DocumentWriter(_docx),
    FileFormat.PDF: DocumentWriter(_pdf, needs="typst", extra="organiser"),
}


def written(
    document: Document, file_format: FileFormat = FileFormat.MARKDOWN, setup: PageSetup = DEFAULT_PAGES
) -> str | bytes:
    """The document in a format. Raises FormatUnavailable, which says what to install."""
    writer = WRITERS[file_format]
    writer.refuse_what_is_missing(file_format)
    return writer.write(document, setup)
