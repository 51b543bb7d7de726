"""A paper that is written as a Word file, edited in it, and read back."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.domain.edited_parts import edited_paper
from breakout_tui.domain.paper_comparison import proposals
from breakout_tui.domain.paper_proposals import Proposal
from breakout_tui.inputs.word_file import word_document
from breakout_tui.report.document import Document
from breakout_tui.report.paper_document import paper_document
from breakout_tui.report.paper_lines import written_lines
from breakout_tui.report.writers.docx import render_docx
from breakout_tui.report.writers.fixed_zip import unzipped, zipped
from tests.domain.paper_desk import Desk


def sent(desk: Desk, *, is_short: bool = False) -> bytes:
    """The paper as it is now, as a Word file."""
    return render_docx(document(desk, is_short=is_short))


def document(desk: Desk, *, is_short: bool = False) -> Document:
    """The paper as it is now."""
    return paper_document(desk.rooms, desk.paper, is_short=is_short)


def proposed(desk: Desk, *files: bytes) -> tuple[Proposal, ...]:
    """What files propose for the paper as it is now."""
    written = written_lines(desk.rooms, desk.paper)
    edited = [edited_paper(word_document(data), desk.rooms, written) for data in files]
    return proposals(desk.rooms, desk.paper, desk.outline, edited)


def with_body(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with a part changed as text."""
    files = unzipped(data)
    before = files[part].decode()
    after = change(before)
    assert after != before
    return zipped(files | {part: after.encode()})


def replaced(data: bytes, before: str, after: str) -> bytes:
    """The file with these words in place of those, wherever they stand in the body."""
    return with_body(data, lambda xml: xml.replace(f">{before}<", f">{after}<"))
