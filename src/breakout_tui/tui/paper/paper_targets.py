"""Paper targets: what a row of the editor's screen is about, so that a key knows what to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_proposals import Proposal


class Front(Enum):
    """What stands before the themes; the value is its heading."""

    TITLE = "Title"
    OPENING = "Opening"


@dataclass(frozen=True, slots=True)
class HeadlineTarget:
    """The headline of a theme."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class StatementTarget:
    """A statement of a room."""

    note_id: str


@dataclass(frozen=True, slots=True)
class JoinedTarget:
    """The heading of a joined statement."""

    joined_id: str


@dataclass(frozen=True, slots=True)
class ParagraphTarget:
    """A paragraph of the editor."""

    paragraph_id: str


@dataclass(frozen=True, slots=True)
class NewParagraphTarget:
    """A paragraph that is being written; ``before`` is the id of an entry, empty for the end of the section."""

    theme_id: str
    kind: Kind
    before: str = ""


@dataclass(frozen=True, slots=True)
class ReasonTarget:
    """A statement that is left out, or is about to be, and why."""

    note_id: str


@dataclass(frozen=True, slots=True)
class PairTarget:
    """Two statements that say nearly the same; while a heading is typed, that of both."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class DifferenceTarget:
    """A statement that its room changed after a decision."""

    note_id: str


@dataclass(frozen=True, slots=True)
class TwiceTarget:
    """A decision that two editors made differently."""

    decision_id: str


@dataclass(frozen=True, slots=True)
class StepTarget:
    """A line of the next steps; an empty id is a new one."""

    step_id: str


@dataclass(frozen=True, slots=True)
class FindingTarget:
    """A finding, and where to go: a statement or, without one, the recommendations of a theme."""

    note_id: str
    words: str
    theme_id: str = ""


@dataclass(frozen=True, slots=True)
class ProposalTarget:
    """What an edited file says otherwise."""

    proposal: Proposal


TypedTarget = (
    Front
    | HeadlineTarget
    | StatementTarget
    | JoinedTarget
    | ParagraphTarget
    | NewParagraphTarget
    | ReasonTarget
    | PairTarget
    | StepTarget
)
"""What a text can be typed for. A file names its drafts by these classes and fields."""


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """A text that was typed and not saved."""

    target: TypedTarget


Target = TypedTarget | DifferenceTarget | TwiceTarget | FindingTarget | DraftTarget | ProposalTarget
"""Anything that a row or a text is about."""
