"""Why something that a phone sent is not taken. The pages say it in their language."""

from __future__ import annotations

from enum import Enum


class PhoneRefusal(Enum):
    """Why."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    UNREADABLE = "unreadable"
    """No page of ours sends such a thing."""
    NO_SESSION = "no session"
    ENDED = "ended"
    CLOSED = "closed"
    """The facilitator takes nothing now."""
    MUTED = "muted"
    TOO_MANY = "too many"
    """Of this device."""
    BUSY = "busy"
    """Too many of all devices together."""
    FULL = "full"
    """Too many wait for the facilitator."""
    NOT_SAVED = "not saved"
    """The file can't be written now."""
    NOT_YOURS = "not yours"
    """The secret is not that of the statement, or there is no such statement."""
    VOTE_FULL = "vote full"
    """The vote has as many ballots as one may have."""
    VOTE_CLOSED = "vote closed"
    """The vote that a ballot is for is not open."""
    NO_BALLOT = "no ballot"
    """It gives more dots than it has, or than a place may get."""
    LIST_CLOSED = "list closed"
    """The facilitator takes no more requests to speak."""
    TAKEN = "taken"
    """The facilitator has taken it already."""

    @property
    def passes(self) -> bool:
        """Whether the same thing may be taken a moment later, so that the page sends it again by itself."""
        return self in (PhoneRefusal.BUSY, PhoneRefusal.NOT_SAVED, PhoneRefusal.TOO_MANY)


class FloorRefused(Exception):
    """It is not taken; ``left`` are the seconds until it may be, 0 where that is not known."""

    def __init__(self, refusal: PhoneRefusal, left: float = 0.0) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.left = left
