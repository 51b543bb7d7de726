"""The records of a ranking: tallies, the state of the list, and the locked priority issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import Labels


class RankSort(Enum):
    """What is ranked; only one sort at a time."""

    CHALLENGES = "challenges"
    PRINCIPLES = "principles"
    CLUSTERS = "clusters"
    APPROACHES = "approaches"
    RECOMMENDATIONS = "recommendations"
    DECISIONS = "decisions"

    @property
    def kind(self) -> Kind | None:
        """The kind of note that is ranked; None for clusters."""
        return _KINDS.get(self)

    def words(self, labels: Labels) -> str:
        """The word for what is ranked, in the words of the programme."""
        return self.value if self.kind is None else labels.many(self.kind)


_KINDS = {
    RankSort.CHALLENGES: Kind.CHALLENGE,
    RankSort.PRINCIPLES: Kind.PRINCIPLE,
    RankSort.APPROACHES: Kind.APPROACH,
    RankSort.RECOMMENDATIONS: Kind.RECOMMENDATION,
    RankSort.DECISIONS: Kind.DECISION,
}
SORTS = {kind: sort for sort, kind in _KINDS.items()}
"""The sort of each kind that can be ranked."""


class RankMethod(Enum):
    """How the room votes."""

    HANDS = "show of hands"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Tally:
    """A count for one subject: a reference (``C3``) or a cluster (``#budget``).

    Its identity is its id, which says nothing of the subject: a cluster that is renamed takes its tallies along.
    """

    id: str
    session_id: str
    subject: str
    votes: int
    revote: int | None = None
    """The count of a second vote, after a tie."""
    deleted: bool = False
    method: RankMethod | None = None
    """How it was counted; None in older files: as the ranking says."""
    step: str = ""
    """The list that it counts for, as in :attr:`Ranking.step`."""


@dataclass(frozen=True, slots=True)
class PriorityIssue:
    """One line of the locked list, as it was when locked."""

    rank: int
    """From 1; equal for ties."""
    title: str
    subject: str
    votes: int | None
    chosen: bool
    """Above the cut; the others are the annex."""


@dataclass(frozen=True, slots=True)
class Unlocking:
    """When and why a locked list was reopened."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of one rank step: its list, and how it is voted on."""

    id: str
    session_id: str
    sort: RankSort = RankSort.CHALLENGES
    method: RankMethod = RankMethod.HANDS
    dots: int = 3
    """Dots that each person gives, if the method is dots."""
    cut: int | None = None
    """How many lines become priority issues; None for not chosen."""
    locked_at: datetime | None = None
    issues: tuple[PriorityIssue, ...] = ()
    """The list as it was locked, chosen and annex, in order; empty while open."""
    unlockings: tuple[Unlocking, ...] = ()
    deleted: bool = False
    voters: int = 0
    """How many people voted: a head count that can have given all counts; 0 if unknown."""
    step: str = ""
    """The id of its rank step; empty for the first one of the programme (``rank_steps``)."""
