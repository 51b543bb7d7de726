"""The session joined from copies works everywhere: each part of the program reads it, and no statement is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.chain import rows
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.lint import lint
from breakout_tui.domain.pace import moment, pace
from breakout_tui.domain.phase_start import prospect
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.read_back import next_unread, progress
from breakout_tui.domain.recap import convergence, recap
from breakout_tui.domain.report_back import fit
from breakout_tui.domain.session import Session
from breakout_tui.domain.undo import undoable
from breakout_tui.report.compose import compose
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, TURNS, Move, Replica, all_of, copies_after, first_copy
from tests.domain.strategies import ALL_WISHES, Wish
from tests.report.rendering import render
from tests.report.test_no_word_is_lost import assert_complete

HISTORIES = st.lists(st.one_of(MOVES, MOVES, TURNS), min_size=4, max_size=30)
AFTERWARDS = st.lists(ALL_WISHES, max_size=8)


@given(HISTORIES, AFTERWARDS)
@settings(max_examples=8, deadline=None)
def test_every_part_of_the_program_works_with_a_joined_session(
    moves: list[Move], afterwards: list[Wish]
) -> None:
    """Pace, lint, chain, ranking, read-back, recap, report-back; and the report has every statement once and in full."""
    copies = copies_after(Talk(), moves)
    whole = all_of(copies)
    joined = Replica(whole, "joined", max(copy.seconds for copy in copies) + 60)
    assert_works(joined.session, joined.reading(), copies[0].session)
    for wish in afterwards:
        joined.wish(wish)
    assert_works(joined.session, joined.reading(), copies[0].session)


def assert_works(session: Session, reading: Reading, earlier: Session) -> None:
    """Each function that a screen or a document is made of gives a result."""
    moment(session, reading)
    assert (pace(session, reading) is None) == (session.running is None)
    prospect(session, reading)
    for made in (lint, rows, standings, fit, undoable):
        made(session)
    recap(earlier, session)
    convergence([earlier, session])
    for phase in session.info.programme.phases:
        next_unread(session, phase.id)
        progress(session, phase.id)
    assert_complete(session, render(compose(session, reading)))
    is_open = [span.ended_at is None for span in session.spans]
    assert is_open == [False] * (len(is_open) - 1) + [session.running is not None] * bool(is_open)


def test_the_report_says_which_reference_a_statement_had_on_another_laptop() -> None:
    """So that a person who has the other laptop's print finds it; the reference itself leads to the note that has it now."""
    here = first_copy(Talk())
    there = here.copy("b")
    here.say("Mine")
    there.say("Yours")
    here.take_in(there)
    markdown = render(compose(here.session, here.reading()))
    assert "**C1** Mine" in markdown
    assert "**C2** (formerly C1 on laptop-b) Yours" in markdown
    assert_complete(here.session, markdown)
