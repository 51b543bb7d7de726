"""What the organiser says to rooms, what rooms answer, and calls for help: the values of both sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.text import clean, clean_line, clip

LONGEST_MESSAGE = 500
"""Characters of a message, and of a call for help."""
LONGEST_HELPER = 60
"""Characters of the name of who takes a call."""
MOST_MINUTES = 120
"""Minutes that a proposal can add or take."""
_MINUTES = re.compile(r"[+-][1-9][0-9]{0,2}")
_TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class MessageKind(Enum):
    """What a message is for."""

    FACILITATOR = "facilitator"
    """A line that the facilitator reads and puts away."""
    DISPLAY = "display"
    """Shown on the displays of the room until it expires."""
    EXTEND = "extend"
    """A proposal: so many minutes more for the current box, as ``+10``."""
    END = "end"
    """A proposal: the phase ends at this time of day, as ``12:30``."""
    OTHER = "other"
    """Of a kind that this program does not know: listed as text only."""

    @property
    def is_proposal(self) -> bool:
        """Whether it is taken or declined."""
        return self in (MessageKind.EXTEND, MessageKind.END)


class MessageAnswer(Enum):
    """What the facilitator did with a message."""

    NONE = ""
    SEEN = "seen"
    TAKEN = "taken"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class HubMessage:
    """A message of the organiser."""

    id: str
    """Given by who sends it, so that sending it twice sends one."""
    kind: MessageKind
    text: str = ""
    """May be empty for a proposal."""
    value: str = ""
    """What a proposal proposes; empty for any other message."""


@dataclass(frozen=True, slots=True)
class MessageDelivery:
    """How it is with a message in one room; times by the hub's clock."""

    room_id: str
    room: str
    """The name of the room."""
    fetched_at: datetime | None = None
    """When the room had stored it; None before."""
    answer: MessageAnswer = MessageAnswer.NONE
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MessageStanding:
    """A message with all its rooms; times by the hub's clock."""

    message: HubMessage
    made_at: datetime
    expires_at: datetime
    is_over: bool
    """Whether it has expired or was withdrawn."""
    withdrawn_at: datetime | None = None
    deliveries: tuple[MessageDelivery, ...] = ()
    """By the name of the room."""


@dataclass(frozen=True, slots=True)
class RoomHelp:
    """A call for help as the organiser sees it; times by the hub's clock."""

    id: str
    room: str
    """The name of the room."""
    text: str
    asked_at: datetime
    waited: float
    """Seconds from the call until somebody took it, until it was closed, or until now."""
    taken_by: str = ""
    """Empty while nobody has taken it."""
    taken_at: datetime | None = None
    closed_at: datetime | None = None
    """When it was closed here or withdrawn by the room; None while it is open."""
    room_id: str = ""


def message_kind(word: str) -> MessageKind:
    """The kind of this word; OTHER for one that a newer program sends."""
    return next((kind for kind in MessageKind if kind.value == word), MessageKind.OTHER)


def message_answer(word: str) -> MessageAnswer:
    """The answer of this word; NONE for an unknown one."""
    return next((answer for answer in MessageAnswer if answer.value == word), MessageAnswer.NONE)


def message_text(text: str) -> str:
    """The text as it is sent and stored: clean, without blank ends, not longer than ``LONGEST_MESSAGE``."""
    return clip(clean(text).strip(), LONGEST_MESSAGE)


def helper_name(name: str) -> str:
    """The name of who takes a call, as it is sent and stored."""
    return clip(clean_line(name), LONGEST_HELPER)


def problem_of(message: HubMessage) -> str:
    """Why a message can't be sent, as a clause; empty if it can."""
    if message.kind is MessageKind.OTHER:
        return "it has no kind"
    if message.kind is MessageKind.EXTEND:
        is_number = _MINUTES.fullmatch(message.value) is not None
        if not is_number or not 0 < abs(int(message.value)) <= MOST_MINUTES:
            return f"a proposal adds +1 to +{MOST_MINUTES} minutes, or takes as many"
    elif message.kind is MessageKind.END:
        if _TIME_OF_DAY.fullmatch(message.value) is None:
            return "a proposed end is a time of day, such as 12:30"
    elif not message_text(message.text):
        return "it has no words"
    return ""
