"""What a report knows of the programme, and which votes the report up to a phase has."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.report.compose import compose, covering
from tests.report.room import Room


def afternoon_after_votes() -> Room:
    """A room in its afternoon; it counted votes in the morning, and did not lock the list."""
    room = Room()
    room.do(c.Next())
    room.say(Kind.CHALLENGE, "Doors leak")
    room.do(c.SetTally("C1", 4))
    for command in (c.EndPhase(), c.Next()):
        room.do(command, 10)
    return room


def test_votes_belong_to_the_report_of_the_phase_that_ranks() -> None:
    """Also those of a list that was not locked."""
    room = afternoon_after_votes()
    until_noon = covering(room.session, "morning")
    assert until_noon.rankings == room.session.rankings != {}
    assert until_noon.tallies == room.session.tallies != {}


def test_votes_of_a_later_phase_are_left_out() -> None:
    """Where the room ranks in the afternoon, the report of the morning has no list."""
    room = afternoon_after_votes()
    info = room.session.info
    first, second = info.programme.phases
    ranks = next(step for step in first.steps if step.kind is StepKind.RANK)
    without = tuple(step for step in first.steps if step is not ranks)
    phases = (replace(first, steps=without), replace(second, steps=(*second.steps, ranks)))
    session = room.session.put(replace(info, programme=replace(info.programme, phases=phases)))
    until_noon = covering(session, "morning")
    assert (until_noon.rankings, until_noon.tallies) == ({}, {})


def test_a_report_knows_the_days_the_pauses_and_who_leads_a_question() -> None:
    """Rule: a pause lies between two phases, so that of the last one is none."""
    room = Room()
    info = room.session.info
    first, second = info.programme.phases
    third = replace(second, id="third", day=2, pause="Evening")
    phases = (replace(first, pause="Lunch"), replace(second, pause="Night"), third)
    theme = info.programme.themes[0]
    led = replace(theme, questions=(replace(theme.questions[0], text="Which doors?", lead="Ana Lopez"),))
    made = replace(info.programme, phases=phases, themes=(led,))
    report = compose(room.session.put(replace(info, programme=made)), room.reading)
    assert (report.days, report.pauses) == (2, ("Lunch", "Night"))
    assert report.questions == ("Which doors? · Ana Lopez",)
