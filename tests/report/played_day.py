"""A day played through in a room, for the golden reports."""

from __future__ import annotations

from datetime import timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from tests.report.room import Room


def discussed_morning(room: Room) -> None:
    """From the opening to the end of the principles, with a pause, a merge and a changed kind."""
    room.do(c.Next())
    room.do(c.Next(), 9)
    room.say(
        Kind.CHALLENGE,
        "The CIO has a seat but no vote in the governance board",
        "Norway",
        "mandate",
        minutes=3,
    )
    room.say(
        Kind.CHALLENGE, "Nobody owns the whole; every ministry owns a part", "Canada", "mandate", minutes=5
    )
    room.say(Kind.PARKED, "Who pays for migration?", "Estonia", minutes=2)
    room.do(c.Next(), 18)
    room.say(Kind.CHALLENGE, "Silo budgets block shared services", "Norway", "budget", minutes=4)
    room.say(
        Kind.CHALLENGE,
        "No legal basis for data sharing between registers held by different ministries",
        "Estonia",
    )
    room.say(
        Kind.CHALLENGE,
        "Each agency budgets for itself,\nso nobody pays for what is shared",
        "Japan",
        "budget",
    )
    room.do(c.MergeNote(room.serial("C5"), room.serial("C3")), 1)
    room.do(c.Pause(), 2)
    room.do(c.Resume(), 4)
    room.do(c.Next(), 19)
    room.say(Kind.PRINCIPLE, "Registers differ in quality & format (50 % are on paper)", "Japan", minutes=6)
    room.do(c.ChangeKind(room.serial("P1"), Kind.CHALLENGE), 1)
    room.do(c.Next(), 14)
    room.do(c.Next(), 15)
    room.say(
        Kind.PRINCIPLE,
        "Whoever decides on shared services also holds their budget",
        "Canada",
        to=("C1", "C3"),
        minutes=6,
    )
    room.say(
        Kind.PRINCIPLE, "Law follows data: share first within the state", "Estonia", to=("C4",), minutes=4
    )
    room.do(c.Next(), 24)


def discussed_afternoon(room: Room) -> None:
    """From the opening to the recommendations."""
    room.do(c.Next())
    room.do(c.Next(), 11)
    room.say(
        Kind.APPROACH, "One budget line for shared services, voted with the chief architect's advice", "Norway",
        to=("P2",), minutes=8, where="Norway", evidence="Three audits since 2019 found fewer double purchases",
    )  # fmt: skip
    room.say(
        Kind.APPROACH,
        "A data-sharing act with a once-only clause",
        "Estonia",
        to=("P3",),
        minutes=9,
        where="Estonia",
    )
    while (box := room.session.current_box) is not None and box.note_kind is Kind.APPROACH:
        room.do(c.Next(), 19)
    room.say(
        Kind.RECOMMENDATION, "Fund shared services from one budget line", to=("A1",), minutes=7,
        addressee="Small states", actor="Ministries of finance", due="end of 2027",
    )  # fmt: skip
    room.do(c.Next(), 15)
    room.say(
        Kind.RECOMMENDATION, "Pass a once-only act", "Estonia", to=("A2",), minutes=5, actor="Parliaments"
    )
    room.do(c.Next(), 14)


def ranked(room: Room) -> None:
    """The room's vote: two issues above the cut, two tied below it, the list reopened once."""
    for subject, votes in {"C3": 14, "C1": 11, "C2": 6, "C6": 1}.items():
        room.do(c.SetTally(subject, votes), 1)
    room.do(c.ChooseCut(2), 1)
    room.do(c.LockRanking(), 1)
    room.do(c.UnlockRanking("C4 had been left out of the count"), 1)
    room.do(c.SetTally("C4", 6), 1)
    room.do(c.LockRanking(), 1)


def outcomes_recorded(room: Room) -> None:
    """The whole day: the morning, lunch with two notes, the afternoon to its last read-back."""
    discussed_morning(room)
    ranked(room)
    room.do(c.Next(), 4)
    room.do(c.MarkReadBack(room.serial("P2"), ReadBack.AGREED), 3)
    amended = "The law follows the data: share within the state first"
    room.do(c.MarkReadBack(room.serial("P3"), ReadBack.AMENDED, c.EditNote(room.serial("P3"), amended)), 3)
    room.do(c.Next(), 6)
    room.say(Kind.PARKED, "Send the slides round", minutes=20)
    room.say(Kind.CHALLENGE, "Skills leave faster than they come", "Canada")
    room.at += timedelta(minutes=29)
    discussed_afternoon(room)
    room.do(c.Agree(room.serial("R1"), Agreement.FULL_CONSENSUS), 5)
    minority = "A code of practice is quicker than an act,\nand can be changed when it fails"
    room.do(c.Agree(room.serial("R2"), Agreement.STRONG_SUPPORT, minority, "Japan"), 7)
    room.do(c.Next(), 6)
    room.do(c.MarkReadBack(room.serial("R1"), ReadBack.AGREED), 2)
    room.do(c.Next(), 6)


def played_day() -> Room:
    """A room at the end of its day."""
    room = Room()
    outcomes_recorded(room)
    return room
