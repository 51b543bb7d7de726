"""Read back: the edited files that came back, and what of them the editor has dismissed. Touches no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.edited_parts import EditedPaper
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_commands import PaperCommand
from breakout_tui.domain.paper_comparison import proposals
from breakout_tui.domain.paper_outline import Outline
from breakout_tui.domain.paper_proposals import Proposal, ProposalSort


class ReadBack:
    """What is dismissed is so until the screen is closed; the files can be read again."""

    def __init__(self) -> None:
        self.edited: tuple[EditedPaper, ...] = ()
        self._dismissed: set[Proposal] = set()
        self._heard = set[tuple[object, ...]]()
        """The comments that were shown with what was taken."""

    def dismiss(self, proposal: Proposal) -> None:
        """Offer it no more, also when the paper says something else then."""
        self._dismissed.add(_kept(proposal))

    def take(self, found: Iterable[Proposal], command: PaperCommand) -> None:
        """The editor gave a command; if it takes a proposal, its comments were read with it."""
        self._heard |= {_comments(each) for each in found if each.command == command}

    def open_in(self, conference: Conference, paper: Paper, made: Outline) -> tuple[Proposal, ...]:
        """The proposals that the editor has not decided on."""
        if not self.edited:
            return ()
        found = proposals(conference, paper, made, self.edited)
        return tuple(each for each in found if not self._is_settled(each))

    def _is_settled(self, proposal: Proposal) -> bool:
        is_heard = proposal.sort is ProposalSort.COMMENT and _comments(proposal) in self._heard
        return is_heard or _kept(proposal) in self._dismissed


def _kept(proposal: Proposal) -> Proposal:
    return replace(proposal, now="")


def _comments(proposal: Proposal) -> tuple[object, ...]:
    return proposal.note_id, proposal.theme_id, proposal.comments
