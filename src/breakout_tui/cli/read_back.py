"""What an edited file proposes for the paper of a conference. Combines the report, the store and the rules of the comparison."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.cli.options import Options
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import Conference, paper_id
from breakout_tui.domain.edited_document import EditedDocument
from breakout_tui.domain.edited_parts import EditedPaper, edited_paper
from breakout_tui.domain.errors import DocumentRefused
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_comparison import proposals
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.paper_proposals import Proposal
from breakout_tui.domain.text import clean_line
from breakout_tui.report.paper_lines import written_lines
from breakout_tui.store.paper_file import PaperFile


def read_back(
    documents: Iterable[EditedDocument], conference: Conference, paper: Paper
) -> tuple[EditedPaper, ...]:
    """Files as those of this conference. Raises DocumentRefused if there is no statement of it in one of them."""
    written = written_lines(conference, paper)
    return tuple(_read_back(each, conference, written) for each in documents)


def _read_back(document: EditedDocument, conference: Conference, written: frozenset[str]) -> EditedPaper:
    edited = edited_paper(document, conference, written)
    if not edited.answers and next(edited.stated(), None) is None:
        raise DocumentRefused(
            f"no statement of “{conference.event}” is in the file",
            where=document.name,
            remedy="name a .docx file of its paper, with its footnotes, or the event with --event",
        )
    return edited


def print_proposals(options: Options, documents: Iterable[EditedDocument]) -> int:
    """Print what files propose, a line each; without proposals say so on stderr. Raises DocumentRefused, NotFound, StoreError."""
    clock = SystemClock()
    store = stored_sessions(options, clock)
    conference = choose_conference(store, options.event)
    paper = PaperFile(store.path, paper_id(conference.event), clock).read()
    edited = read_back(documents, conference, paper)
    found = proposals(conference, paper, outline(conference, paper), edited)
    for each in found:
        print(_line(each))  # noqa: T201 - the result
    if not found:
        print("breakout-tui: nothing is proposed that the paper does not say", file=sys.stderr)  # noqa: T201 - a message
    return 0


def _line(proposal: Proposal) -> str:
    return f"{proposal.subject}: {proposal.sort.value}{''.join(_told(proposal))}"


def _told(proposal: Proposal) -> Iterator[str]:
    quoted = [f"“{clean_line(text)}”" for text in (proposal.now, proposal.proposed) if text]
    if quoted:
        yield f": {' → '.join(quoted)}"
    for comment in proposal.comments:
        author = f"{comment.author}: " if comment.author else ""
        yield f" [{author}{clean_line(comment.text)}]"
