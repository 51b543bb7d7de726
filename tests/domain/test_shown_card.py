"""A card of the report-back on the displays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.shown_card import ShownCard, view_with
from tests.domain.example import Talk

CARD = ShownCard("Finding 1", "Silo budgets block shared services", 2, 5, "boot-1", 5000.0, 5)


@given(st.integers(0, 900), st.booleans())
def test_the_time_is_that_of_the_speaker(used: int, has_ended: bool) -> None:
    """Rule: it counts down from the minutes of the report-back, into overtime; when the last card is said it stays."""
    talk = Talk()
    reading = replace(talk.reading(), since_boot=CARD.began + used + 0.5)
    card = replace(CARD, took=used) if has_ended else CARD
    later = reading.later(60) if has_ended else reading
    view = view_with(view_of(talk.session, face_of(talk.session), later), card, later)
    assert view.time is not None
    assert (view.time.left, view.time.is_paused) == (300 - used, has_ended)
    assert view.face.moment is Moment.REPORT_BACK
    assert (view.face.title, view.face.remark) == (CARD.text, "card 2 of 5")


def test_hidden_statements_are_hidden_here_too() -> None:
    """A card is made of them."""
    talk = Talk()
    view = view_of(talk.session, face_of(talk.session), talk.reading())
    assert CARD.text not in repr(view_with(view, CARD, talk.reading(), is_hidden=True))


def test_a_statement_of_the_floor_has_no_time_of_its_own() -> None:
    """Rule: it takes the place of the question; time and steps stay those of the room, and hiding holds for it."""
    talk = Talk()
    view = view_of(talk.session, face_of(talk.session), talk.reading())
    card = ShownCard("From the floor", "Silo budgets", 1, 1, "boot-1", 5000.0, 0)
    shown = view_with(view, card, talk.reading())
    assert (shown.face.moment, shown.face.title, shown.face.above) == (
        Moment.FLOOR,
        card.text,
        "From the floor",
    )
    assert (shown.time, shown.steps, shown.ends) == (view.time, view.steps, view.ends)
    assert card.text not in repr(view_with(view, card, talk.reading(), is_hidden=True))
