"""What a ranking leaves behind: tallies, the list's state, and the locked priority issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class RankSort(Enum):
    """The one sort of thing that is ranked at a time."""

    CHALLENGES = "challenges"
    PRINCIPLES = "principles"
    CLUSTERS = "clusters"


class RankMethod(Enum):
    """How the room votes."""

    HANDS = "show of hands"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Tally:
    """The count for one subject: a reference (``C3``) or a cluster (``#budget``)."""

    id: str
    session_id: str
    subject: str
    votes: int
    revote: int | None = None
    """The count of a second vote among those that tied."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class PriorityIssue:
    """One line of the locked list, frozen at the moment of locking."""

    rank: int
    """From 1; equal for those that tie."""
    title: str
    subject: str
    votes: int | None
    chosen: bool
    """Above the cut; the others are the annex."""


@dataclass(frozen=True, slots=True)
class Unlocking:
    """When and why a locked list was opened again."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of a session."""

    id: str
    session_id: str
    sort: RankSort = RankSort.CHALLENGES
    method: RankMethod = RankMethod.HANDS
    dots: int = 3
    """Dots a person may give, where the method is dots."""
    cut: int | None = None
    """How many of the list become priority issues; None for not chosen."""
    locked_at: datetime | None = None
    issues: tuple[PriorityIssue, ...] = ()
    """The list as it was locked, chosen and annex, in order; empty while open."""
    unlockings: tuple[Unlocking, ...] = ()
    deleted: bool = False
