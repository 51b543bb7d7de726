"""The lines that the program writes into a paper, by which a file that comes back is told from what others wrote into it."""

from __future__ import annotations

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.edited_document import text_key
from breakout_tui.domain.paper import Paper
from breakout_tui.report.document import lines
from breakout_tui.report.inlines import words
from breakout_tui.report.paper_document import paper_document
from breakout_tui.report.paper_front import NO_RECOMMENDATION


def written_lines(conference: Conference, paper: Paper) -> frozenset[str]:
    """The key (``text_key``) of each line of the whole paper; also of what stands where a theme had no recommendation."""
    found = map(words, lines(paper_document(conference, paper)))
    return frozenset(map(text_key, (*found, NO_RECOMMENDATION)))
