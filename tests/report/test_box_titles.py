"""How the report names the boxes: by their title, and by what tells them from others of the same title."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import AgendaSource, Programme
from breakout_tui.report.compose import compose
from tests.report.room import Room, programme


def asked_twice() -> Programme:
    """A programme whose principles are asked for question by question as well."""
    made = programme(questions=("Why?", "How?"))
    steps = tuple(
        replace(step, agenda=AgendaSource.QUESTIONS) if step.id == "principles" else step
        for step in made.phases[0].steps
    )
    return replace(made, phases=(replace(made.phases[0], steps=steps), *made.phases[1:]))


def named(room: Room) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Label and title of the boxes of the morning, among its discussions and in its table of times."""
    phase = compose(room.session, room.reading).phases[0]
    assert phase.timing is not None
    return (
        [(each.label, each.title) for each in phase.discussions],
        [(box.label, box.title) for box in phase.timing.boxes],
    )


def test_a_question_asked_twice_has_the_same_title_and_another_name() -> None:
    """Among the discussions as in the table of times."""
    room = Room(asked_twice())
    room.do(c.Next())
    room.do(c.EndPhase())
    discussed, timed = named(room)
    questions = [("Q1", "Why?"), ("Q2", "How?"), ("Principles Q1", "Why?"), ("Principles Q2", "How?")]
    assert discussed == questions
    assert [each for each in timed if each[0]] == questions


def test_boxes_that_were_added_under_one_title_are_told_apart() -> None:
    """By the number in their name."""
    room = Room(programme(questions=("Why?",)))
    for _ in range(2):
        room.do(c.AddBox("More", 60))
    room.do(c.Next())
    room.do(c.EndPhase())
    for found in named(room):
        assert {each for each in found if "More" in each[1]} == {("", "More"), ("", "More 2")}
