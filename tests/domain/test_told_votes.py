"""One vote at several servers: whatever each of them tells, and when, every ballot that is counted counts once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.ballots import Ballot, added, tally
from breakout_tui.domain.face_of_vote import turnout
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.phone_votes import MOST_PARTS, PhoneVote
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.told_votes import ToldVotes, to_record
from breakout_tui.domain.vote_sheet import groups_of, left_out, why_no_result
from breakout_tui.tui.ballot_words import in_short, panel_words, vote_title
from tests.domain.example import Talk
from tests.domain.test_phone_votes import RANK, ranked, vote_of

BALLOT = st.sampled_from([(1, 0, 0), (0, 2, 1), (3, 0, 0), (1, 1, 1)])


class Servers:
    """The servers of a room, each with ballots of its own; the second one is a hub."""

    def __init__(self, ballots: list[list[Ballot]], rule: AttributionRule = AttributionRule.COUNTRY) -> None:
        self.talk: Talk = ranked(rule=rule)
        self.talk.do(RANK)
        self.ballots = ballots
        self.is_on = [True] * len(ballots)
        self.told: list[tuple[VoteCount, ...]] = [()] * len(ballots)

    @property
    def vote(self) -> PhoneVote:
        """As it is recorded."""
        return vote_of(self.talk)

    def tells(self, place: int) -> None:
        """A server answers: what it knows of the vote comes to the window."""
        vote, ballots = self.vote, self.ballots[place]
        part = f"part-{place}" if ballots else ""
        if self.is_on[place] and vote.is_open:
            self.told[place] = (VoteCount(vote.id, len(ballots), part=part),) if ballots else ()
        elif self.is_on[place]:
            settled = vote.has_in(part) or (vote.is_counted and not ballots)
            counted = VoteCount(vote.id, len(ballots), True, self.tally_of(ballots), part)
            self.told[place] = () if settled else (counted,)

    def tally_of(self, ballots: list[Ballot]) -> tuple[tuple[int, ...], ...]:
        """What a server makes of ballots."""
        is_unnamed = self.talk.session.info.rule is AttributionRule.NONE
        return tally(ballots, self.vote, groups_of(self.talk.session, self.vote), is_unnamed=is_unnamed)

    def looks(self) -> None:
        """The window records what there is."""
        lines = [
            ToldVotes(told, is_on, place == 1 and not is_on)
            for place, (told, is_on) in enumerate(zip(self.told, self.is_on, strict=True))
        ]
        for new in to_record(self.vote, lines):
            self.talk.do(c.RecordBallots(new.id, new.ballots, new.is_counted, new.counts, new.part))

    def settles(self) -> None:
        """All servers answer again, and the window records it."""
        self.is_on = [True] * len(self.is_on)
        for _ in range(2):
            for place in range(len(self.ballots)):
                self.tells(place)
            self.looks()


@given(
    st.lists(st.lists(BALLOT, max_size=6), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(["tells", "away", "back", "looks", "closes"]), st.integers(0, 2))),
)
def test_every_ballot_counts_once_whoever_tells_of_it_and_when(
    ballots: list[list[Ballot]], moves: list[tuple[str, int]]
) -> None:
    """Rule: in the end the counts are those of all ballots together; before, they are those of some servers, each once."""
    servers = Servers(ballots)
    for move, place in moves:
        if place >= len(ballots):
            continue
        if move == "tells":
            servers.tells(place)
        elif move in ("away", "back"):
            servers.is_on[place] = move == "back"
        elif move == "looks":
            servers.looks()
        elif servers.vote.is_open:
            servers.talk.do(c.CloseVote())
        counted = [each for at, each in enumerate(ballots) if servers.vote.has_in(f"part-{at}")]
        if servers.vote.is_counted:
            together = [ballot for each in counted for ballot in each]
            assert (servers.vote.ballots, servers.vote.counts) == (
                len(together),
                servers.tally_of(together),
            )
    if servers.vote.is_open:
        servers.talk.do(c.CloseVote())
    servers.settles()
    every = [ballot for each in ballots for ballot in each]
    assert (servers.vote.is_counted, servers.vote.ballots) == (True, len(every))
    assert servers.vote.counts == servers.tally_of(every)
    assert (servers.vote.uncounted, left_out(servers.vote)) == (0, "")
    before = servers.vote
    servers.settles()
    assert servers.vote == before


def test_a_server_that_can_be_reached_is_waited_for_and_a_hub_that_is_away_is_not() -> None:
    """Rule: no result before both have counted; with a hub away that had ballots, the others' result, which says what is missing.

    While a hub is away, nobody is said to have voted nowhere.
    """
    servers = Servers([[(1, 0, 0)], [(0, 2, 1), (0, 2, 1)]])
    servers.settles()
    assert servers.vote.ballots == 3
    servers.talk.do(c.CloseVote())
    servers.tells(0)
    servers.looks()
    assert not servers.vote.is_counted
    servers.is_on[1] = False
    servers.looks()
    assert (servers.vote.counts, left_out(servers.vote)) == (((1,), (0,), (0,)), ", 2 more not counted")
    servers.settles()
    assert (servers.vote.counts, left_out(servers.vote)) == (((1,), (4,), (2,)), "")
    servers = Servers([[], [(0, 2, 1)]])
    servers.is_on[1] = False
    servers.talk.do(c.CloseVote())
    servers.tells(0)
    servers.looks()
    assert not servers.vote.is_counted
    servers.settles()
    assert servers.vote.ballots == 1


def test_under_none_too_few_ballots_at_one_server_are_named_beside_the_result() -> None:
    """Rule: each server keeps to the least number; the counts say of how many ballots they are, and how many have none."""
    servers = Servers([[(1, 0, 0)] * 6, [(0, 2, 1)] * 4], AttributionRule.NONE)
    servers.settles()
    servers.talk.do(c.CloseVote())
    servers.settles()
    assert (servers.vote.ballots, servers.vote.counts) == (6, ((6,), (0,), (0,)))
    assert left_out(servers.vote) == ", 4 more without a result"
    servers = Servers([[(1, 0, 0)] * 3, [(0, 2, 1)] * 4], AttributionRule.NONE)
    servers.talk.do(c.CloseVote())
    servers.settles()
    said = why_no_result(servers.talk.session, servers.vote)
    assert said == "no result: 7 voted, but fewer than 5 at each server"
    assert left_out(servers.vote) == ""


@given(
    st.lists(st.lists(BALLOT, max_size=4), min_size=1, max_size=3),
    st.lists(BALLOT, min_size=1, max_size=4),
    st.permutations(range(4)),
)
def test_nobody_voted_is_said_only_where_nobody_is_known_to_have_voted(
    others: list[list[Ballot]], ballots: list[Ballot], order: list[int]
) -> None:
    """Rule: where a server is gone for good, the vote is as counted by the others as they had ballots; what is missing is named.

    A server without a ballot, such as that of the laptop that took the room over, does not count it as none. Its own server still can.
    """
    servers = Servers([*others, ballots])
    lost = len(others)
    servers.tells(lost)
    servers.looks()
    servers.talk.do(c.CloseVote())
    servers.is_on[lost], servers.told[lost] = False, ()
    for _ in range(2):
        for place in order:
            if place < lost:
                servers.tells(place)
            servers.looks()
    vote, session = servers.vote, servers.talk.session
    assert vote.is_counted is any(others)
    assert vote.uncounted == len(ballots)
    assert (
        "nobody"
        not in f"{why_no_result(session, vote)} {panel_words(session, vote)} {vote_title(session, vote)}"
    )
    assert f"{len(ballots)} " in in_short(session)[0][0]
    if not vote.is_counted:
        assert f"{len(ballots)} ballot" in vote_title(session, vote)
    servers.settles()
    assert servers.vote.ballots == len(ballots) + sum(map(len, others))
    assert servers.vote.uncounted == 0


@given(st.integers(0, 60), st.integers(0, 30))
def test_more_ballots_than_people_are_never_a_part_of_them(ballots: int, people: int) -> None:
    """Rule: on displays, in the status line and in questions: ``14 of 22``, or both numbers apart where there are more ballots."""
    talk = ranked()
    talk.do(c.EditDetails(people=people))
    talk.do(RANK)
    talk.do(c.RecordBallots(vote_of(talk).id, ballots, part="part"))
    session, vote = talk.session, vote_of(talk)
    for said in (turnout(session, vote), in_short(session)[0][0], panel_words(session, vote)):
        assert (f"{ballots} of {people}" in said) is (0 < people >= ballots)
        assert f"{ballots} " in said
        assert str(people) in said or not people


def test_what_no_server_of_ours_tells_is_left_out() -> None:
    """Rule: more parts than there may be, dots that so few ballots do not have, a tally of an open vote; counts with gaps add up."""
    servers = Servers([[]])
    for number in range(MOST_PARTS + 5):
        servers.talk.do(c.RecordBallots(servers.vote.id, 1, part=f"part-{number}"))
    assert servers.vote.ballots == MOST_PARTS
    servers.talk.do(c.RecordBallots(servers.vote.id, 1, True, ((3,), (0,), (0,)), "part-0"))
    assert not servers.vote.is_counted
    servers.talk.do(c.CloseVote())
    servers.talk.do(c.RecordBallots(servers.vote.id, 1, True, ((9,), (0,), (0,)), "part-0"))
    assert (servers.vote.ballots, servers.vote.counts) == (1, ())
    servers.talk.do(c.RecordBallots(servers.vote.id, 1, True, ((3,), (0,), (0,)), "part-0"))
    assert (servers.vote.ballots, servers.vote.counts) == (1, ()), "each part is recorded once"
    assert added(((1,), (), ()), ((2,), (3,), ())) == ((3,), (3,), ())
    assert added((), ((2,),)) == added(((2,),), ()) == ((2,),)
