"""Votes on the phones: what a ballot may say, what its tally is, and that nothing is shown, or counted, but by the facilitator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.ballots import Ballot, is_allowed, is_tally, tally
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.phone_votes import FEWEST_UNNAMED, UNCLEAR, PhoneVote, VoteSort
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.shared_copy import changes_since, session_of
from breakout_tui.domain.vote_sheet import groups_of, latest_vote, sheet_of, why_no_result
from tests.domain import day
from tests.domain.example import Talk

RANK, AGREE = c.OpenVote(VoteSort.RANK), VoteSort.AGREE


def ranked(*, dots: bool = True, rule: AttributionRule = AttributionRule.COUNTRY) -> Talk:
    """A room of twenty that ranks three challenges with three dots each, or by hands."""
    talk = Talk()
    talk.do(c.EditDetails(rule=rule))
    for text in ("Silo budgets", "No legal basis", "Skills leave"):
        talk.say(Kind.CHALLENGE, text)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS if dots else RankMethod.HANDS, dots=3))
    return talk


def vote_of(talk: Talk) -> PhoneVote:
    """The latest vote."""
    found = latest_vote(talk.session)
    assert found is not None
    return found


def count(talk: Talk, *ballots: Ballot) -> PhoneVote:
    """Close the vote, and record the tally of these ballots as the server makes it."""
    vote = vote_of(talk)
    is_unnamed = talk.session.info.rule is AttributionRule.NONE
    counts = tally(ballots, vote, groups_of(talk.session, vote), is_unnamed=is_unnamed)
    if vote.is_open:
        talk.do(c.CloseVote())
    talk.do(c.RecordBallots(vote.id, len(ballots), True, counts))
    return vote_of(talk)


def votes(talk: Talk) -> dict[str, int | None]:
    """The counts of the list."""
    return {line.subject: line.votes for line in standings(talk.session)}


BALLOTS = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3).map(tuple), max_size=12)


@given(BALLOTS, st.integers(1, 4), st.booleans(), st.booleans())
def test_a_tally_is_the_sum_of_what_was_allowed_and_stays_so_when_places_become_one(
    drawn: list[Ballot], dots: int, is_unnamed: bool, one_each: bool
) -> None:
    """Rule: nobody gives more than their dots; merging two statements loses no dot but what one may not get twice; order says nothing."""
    vote = PhoneVote(
        "v", "s", VoteSort.RANK, ("C1", "C2", "C3"), day.NINE, dots=dots, most=1 if one_each else dots
    )
    ballots = [each for each in drawn if is_allowed(each, vote)]
    apart, merged = (tally(ballots, vote, groups, is_unnamed=is_unnamed) for groups in ((0, 1, 2), (0, 1, 0)))
    if len(ballots) < (FEWEST_UNNAMED if is_unnamed else 1):
        assert apart == merged == ()
        return
    assert [sum(row) for row in apart] == [sum(each[place] for each in ballots) for place in range(3)]
    assert merged[2] == ()
    assert merged[1] == apart[1]
    assert max(apart[0] + apart[2]) <= merged[0][0] <= apart[0][0] + apart[2][0]
    assert one_each or merged[0][0] == apart[0][0] + apart[2][0]
    assert tally(ballots[::-1], vote, (0, 1, 2), is_unnamed=is_unnamed) == apart
    assert is_tally(vote, len(ballots), apart)
    assert is_tally(vote, len(ballots), merged)
    assert not is_tally(vote, len(ballots), ((len(ballots) * dots + 1,), (0,), (0,)))


@given(
    st.lists(st.lists(st.integers(0, UNCLEAR), min_size=2, max_size=2).map(tuple), max_size=12), st.booleans()
)
def test_each_statement_has_its_own_distribution_or_none(ballots: list[Ballot], is_unnamed: bool) -> None:
    """Rule: under *none* a statement that fewer than five have answered has no result, whatever the others have."""
    vote = PhoneVote("v", "s", AGREE, ("R1", "R2"), day.NINE)
    assert all(is_allowed(each, vote) for each in ballots)
    counts = tally(ballots, vote, (0, 1), is_unnamed=is_unnamed)
    least = FEWEST_UNNAMED if is_unnamed else 1
    for place, row in enumerate(counts):
        given_ = [each[place] for each in ballots if each[place]]
        assert row == (tuple(map(given_.count, range(1, 7))) if len(given_) >= least else ())
    assert is_tally(vote, len(ballots), counts)


def test_what_is_no_ballot_is_not_allowed() -> None:
    """Rule: forged places, negative dots, too many of all or of one, and levels that there are not."""
    rank = PhoneVote("v", "s", VoteSort.RANK, ("C1", "C2"), day.NINE, dots=3, most=2)
    agree = PhoneVote("v", "s", AGREE, ("R1",), day.NINE)
    for ballot in ((1,), (1, 1, 1), (4, -1), (2, 2), (3, 0), ()):
        assert not is_allowed(ballot, rank), ballot
    assert is_allowed((2, 1), rank)
    assert is_allowed((0, 0), rank)
    assert not is_allowed((7,), agree)
    assert is_allowed((6,), agree)


def test_a_vote_goes_from_open_to_counted_to_shown_and_is_no_count_until_it_is_taken() -> None:
    """Rule: blind until it is shown, against heads as recorded; a tally is an offer; taking it is one step that undo takes back."""
    talk = ranked()
    talk.vote(C1=4)
    talk.do(RANK)
    vote = vote_of(talk)
    assert (vote.subjects, vote.dots, vote.most, vote.is_open) == (("C1", "C2", "C3"), 3, 3, True)
    for refused in (RANK, c.ShowVote(), c.TakeBallots()):
        with pytest.raises(CommandRefused):
            talk.do(refused)
    talk.do(c.RecordBallots(vote.id, 14))
    assert vote_of(talk).ballots == 14
    assert not vote_of(talk).counts
    talk.do(c.RecordBallots(vote.id, 14, True, ((14,), (0,), (0,))))
    assert not vote_of(talk).is_counted, "a tally of an open vote is nobody's"
    talk.do(c.CloseVote())
    with pytest.raises(CommandRefused):
        talk.do(c.ShowVote())
    counted = count(talk, *[(2, 1, 0)] * 5)
    assert (counted.heads, counted.ballots, counted.counts) == (20, 5, ((10,), (5,), (0,)))
    assert votes(talk) == {"C1": 4, "C2": None, "C3": None}
    copy = session_of({record.id: record for record in changes_since(None, talk.session)})
    assert copy is not None
    assert copy.phone_votes[vote.id].counts == (), "nobody sees it before it is shown"
    assert copy.phone_votes[vote.id].is_counted, "the server has to know that it is here"
    talk.do(c.TakeBallots("C2"))
    assert votes(talk) == {"C2": 5, "C1": 4, "C3": None}
    talk.do(c.TakeBallots())
    assert votes(talk) == {"C1": 10, "C2": 5, "C3": 0}
    talk.do(c.Undo())
    assert votes(talk) == {"C2": 5, "C1": 4, "C3": None}
    talk.do(c.ShowVote())
    copy = session_of({record.id: record for record in changes_since(None, talk.session)})
    assert copy is not None
    assert copy.phone_votes[vote.id].counts == counted.counts
    talk.do(c.RecordBallots(vote.id, 1, True, ((1,), (0,), (0,))))
    assert vote_of(talk).ballots == 5, "counted once"


def test_opened_again_it_begins_from_zero_and_the_old_tally_is_kept() -> None:
    """Rule: another vote with another id; the old one has its tally."""
    talk = ranked()
    talk.do(RANK)
    first = count(talk, *[(3, 0, 0)] * 6)
    talk.wait(60)
    talk.do(c.OpenVote(VoteSort.RANK, again_of=first.id))
    again = vote_of(talk)
    assert (again.id != first.id, again.again_of, again.ballots, again.counts) == (True, first.id, 0, ())
    assert talk.session.phone_votes[first.id] == first


def test_merged_and_renamed_subjects_are_followed_while_a_vote_is_open() -> None:
    """Rule: merged statements are one line with the dots of both; a renamed cluster keeps its place, also if that is undone."""
    talk = ranked()
    talk.do(RANK)
    talk.do(c.MergeNote(talk.note("C3").serial, talk.note("C1").serial))
    counted = count(talk, *[(1, 1, 1)] * 5)
    assert counted.counts == ((10,), (5,), ())
    sheet = sheet_of(talk.session, counted.id)
    assert sheet is not None
    assert [(line.subject, line.counts) for line in sheet.lines] == [
        ("C1", (10,)),
        ("C2", (5,)),
    ]
    talk.do(c.DeleteNote(talk.note("C2").serial))
    sheet = sheet_of(talk.session, counted.id)
    assert sheet is not None
    assert [line.subject for line in sheet.lines] == ["C1"]

    clusters = Talk()
    clusters.say(Kind.CHALLENGE, "Silo budgets", cluster="money")
    clusters.say(Kind.CHALLENGE, "No legal basis", cluster="law")
    clusters.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    clusters.do(RANK)
    clusters.do(c.RenameCluster("money", "budget"))
    assert set(vote_of(clusters).subjects) == {"#budget", "#law"}
    clusters.do(c.Undo())
    found = sheet_of(clusters.session, vote_of(clusters).id)
    assert found is not None
    assert {line.title for line in found.lines} == {"money", "law"}


def test_by_a_show_of_hands_a_ballot_is_a_hand_and_heads_hold() -> None:
    """Rule: one for each statement at most, so that a tally is hands; more of them than people are refused as hands are."""
    talk = ranked(dots=False)
    talk.do(RANK)
    assert (vote_of(talk).most, vote_of(talk).dots) == (1, 3)
    count(talk, *[(1, 1, 0)] * 21)
    with pytest.raises(CommandRefused):
        talk.do(c.TakeBallots())
    talk.do(c.EditDetails(people=21))
    talk.do(c.TakeBallots())
    assert votes(talk) == {"C1": 21, "C2": 21, "C3": 0}
    assert ranking_of(talk.session).voters == 21


def test_under_none_fewer_than_five_ballots_have_no_result_and_it_says_so() -> None:
    """Rule: the ballots are counted, nothing else; also if a server sends more."""
    talk = ranked(rule=AttributionRule.NONE)
    talk.do(RANK)
    talk.do(c.CloseVote())
    talk.do(c.RecordBallots(vote_of(talk).id, 4, True, ((4,), (4,), (4,))))
    vote = vote_of(talk)
    assert (vote.ballots, vote.counts, vote.is_counted) == (4, (), True)
    assert "below 5" in why_no_result(talk.session, vote)
    for refused in (c.ShowVote(), c.TakeBallots()):
        with pytest.raises(CommandRefused):
            talk.do(refused)


def test_a_vote_that_begins_again_erases_its_ballots_and_keeps_what_is_asked() -> None:
    """Rule: the server hears that the ballots are to be erased, and nothing of them is recorded; without an open vote there is none to begin."""
    talk = ranked()
    with pytest.raises(CommandRefused):
        talk.do(c.RestartVote())
    talk.do(RANK)
    first = vote_of(talk)
    talk.do(c.RecordBallots(first.id, 14, part="part"))
    talk.do(c.RestartVote())
    second = vote_of(talk)
    same = replace(second, id=first.id, opened_at=first.opened_at)
    assert (same, second.id == first.id) == (first, False)
    copy = session_of({record.id: record for record in changes_since(None, talk.session)})
    assert copy is not None
    assert copy.phone_votes[first.id].deleted
    talk.do(c.RecordBallots(first.id, 14, True, ((14,), (0,), (0,)), "part"))
    assert not talk.session.phone_votes[first.id].is_counted
    assert vote_of(talk) == second


def test_levels_are_voted_on_and_the_facilitator_still_records_the_level() -> None:
    """Rule: a distribution for each statement, no level of agreement by itself; what is no recommendation is refused."""
    talk = ranked()
    first, second = (talk.say(Kind.RECOMMENDATION, text) for text in ("Pool funds", "Share staff"))
    with pytest.raises(CommandRefused):
        talk.do(c.OpenVote(AGREE, (talk.note("C1").serial,)))
    talk.do(c.OpenVote(AGREE, (first.serial, second.serial)))
    counted = count(talk, (1, 0), (1, 6), (2, 3))
    assert counted.counts == ((2, 1, 0, 0, 0, 0), (0, 0, 1, 0, 0, 1))
    assert talk.note("R1").agreement is None
    talk.do(c.Agree(first.serial, Agreement.CONSENSUS))
    assert talk.session.phone_votes[counted.id] == counted


def test_a_step_that_ends_leaves_its_vote_open() -> None:
    """Rule: only the facilitator closes a vote."""
    talk = ranked()
    talk.do(RANK)
    talk.do(c.EndPhase())
    assert vote_of(talk).is_open
    assert count(talk, (1, 1, 1)).ballots == 1
