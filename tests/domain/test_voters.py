"""How many people can have given the counts of a list, and which counts are kept aside."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking_counts import aside, fits, voters_for
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort
from tests.domain.example import Talk

HANDS = Ranking("r", "s", method=RankMethod.HANDS, voters=8)
DOTS = Ranking("r", "s", method=RankMethod.DOTS, dots=3, voters=8)


@pytest.mark.parametrize(
    ("ranking", "voters", "votes", "can"),
    [
        (HANDS, 5, [5, 5, 5], True),
        (HANDS, 5, [1, 6], False),
        (HANDS, 0, [], True),
        (DOTS, 5, [15], True),
        (DOTS, 5, [9, 6], True),
        (DOTS, 5, [9, 7], False),
    ],
)
def test_everybody_raises_a_hand_once_for_each_line_or_gives_all_dots(
    ranking: Ranking, voters: int, votes: list[int], can: bool
) -> None:
    """So no line has more hands than there are voters, and all lines together no more dots than they have."""
    assert fits(ranking, voters, votes) is can


@pytest.mark.parametrize(
    ("people", "votes", "voters"), [(10, [9], 10), (6, [7], 8), (6, [9], None), (0, [7], 8), (0, [9], 0)]
)
def test_the_head_count_is_the_one_known_now_or_that_of_the_list(
    people: int, votes: list[int], voters: int | None
) -> None:
    """The first that can have given the counts; none if neither can, and 0 where nobody counted heads."""
    assert voters_for(HANDS, people, votes) == voters


def test_counts_of_another_method_are_kept_aside() -> None:
    """Until the room goes back to that method."""
    talk = Talk()
    for text in ("One", "Two", "Three"):
        talk.say(Kind.CHALLENGE, text)
    talk.do(c.ChooseRanking(RankSort.CHALLENGES, RankMethod.HANDS))
    talk.vote(C1=5, C2=4)
    assert aside(talk.session) == 0
    talk.do(c.ChooseRanking(RankSort.CHALLENGES, RankMethod.DOTS))
    talk.vote(C3=1)
    assert aside(talk.session) == 2
    talk.do(c.ChooseRanking(RankSort.CHALLENGES, RankMethod.HANDS))
    assert aside(talk.session) == 1
