"""The sheet of a vote on the phones: what is asked, in the words that hold now, and what of it may be shown.

A vote names what it asks by reference or cluster. Statements that were merged since are one line, what was deleted is none, and every line
has the text of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from breakout_tui.domain.clusters import SIGN
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.once import once
from breakout_tui.domain.phone_votes import FEWEST_UNNAMED, PhoneVote, VoteSort
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_counts import Key, key_of
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural


class SheetLine(NamedTuple):
    """One line of a vote."""

    place: int
    """By which ballots name it."""
    subject: str
    """Its reference or cluster now."""
    title: str
    kind: Kind | None
    """Of a note; None for a cluster."""
    counts: tuple[int, ...] = ()
    """As :attr:`PhoneVote.counts` has them; empty for no result."""


class VoteSheet(NamedTuple):
    """A vote and its lines, in the order in which they were asked."""

    vote: PhoneVote
    lines: tuple[SheetLine, ...]
    is_hidden: bool = False
    """Whether the facilitator hides statements, so that there is no line."""

    @property
    def given(self) -> int:
        """The dots of all lines."""
        return sum(sum(line.counts) for line in self.lines)


@once
def latest_vote(session: Session) -> PhoneVote | None:
    """The vote that was opened last; an open one before any other. None without any."""
    found = [vote for vote in session.phone_votes.values() if not vote.deleted]
    return max(found, key=lambda vote: (vote.is_open, vote.opened_at, vote.id), default=None)


def open_votes(session: Session) -> tuple[PhoneVote, ...]:
    """Those on which phones may vote: more than one only where two laptops went on with one session."""
    return tuple(vote for vote in session.phone_votes.values() if vote.is_open)


def vote_in_sight(session: Session) -> PhoneVote | None:
    """The vote that phones and displays have in sight: one that is open, else the latest one in the box to which it belongs."""
    vote = latest_vote(session)
    box = "" if session.current_box is None else session.current_box.id
    return vote if vote is not None and (vote.is_open or vote.box_id == box) else None


def latest_on(session: Session, step: str) -> PhoneVote | None:
    """The latest vote on the list of a rank step; None without any."""
    found = [
        vote
        for vote in session.phone_votes.values()
        if not vote.deleted and vote.sort is VoteSort.RANK and vote.step == step
    ]
    return max(found, key=lambda vote: (vote.opened_at, vote.id), default=None)


def groups_of(session: Session, vote: PhoneVote) -> tuple[int, ...]:
    """By place, the first place that is the same subject by now."""
    first: dict[Key, int] = {}
    return tuple(
        first.setdefault(key_of(session, subject), place) for place, subject in enumerate(vote.subjects)
    )


@once
def sheet_of(session: Session, vote_id: str) -> VoteSheet | None:
    """The sheet of a vote; None for one that is not there."""
    vote = session.phone_votes.get(vote_id)
    if vote is None or vote.deleted:
        return None
    lines = []
    for place, first in enumerate(groups_of(session, vote)):
        line = _line(session, vote, place) if first == place else None
        if line is not None:
            lines.append(line)
    return VoteSheet(vote, tuple(lines))


def offers(session: Session, vote: PhoneVote) -> Mapping[Key, int]:
    """What a counted vote on a ranking offers for the count of each subject."""
    if vote.sort is not VoteSort.RANK:
        return {}
    return {
        key_of(session, subject): sum(counts)
        for subject, counts in zip(vote.subjects, vote.counts, strict=False)
        if counts
    }


@once
def levels_of(session: Session) -> Mapping[int, tuple[PhoneVote, tuple[int, ...]]]:
    """By the serial of a note, the latest vote on its level, and its distribution: empty for none, and before it is counted."""
    found: dict[int, tuple[PhoneVote, tuple[int, ...]]] = {}
    votes = (vote for vote in session.phone_votes.values() if vote.sort is VoteSort.AGREE)
    for vote in sorted(votes, key=lambda vote: (vote.opened_at, vote.id)):
        sheet = sheet_of(session, vote.id)
        for line in () if sheet is None else sheet.lines:
            note = session.book.find(line.subject)
            if note is not None:
                found[note.serial] = vote, line.counts
    return found


def left_out(vote: PhoneVote) -> str:
    """What the counts of a closed vote are without, to be said after its ballots; empty for nothing."""
    few = f", {vote.without_result:,} more without a result" if vote.without_result else ""
    return f"{few}, {vote.uncounted:,} more not counted" if vote.is_counted and vote.uncounted else few


def why_no_result(session: Session, vote: PhoneVote) -> str:
    """Why a counted vote has no result; empty if it has one."""
    if not vote.is_counted or vote.has_result:
        return ""
    if not vote.ballots:
        return f"no result: {uncounted_words(vote)}" if vote.uncounted else "nobody has voted"
    if session.info.rule is AttributionRule.NONE and vote.ballots >= FEWEST_UNNAMED:
        return f"no result: {vote.ballots} voted, but fewer than {FEWEST_UNNAMED} at each server"
    if session.info.rule is AttributionRule.NONE:
        return f"no result: {vote.ballots} voted, and below {FEWEST_UNNAMED} it would show who said what"
    return "no result"


def uncounted_words(vote: PhoneVote) -> str:
    """How many ballots are at a server that has not told its tally."""
    return f"{plural(vote.uncounted, 'ballot is', 'ballots are')} not counted yet"


def _line(session: Session, vote: PhoneVote, place: int) -> SheetLine | None:
    subject = vote.subjects[place]
    counts = vote.counts[place] if place < len(vote.counts) else ()
    if subject.startswith(SIGN):
        name = session.book.cluster_named(subject.removeprefix(SIGN))
        return SheetLine(place, f"{SIGN}{name}", name, None, counts)
    note = session.book.find(subject)
    if note is None:
        return None
    note = session.book.standing_for(note.serial)
    if note.deleted:
        return None
    return SheetLine(place, note.reference, note.text, note.kind, counts)
