"""Proposals: what an edited document says otherwise than the paper does now, each with the command that would take it over.

What the paper said before is no proposal (``known_words``): what the editor changed after the file was sent is not offered to be undone.
White space is no difference. Read are the texts that the editor has a command for: statements, headings of joined ones, headlines,
paragraphs, title and opening. Other changes of a theme and comments are told, for the editor to go there. Nothing is stored: what was
accepted is what the paper says, so it is no proposal any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.edited_document import Comment
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_commands import PaperCommand


class ProposalSort(Enum):
    """What a proposal is; the value says it in a word or two."""

    CHANGED = "changed"
    NEW = "new"
    TAKEN_OUT = "taken out"
    MISSING = "not in the file"
    """A statement; leaving it out needs a reason, so no command is offered."""
    OTHER = "for you to place"
    """A text that belongs to nothing that the editor has a command for."""
    COMMENT = "comment"
    ANSWER = "answer"
    """Of a room's rapporteur, other than that the room accepts."""
    ACCEPTED_BEFORE = "accepted before it was changed"
    """A room accepted what the paper does not say any more."""
    ACCEPTED = "accepted"
    """How many statements a room accepts; there is nothing to decide."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One difference, or comments without one."""

    sort: ProposalSort
    subject: str
    """What it is about, in words: ``Room 2·1/C3``, ``Headline · Governance``."""
    now: str
    """As the paper says it; empty for what is new."""
    proposed: str = ""
    """As the file says it; empty for what is not in it."""
    command: PaperCommand | None = None
    """What takes it over; None where it is only told."""
    note_id: str = ""
    """The statement that it is about."""
    theme_id: str = ""
    """The theme where it stands."""
    kind: Kind | None = None
    """The section of it."""
    comments: tuple[Comment, ...] = ()
