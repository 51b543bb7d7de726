"""Documents as PDF, by typst in a process of its own: tagged, with links, bookmarks and a linked table of contents.

The template is fixed and all text comes to it as data, so nothing that anybody typed is read as typst's markup, which could read files
or load packages from the network. The same document makes the same bytes on computers with the same fonts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime

from breakout_tui.domain.errors import FormatUnavailable
from breakout_tui.report.document import Document
from breakout_tui.report.writers.paper_size import PaperSize
from breakout_tui.report.writers.pdf_data import pdf_data

TIME_LIMIT = 120.0
"""Seconds; a paper of 2,000 statements takes ten. The time and the memory of typst grow with the pages."""
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a file whose document has none."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF and what to say about it."""

    data: bytes
    is_accessible: bool
    """Whether it keeps to PDF/UA-1."""
    remark: str
    """One line that says what the file lacks; empty if nothing."""


def render_pdf(
    document: Document, *, paper: PaperSize = PaperSize.A4, time_limit: float = TIME_LIMIT
) -> PdfFile:
    """The document as a PDF file. ``time_limit`` is in seconds. Raises FormatUnavailable."""
    created = document.properties.created or _UNDATED
    request = {"document": pdf_data(document, paper), "timestamp": int(created.timestamp())}
    line, _, data = _answer(json.dumps(request).encode(), time_limit).partition(b"\n")
    answer = json.loads(line)
    remark = answer["missing"]
    if not remark and answer["reason"]:
        remark = f"The file does not keep to PDF/UA-1: {answer['reason']}"
    return PdfFile(data, bool(answer["standard"]), remark)


def _answer(request: bytes, time_limit: float) -> bytes:
    """What the child process answers. Raises FormatUnavailable if it fails or takes too long, in which case it is killed."""
    # -P: no module is imported from the folder where the process runs.
    command = [sys.executable, "-P", "-m", "breakout_tui.report.writers.typst_child"]
    with tempfile.TemporaryDirectory(prefix="breakout-tui-pdf-") as empty:
        try:
            done = subprocess.run(
                command, input=request, capture_output=True, cwd=empty, timeout=time_limit, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise FormatUnavailable(
                f"the document is too long to set as PDF in {time_limit:g} seconds",
                remedy="write it as docx or html, which takes a few seconds, and make the PDF in Word or the browser",
            ) from error
    if done.returncode != 0:
        raise FormatUnavailable(f"typst failed (exit status {done.returncode})", remedy="choose html or docx")
    return done.stdout
