"""Why a session refuses a command about its ranking; part of the closed set in ``refusals``."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.ranking_records import RankSort

_MOST_NAMED = 4
"""How many subjects a reason names."""


class NotRanked(NamedTuple):
    """A subject that is not one of those being ranked."""

    subject: str
    sort: RankSort
    cluster: str = ""
    """The cluster that was probably meant."""
    labels: Labels = ENGLISH
    choices: tuple[RankSort, ...] = (RankSort.CHALLENGES, RankSort.PRINCIPLES, RankSort.CLUSTERS)
    """What can be ranked."""

    def __str__(self) -> str:
        if self.sort is RankSort.CLUSTERS:
            return "no cluster of that name"
        return f"{self.subject or 'that'} is not one of the {self.sort.words(self.labels)}"


class NoCountYet(NamedTuple):
    """A second vote on something without a first count."""

    subject: str

    def __str__(self) -> str:
        return f"{self.subject} has no count yet"


class NoTie(NamedTuple):
    """A second vote on something that ties with nothing."""

    subject: str

    def __str__(self) -> str:
        return f"{self.subject} is not in a tie"


class TooManyHands(NamedTuple):
    """More votes than people."""

    votes: int
    people: int

    def __str__(self) -> str:
        return f"{self.votes} votes, but {self.people} people"


class TooManyDots(NamedTuple):
    """More dots than the people have together."""

    dots: int
    people: int
    each: int
    left: int
    """How many may still be given."""

    def __str__(self) -> str:
        return f"{self.dots} dots, but {self.people} people have {self.each} each"


class FewerDotsThanGiven(NamedTuple):
    """Fewer dots a person than the counts have already."""

    given: int
    people: int
    each: int

    def __str__(self) -> str:
        return f"{self.given} dots are counted, but {self.people} people with {self.each} each have fewer"


class NeedsVote(NamedTuple):
    """Counts by show of hands of statements that were merged: they can't be added."""

    subjects: tuple[str, ...]

    def __str__(self) -> str:
        return f"hands of merged notes can't be added: {_named(self.subjects)}"


class IsPriorityIssue(NamedTuple):
    """The deletion of what the agreed list names, or a merge of two of its lines."""

    subject: str

    def __str__(self) -> str:
        return f"{self.subject} is a priority issue of the agreed list"


class CutBeyondList(NamedTuple):
    """A cut below the end of the list."""

    cut: int
    lines: int

    def __str__(self) -> str:
        return f"the cut is {self.cut}, but the list has {self.lines}"


class CutBeyondCounted(NamedTuple):
    """A cut that takes in lines without a count."""

    cut: int
    counted: int

    def __str__(self) -> str:
        return f"the cut is {self.cut}, but only {self.counted} have a count"


class CutSplitsTie(NamedTuple):
    """A cut between lines that tie."""

    subjects: tuple[str, ...]

    def __str__(self) -> str:
        return f"the cut splits a tie: {_named(self.subjects)}"


class TooManyForPhones(NamedTuple):
    """A vote on the phones on more than can be compared there."""

    lines: int
    most: int

    def __str__(self) -> str:
        return f"{self.lines} are too many to compare on a phone: at most {self.most}"


RankingRefusal = (
    NotRanked
    | NoCountYet
    | NoTie
    | TooManyHands
    | TooManyDots
    | CutBeyondList
    | CutBeyondCounted
    | CutSplitsTie
    | FewerDotsThanGiven
    | NeedsVote
    | IsPriorityIssue
    | TooManyForPhones
)
"""Any of them."""


def _named(subjects: tuple[str, ...]) -> str:
    more = ", …" if len(subjects) > _MOST_NAMED else ""
    return f"{', '.join(subjects[:_MOST_NAMED])}{more}"
