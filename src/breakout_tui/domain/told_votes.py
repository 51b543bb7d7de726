"""What the servers of a room have told of its votes, and what of it is to be recorded now.

A room can be shared from its laptop and joined to a hub at once: each server has ballots of its own, and their tallies add up. All that can
be reached are waited for, so that the facilitator sees one result; one that can't be is not waited for, and its tally is added when it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.phone_votes import PhoneVote


class ToldVotes(NamedTuple):
    """What one server has told."""

    votes: tuple[VoteCount, ...]
    is_on: bool
    """Whether it answers now."""
    is_away: bool
    """Whether it is a hub that has answered before and does not now."""


def to_record(vote: PhoneVote, told: Sequence[ToldVotes]) -> tuple[VoteCount, ...]:
    """What is new of a vote: how many ballots there are while it is open, and the tallies once it is closed."""
    found = [count for each in told for count in each.votes if count.id == vote.id]
    if vote.is_open:
        known = {part.id: part.ballots for part in vote.parts}
        return tuple(each for each in found if not each.is_counted and known.get(each.part) != each.ballots)
    tallies = tuple(each for each in found if each.is_counted and not vote.has_in(each.part))
    if vote.is_counted:
        return tuple(each for each in tallies if each.ballots)
    if vote.uncounted and not any(each.part or each.ballots for each in tallies):
        return ()  # a server at which nobody voted knows nothing of those who voted at another one
    is_counting = any(each.is_on and not _has_counted(each, vote) for each in told)
    may_have_some = any(each.is_away for each in told) and not any(each.ballots for each in tallies)
    return () if is_counting or may_have_some else tallies


def _has_counted(told: ToldVotes, vote: PhoneVote) -> bool:
    return any(each.id == vote.id and each.is_counted for each in told.votes)
