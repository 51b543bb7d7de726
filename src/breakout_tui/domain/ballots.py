"""Ballots: what one may say, and the tally of all. Rules only: who keeps ballots, and where, is the server's to say.

- With dots a ballot has no more than its dots, and no more on one place than a place may get. Of places that became one subject only when
  the ballot was cast, that subject gets no more than a place may get.
- With levels a ballot has one answer for each place, or none. Of several answers on what is one subject by now, that of the first
  place counts.
- An empty ballot is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.phone_votes import FEWEST_UNNAMED, UNCLEAR, PhoneVote, VoteSort

Ballot = tuple[int, ...]
"""What a ballot says of each place: dots, or an answer; 0 for nothing."""
Groups = Sequence[int]
"""By place, the first place that is the same subject: its own where it is no other's."""


def is_allowed(ballot: Ballot, vote: PhoneVote) -> bool:
    """Whether a ballot keeps to the rules of this vote."""
    if len(ballot) != len(vote.subjects) or any(each < 0 for each in ballot):
        return False
    if vote.sort is VoteSort.AGREE:
        return max(ballot, default=0) <= UNCLEAR
    return sum(ballot) <= vote.dots and max(ballot, default=0) <= vote.most


def together(ballot: Ballot, vote: PhoneVote, groups: Groups) -> Ballot:
    """The ballot with each subject at its first place."""
    found = [0] * len(ballot)
    for place, said in enumerate(ballot):
        first = groups[place]
        if vote.sort is VoteSort.RANK:
            found[first] += said
        else:
            found[first] = found[first] or said
    return tuple(found)


def tally(
    ballots: Iterable[Ballot], vote: PhoneVote, groups: Groups, *, is_unnamed: bool
) -> tuple[tuple[int, ...], ...]:
    """The counts by place, as :attr:`PhoneVote.counts` has them; ``is_unnamed`` says that the rule is *none*.

    Then a place has no result below ``FEWEST_UNNAMED`` ballots: with dots, that is all of them or none.
    """
    cast = [together(each, vote, groups) for each in ballots]
    least = FEWEST_UNNAMED if is_unnamed else 1
    if len(cast) < least:
        return ()
    counts: list[tuple[int, ...]] = []
    for place, first in enumerate(groups):
        if first != place:
            counts.append(())
        elif vote.sort is VoteSort.RANK:
            counts.append((sum(min(each[place], vote.most) for each in cast),))
        else:
            answers = [each[place] for each in cast if each[place]]
            is_told = len(answers) >= least
            counts.append(tuple(map(answers.count, range(1, UNCLEAR + 1))) if is_told else ())
    return tuple(counts)


def added(one: Sequence[tuple[int, ...]], other: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """The counts of two servers' ballots together; either may be empty, as a whole or at a place."""
    if not one or not other:
        return tuple(one or other)
    return tuple(
        tuple(map(sum, zip(here, there, strict=True))) if here and there else here or there
        for here, there in zip(one, other, strict=True)
    )


def is_tally(vote: PhoneVote, ballots: int, counts: Sequence[Sequence[int]]) -> bool:
    """Whether so many ballots can have given these counts: what came over a network is looked at before it is recorded."""
    if not counts:
        return ballots >= 0
    width = 1 if vote.sort is VoteSort.RANK else UNCLEAR
    if len(counts) != len(vote.subjects) or any(len(row) not in (0, width) for row in counts):
        return False
    most = ballots * vote.most if vote.sort is VoteSort.RANK else ballots
    has_in_all = vote.sort is VoteSort.AGREE or sum(map(sum, counts)) <= ballots * vote.dots
    return has_in_all and all(sum(row) <= most and all(each >= 0 for each in row) for row in counts)
