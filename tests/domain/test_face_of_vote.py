"""What the room sees of a vote on the phones: how many while it is open, the result once it is shown, and no sum before."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_face import HIDDEN, Moment
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import VoteSort
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.vote_sheet import latest_vote
from tests.domain.example import Talk


def _count(talk: Talk, ballots: int, *counts: tuple[int, ...]) -> None:
    """Close the vote and record this tally."""
    vote = latest_vote(talk.session)
    assert vote is not None
    talk.do(c.CloseVote())
    talk.do(c.RecordBallots(vote.id, ballots, True, counts))


def test_a_ranking_is_shown_with_bars_once_the_facilitator_shows_it() -> None:
    """Rule: turnout while it is open, without counts of hands; then what was before; then the result, the strongest first; hidden again."""
    talk = Talk()
    for text in ("Silo budgets", "No legal basis", "Skills leave"):
        talk.say(Kind.CHALLENGE, text)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=3))
    talk.vote(C1=9)
    before = face_of(talk.session)
    talk.do(c.OpenVote(VoteSort.RANK))
    vote = latest_vote(talk.session)
    assert vote is not None
    talk.do(c.RecordBallots(vote.id, 14))
    face = face_of(talk.session)
    assert (face.moment, face.above, face.remark) == (
        Moment.RANKING,
        "Vote on your phone",
        "14 of 20 have voted",
    )
    assert next((line.lead, line.text, line.value) for line in face.lines) == ("C1", "Silo budgets", "")
    _count(talk, 17, (10,), (20,), (5,))
    assert face_of(talk.session) == before, "blind until it is shown"
    talk.do(c.ShowVote())
    face = face_of(talk.session)
    assert (face.above, face.remark) == ("How the phones voted", "17 ballots, 20 people in the room")
    assert [(line.text, line.value, line.share) for line in face.lines] == [
        ("No legal basis", "20", 1.0),
        ("Silo budgets", "10", 0.5),
        ("Skills leave", "5", 0.25),
    ]
    talk.do(c.EditDetails(is_display_hidden=True))
    assert HIDDEN in face_of(talk.session).remark
    assert face_of(talk.session).lines == ()
    talk.do(c.EditDetails(is_display_hidden=False))
    talk.do(c.ShowVote(is_shown=False))
    assert face_of(talk.session) == before
    talk.do(c.ShowVote())
    talk.do(c.Next())
    assert face_of(talk.session).above != "How the phones voted", "in its own box only"


def test_levels_are_shown_as_a_distribution() -> None:
    """Rule: one statement as the title with a bar for each answer, several as lines."""
    talk = Talk()
    notes = [talk.say(Kind.RECOMMENDATION, text) for text in ("Pool funds", "Share staff")]
    talk.do(c.OpenVote(VoteSort.AGREE, (notes[0].serial,)))
    assert (face_of(talk.session).title, face_of(talk.session).lines) == ("Pool funds", ())
    _count(talk, 6, (4, 2, 0, 0, 0, 0))
    talk.do(c.ShowVote())
    face = face_of(talk.session)
    assert face.above == "How the phones voted · R1"
    assert [(line.lead, line.text, line.value, line.share) for line in face.lines][:2] == [
        ("1", "full consensus", "4", 1.0),
        ("2", "consensus", "2", 0.5),
    ]
    assert face.lines[-1].text == "unclear"
    talk.wait(5)
    talk.do(c.OpenVote(VoteSort.AGREE, tuple(note.serial for note in notes)))
    _count(talk, 6, (4, 2, 0, 0, 0, 0), (0, 0, 0, 5, 0, 1))
    talk.do(c.ShowVote())
    assert [line.value for line in face_of(talk.session).lines] == ["1: 4 · 2: 2", "4: 5 · unclear: 1"]
