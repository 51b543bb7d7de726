"""Proposal rows: what edited files say otherwise than the paper, and where in the outline that is."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort
from breakout_tui.domain.paper_records import JoinedStatement, LinkingParagraph
from breakout_tui.tui.paper.changed_words import changed_words
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, ThemePlace, WholePlace
from breakout_tui.tui.paper.paper_row import BesideRow, Block, PaperRow, TextRow
from breakout_tui.tui.paper.paper_targets import (
    Front,
    HeadlineTarget,
    JoinedTarget,
    ParagraphTarget,
    ProposalTarget,
    ReasonTarget,
    StatementTarget,
    Target,
)
from breakout_tui.tui.paper.section_rows import MUTED
from breakout_tui.tui.wording import steady

_WITHOUT = {
    ProposalSort.TAKEN_OUT: "The file does not have this paragraph.",
    ProposalSort.MISSING: "The file does not have it. Leaving it out needs a reason.",
    ProposalSort.OTHER: "Nothing in the paper takes this as it is. Copy it to where it belongs, or dismiss it.",
}
_SAYS = {
    ProposalSort.ANSWER: "The room answers",
    ProposalSort.ACCEPTED_BEFORE: "The room accepted",
}


def proposal_rows(view: PaperView) -> Iterator[PaperRow]:
    """All of them, in the order of the files."""
    yield TextRow(None, (Block("What the edited files propose", "bold"),))
    if not view.proposals:
        yield TextRow(None, (Block("Nothing to decide: the paper says what they say.", MUTED),))
    for proposal in view.proposals:
        yield _row(proposal)


def goal_of(view: PaperView, proposal: Proposal) -> tuple[Place, Target] | None:
    """Where to go for a proposal: the place, and what the cursor should be on; None where there is nothing to go to."""
    match proposal.command:
        case c.NameThePaper():
            return WholePlace.FRONT, Front.TITLE if proposal.subject == Front.TITLE.value else Front.OPENING
        case c.SetHeadline(theme_id):
            return ThemePlace(theme_id), HeadlineTarget(theme_id)
        case c.EditParagraph(paragraph_id) if proposal.kind is not None:
            found = view.paper.one(LinkingParagraph, paragraph_id)
            target = HeadlineTarget(proposal.theme_id) if found is None else ParagraphTarget(found.id)
            return SectionPlace(proposal.theme_id, proposal.kind), target
        case c.EditHeading(joined_id) if proposal.kind is not None:
            return SectionPlace(proposal.theme_id, proposal.kind), JoinedTarget(joined_id)
        case c.WriteParagraph(theme_id, kind, before=before):
            is_joined = view.paper.one(JoinedStatement, before) is not None
            return SectionPlace(theme_id, kind), (
                JoinedTarget(before) if is_joined else StatementTarget(before)
            )
    if proposal.note_id and proposal.kind is not None:
        is_out = view.paper.left_out(proposal.note_id) is not None
        return SectionPlace(proposal.theme_id, proposal.kind), (
            ReasonTarget(proposal.note_id) if is_out else StatementTarget(proposal.note_id)
        )
    if not proposal.theme_id:
        return None
    theme = ThemePlace(proposal.theme_id)
    there = theme if proposal.kind is None else SectionPlace(proposal.theme_id, proposal.kind)
    return there, HeadlineTarget(proposal.theme_id)


def _row(proposal: Proposal) -> PaperRow:
    head = Block(f"{steady(proposal.subject)} · {proposal.sort.value}", MUTED, indent=2)
    comments = tuple(
        Block(steady(comment.text), "$accent", f"{steady(comment.author) or 'Comment'}: ", MUTED, indent=2)
        for comment in proposal.comments
    )
    target = ProposalTarget(proposal)
    if proposal.now and proposal.proposed:
        now, text = steady(proposal.now), steady(proposal.proposed)
        is_answer = proposal.sort is ProposalSort.ANSWER
        gone, new = ((), ((0, len(text)),)) if is_answer else changed_words(now, text)
        return BesideRow(
            target,
            (head, Block(now, indent=2, bold=gone)),
            (
                Block(_SAYS.get(proposal.sort, "In the file"), MUTED, indent=2),
                Block(text, indent=2, bold=new),
            ),
            comments,
        )
    words = Block(steady(proposal.now or proposal.proposed), "bold" if proposal.proposed else "", indent=2)
    told = _WITHOUT.get(proposal.sort)
    return TextRow(target, (head, words, *((Block(told, MUTED, indent=2),) if told else ()), *comments))
