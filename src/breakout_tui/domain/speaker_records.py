"""The records of a list of speakers: who asked to speak, when each of them spoke, and how the list of a phase is led."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class SpeakerSort(Enum):
    """What somebody asks for."""

    SPEECH = "speech"
    REPLY = "reply"
    POINT = "point of order"


class SpeakerSource(Enum):
    """How the request came in."""

    TYPED = "typed here"
    PHONE = "phone"


class SpeakerState(Enum):
    """How far a request is; the value is the word on screen."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    """By a point of order; goes on after it."""
    DONE = "has spoken"
    WITHDRAWN = "withdrawn"


class SpeakingOrder(Enum):
    """In which order those who wait speak; the value is the words on screen."""

    FRESH = "not spoken yet first"
    ASKED = "in order"
    SHUFFLED = "shuffled"


LONGEST_SPEECH = 60
"""Minutes of the longest time that a speaker can be given."""
SPEAKING = (SpeakerState.SPEAKING, SpeakerState.PAUSED)
"""The states of the current speaker."""
IN_LINE = (SpeakerState.WAITING, SpeakerState.INTERRUPTED)
"""The states of those who speak later."""


@dataclass(frozen=True, slots=True)
class SpeakingTime:
    """A stretch of time in which somebody spoke. While the room's clock stands, it doesn't count."""

    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One request to speak, and what became of it."""

    id: str
    session_id: str
    phase: str
    """The id of the phase on whose list it is."""
    asked_at: datetime
    attribution: str = ""
    """Who asks, as statements are attributed: several names are joined by a comma. Empty as far as the rule wants it."""
    sort: SpeakerSort = SpeakerSort.SPEECH
    origin: SpeakerSource = SpeakerSource.TYPED
    progress: SpeakerState = SpeakerState.WAITING
    times: tuple[SpeakingTime, ...] = ()
    allotted: int = 0
    """Whole seconds for it, set when it begins; 0 for no limit."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class SpeakersList:
    """How the list of one phase is led."""

    id: str
    session_id: str
    phase: str
    order: SpeakingOrder = SpeakingOrder.FRESH
    seed: str = ""
    """What the shuffled order is made from."""
    arranged: tuple[str, ...] = ()
    """The ids of those who waited when somebody was moved, in the order they have since."""
    is_closed: bool = False
    speaking: int | None = None
    """Whole seconds for each speaker, 0 for no limit; None for those of the programme."""
    reply: int | None = None
    """The same for a reply and a point of order."""
    deleted: bool = False
