"""A vote on the phones: what is asked, how far it is, and its tally. Nothing here says who voted, or what one ballot said.

A vote is opened, closed and then shown; a vote that is opened again is another one, from zero, and this one keeps its tally. What is
asked is a list of *places*; a ballot names places, never references, so that it holds when a statement is merged or a cluster renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

FEWEST_UNNAMED = 5
"""Ballots below which there is no result under the rule *none*: the result of four could be told apart by who was there."""
MOST_PLACES = 60
"""Most statements of one vote: more can't be compared on a phone."""
UNCLEAR = 6
"""The answer that a statement is unclear; 1 to 5 are the levels of agreement, 0 is no answer."""


MOST_PARTS = 20
"""Most servers whose phones vote on one thing: what comes over a network has an end."""


class VoteSort(Enum):
    """What a ballot says of each place."""

    RANK = "rank"
    """How many dots it gets."""
    AGREE = "agree"
    """A level of agreement, or that it is unclear."""


@dataclass(frozen=True, slots=True)
class VotePart:
    """What the phones of one server gave to a vote: those that joined at the laptop, or at a hub."""

    id: str
    """Drawn with the first ballot there; empty where there was none."""
    ballots: int
    is_counted: bool = False
    """Whether its tally is in the counts of the vote."""
    has_result: bool = False
    """Whether its tally says anything: under the rule *none* a few ballots have none."""


@dataclass(frozen=True, slots=True)
class PhoneVote:
    """One vote on the phones."""

    id: str
    session_id: str
    sort: VoteSort
    subjects: tuple[str, ...]
    """What is asked, by place: a reference (``C3``) or a cluster (``#budget``), as in :attr:`Tally.subject`."""
    opened_at: datetime
    step: str = ""
    """The list that it is about, as in :attr:`Ranking.step`."""
    dots: int = 0
    """Dots that each ballot has."""
    most: int = 0
    """Most dots of a ballot on one place."""
    closed_at: datetime | None = None
    heads: int = 0
    """People in the room when it was closed, as recorded; 0 if unknown."""
    ballots: int = 0
    """So far, and once it is counted, those that the counts are of."""
    is_counted: bool = False
    """Whether a tally is here: that of every server that could be reached."""
    counts: tuple[tuple[int, ...], ...] = ()
    """By place: the sum of its dots, or how often it got each level and *unclear*. Empty for a place that was counted with an earlier
    one, or has no result; empty at all where nothing has a result."""
    parts: tuple[VotePart, ...] = ()
    """What each server told of it."""
    shown_at: datetime | None = None
    """Since when the room sees the result."""
    again_of: str = ""
    """The id of the vote that it repeats."""
    box_id: str = ""
    """The box in which it was opened, or its result was shown: it is in sight there. Empty outside of a box."""
    deleted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether phones may vote."""
        return self.closed_at is None and not self.deleted

    def has_in(self, part: str) -> bool:
        """Whether the tally of this part is in the counts."""
        return any(each.id == part and each.is_counted for each in self.parts)

    @property
    def uncounted(self) -> int:
        """Ballots of a closed vote at a server that is not reached."""
        return 0 if self.is_open else sum(each.ballots for each in self.parts if not each.is_counted)

    @property
    def without_result(self) -> int:
        """Ballots that are counted, but too few at their server for a result, where other ballots have one."""
        return (
            sum(each.ballots for each in self.parts if each.is_counted) - self.ballots
            if self.is_counted
            else 0
        )

    @property
    def has_result(self) -> bool:
        """Whether anything in it has a result."""
        return any(self.counts)

    @property
    def is_shown(self) -> bool:
        """Whether the room sees the result."""
        return self.shown_at is not None and self.has_result
