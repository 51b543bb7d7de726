"""What the editor of a position paper decides, as records that are stored, undone and joined one by one.

What is made anew (a paragraph, a joined statement, a next step) has a random id. What is known by its place has an id made of it: the
wording of a statement, the headline of a theme. So two editors who work on copies change the same record only where they decide the
same thing. A record is never removed, only marked as deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class Frontispiece:
    """The title of the paper and its opening, in the editor's words; an empty one is that of the program, or left out."""

    id: str
    title: str = ""
    opening: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """What a theme comes to, in one sentence of the editor."""

    id: str
    theme_id: str
    text: str
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ThemeOrder:
    """The order of the themes; those that it does not name follow."""

    id: str
    themes: tuple[str, ...]
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class StatementOrder:
    """The order of the statements of a kind on a theme; those that it does not name follow in the order of their rooms."""

    id: str
    theme_id: str
    kind: Kind
    entries: tuple[str, ...]
    """Ids of notes and of joined statements."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that is not in the paper, and why."""

    id: str
    note_id: str
    reason: str
    based_on: str
    """What the room said when this was decided."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class EditedWording:
    """A statement in the words of the editor; the room's words are its footnote."""

    id: str
    note_id: str
    text: str
    based_on: str
    """What the room said when it was edited."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class LinkingParagraph:
    """A paragraph of the editor between the statements."""

    id: str
    theme_id: str
    kind: Kind
    before: str
    """The id of the note or joined statement before which it stands; empty for the end of the section."""
    text: str
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class JoinedMember:
    """A statement below a heading that it shares with others."""

    note_id: str
    based_on: str
    """What the room said when it was joined."""


@dataclass(frozen=True, slots=True)
class JoinedStatement:
    """Statements of several rooms that say the same, below one heading. One that was split again stays, marked as deleted."""

    id: str
    heading: str
    """In the words of the editor; empty for those of the first member."""
    members: tuple[JoinedMember, ...]
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class NotTheSame:
    """Two statements that are never offered as a pair again."""

    id: str
    one: str
    other: str
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """A line of the table of next steps: the editor's own, or in place of what a recommendation says."""

    id: str
    what: str
    who: str
    due: str
    """By when, as typed."""
    note_id: str = ""
    """The recommendation; empty for a line of the editor's own."""
    based_on: str = ""
    """What the room said when it was edited: the recommendation, who acts and by when, a line each."""
    is_left_out: bool = False
    deleted: bool = False


PaperDecision = (
    Frontispiece
    | Headline
    | ThemeOrder
    | StatementOrder
    | LeftOut
    | EditedWording
    | LinkingParagraph
    | JoinedStatement
    | NotTheSame
    | NextStep
)
"""A decision of the editor."""


@dataclass(frozen=True, slots=True)
class OtherDecision:
    """What another editor decided, and who and when, as far as that is known."""

    decision: PaperDecision
    laptop: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DecidedTwice:
    """A decision that two editors made differently without knowing of each other: the one that holds waits to be confirmed.

    It is marked as deleted once the editor has chosen, with what was not chosen, so that undo brings it back.
    """

    id: str
    decision_id: str
    """The id of the decision that holds."""
    others: tuple[OtherDecision, ...]
    """Never empty."""
    laptop: str = ""
    """On which laptop the decision that holds was made, and when, as far as that is known."""
    at: datetime | None = None
    deleted: bool = False


PaperEntry = PaperDecision | DecidedTwice
"""A decision of the editor, or what waits for one."""


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One record before (None if it was new) and after."""

    before: PaperEntry | None
    after: PaperEntry


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One command of the editor, which can be undone. Steps are in the order of their ids."""

    id: str
    words: str
    at: datetime
    changes: tuple[PaperChange, ...]
    undone: bool = False
    superseded: bool = False
    """Undone before another command: it can no longer be redone."""


PaperRecord = PaperEntry | PaperStep

FRONTISPIECE = "paper"
THEME_ORDER = "themes"


def twice_id(decision_id: str) -> str:
    """The id of what tells that a decision was made differently."""
    return f"twice:{decision_id}"


def headline_id(theme_id: str) -> str:
    """The id of a theme's headline."""
    return f"headline:{theme_id}"


def order_id(theme_id: str, kind: Kind) -> str:
    """The id of the order of a section."""
    return f"order:{theme_id}:{kind.letter}"


def left_out_id(note_id: str) -> str:
    """The id of the decision that a statement is not in the paper."""
    return f"out:{note_id}"


def wording_id(note_id: str) -> str:
    """The id of the editor's wording of a statement."""
    return f"wording:{note_id}"


def next_step_id(note_id: str) -> str:
    """The id of the line of a recommendation."""
    return f"step:{note_id}"


def apart_id(one: str, other: str) -> str:
    """The id of the decision that two statements are not the same, in either order."""
    return f"apart:{min(one, other)}:{max(one, other)}"
