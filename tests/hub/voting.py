"""A room whose phones vote: the window's side by real commands, the phones' side by real requests."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_votes import PhoneVote, VoteSort
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_records import RankMethod
from breakout_tui.domain.session import decide
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.vote_sheet import latest_vote
from tests.hub.phones import CLOCK, Phone, RoomWindow, room_of

CHALLENGES = ("Silo budgets", "No legal basis", "Skills leave", "Nobody owns the journey")
RECOMMENDATIONS = ("Pool the funds of three ministries", "Share staff across registers")


def voting_room(rule: AttributionRule = AttributionRule.COUNTRY, *, dots: bool = True) -> Session:
    """Twenty-two people with four challenges, two recommendations, and three dots each."""
    session = room_of(rule)
    session = session.put(replace(session.info, people=22))
    for text in CHALLENGES:
        session = did(session, c.Capture(text, Kind.CHALLENGE))
    for text in RECOMMENDATIONS:
        session = did(session, c.Capture(text, Kind.RECOMMENDATION))
    return did(session, c.ChooseRanking(method=RankMethod.DOTS if dots else RankMethod.HANDS, dots=3))


def did(session: Session, command: c.Command) -> Session:
    """The session after a command."""
    return decide(session, command, CLOCK.read()).session


def ranking(session: Session) -> Session:
    """The phones vote on the list."""
    return did(session, c.OpenVote(VoteSort.RANK))


def agreeing(session: Session, *references: str) -> Session:
    """The phones vote on levels of agreement."""
    notes = [session.book.find(reference) for reference in references or ("R1", "R2")]
    return did(session, c.OpenVote(VoteSort.AGREE, tuple(note.serial for note in notes if note is not None)))


def vote_of(session: Session) -> PhoneVote:
    """Its latest vote."""
    found = latest_vote(session)
    assert found is not None
    return found


def ballot(session: Session, *said: int) -> dict[str, str]:
    """The form of a ballot."""
    return {"vote": vote_of(session).id, **{f"p{place}": str(each) for place, each in enumerate(said)}}


def casts(phone: Phone, session: Session, *said: int) -> dict[str, object]:
    """Cast a ballot; what is answered."""
    return phone.post(ballot(session, *said), "/p/vote")


def counted(window: RoomWindow) -> VoteCount:
    """Close the vote, and wait until the server has counted it."""
    told = window.shows(did(window.session, c.CloseVote())).votes
    while not (told and told[0].is_counted):
        told = window.says().votes
    return told[0]


def recorded(window: RoomWindow, count: VoteCount) -> Session:
    """The room has the tally, and the server hears it."""
    told = c.RecordBallots(count.id, count.ballots, count.is_counted, count.counts, count.part)
    session = did(window.session, told)
    window.shows(session)
    return session
