"""What votes, agreements and read-backs are about: by the step's own choice, else what was collected before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import Loose, lint
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import OVER_STEPS, AgendaSource, Phase, Programme, Step, StepKind
from breakout_tui.domain.ranking import candidates
from breakout_tui.domain.ranking_counts import ranking_of, sorts
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.read_back import outputs, unread
from breakout_tui.domain.refusals import NotAnOutput, NotARecommendation
from breakout_tui.domain.step_kinds import agreed_kinds, kinds_now, kinds_over, read_in
from breakout_tui.report.compose import compose
from tests.domain.day import Room, programme
from tests.domain.programmes import ANY_PROGRAMME
from tests.report.rendering import render
from tests.sampled import a_third

C, P, A, R, D, _ = Kind


def talk(kind: Kind) -> Step:
    """Ten minutes that collect notes of a kind."""
    return Step(kind.value, StepKind.DISCUSS, kind.value, 600, note_kind=kind, agenda=AgendaSource.ROOM)


def step(kind: StepKind, *over: Kind) -> Step:
    """Ten minutes of this kind."""
    return Step(kind.value, kind, kind.value, 600, over=over)


def hour(*steps: Step) -> Programme:
    """A programme of one phase."""
    return replace(programme(1), phases=(Phase("hour", "Hour", steps),))


@pytest.mark.parametrize(
    ("kind", "before", "over", "expected"),
    [
        (StepKind.RANK, (C, A), (), (C, P)),
        (StepKind.RANK, (A, D), (), (A, D)),
        (StepKind.RANK, (), (), (C, P)),
        (StepKind.RANK, (C,), (D, A), (D, A)),
        (StepKind.AGREE, (C, R, D), (), (R,)),
        (StepKind.AGREE, (A, D, P), (), (D, P)),
        (StepKind.AGREE, (A, C), (), (A, C)),
        (StepKind.AGREE, (), (), (R,)),
        (StepKind.AGREE, (R,), (C, D), (C, D)),
        (StepKind.READBACK, (C, A), (), (P, R, D)),
        (StepKind.READBACK, (P,), (C,), (C,)),
        (StepKind.BREAK, (C,), (), ()),
    ],
)
def test_a_step_is_about_the_kinds_that_it_names_else_what_was_collected_before_it(
    kind: StepKind, before: tuple[Kind, ...], over: tuple[Kind, ...], expected: tuple[Kind, ...]
) -> None:
    """With the defaults of the ICA's day where its kinds are collected; what comes after the step doesn't count."""
    about = step(kind, *over)
    made = hour(
        *map(talk, before),
        about,
        Step("late", StepKind.DISCUSS, "Late", 600, note_kind=C, agenda=AgendaSource.ROOM),
    )
    assert kinds_over(made, about) == expected


def in_step(made: Programme, kind: StepKind, *notes: Kind) -> Room:
    """A room of this programme with these notes, in its first step of this kind."""
    room = Room(made=made)
    room.do(c.Next())
    for each in notes:
        room.do(c.Capture(each.value, each))
    while (box := room.session.current_box) is not None and box.kind is not kind:
        room.wait(60)
        room.do(c.Next())
    return room


def test_a_vote_without_challenges_is_on_what_was_collected() -> None:
    """Or on what the step names; clusters can always be ranked."""
    room = in_step(hour(talk(A), talk(D), step(StepKind.RANK)), StepKind.RANK, A, D, D)
    assert sorts(room.session) == (RankSort.APPROACHES, RankSort.DECISIONS, RankSort.CLUSTERS)
    assert ranking_of(room.session).sort is RankSort.APPROACHES
    assert [each.subject for each in candidates(room.session)] == ["A1"]
    room.do(c.ChooseRanking(RankSort.DECISIONS))
    room.do(c.SetTally("D2", 3))
    room.do(c.ChooseCut(1))
    room.do(c.LockRanking())
    markdown = render(compose(room.session, room.reading()))
    assert "The decisions were ranked by a show of hands." in markdown
    assert "| 1 | decision | D2 | 3 |" in markdown


def test_a_level_is_recorded_on_the_kinds_of_the_step() -> None:
    """The report prints it; other kinds are refused, in words that name what is possible."""
    room = in_step(hour(talk(C), step(StepKind.AGREE, C)), StepKind.AGREE, C, P)
    assert kinds_now(room.session, StepKind.AGREE) == (C,)
    room.do(c.Agree(0, Agreement.DIVERGENCE))
    assert "  - Level of agreement: **divergence**" in render(compose(room.session, room.reading()))
    refusal = room.refusal(c.Agree(1, Agreement.CONSENSUS))
    assert refusal == NotARecommendation("P1", P, (C, R))
    assert str(refusal) == "P1 is a principle, not a challenge or a recommendation"


def test_a_read_back_reads_the_kinds_of_its_step() -> None:
    """What another step reads is left to that; what it doesn't read is no loose end of it."""
    first, last = step(StepKind.READBACK, C), Step("end", StepKind.READBACK, "End", 600)
    made = replace(
        programme(1),
        phases=(Phase("one", "One", (talk(C), first)), Phase("two", "Two", (talk(P), last))),
    )
    room = in_step(made, StepKind.READBACK, C, P, A)
    assert [note.reference for note in outputs(room.session, "one")] == ["C1"]
    assert [note.reference for note in outputs(room.session, "two")] == ["P1"]
    assert [note.reference for note in unread(room.session, ["one", "two"])] == ["P1", "C1"]
    room.do(c.MarkReadBack(0, ReadBack.AGREED))
    assert "Read back at 09:01: agreed" in render(compose(room.session, room.reading()))
    assert isinstance(room.refusal(c.MarkReadBack(2, ReadBack.AGREED)), NotAnOutput)


def test_two_read_backs_of_one_phase_read_what_each_is_about() -> None:
    """The step's kinds, of all that the phase reads."""
    again = Step("again", StepKind.READBACK, "Again", 600, over=(D,))
    room = in_step(hour(talk(P), step(StepKind.READBACK, P), again), StepKind.READBACK, P, D)
    here = outputs(room.session, "hour", kinds_now(room.session, StepKind.READBACK))
    assert [note.reference for note in here] == ["P1"]


def test_a_link_to_a_kind_that_nobody_collects_is_not_missing() -> None:
    """It is once there is a note of that kind."""
    room = in_step(hour(talk(A), talk(D)), StepKind.DISCUSS, A)
    assert lint(room.session) == ()
    room.do(c.Capture("Share first", P))
    assert [(end.kind, end.subject) for end in lint(room.session)] == [(Loose.NO_PRINCIPLE, "A1")]


@settings(max_examples=a_third(60), deadline=None)
@given(ANY_PROGRAMME, st.lists(st.sampled_from(Kind), max_size=6))
def test_the_kinds_that_are_offered_include_the_steps_own(made: Programme, notes: list[Kind]) -> None:
    """In every box of any programme: what it collects is the first choice, and its vote has something to rank."""
    room = Room(made=made)
    for kind in notes:
        room.do(c.Capture(kind.value, kind))
    for _ in range(40):
        session = room.session
        box = session.current_box
        assert set(session.kinds) <= set(session.note_kinds)
        assert Kind.PARKED in session.kinds
        if box is not None and box.note_kind is not None:
            assert session.kinds[0] is box.note_kind
        if box is not None and box.kind in OVER_STEPS:
            assert kinds_now(session, box.kind)
        assert ranking_of(session).sort in sorts(session)
        assert set(agreed_kinds(session)) <= set(session.note_kinds)
        room.wait(30)
        room.tries(c.Next())


def two_phases() -> Programme:
    """A morning with two agreements, on challenges and on decisions; an afternoon with one on all so far, and a read-back."""
    morning = (talk(C), step(StepKind.AGREE, C), replace(step(StepKind.AGREE, D), id="second"))
    afternoon = (talk(A), replace(step(StepKind.AGREE), id="third"), step(StepKind.READBACK, A))
    return replace(
        programme(1), phases=(Phase("am", "Morning", morning), Phase("pm", "Afternoon", afternoon))
    )


def test_a_screen_is_about_the_current_step_else_the_first_of_the_phase_else_of_any() -> None:
    """Before a phase, of the one that is due."""
    room = Room(made=two_phases())
    seen = [(kinds_now(room.session, StepKind.AGREE), kinds_now(room.session, StepKind.READBACK))]
    for _ in range(5):
        room.do(c.Next())
        seen.append((kinds_now(room.session, StepKind.AGREE), kinds_now(room.session, StepKind.READBACK)))
    so_far = (C, A)
    first = ((C,), (A,))
    assert seen == [first, first, first, ((D,), (A,)), (so_far, (A,)), (so_far, (A,))]


def test_without_such_a_step_a_screen_is_about_all_that_the_day_collects() -> None:
    """As if the step came at its end."""
    room = Room(made=hour(talk(A), talk(D)))
    assert kinds_now(room.session, StepKind.RANK) == (A, D)


def test_a_read_back_reads_what_was_collected_since_the_phase_of_the_one_before() -> None:
    """Several of one phase read the same; a phase without one leaves its kinds to the next."""
    first, again, second = (
        replace(step(StepKind.READBACK), id=name) for name in ("first", "again", "second")
    )
    early, morning, afternoon = (
        Phase("early", "Early", (talk(D),)),
        Phase("am", "Morning", (talk(C), talk(P), first, again)),
        Phase("pm", "Afternoon", (talk(R), second, talk(A))),
    )
    made = replace(programme(1), phases=(early, morning, afternoon))
    assert [read_in(made, each) for each in (first, again, second)] == [(P, D), (P, D), (R,)]
    assert read_in(made, step(StepKind.READBACK)) == ()
