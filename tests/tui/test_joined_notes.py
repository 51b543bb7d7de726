"""Notes of a session that two laptops continued, as the screens show them."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.note_rows import row
from tests.domain.example import Talk
from tests.domain.replicas import first_copy


def test_a_note_says_which_reference_it_had_on_another_laptop_and_that_there_is_another_wording() -> None:
    """In words, as in the report."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets")
    here = first_copy(talk)
    there = here.copy("b")
    here.say("Mine")
    there.say("Yours")
    here.do(c.EditNote(0, "Silo budgets here"))
    there.do(c.EditNote(0, "Silo budgets there"))
    here.take_in(there)
    rows = {note.reference: row(here.session, note) for note in here.session.book.notes}
    assert "was C2 on laptop-b" in rows["C3"].marks
    assert "edited" in rows["C1"].marks
