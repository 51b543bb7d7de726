"""What goes with the updates of a room and their answers: messages down, answers and calls for help up.

Nothing is queued on the way. A message comes with each answer until the room says that it has stored it, and a room tells an answer or a call
until the hub has taken the update that it came with. Both are known by their ids, so doubles change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message on its way to a room."""

    id: str
    kind: str
    """A word of ``MessageKind``, or another one of a newer hub."""
    text: str = ""
    value: str = ""
    left: float = 0.0
    """Seconds until it expires: the clocks of hub and room may differ."""
    is_withdrawn: bool = False
    """The organiser has taken it back."""


@dataclass(frozen=True, slots=True)
class HelpState:
    """How it is with a call for help."""

    id: str
    taken_by: str = ""
    """Who comes; empty while nobody has taken it."""
    is_closed: bool = False
    is_unknown: bool = False
    """The hub does not have it, such as one whose database was restored: the room tells it again."""


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """What the facilitator did with a message."""

    id: str
    answer: str
    """A word of ``MessageAnswer``."""
    ago: float = 0.0
    """Seconds since then."""


@dataclass(frozen=True, slots=True)
class ToldCall:
    """A call for help on its way to the hub."""

    id: str
    text: str
    ago: float = 0.0
    """Seconds since it was made."""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class RoomNews:
    """What a room tells."""

    is_first: bool = False
    """This window does not know yet what there is: the hub tells of all that is not over."""
    stored: tuple[str, ...] = ()
    """The ids of messages that the room has stored since it last said so."""
    withdrawn: tuple[str, ...] = ()
    """The same of messages that the organiser has taken back."""
    answers: tuple[ToldAnswer, ...] = ()
    calls: tuple[ToldCall, ...] = ()
    open_calls: tuple[HelpState, ...] = ()
    """What the room knows of its calls that are not over, so that the hub tells only what has changed."""


@dataclass(frozen=True, slots=True)
class HubMail:
    """What the hub tells; that it tells anything says that it has taken the room's news."""

    messages: tuple[SentMessage, ...] = ()
    """Those that the room has not said to have stored, the earliest first."""
    calls: tuple[HelpState, ...] = ()
    """Those of the room's calls that are otherwise than it knows."""


NO_NEWS = RoomNews()
NO_MAIL = HubMail()
