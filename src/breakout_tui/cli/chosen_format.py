"""Which format a document or data is written in: as asked for, else by the end of the file's name, else Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.file_format import DataFormat, FileFormat
from breakout_tui.report.page_setup import PageSetup
from breakout_tui.report.writers.paper_size import PaperSize

ARCHIVE = ".zip"
"""The ending of CSV tables in one file."""
_OTHER_ENDINGS = {".markdown": FileFormat.MARKDOWN, ".htm": FileFormat.HTML}


def data_format(options: Options) -> DataFormat | None:
    """The data format that is asked for by name or by the end of the output's name; None for a document."""
    if options.format is not None:
        return next((each for each in DataFormat if each.value == options.format), None)
    ending = Path(options.output or "").suffix.lower()
    if ending == ARCHIVE:
        return DataFormat.CSV
    return next((each for each in DataFormat if f".{each.value}" == ending), None)


def chosen_format(name: str | None, output: str | None) -> FileFormat:
    """The format of this name (``--format``), else that of the file (``-o``), else Markdown.

    Raises UsageError if the two are different formats.
    """
    by_ending = _by_ending(output)
    if name is None:
        return by_ending or FileFormat.MARKDOWN
    chosen = FileFormat(name)
    if by_ending not in (None, chosen):
        raise UsageError(
            f"the name {output} belongs to another format than {chosen.label}",
            remedy=f"end it in {chosen.suffix}, or leave --format out",
        )
    return chosen


def page_setup(options: Options, file_format: FileFormat) -> PageSetup:
    """What ``--paper`` and ``--template`` ask for. Raises UsageError where the format has none, and TemplateRefused."""
    if options.paper is not None and file_format not in (FileFormat.DOCX, FileFormat.PDF):
        raise UsageError(
            f"{file_format.label} has no pages", remedy="leave --paper out, or choose docx or pdf"
        )
    if options.template is not None and file_format is not FileFormat.DOCX:
        raise UsageError(f"{file_format.label} takes no Word template", remedy="choose --format docx")
    paper = PaperSize(options.paper) if options.paper is not None else PaperSize.A4
    return PageSetup(paper, _template(options.template), _warn)


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    from breakout_tui.report.writers.docx_template import read_template

    return read_template(path)


def _warn(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - a message, apart from the result


def _by_ending(output: str | None) -> FileFormat | None:
    if output in (None, "-"):
        return None
    ending = Path(output or "").suffix.lower()
    endings = {each.suffix: each for each in FileFormat} | _OTHER_ENDINGS
    return endings.get(ending)


def print_document(content: str | bytes) -> None:
    """Write a document to standard output. Raises UsageError for bytes if that is a terminal."""
    if isinstance(content, str):
        sys.stdout.write(content)
        return
    if sys.stdout.isatty():
        raise UsageError("this format is not text", remedy="write it to a file with -o FILE")
    sys.stdout.buffer.write(content)
