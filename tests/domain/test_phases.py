"""Programmes of any number of phases: what is due, what fits, what is read back, and what lies between."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings

from breakout_tui.domain import commands as c
from breakout_tui.domain import read_back
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.outputs import OutputPhases
from breakout_tui.domain.programme import AgendaSource, Phase, Programme, Step, StepKind
from breakout_tui.domain.rank_steps import FIRST, kinds_of, list_now, phase_of
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.stage import Stage
from tests.domain import day
from tests.domain.day import Room
from tests.domain.programmes import programmes
from tests.sampled import a_third

C, P, A, R, _, X = Kind


def talk(step_id: str, kind: Kind, agenda: AgendaSource = AgendaSource.ROOM) -> Step:
    """Ten minutes that collect notes of a kind."""
    return Step(step_id, StepKind.DISCUSS, step_id, 600, note_kind=kind, agenda=agenda)


READ = Step("read", StepKind.READBACK, "Read-back", 600)
RANK = Step("rank", StepKind.RANK, "Rank", 600)
RANK_2 = replace(RANK, id="rank-2")
HELLO = Step("hello", StepKind.OPENING, "Opening", 600)


def of(*phases: Phase) -> Programme:
    """The small programme with these phases."""
    return replace(day.programme(questions=2), phases=phases)


WORKSHOP = of(
    Phase("one", "Day one, morning", (talk("ideas", R), RANK), pause="Lunch"),
    Phase("two", "Day one, evening", (talk("more", P), READ), starts=time(18, 30)),
    Phase("three", "Day two", (HELLO, READ), starts=time(9, 15), day=2),
)
"""Three phases on two days."""


def test_one_phase_begins_and_ends_the_day() -> None:
    """There is nothing between, and Back reopens it."""
    room = Room(made=of(Phase("only", "An hour", (HELLO,))))
    stages = [room.session.stage]
    for command in (c.Next(), c.Next()):
        room.do(command)
        stages.append(room.session.stage)
    assert stages == [Stage.READY, Stage.RUNNING, Stage.DONE]
    assert room.session.due_phase is None
    assert now_between(room.session, room.reading()) is None
    assert room.refusal(c.Next()) is Plain.DAY_OVER
    room.do(c.Back())
    assert room.session.stage is Stage.RUNNING


@settings(deadline=None, max_examples=a_third(50))
@given(programmes())
def test_every_programme_is_played_from_its_first_box_to_its_last(made: Programme) -> None:
    """Next after next, phase after phase, each with the boxes that were shown before it started."""
    room = Room(made=made)
    for phase in made.phases:
        due = room.session.due_phase
        assert due is not None
        assert (due.id, room.session.phase_in_view) == (phase.id, phase.id)
        shown = [(box.id, box.title, box.planned) for box in preview(room.session, phase)]
        room.do(c.Next())
        agenda = room.session.agenda(phase.id)
        assert [(box.id, box.title, box.planned) for box in agenda] == shown
        for box in agenda:
            assert room.session.current_box is not None
            assert room.session.current_box.id == box.id
            room.wait(60)
            room.do(c.Next())
        assert room.session.last_started == phase
    assert room.session.stage is Stage.DONE
    assert room.session == room.reloaded()


def test_the_kinds_that_fit_are_those_of_the_phase() -> None:
    """Between two phases those of the one that ended; where a phase collects none, those of the programme."""
    room = Room(made=WORKSHOP)
    found = [room.session.kinds]
    for command in (c.Next(), c.EndPhase(), c.Next(), c.EndPhase(), c.Next(), c.EndPhase()):
        room.do(command)
        found.append(room.session.kinds)
    assert found == [(R, X), (R, X), (X, R), (P, X), (X, P), (R, P, X), (R, P, X)]


def test_where_a_programme_collects_nothing_every_kind_fits() -> None:
    """A statement can be noted all the same."""
    assert Room(made=of(Phase("only", "An hour", (HELLO,)))).session.kinds == (C, P, A, R, X)


def test_a_read_back_also_reads_the_phases_before_it_that_had_none() -> None:
    """Each output is read in one phase only: the first from its own on that reads back."""
    room = Room(made=WORKSHOP)
    for kind in (R, P, R):
        room.do(c.Next())
        room.do(c.Capture(f"{kind.value} said", kind))
        room.do(c.EndPhase())
        room.wait(60)
    read = {
        phase.id: [note.reference for note in read_back.outputs(room.session, phase.id)]
        for phase in WORKSHOP.phases
    }
    assert read == {"one": [], "two": ["P1", "R1"], "three": ["R2"]}
    assert [read_back.is_over(room.session, phase.id) for phase in WORKSHOP.phases] == [True, True, True]


def test_the_time_of_a_read_back_is_that_of_the_phase_that_reads() -> None:
    """After a phase without a read-back step nothing is unread yet."""
    room = Room(made=WORKSHOP)
    room.do(c.Next())
    room.do(c.EndPhase())
    assert not read_back.is_over(room.session, "one")


def test_an_output_outside_the_boxes_belongs_to_the_first_phase_that_collects_its_kind() -> None:
    """Else to the phase in whose time it was taken; else to none."""
    made = of(Phase("a", "A", (talk("x", P),)), Phase("b", "B", (talk("y", P),)))
    room = Room(made=made)
    room.do(c.Next())
    room.do(c.Capture("A recommendation", R))
    room.do(c.MoveNote(0, None))
    room.do(c.EndPhase())
    room.wait(60)
    room.do(c.Capture("Too late for a box", P))
    room.do(c.Capture("Nobody collects it", R))
    phase_of = OutputPhases(room.session).phase_of
    assert [phase_of(note) for note in room.session.book.notes] == ["a", "a", None]


@pytest.mark.parametrize(
    ("steps", "ranked"),
    [
        (((HELLO,), (RANK,), (HELLO,)), "b"),
        (((HELLO,), (HELLO,), (HELLO,)), "c"),
        (((RANK,), (RANK_2,), (HELLO,)), "b"),
        (((RANK,), (HELLO, RANK_2), (HELLO,)), "a"),
    ],
)
def test_the_list_is_made_in_the_phase_of_the_rank_box_that_was_entered_last(
    steps: tuple[tuple[Step, ...], ...], ranked: str
) -> None:
    """Where no phase has a rank step, in the last that has started: the room can rank at any time."""
    made = of(*(Phase(name, name, of_phase) for name, of_phase in zip("abc", steps, strict=True)))
    room = Room(made=made)
    for _ in made.phases:
        room.do(c.Next())
        room.do(c.EndPhase())
    assert phase_of(room.session, list_now(room.session)).id == ranked


def test_before_the_day_a_list_without_a_rank_step_belongs_to_the_first_phase() -> None:
    """Nothing has started; the room can rank at any time."""
    room = Room(made=of(*(Phase(name, name, (HELLO,)) for name in "abc")))
    assert phase_of(room.session, FIRST).id == "a"


def test_a_list_without_a_rank_step_is_about_what_a_vote_is_about_without_a_choice() -> None:
    """The challenges and principles or, where the day collects no challenge, what it collects."""
    assert kinds_of(of(Phase("a", "A", (HELLO,))), FIRST) == (C, P)
    assert kinds_of(of(Phase("a", "A", (talk("x", A),)), Phase("b", "B", (talk("y", P),))), FIRST) == (A, P)


def test_the_pause_before_a_fixed_start_gives_its_time_to_a_late_end() -> None:
    """And is longer after an early one; the clock began at nine."""
    room = Room(made=WORKSHOP)
    assert now_between(room.session, room.reading()) is None
    room.do(c.Next())
    room.wait(3600)
    room.do(c.EndPhase())
    between = now_between(room.session, room.reading())
    assert between is not None
    assert (between.title, between.following.id, between.is_another_day) == ("Lunch", "two", False)
    assert between.left(room.wall) == 8.5 * 3600
    room.wait(9 * 3600)
    assert between.left(room.wall) == -1800


def test_the_next_day_starts_on_its_day() -> None:
    """Counted from the day of the first phase, however late the one before it ended."""
    room = Room(made=WORKSHOP)
    for _ in range(2):
        room.do(c.Next())
        room.wait(8 * 3600)
        room.do(c.EndPhase())
    between = now_between(room.session, room.reading())
    assert between is not None
    assert (between.title, between.is_another_day) == ("Day 2", True)
    assert between.starts_at is not None
    assert f"{between.starts_at:%Y-%m-%d %H:%M}" == "2026-11-25 09:15"


def test_without_a_fixed_start_the_pause_is_as_long_as_it_is() -> None:
    """And has the title of a break, if the programme gives it none."""
    room = Room(made=of(Phase("a", "A", (HELLO,)), Phase("b", "B", (HELLO,))))
    room.do(c.Next())
    room.do(c.EndPhase())
    between = now_between(room.session, room.reading())
    assert between is not None
    assert (between.title, between.starts_at, between.left(room.wall)) == ("Break", None, None)


def test_the_details_fix_the_end_of_each_phase_by_its_id() -> None:
    """One that is not named stays as it is."""
    room = Room(made=WORKSHOP)
    room.do(c.EditDetails(ends={"one": time(12), "three": time(16)}))
    room.do(c.EditDetails(ends={"one": None, "two": time(21)}))
    assert room.session.info.ends == {"two": time(21), "three": time(16)}


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ((), "a programme needs a phase"),
        ((Phase("a", "A", (HELLO,)),) * 2, "two phases share an id"),
        ((Phase("a", "A", (HELLO,), day=2), Phase("b", "B", (HELLO,))), "not in the order of their days"),
    ],
)
def test_a_programme_has_phases_in_the_order_of_their_days(phases: tuple[Phase, ...], words: str) -> None:
    """Each with an id of its own."""
    with pytest.raises(ValueError, match=words):
        of(*phases)
