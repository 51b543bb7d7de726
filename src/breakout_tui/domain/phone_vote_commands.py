"""The commands about votes on the phones, as data. None can be undone but that which takes counts over: ballots are gone once they are counted."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.phone_votes import VoteSort


@dataclass(frozen=True, slots=True)
class OpenVote:
    """Let the phones vote on the list of now, or on levels of agreement."""

    sort: VoteSort
    serials: tuple[int, ...] = ()
    """The notes on whose level they vote; of a ranking, all of the list."""
    again_of: str = ""
    """The vote that this repeats."""


@dataclass(frozen=True, slots=True)
class CloseVote:
    """End the vote that is open; its tally comes from the server of the phones."""


@dataclass(frozen=True, slots=True)
class RestartVote:
    """Phones have to join again, so that who has voted could vote twice: the vote that is open begins again from zero, and its ballots are erased."""


@dataclass(frozen=True, slots=True)
class RecordBallots:
    """What one server of the phones tells of a vote: how many ballots it has, and once it is closed, their tally."""

    vote_id: str
    ballots: int
    is_counted: bool = False
    counts: tuple[tuple[int, ...], ...] = ()
    part: str = ""
    """Which server's, as :attr:`VotePart.id` has it."""


@dataclass(frozen=True, slots=True)
class ShowVote:
    """Show the result of the latest vote to the room, or hide it."""

    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class TakeBallots:
    """Make the tally of the latest vote on the list the counts of the list, of one subject or of all; one undo step."""

    subject: str = ""


PhoneVoteCommand = OpenVote | CloseVote | RestartVote | RecordBallots | ShowVote | TakeBallots
