"""The agenda: which boxes a phase has, and what each of them takes from its step and its topic."""

from __future__ import annotations

import pytest

from breakout_tui.domain.agenda import Box, lay_out, unique_name
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.portions import shares, split, within
from breakout_tui.domain.programme import AgendaSource, Phase, Question, Step, StepKind, Theme

THEME = Theme("t", "Theme", "", (Question("Why?"), Question("How?")))


def laid_out(*steps: Step, priorities: tuple[str, ...] = (), groups: tuple[str, ...] = ()) -> tuple[Box, ...]:
    """The boxes of an afternoon of these steps."""
    phase = Phase("afternoon", "Afternoon", steps)
    return lay_out("s", phase, THEME, priorities=priorities, groups=groups)


def discussion(agenda: AgendaSource, minimum: int | None = None) -> Step:
    """A discussion of 25 seconds."""
    return Step(
        "talk", StepKind.DISCUSS, "Talk", 25, note_kind=Kind.APPROACH, agenda=agenda, minimum=minimum,
        prompts=("Who?", "When?"),
    )  # fmt: skip


def test_a_box_takes_everything_from_its_step() -> None:
    """A step for the whole room is one box, with the title of the step and no number."""
    step = Step("break", StepKind.BREAK, "Break", 600, fixed=True, prompts=("Coffee",))
    (box,) = laid_out(step)
    assert box == Box(
        id="s:afternoon:1", session_id="s", phase="afternoon", position=10, step="break",
        step_title="Break", kind=StepKind.BREAK, title="Break", planned=600, minimum=600, fixed=True,
        prompts=("Coffee",), short_name="Break",
    )  # fmt: skip


def test_each_country_group_has_a_box_of_the_discussion() -> None:
    """With the group that it is for, its number, and its part of the plan and of the minimum."""
    first, second = laid_out(discussion(AgendaSource.GROUPS), groups=("Small states", "Federations"))
    assert first == Box(
        id="s:afternoon:1", session_id="s", phase="afternoon", position=10, step="talk",
        step_title="Talk", kind=StepKind.DISCUSS, title="Small states", planned=13, minimum=6,
        note_kind=Kind.APPROACH, prompts=("Who?", "When?"), group="Small states", number=1, short_name="Group 1",
    )  # fmt: skip
    assert (second.id, second.position, second.title, second.group) == (
        "s:afternoon:2", 20, "Federations", "Federations"
    )  # fmt: skip
    assert (second.planned, second.minimum, second.number) == (12, 6, 2)


@pytest.mark.parametrize(
    ("agenda", "titles", "groups", "ranks"),
    [
        (AgendaSource.QUESTIONS, ["Why?", "How?"], ["", ""], [None, None]),
        (AgendaSource.PRIORITIES, ["Law", "Money", "Staff"], ["", "", ""], [1, 2, 3]),
        (AgendaSource.GROUPS, ["A", "B"], ["A", "B"], [None, None]),
        (AgendaSource.ROOM, ["Talk"], [""], [None]),
    ],
)
def test_a_discussion_has_a_box_for_each_topic_of_its_source(
    agenda: AgendaSource, titles: list[str], groups: list[str], ranks: list[int | None]
) -> None:
    """The questions of the theme, the priority issues with their rank, the country groups, or the whole room."""
    boxes = laid_out(discussion(agenda), priorities=("Law", "Money", "Staff"), groups=("A", "B"))
    assert [box.title for box in boxes] == titles
    assert [box.group for box in boxes] == groups
    assert [box.priority for box in boxes] == ranks


def test_without_priority_issues_the_questions_are_asked_and_without_groups_the_whole_room() -> None:
    """A discussion always has a box."""
    assert [box.title for box in laid_out(discussion(AgendaSource.PRIORITIES))] == ["Why?", "How?"]
    assert [box.title for box in laid_out(discussion(AgendaSource.GROUPS))] == ["Talk"]


@pytest.mark.parametrize(("minimum", "expected"), [(None, [6, 6]), (25, [13, 12]), (1, [1, 0])])
def test_the_minimum_of_an_elastic_step_is_its_own_or_half_of_its_plan(
    minimum: int | None, expected: list[int]
) -> None:
    """In whole seconds, split over its boxes."""
    boxes = laid_out(discussion(AgendaSource.QUESTIONS, minimum))
    assert [box.minimum for box in boxes] == expected


def test_the_boxes_of_all_steps_are_numbered_through() -> None:
    """Their ids and their positions, which leave room for more."""
    steps = (
        Step("opening", StepKind.OPENING, "Opening", 600),
        discussion(AgendaSource.QUESTIONS),
        Step("close", StepKind.READBACK, "Read-back", 600),
    )
    boxes = laid_out(*steps)
    assert [box.id for box in boxes] == [f"s:afternoon:{number}" for number in range(1, 5)]
    assert [box.position for box in boxes] == [10, 20, 30, 40]
    assert [box.number for box in boxes] == [None, 1, 2, None]


@pytest.mark.parametrize(
    ("total", "parts", "expected"), [(7, 3, (3, 2, 2)), (6, 3, (2, 2, 2)), (1, 2, (1, 0)), (5, 1, (5,))]
)
def test_a_plan_is_split_evenly_and_the_first_boxes_take_the_remainder(
    total: int, parts: int, expected: tuple[int, ...]
) -> None:
    """In whole seconds."""
    assert split(total, parts) == expected


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "Break"),
        (["Opening", "Break 2"], "Break"),
        (["break"], "Break 2"),
        (["Break", "BREAK 2", "Break 4"], "Break 3"),
    ],
)
def test_a_name_that_is_taken_gets_the_first_free_number_from_two(taken: list[str], name: str) -> None:
    """In whatever case the others are written."""
    assert unique_name("Break", taken) == name


@pytest.mark.parametrize(
    ("total", "given", "parts"),
    [
        (60, [30, 30], (30, 30)),
        (61, [30, 30], (31, 30)),
        (100, [30, 30], (50, 50)),
        (30, [60, 30], (20, 10)),
        (100, [30, None, None], (30, 35, 35)),
        (12, [10, None, None], (10, 1, 1)),
        (300, [400, None], (299, 1)),
    ],
)
def test_boxes_keep_the_seconds_that_they_are_given_where_these_add_up(
    total: int, given: list[int | None], parts: tuple[int, ...]
) -> None:
    """The others share the rest; else all get a part of the whole in proportion, and one without seconds the least."""
    assert shares(total, given) == parts


def test_weights_that_add_up_are_the_parts_themselves() -> None:
    """In proportion to what each has above one second."""
    assert within(12, [9, 2, 1]) == (9, 2, 1)
    assert within(3, [9, 2, 1]) == (1, 1, 1)
    assert within(2, [9, 2, 1]) == (1, 1, 0)
