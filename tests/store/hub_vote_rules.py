"""What a hub's database promises of votes on phones, for a file and for a server: each rule is tried on both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from breakout_tui.domain import commands as c
from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.floor_exchange import FloorNews, VoteCount
from breakout_tui.domain.held_votes import MOST_BALLOTS
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.versions import SessionState, Stamp, Version
from breakout_tui.hub_protocol import Part
from tests.hub.voting import did, ranking, vote_of, voting_room
from tests.store.hub_play import READING
from tests.store.hub_rules import TriedHub
from tests.stored import records_of

TAKEN, CLOSED, FULL = CastFate.TAKEN, CastFate.CLOSED, CastFate.FULL
_NEWS = count(1)


def part_with(session: Session) -> Part:
    """All of a session."""
    counter = next(_NEWS)
    versions = tuple(Version(record, Stamp(counter, "w1")) for record in records_of(session))
    return Part(SessionState(session.id, {"w1": counter}, versions, laptops={"w1": "annex"}), is_whole=True)


def shows(hub: TriedHub, session: Session) -> tuple[VoteCount, ...]:
    """The first room shows this from now on; what it is told of votes."""
    mail = hub.send(part_with(session), floor=FloorNews()).floor
    assert mail is not None
    return mail.votes


def says(hub: TriedHub, session: Session) -> tuple[VoteCount, ...]:
    """What the first room is told of votes when it has nothing new."""
    mail = hub.send(session_id=session.id, floor=FloorNews()).floor
    assert mail is not None
    return mail.votes


def cast(hub: TriedHub, session: Session, room: str = "", **ballots: Ballot) -> tuple[CastFate, ...]:
    """Devices cast these, in one transaction."""
    return cast_by(hub, session, ballots, room or hub.room)


def cast_by(
    hub: TriedHub, session: Session, ballots: Mapping[str, Ballot], room: str
) -> tuple[CastFate, ...]:
    """The same by devices with any name."""
    vote = vote_of(session)
    return hub.database.votes.cast([CastBallot(room, vote.id, *each) for each in ballots.items()])


def ballots(hub: TriedHub, session: Session, *devices: str) -> tuple[Ballot, ...]:
    """What these devices find as their own."""
    return hub.database.votes.ballots([AskBallot(vote_of(session).id, each) for each in devices])


def recorded(session: Session, *told: VoteCount) -> Session:
    """The room has these tallies."""
    for each in told:
        session = did(
            session, c.RecordBallots(each.id, each.ballots, each.is_counted, each.counts, each.part)
        )
    return session


def rows(hub: TriedHub) -> str:
    """All that the rows of votes say that are not in the session."""
    return repr([hub.sql(f"SELECT * FROM {table}") for table in ("hub_ballots", "hub_tally")])


def keeps_one_ballot_of_each_device_until_the_vote_is_closed_and_counts_it_once(hub: TriedHub) -> None:
    """Rule: it can be changed and taken back; the room hears how many there are, then the tally, until it has it."""
    session = ranking(voting_room())
    assert shows(hub, session) == ()
    assert cast(hub, session, a=(3, 0, 0, 0), b=(0, 1, 1, 1), d=(1, 0, 0, 0)) == (TAKEN, TAKEN, TAKEN)
    assert cast(hub, session, a=(0, 2, 0, 1), d=(0, 0, 0, 0)) == (TAKEN, TAKEN)
    assert ballots(hub, session, "a", "b", "c", "d") == ((0, 2, 0, 1), (0, 1, 1, 1), (), ())
    (told,) = says(hub, session)
    assert (told.ballots, told.is_counted, told.counts) == (2, False, ())
    closed = did(recorded(session, told), c.CloseVote())
    tallies = shows(hub, closed)
    assert [(each.ballots, each.counts, each.part) for each in tallies] == [
        (2, ((0,), (3,), (1,), (2,)), told.part)
    ]
    assert cast(hub, closed, a=(3, 0, 0, 0), e=(3, 0, 0, 0)) == (CLOSED, CLOSED)
    assert (ballots(hub, closed, "a"), hub.sql("SELECT vote_id FROM hub_ballots")) == (((),), [])
    assert says(hub, closed) == tallies
    session = recorded(closed, *tallies)
    assert shows(hub, session) == says(hub, session) == ()
    assert not [each for each in (told.part, vote_of(session).id) if each in rows(hub)]
    assert vote_of(session).counts == tallies[0].counts


def keeps_nothing_that_says_whose_a_ballot_is(hub: TriedHub) -> None:
    """Rule: no device is in a row, the order is that of the keys, the salt is each vote's own; all are gone with the count."""
    session = ranking(voting_room(AttributionRule.NONE))
    shows(hub, session)
    devices = [f"device-{number}" for number in range(6)]
    for device in devices:
        assert cast_by(hub, session, {device: (1, 1, 1, 0)}, hub.room) == (TAKEN,)
    ((salt, text),) = hub.sql("SELECT salt, ballots FROM hub_ballots")
    keys = [*json.loads(text)]
    assert keys == sorted(keys)
    assert len(keys) == 6
    assert not [each for each in devices if each in rows(hub)]
    session = did(session, c.CloseVote())
    (told,) = shows(hub, session)
    assert (told.ballots, told.counts) == (6, ((6,), (6,), (6,), (0,)))
    assert not [each for each in (salt, *keys, *devices) if each in rows(hub)]
    session = ranking(recorded(session, told))
    shows(hub, session)
    for size in range(4):
        cast_by(hub, session, {devices[size]: (1, 1, 1, 0)}, hub.room)
    assert hub.sql("SELECT salt FROM hub_ballots")[0][0] != salt
    (few,) = shows(hub, did(session, c.CloseVote()))
    assert (few.ballots, few.counts, few.part != told.part) == (4, (), True), "no result below five"


def refuses_a_ballot_without_an_open_vote_of_its_room(hub: TriedHub) -> None:
    """Rule: of another room, of a vote that is not there, of a revoked room, and of one device more than there may be.

    Another room neither closes the vote nor hears of it.
    """
    session = ranking(voting_room())
    hub.send(floor=FloorNews(), session_id="")
    assert cast(hub, session, a=(3, 0, 0, 0)) == (CLOSED,)
    shows(hub, session)
    assert cast(hub, session, room=hub.other, a=(3, 0, 0, 0)) == (CLOSED,)
    assert cast(hub, session, a=(1, 0, 0, 0)) == (TAKEN,)
    closing = part_with(did(session, c.CloseVote()))
    other = hub.send(closing, room=hub.other, link="link-2", floor=FloorNews())
    assert other.refusal
    assert other.floor is not None
    assert other.floor.votes == ()
    ((text,),) = hub.sql("SELECT ballots FROM hub_ballots")
    many = json.loads(text) | {f"{number:032x}": [1, 0, 0, 0] for number in range(MOST_BALLOTS - 1)}
    hub.sql(f"UPDATE hub_ballots SET ballots = '{json.dumps(many)}'")
    assert cast(hub, session, more=(1, 0, 0, 0), a=(0, 0, 0, 0)) == (FULL, TAKEN)
    assert cast(hub, session, more=(1, 0, 0, 0)) == (TAKEN,)
    hub.database.revoke(hub.room)
    assert cast(hub, session, more=(0, 1, 0, 0)) == (CLOSED,)


def tells_that_nobody_has_voted_and_follows_a_merge(hub: TriedHub) -> None:
    """Rule: a vote without ballots is counted too; the dots of statements that were merged count for one."""
    session = did(ranking(voting_room()), c.CloseVote())
    (none,) = shows(hub, session)
    assert (none.ballots, none.is_counted, none.counts, none.part) == (0, True, (), "")
    session = ranking(recorded(session, none))
    assert shows(hub, session) == ()
    cast(hub, session, a=(1, 0, 2, 0))
    notes = {each.reference: each.serial for each in session.book.of_kind(Kind.CHALLENGE)}
    session = did(did(session, c.MergeNote(notes["C3"], notes["C1"])), c.CloseVote())
    assert [each.counts for each in shows(hub, session)] == [((3,), (0,), (), (0,))]


def counts_what_comes_of_a_session_that_is_not_open_any_more(hub: TriedHub) -> None:
    """Rule: also for a computer that is not the current one; the tally is told when the session is open again, to the link that counts."""
    session = ranking(voting_room())
    shows(hub, session)
    cast(hub, session, a=(3, 0, 0, 0))
    closed = did(session, c.CloseVote())
    away = hub.send(
        part_with(closed), link="link-9", reading=replace(READING, boot="boot-9"), floor=FloorNews()
    )
    assert (away.floor, hub.sql("SELECT vote_id FROM hub_ballots")) == (None, [])
    assert cast(hub, session, a=(0, 3, 0, 0)) == (CLOSED,)
    assert hub.send(session_id="", floor=FloorNews()).floor is not None
    assert [each.counts for each in says(hub, closed)] == [((3,), (0,), (0,), (0,))]


def erases_what_nobody_counts(hub: TriedHub) -> None:
    """Rule: ballots after two days, a tally after thirty, and before that nothing."""
    session = ranking(voting_room())
    shows(hub, session)
    cast(hub, session, a=(3, 0, 0, 0))
    for table, column, days in (("hub_ballots", "began_at", 2), ("hub_tally", "counted_at", 30)):
        for passed, left in ((days * 86_400_000 - 60_000, 1), (120_000, 0)):
            hub.sql(f"UPDATE {table} SET {column} = {column} - {passed}")
            hub.database.votes.forget_old()
            assert len(hub.sql(f"SELECT 1 FROM {table}")) == left
        if table == "hub_ballots":
            cast(hub, session, a=(3, 0, 0, 0))
            shows(hub, did(session, c.CloseVote()))


VOTE_RULES: tuple[Callable[[TriedHub], None], ...] = (
    keeps_one_ballot_of_each_device_until_the_vote_is_closed_and_counts_it_once,
    keeps_nothing_that_says_whose_a_ballot_is,
    refuses_a_ballot_without_an_open_vote_of_its_room,
    tells_that_nobody_has_voted_and_follows_a_merge,
    counts_what_comes_of_a_session_that_is_not_open_any_more,
    erases_what_nobody_counts,
)
