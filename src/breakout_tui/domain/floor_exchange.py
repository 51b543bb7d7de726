"""What goes with the updates of a room and their answers: statements of the floor down, and what became of them up.

Nothing is queued on the way. A statement comes with each answer until the room says that it has stored it; a result goes with each update
until an answer says that the server has it. Everything is known by its id, so doubles change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.co_floor import CoMail, CoNews

MUTED = 600.0
"""Seconds for which the device that sent a statement is muted."""
REMEMBERED = 600.0
"""Seconds for which a server knows which device sent a statement."""


@dataclass(frozen=True, slots=True)
class SentStatement:
    """A statement on its way to the room."""

    id: str
    session_id: str
    """The session that was shown when it was sent."""
    kind: str
    """A word of ``Kind``, or ``TO_SPEAK`` for a request to speak, which has no text."""
    text: str
    country: str = ""
    ago: float = 0.0
    """Seconds since it was sent: the clocks of server and room may differ."""


@dataclass(frozen=True, slots=True)
class FloorResult:
    """What became of a statement."""

    id: str
    outcome: str
    """A word of ``FloorOutcome``."""
    reference: str = ""
    """Of the note that it is now, such as ``C12``; the place of a request on the list of speakers; empty for any other outcome."""


@dataclass(frozen=True, slots=True)
class MutedDevice:
    """The device that sent a statement may send nothing for a while."""

    statement_id: str
    left: float
    """Seconds until it may again; 0 or less lifts it."""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How far a vote of the room's session is at the server. The room says with its session that it has a tally."""

    id: str
    ballots: int
    is_counted: bool = False
    """Whether the ballots are counted and gone."""
    counts: tuple[tuple[int, ...], ...] = ()
    """As ``PhoneVote.counts`` has them."""
    part: str = ""
    """As ``VotePart.id`` has it: the tallies of two servers add up, and each counts once."""


@dataclass(frozen=True, slots=True)
class FloorNews:
    """What a room tells with an update."""

    is_open: bool = False
    """Whether phones may send."""
    stored: tuple[str, ...] = ()
    """The ids of statements that the room has stored since an answer last said that the server knows it."""
    results: tuple[FloorResult, ...] = ()
    """Those that the server has not said to have, or all where the server has asked for them."""
    muted: tuple[MutedDevice, ...] = ()
    """All that are muted now: it is a state, told with each update."""
    renews_code: bool = False
    """The facilitator wants another code for phones; those that have joined have to join again."""
    co: CoNews | None = None
    """Of a co-facilitator; None to a hub, which has no page for one."""
    lacks_waiting: bool = False
    """To a hub: whether it has to send all that waits, also what a window has stored already. This window has just begun, perhaps on another computer."""


@dataclass(frozen=True, slots=True)
class FloorMail:
    """What the server tells with an answer; that it tells anything says that it has taken the room's news."""

    statements: tuple[SentStatement, ...] = ()
    """Those that the room has not said to have stored, the earliest first, at most a hundred at a time."""
    withdrawn: tuple[str, ...] = ()
    """Those that their authors have withdrawn and for which the room has told no result WITHDRAWN yet."""
    wants_results: bool = False
    """Whether the server asks for all results of the session: it has restarted, or its file is another one."""
    code: str = ""
    """What a phone types to join, in groups; another one than that of displays."""
    address: str = ""
    """Where a phone finds the server, such as ``http://192.168.1.23:8765/p``; empty for none."""
    phones: int = 0
    """Phones whose page is open."""
    muted: tuple[str, ...] = ()
    """The statements whose devices are known here and may send nothing now."""
    votes: tuple[VoteCount, ...] = ()
    """Those of the session that is shown of which the room does not have this server's tally."""
    co: CoMail | None = None
    """Of a co-facilitator; None from a server that has no page for one."""
