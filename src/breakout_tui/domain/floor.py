"""The floor: what delegates send from their phones. It waits until the facilitator takes it as a note or sets it aside.

A statement has its id from the server that received it. The note that is made of it has the same id, so that a statement is taken at most
once, by whichever window or computer, and what became of it can be read from the session's notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.text import clean, clip

LONGEST_STATEMENT = 500
"""Characters of a statement."""
TO_SPEAK = "to speak"
"""In place of a kind: it is no statement, but a request to speak (``speaking_requests.py``)."""
MOST_WAITING = 500
"""Statements of a session that wait; a server takes no more until some are dealt with."""


class FloorOutcome(Enum):
    """What became of a statement."""

    WAITING = "waiting"
    TAKEN = "taken"
    """It is a note."""
    ASIDE = "aside"
    """The facilitator has set it aside; it can still be taken."""
    WITHDRAWN = "withdrawn"
    """Its author has taken it back."""
    LISTED = "listed"
    """Of a request to speak: it is on the list of speakers."""
    SPEAKING = "speaking"
    """Of a request to speak: it is the author's turn."""
    SPOKEN = "spoken"
    """Of a request to speak: the author has spoken."""


ONLY_OF_REQUESTS = tuple(
    outcome.value for outcome in (FloorOutcome.LISTED, FloorOutcome.SPEAKING, FloorOutcome.SPOKEN)
)
"""The words of what becomes of requests to speak only."""


@dataclass(frozen=True, slots=True)
class FloorStatement:
    """A statement that this room has stored."""

    id: str
    session_id: str
    kind: Kind
    text: str
    stored_at: datetime
    """When it was sent, by the room's wall clock."""
    country: str = ""
    """What its author says to speak for: a claim until the facilitator takes the statement with it. Always empty unless the rule asks for it."""
    outcome: FloorOutcome = FloorOutcome.WAITING
    """Never TAKEN: whether it is taken, the session's notes say."""


@dataclass(frozen=True, slots=True)
class SpeakingRequest:
    """A request to speak that this room has stored (``speaking_requests.py``)."""

    id: str
    session_id: str
    stored_at: datetime
    """When it was sent, by the room's wall clock."""
    country: str = ""
    """What its author says to speak for, and under *named* also who it is, as speakers are attributed: a claim. Empty under *none*."""
    outcome: FloorOutcome = FloorOutcome.WAITING
    """WAITING, ASIDE for one that was refused, or WITHDRAWN; whether it is on the list, the session says."""


Kept = FloorStatement | SpeakingRequest
"""What a room has stored of what phones sent."""


def statement_text(text: str) -> str:
    """The text as it is sent and stored: clean, without blank ends, not longer than ``LONGEST_STATEMENT``."""
    return clip(clean(text).strip(), LONGEST_STATEMENT)


def floor_outcome(word: str) -> FloorOutcome:
    """The outcome of this word; WAITING for one that this program does not know."""
    return next((outcome for outcome in FloorOutcome if outcome.value == word), FloorOutcome.WAITING)
