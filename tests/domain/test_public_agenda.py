"""The public agenda: what is on in a room, without a word of what is said there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import pace
from breakout_tui.domain.public_agenda import NOTHING_YET, AgendaRow, agenda_row, in_rooms_order
from tests.domain.example import Talk


def row(talk: Talk) -> AgendaRow:
    """The row of this room now."""
    return agenda_row("Room 2", talk.session, talk.reading())


def test_a_room_without_a_session_says_so() -> None:
    """Rule: its name, and that nothing is on."""
    assert agenda_row("Room 2", None, Talk().reading()) == AgendaRow("Room 2", now=NOTHING_YET)


@given(st.integers(0, 4 * 60 * 60))
def test_what_is_on_follows_the_room(seconds: int) -> None:
    """Rule: at any moment of its morning it is the step of the room, until the phase ends as the room sees it now."""
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo budgets")
    talk.wait(seconds)
    paced = pace(talk.session, talk.reading())
    assert paced is not None
    found = row(talk)
    assert found.now == paced.box.step_title
    assert found.until == ("ends soon" if paced.phase_left < 0 else f"until {paced.ends_at:%H:%M}")
    assert "Silo" not in str(found)


def test_a_shift_moves_the_end() -> None:
    """Rule: the new end is there at once."""
    talk = Talk()
    before = row(talk).until
    talk.do(c.EndLater(10 * 60))
    assert row(talk).until != before


def test_rooms_are_in_the_order_of_their_numbers() -> None:
    """Rule: Room 2 is before Room 10."""
    names = ("Room 10", "Annex", "Room 2")
    assert [each.room for each in in_rooms_order(map(AgendaRow, names))] == ["Annex", "Room 2", "Room 10"]
