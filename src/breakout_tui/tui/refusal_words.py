"""Refusal words: the remedy for each refusal of the domain, as a key or command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from breakout_tui.domain import clock_refusals, refusals
from breakout_tui.domain import ranking_refusals as ranking
from breakout_tui.domain.refusals import Plain, Quantity, Refusal
from breakout_tui.tui.keymap import shown

PLAIN_REMEDIES: Mapping[Plain, str] = {
    Plain.DAY_OVER: "{back} reopens the last phase",
    Plain.NOTHING_RUNS: "{next} starts the one that is due",
    Plain.NOTHING_STARTED: "{next} starts the first phase",
    Plain.FIRST_BOX: "/jump goes to any other",
    Plain.ALREADY_PAUSED: "/resume ends the pause",
    Plain.NOT_PAUSED: "{pause} pauses it",
    Plain.NO_SILENCE: "{next} starts the next box",
    Plain.NO_SPARE_TIME: "{extend} takes time from the boxes ahead",
    Plain.NO_TIME_LEFT: "drop or merge a box, or end later",
    Plain.NO_SUCH_BOX: "choose one from the agenda",
    Plain.NO_TITLE: "such as /add 10 What about …",
    Plain.NO_AGENDA_YET: "{next} starts the phase first",
    Plain.LAST_BOX: "add another box first",
    Plain.CANNOT_MOVE_FURTHER: "",
    Plain.NOT_MERGEABLE: "choose another box",
    Plain.BOX_NOT_DROPPED: "",
    Plain.BOX_NOT_UPCOMING: "/skip leaves the current one",
    Plain.BOX_NOT_RUNNING: "choose one from the agenda",
    Plain.NO_NOTES_TO_BRING: "/place C3 Q2 moves C3",
    Plain.NO_SUCH_NOTE: "choose one from the list",
    Plain.EMPTY_NOTE: "type what was said",
    Plain.TAKEN_ALREADY: "",
    Plain.LINK_TO_ITSELF: "choose another note",
    Plain.MERGE_OF_DELETED: "/undelete restores it",
    Plain.NOT_OF_EARLIER_ROUND: "/merge merges notes",
    Plain.LIST_LOCKED: "/unlock with a reason reopens it",
    Plain.LIST_NOT_LOCKED: "",
    Plain.NO_REASON: "such as /unlock C4 was left out",
    Plain.NOTHING_COUNTED: "/vote C3 7 enters a count",
    Plain.NO_CUT: "/cut 3 makes three priority issues",
    Plain.CUT_BELOW_ONE: "such as /cut 3",
    Plain.NEGATIVE_COUNT: "0 is the least",
    Plain.VOTE_IS_OPEN: "/ballot close ends it",
    Plain.NO_VOTE_OPEN: "/ballot open opens one",
    Plain.NO_VOTE_YET: "/ballot open opens a vote",
    Plain.VOTE_NOT_COUNTED: "the tally comes with the next contact",
    Plain.VOTE_WITHOUT_RESULT: "/ballot again opens it once more",
    Plain.NOTHING_TO_VOTE_ON: "take the notes first",
    Plain.NO_BALLOTS_TO_TAKE: "/ballot open lets the phones vote",
    Plain.NOTHING_TO_UNDO: "",
    Plain.NOTHING_TO_REDO: "",
    Plain.SPEAKERS_CLOSED: "/speakers reopen takes requests again",
    Plain.SPEAKERS_OPEN: "",
    Plain.NOBODY_WAITS: "/speaker puts somebody on it",
    Plain.NOBODY_SPEAKS: "/speakers next lets the next one speak",
    Plain.NOT_WAITING: "{speakers} shows who waits",
    Plain.SPEAKER_AT_END: "",
    Plain.SPEAKER_PAUSED: "/speakers pause again goes on",
    Plain.SPEAKER_NOT_PAUSED: "",
    Plain.LOCK_NOT_UNDONE: "/unlock with a reason reopens it",
}
"""Remedies for reasons without details; empty if there is nothing to do. ``{next}`` is the key of that command."""

_IN_RANGE: Mapping[Quantity, str] = {
    Quantity.PEOPLE: "",
    Quantity.ROUND: "",
    Quantity.DOTS: "such as /dots 3",
    Quantity.TIMES_HEARD: "such as /again P2 1",
    Quantity.REPORT_MINUTES: "such as /report-back 5",
    Quantity.SPEAKING_MINUTES: "such as /speakers time 2",
}


class _Keys(dict[str, str]):
    """The keys of commands, by their words."""

    def __missing__(self, word: str) -> str:
        return shown(word)


def remedy_for(reason: Refusal) -> str:
    """What to do next; empty if there is nothing to do."""
    match reason:
        case Plain():
            return PLAIN_REMEDIES[reason].format_map(_Keys())
        case refusals.OutOfRange(quantity):
            return _IN_RANGE[quantity]
        case clock_refusals.BoxTooShort():
            return "such as /add 10 What about …"
        case clock_refusals.SilenceTooLong():
            return "a shorter one, or {extend} first".format_map(_Keys())
        case clock_refusals.EveryBoxDropped():
            return "add or restore one"
        case clock_refusals.TimePassed():
            return "/finish ends the phase now"
        case clock_refusals.TooLongAgo():
            return f"{shown('next')} starts the next box now"
        case clock_refusals.EndPassed():
            return "/next until 15:30"
        case clock_refusals.NoSuchZone():
            return "such as /zone Europe/Berlin"
        case refusals.RuleLocked():
            return "start a new session"
        case refusals.NoteTooLong():
            return "split it into two notes"
        case refusals.MergeIntoItself():
            return "choose another note"
        case refusals.AlreadyLinked():
            return ""
        case refusals.NoSuchCluster():
            return "/clusters shows them"
        case refusals.UnknownName():
            return "/details adds it"
        case refusals.AlreadyOnList():
            return "{speakers} shows it".format_map(_Keys())
        case refusals.NoteHidden():
            return "/undelete restores it"
        case refusals.NotAnOutput() | refusals.NotARecommendation():
            return "choose another note"
        case refusals.NotAReference():
            return "such as /again P2"
        case refusals.TooManyFindings():
            return "leave one out"
        case _:
            return _remedy_for_ranking(reason)


def _remedy_for_ranking(reason: ranking.RankingRefusal) -> str:
    match reason:
        case ranking.NotRanked(cluster=cluster) if cluster:
            return f"did you mean {cluster}?"
        case ranking.NotRanked(sort=ranked, labels=labels, choices=choices):
            return ", ".join(f"/rank {sort.words(labels)}" for sort in choices if sort is not ranked)
        case ranking.NoCountYet(subject):
            return f"/vote {subject} 7 enters a count"
        case ranking.NoTie():
            return "a second vote is for those with equal votes"
        case ranking.TooManyHands():
            return "/details changes the head count"
        case ranking.TooManyDots(left=left):
            return f"{left} are left"
        case ranking.CutBeyondList():
            return "choose a smaller cut"
        case ranking.CutBeyondCounted(counted=counted):
            return f"count the others or /cut {counted}"
        case ranking.FewerDotsThanGiven(counted, people):
            return f"/dots {-(-counted // people)} keeps them"
        case ranking.NeedsVote(subjects):
            return f"/vote {subjects[0]} 7 enters one count"
        case ranking.TooManyForPhones():
            return "merge some"
        case ranking.IsPriorityIssue():
            return "/unlock with a reason reopens it"
        case ranking.CutSplitsTie():
            return "/revote decides it, or /cut"
        case _:
            assert_never(reason)
