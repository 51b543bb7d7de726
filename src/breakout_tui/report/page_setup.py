"""How a document is laid out where its format has pages: paper, template, and who is told what a file lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain.ports import unnoticed
from breakout_tui.report.writers.paper_size import PaperSize


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What is asked for beside the format."""

    paper: PaperSize = PaperSize.A4
    template: bytes | None = None
    """A Word template, whose paper is used then; None for ours."""
    notice: Callable[[str], None] = unnoticed
    """Gets one line for each thing that a file lacks, such as characters that no font shows."""


DEFAULT_PAGES = PageSetup()
"""A4, in our own styles."""
