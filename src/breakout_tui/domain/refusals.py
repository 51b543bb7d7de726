"""Why a session refuses a command: a closed set of reasons, each with what happened in words.

A reason names no key and no slash command. It carries what a screen or the command line needs to say what to do next.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.clock_refusals import (
    BoxTooShort,
    EndPassed,
    EveryBoxDropped,
    NoSuchZone,
    SilenceTooLong,
    TimePassed,
    TooLongAgo,
)
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_refusals import RankingRefusal


class Plain(Enum):
    """The reasons that need no detail; the value says what happened."""

    DAY_OVER = "the day is over"
    NOTHING_RUNS = "no phase is running"
    NOTHING_STARTED = "nothing has started yet"
    FIRST_BOX = "this is the first box"
    ALREADY_PAUSED = "the clock is already paused"
    NOT_PAUSED = "the clock is not paused"
    NO_SILENCE = "nobody writes in a break"
    NO_SPARE_TIME = "no time is spare"
    NO_TIME_LEFT = "there is no time left to give"
    NO_SUCH_BOX = "there is no such box"
    NO_TITLE = "a box needs a title"
    NO_AGENDA_YET = "there is no agenda to add to yet"
    LAST_BOX = "a phase needs at least one box"
    CANNOT_MOVE_FURTHER = "the box can't move further that way"
    NOT_MERGEABLE = "only two boxes of the same phase can be merged"
    BOX_NOT_DROPPED = "that box is on the agenda"
    BOX_NOT_UPCOMING = "that box is not upcoming"
    BOX_NOT_RUNNING = "that box is not on the running agenda"
    NO_NOTES_TO_BRING = "no note of the last box was taken since this one began"
    NO_SUCH_NOTE = "there is no such note"
    EMPTY_NOTE = "the note is empty"
    TAKEN_ALREADY = "it is a note already"
    LINK_TO_ITSELF = "a note can't be linked to itself"
    MERGE_OF_DELETED = "a deleted note can't be merged"
    NOT_OF_EARLIER_ROUND = "only outputs of an earlier round can be heard again"
    LIST_LOCKED = "the list is locked"
    LIST_NOT_LOCKED = "the list is not locked"
    NO_REASON = "reopening the locked list needs a reason"
    NOTHING_COUNTED = "nothing has a count yet"
    NO_CUT = "no cut is chosen yet"
    CUT_BELOW_ONE = "the cut leaves at least one"
    NEGATIVE_COUNT = "a count can't be negative"
    VOTE_IS_OPEN = "a vote on the phones is open"
    NO_VOTE_OPEN = "no vote is open on the phones"
    NO_VOTE_YET = "the phones have not voted yet"
    VOTE_NOT_COUNTED = "the ballots are not counted yet"
    VOTE_WITHOUT_RESULT = "this vote has no result to show"
    NOTHING_TO_VOTE_ON = "there is nothing to vote on yet"
    NO_BALLOTS_TO_TAKE = "no ballots were counted for this list"
    NOTHING_TO_UNDO = "there is nothing to undo"
    NOTHING_TO_REDO = "there is nothing to redo"
    SPEAKERS_CLOSED = "the list of speakers is closed"
    SPEAKERS_OPEN = "the list of speakers is open"
    NOBODY_WAITS = "nobody is on the list of speakers"
    NOBODY_SPEAKS = "nobody speaks now"
    NOT_WAITING = "this speaker is not waiting"
    SPEAKER_AT_END = "the speaker can't move further that way"
    SPEAKER_PAUSED = "the speaker's time is already paused"
    SPEAKER_NOT_PAUSED = "the speaker's time is not paused"
    LOCK_NOT_UNDONE = "locking the list can't be undone"

    def __str__(self) -> str:
        return self.value


class Quantity(Enum):
    """A number with limits; the value is the sentence into which they go."""

    PEOPLE = "the head count is {limits}"
    ROUND = "the round is {limits}"
    DOTS = "a person gives {limits} dots"
    TIMES_HEARD = "a statement is heard again {limits} times"
    REPORT_MINUTES = "a report-back takes {limits} minutes"
    SPEAKING_MINUTES = "a speaker has {limits} minutes"


class OutOfRange(NamedTuple):
    """A number outside its limits."""

    quantity: Quantity
    least: int
    most: int

    def __str__(self) -> str:
        return self.quantity.value.format(limits=f"{self.least} to {self.most:,}")


class RuleLocked(NamedTuple):
    """Another attribution rule after the first note or draft."""

    rule: AttributionRule

    def __str__(self) -> str:
        return f"the rule stays “{self.rule.value}”: the first note or speaker set it"


class NoteTooLong(NamedTuple):
    """More characters than a note holds."""

    length: int
    most: int

    def __str__(self) -> str:
        return f"a note holds {self.most:,} characters, this has {self.length:,}"


class MergeIntoItself(NamedTuple):
    """A note that would be merged into itself."""

    reference: str

    def __str__(self) -> str:
        return f"{self.reference} can't be merged into itself"


class AlreadyLinked(NamedTuple):
    """A link that exists."""

    reference: str
    target: str

    def __str__(self) -> str:
        return f"{self.reference} is already linked to {self.target}"


class NoSuchCluster(NamedTuple):
    """A cluster name that no note has."""

    name: str

    def __str__(self) -> str:
        return f"there is no cluster #{self.name}"


class UnknownName(NamedTuple):
    """Under the rule *country*, an ``@name`` that the session does not know."""

    name: str

    def __str__(self) -> str:
        return f"@{self.name} is not in the session's list"


class AlreadyOnList(NamedTuple):
    """Somebody who waits on the list of speakers already."""

    name: str

    def __str__(self) -> str:
        return f"{self.name} is already on the list of speakers"


class NoteHidden(NamedTuple):
    """An outcome for a note that was deleted or merged."""

    reference: str

    def __str__(self) -> str:
        return f"{self.reference} was deleted or merged"


class NotAnOutput(NamedTuple):
    """A read-back, or a repeat, of something that is not an output."""

    reference: str
    kinds: tuple[Kind, ...] = (Kind.PRINCIPLE, Kind.RECOMMENDATION)
    """What can be read back."""
    labels: Labels = ENGLISH

    def __str__(self) -> str:
        *first, last = (f"a {self.labels.one(kind)}" for kind in self.kinds)
        return f"{self.reference} is neither {', '.join(first)} nor {last}"


class NotARecommendation(NamedTuple):
    """A level of agreement on something else than a recommendation."""

    reference: str
    kind: Kind
    kinds: tuple[Kind, ...] = (Kind.RECOMMENDATION,)
    """On what the room can agree."""
    labels: Labels = ENGLISH

    def __str__(self) -> str:
        not_a = " or ".join(f"a {self.labels.one(kind)}" for kind in self.kinds)
        return f"{self.reference} is a {self.labels.one(self.kind)}, not {not_a}"


class NotAReference(NamedTuple):
    """Text in place of a reference."""

    text: str

    def __str__(self) -> str:
        return f"“{self.text}” is not a reference" if self.text else "a reference is missing"


class TooManyFindings(NamedTuple):
    """More findings than a report-back has room for."""

    most: int

    def __str__(self) -> str:
        return f"a report-back has at most {self.most} findings"


Refusal = (
    Plain
    | OutOfRange
    | BoxTooShort
    | SilenceTooLong
    | EveryBoxDropped
    | TimePassed
    | EndPassed
    | TooLongAgo
    | NoSuchZone
    | RuleLocked
    | NoteTooLong
    | MergeIntoItself
    | AlreadyLinked
    | NoSuchCluster
    | UnknownName
    | AlreadyOnList
    | NoteHidden
    | NotAnOutput
    | NotARecommendation
    | NotAReference
    | TooManyFindings
    | RankingRefusal
)
"""Any reason."""
