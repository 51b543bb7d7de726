"""Names of boxes: by what the box is for, and unique within its phase, for every programme that the format allows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AgendaSource, Phase, Question, Step, StepKind, Theme
from breakout_tui.tui.actions import arguments
from tests.domain.day import Room, programme
from tests.sampled import a_third

TITLES = st.sampled_from(("Challenges", "Principles", "Break", "Q1", "Issue 1", "q2", "Room", "Break 2"))
NOTES = (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION)
OTHERS = (StepKind.OPENING, StepKind.BREAK, StepKind.RANK, StepKind.AGREE, StepKind.READBACK)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """Steps of all kinds, some with the same title, some made from the same list."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        title = draw(TITLES)
        if draw(st.booleans()):
            kind, notes = StepKind.DISCUSS, draw(st.sampled_from(NOTES))
            agenda = draw(st.sampled_from(list(AgendaSource)))
            made.append(Step(f"s{number}", kind, title, 3600, note_kind=notes, agenda=agenda))
        else:
            made.append(Step(f"s{number}", draw(st.sampled_from(OTHERS)), title, 600))
    return tuple(made)


phases = steps().map(lambda made: Phase("morning", "Morning", made))
lists = st.lists(st.sampled_from(("Alpha", "Beta", "Gamma", "Q1")), max_size=3, unique=True).map(tuple)


def boxes_of(
    phase: Phase, questions: tuple[str, ...], issues: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[Box, ...]:
    """The boxes of a phase of this theme."""
    theme = Theme("t", "Theme", "", tuple(Question(text) for text in questions or ("Why?",)))
    return lay_out("s", phase, theme, priorities=issues, groups=groups)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(phases, lists, lists, lists)
def test_names_are_unique_within_a_phase(
    phase: Phase, questions: tuple[str, ...], issues: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    """Whatever steps have the same title or come from the same list; case makes no difference."""
    names = [box.label.casefold() for box in boxes_of(phase, questions, issues, groups)]
    assert len(set(names)) == len(names)


@settings(deadline=None)
@given(st.sampled_from(NOTES), st.sampled_from(list(AgendaSource)))
def test_the_letter_says_what_a_box_is_for(notes: Kind, agenda: AgendaSource) -> None:
    """A question is Q, a priority issue Issue, a country group Group, for any kind of notes; the whole room has no letter."""
    step = Step("talk", StepKind.DISCUSS, "Talk", 3600, note_kind=notes, agenda=agenda)
    boxes = boxes_of(Phase("morning", "M", (step,)), ("a", "b"), ("c", "d"), ("e", "f"))
    expected = {
        AgendaSource.QUESTIONS: ["Q1", "Q2"],
        AgendaSource.PRIORITIES: ["Issue 1", "Issue 2"],
        AgendaSource.GROUPS: ["Group 1", "Group 2"],
        AgendaSource.ROOM: ["Talk"],
    }
    assert [box.label for box in boxes] == expected[agenda]


def test_priorities_that_are_not_there_yet_are_questions() -> None:
    """The boxes are then the theme's questions, and are called so."""
    step = Step(
        "talk", StepKind.DISCUSS, "Talk", 3600, note_kind=Kind.APPROACH, agenda=AgendaSource.PRIORITIES
    )
    boxes = boxes_of(Phase("morning", "M", (step,)), ("a", "b"), (), ())
    assert [box.label for box in boxes] == ["Q1", "Q2"]


def test_a_list_used_by_two_steps_has_the_second_step_in_its_names() -> None:
    """In the list too, where only the number is beside the title."""
    steps = tuple(
        Step(f"s{number}", StepKind.DISCUSS, title, 3600, note_kind=kind, agenda=AgendaSource.QUESTIONS)
        for number, (title, kind) in enumerate(
            (("Challenges", Kind.CHALLENGE), ("Principles", Kind.PRINCIPLE))
        )
    )
    boxes = boxes_of(Phase("morning", "M", steps), ("Why?", "How?"), (), ())
    assert [box.label for box in boxes] == ["Q1", "Q2", "Principles Q1", "Principles Q2"]
    assert [box.heading for box in boxes] == ["Why?", "How?", "Principles: Why?", "Principles: How?"]


@settings(max_examples=a_third(60), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("add", "rename", "merge", "next")), st.integers(0, 9), TITLES)))
def test_added_and_renamed_boxes_have_their_own_names(plan: list[tuple[str, int, str]]) -> None:
    """Unique on any day; a typed name leads to its box; an added box shows its title in a list."""
    room = Room()
    room.do(c.Next())
    for what, number, title in plan:
        boxes = [box for box in room.session.boxes if box.phase == "morning"]
        box, other = boxes[number % len(boxes)], boxes[(number + 1) % len(boxes)]
        commands: dict[str, c.Command] = {
            "add": c.AddBox(title, 600),
            "rename": c.RenameBox(box.id, title),
            "merge": c.MergeBoxes(box.id, other.id),
            "next": c.Next(),
        }
        known = {each.id for each in boxes}
        room.tries(commands[what])
        boxes = [box for box in room.session.boxes if box.phase == "morning"]
        added = [box for box in boxes if box.id not in known]
        assert all(box.label.startswith(title) and box.heading.startswith(title) for box in added)
        names = [box.label.casefold() for box in boxes]
        assert len(set(names)) == len(names)
    if room.session.phase_in_view == "morning":
        boxes = [box for box in room.session.boxes if box.phase == "morning"]
        assert [arguments.box(box.label, room.session).id for box in boxes] == [box.id for box in boxes]


def test_a_renamed_box_keeps_its_letter_or_takes_its_new_title() -> None:
    """A question stays Q2 with other words; a break is called what it was renamed to."""
    room = Room()
    question, pause = room.session.boxes[2], room.session.boxes[5]
    room.do(c.RenameBox(question.id, "Another question"))
    room.do(c.RenameBox(pause.id, "Coffee"))
    assert [(box.label, box.heading) for box in (room.session.boxes[2], room.session.boxes[5])] == [
        ("Q2", "Another question"),
        ("Coffee", "Coffee"),
    ]


def test_boxes_of_earlier_versions_are_named_by_what_they_are() -> None:
    """They have no stored name."""
    boxes = [
        replace(box, short_name="") for box in lay_out("s", programme().phases[0], programme().themes[0])
    ]
    assert [box.label for box in boxes][:6] == ["Opening", "Q1", "Q2", "Q3", "Q4", "Break"]
    assert replace(boxes[1], priority=2, number=2).label == "Issue 2"
    assert replace(boxes[1], group="Small states", number=2).label == "Group 2"
