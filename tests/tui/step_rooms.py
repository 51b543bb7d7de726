"""Rooms in a discuss, rank, agree or read-back step, for the tests of their panels."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from tests.domain.day import Room

DETAILS = c.EditDetails(room="Room 2", people=24, known=("Norway",))


def ranking(*challenges: str, details: c.EditDetails = DETAILS) -> Room:
    """A room in the rank step, with these challenges."""
    room = Room(details)
    room.do(c.Next())
    for text in challenges:
        room.do(c.Capture(text, Kind.CHALLENGE))
    go_to(room, StepKind.RANK)
    return room


def discussing(*challenges: str) -> Room:
    """A room in its first question, with these challenges."""
    room = Room(DETAILS)
    room.do(c.Next())
    go_to(room, StepKind.DISCUSS)
    for text in challenges:
        room.do(c.Capture(text, Kind.CHALLENGE))
    return room


def agreeing(*recommendations: str) -> Room:
    """A room in the agree step of its afternoon, with these recommendations."""
    room = Room(DETAILS)
    room.do(c.Next())
    room.do(c.EndPhase())
    room.do(c.Next())
    for text in recommendations:
        room.do(c.Capture(text, Kind.RECOMMENDATION))
    go_to(room, StepKind.AGREE)
    return room


def reading(*principles: str) -> Room:
    """A room in the read-back of its morning, with these principles."""
    room = Room(DETAILS)
    room.do(c.Next())
    for text in principles:
        room.do(c.Capture(text, Kind.PRINCIPLE))
    go_to(room, StepKind.READBACK)
    return room


def go_to(room: Room, kind: StepKind) -> None:
    """Go to the next box every minute, until the room is in a box of this kind."""
    while (box := room.session.current_box) is None or box.kind is not kind:
        room.wait(60)
        room.do(c.Next())
