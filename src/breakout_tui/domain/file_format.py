"""The formats in which a document can be written. What writes them is in ``report/formats.py``."""

from __future__ import annotations

from enum import Enum


class FileFormat(Enum):
    """A format; the value is its name on the command line and, with a dot, the end of a file's name."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"

    @property
    def suffix(self) -> str:
        """The end of a file's name: ``.md``."""
        return f".{self.value}"

    @property
    def label(self) -> str:
        """Its name in a sentence."""
        return _LABELS[self]

    @property
    def use(self) -> str:
        """What it is good for, in a few words."""
        return _USES[self]


def format_names() -> str:
    """The names of all formats in a sentence: ``md or html``."""
    *others, last = [each.value for each in FileFormat]
    return f"{', '.join(others)} or {last}"


_LABELS = {
    FileFormat.MARKDOWN: "Markdown",
    FileFormat.HTML: "HTML",
    FileFormat.DOCX: "Word",
    FileFormat.PDF: "PDF",
}
_USES = {
    FileFormat.MARKDOWN: "opens in any editor",
    FileFormat.HTML: "for any browser, and to print",
    FileFormat.DOCX: "to edit in Word or LibreOffice",
    FileFormat.PDF: "to hand out, as printed",
}
