"""Votes on phones in the report: the tally and the turnout, never a ballot; nothing where there was no vote."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import VoteSort
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.vote_sheet import latest_vote
from breakout_tui.report.compose import compose
from tests.domain.example import Talk
from tests.report.rendering import render


def test_the_tallies_are_an_annex() -> None:
    """Rule: each counted vote with its turnout; one without a result says why; an open one is not there."""
    talk = Talk()
    assert "Votes on phones" not in render(compose(talk.session, talk.reading()))
    talk.do(c.EditDetails(rule=AttributionRule.NONE))
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.say(Kind.CHALLENGE, "No legal basis")
    serial = talk.say(Kind.RECOMMENDATION, "Pool funds").serial
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=3))
    for opened, ballots, counts in (
        (c.OpenVote(VoteSort.RANK), 17, ((10,), (20,))),
        (c.OpenVote(VoteSort.AGREE, (serial,)), 4, ()),
        (c.OpenVote(VoteSort.AGREE, (serial,), "again"), 6, ((4, 1, 0, 0, 0, 1),)),
    ):
        talk.wait(60)
        talk.do(opened)
        vote = latest_vote(talk.session)
        assert vote is not None
        talk.do(c.CloseVote())
        talk.do(c.RecordBallots(vote.id, ballots, True, counts))
    talk.wait(60)
    talk.do(c.OpenVote(VoteSort.RANK))
    text = render(compose(talk.session, talk.reading())).partition("Votes on phones")[2]
    assert "17 ballots, 20 people in the room" in text
    assert text.index("No legal basis | 20") < text.index("Silo budgets | 10")
    assert "no result: 4 voted" in text
    assert ", again: 6 ballots" in text
    assert "| Statement | Full consensus | Consensus |" in text
    assert "Pool funds | 4 | 1 | 0 | 0 | 0 | 1 |" in text
    assert text.count("Closed ") == 3
