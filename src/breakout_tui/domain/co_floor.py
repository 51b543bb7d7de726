"""What a co-facilitator sees of the floor and asks for, on its way between the room and its server.

The room decides: an act is carried out by its window, or answered with the reason why it was not. The list of what waits goes to the server
only while a co-facilitator may join, and only when it is another one than the server has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_LISTED = 100
"""Statements that wait and are listed, the earliest first; the others follow as these are dealt with."""
MOST_NOTES = 30
"""Of the statements that are set aside, and of those that are notes, as many of the latest ones are listed."""


class CoVerb(Enum):
    """What a co-facilitator can do with a statement."""

    TAKE = "take"
    """Make a note of it, perhaps in other words or of another kind."""
    JOIN = "join"
    """Count it as a repeat: of a note, or of another statement, which is taken first."""
    ASIDE = "aside"
    BACK = "back"
    """Let one that is set aside wait again."""
    MAGNIFY = "magnify"
    """Show it large on the displays."""
    END = "end"
    """Show what is now instead."""


class CoOutcome(Enum):
    """What became of an act."""

    DONE = "done"
    TAKEN = "taken"
    """The statement is a note already."""
    WITHDRAWN = "withdrawn"
    """Its author has withdrawn it."""
    GONE = "gone"
    """There is no such statement in the session."""
    NO_OTHER = "no other"
    """There is nothing like that to join it with."""
    EMPTY = "empty"
    """No words are left to take."""
    CLOSED = "closed"
    """The room has no session that its window can change, or lets nobody work on the floor."""
    REFUSED = "refused"
    """The session does not allow it."""


@dataclass(frozen=True, slots=True)
class CoStatement:
    """A statement of the list."""

    id: str
    number: int
    """Of its place in the order in which they came to the room, from 1: it is never another one."""
    kind: str
    """A word of ``Kind``: what it becomes if nothing else is chosen."""
    text: str
    country: str = ""
    """What its author says to speak for."""
    at: str = ""
    """When it was sent, by the room's clock: ``10:32``."""
    same_as: str = ""
    """The reference of the note that says the same; empty for none."""
    same_text: str = ""
    """The words of that note."""


@dataclass(frozen=True, slots=True)
class CoNote:
    """A note that was a statement, so that another statement can be joined with it."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class CoKind:
    """A kind that a note can be of."""

    kind: str
    """A word of ``Kind``."""
    label: str = ""
    """The programme's own word for it; empty where it has none."""


@dataclass(frozen=True, slots=True)
class CoList:
    """All that a co-facilitator sees of the floor."""

    edition: str
    """Another one whenever anything of it is another one."""
    waiting: int = 0
    """How many wait, also those that are not listed."""
    statements: tuple[CoStatement, ...] = ()
    """Those that wait, the earliest first."""
    aside: tuple[CoStatement, ...] = ()
    """The latest of those that are set aside, the last one first."""
    notes: tuple[CoNote, ...] = ()
    """The latest of those that are notes, the last one first."""
    kinds: tuple[CoKind, ...] = ()
    magnified: str = ""
    """The id of the statement that is on the displays; empty for none."""


@dataclass(frozen=True, slots=True)
class CoAct:
    """What a co-facilitator asks for. The same key is the same act."""

    key: str
    verb: str
    """A word of ``CoVerb``."""
    statement_id: str
    kind: str = ""
    text: str = ""
    """Of the note, where it is not that of the statement."""
    other: str = ""
    """What to join with: the reference of a note, or the id of a statement."""


@dataclass(frozen=True, slots=True)
class CoResult:
    """What became of an act."""

    key: str
    outcome: str
    """A word of ``CoOutcome``."""
    reference: str = ""
    """Of the note that the statement is now; empty for none."""


@dataclass(frozen=True, slots=True)
class CoNews:
    """What the room tells its server with an update."""

    is_wanted: bool = False
    """Whether a co-facilitator may join and work."""
    renews_code: bool = False
    """Those that have joined have to join again, with another code."""
    listed: CoList | None = None
    """None where the server has it."""
    results: tuple[CoResult, ...] = ()
    """Those that the server has not said to have."""


@dataclass(frozen=True, slots=True)
class CoMail:
    """What the server tells with its answer."""

    address: str = ""
    """Where a co-facilitator finds the page, such as ``http://192.168.1.23:8765/f``."""
    code: str = ""
    """What is typed to join, in groups."""
    pages: int = 0
    """Devices that look at the page now."""
    edition: str = ""
    """Of the list that the server has; empty for none."""
    acts: tuple[CoAct, ...] = ()
    """Those of which the server has no result, the earliest first."""


def co_outcome(word: str) -> CoOutcome:
    """The outcome of this word; REFUSED for one that this program does not know."""
    return next((outcome for outcome in CoOutcome if outcome.value == word), CoOutcome.REFUSED)
