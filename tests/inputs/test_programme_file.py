"""What a programme file may contain, and the error line for each mistake."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.programme import Question
from breakout_tui.inputs.problems import MOST_PROBLEMS
from breakout_tui.inputs.programme_file import parse_programme, read_programme
from breakout_tui.paths import shipped_programme
from tests.inputs.mistakes import (
    CASES,
    EXAMPLE,
    ONLY_IN_TODAYS_FORM,
    changed,
    in_first_form,
    line_of_first_form,
)


def problems(text: str) -> tuple[str, ...]:
    """The problems for which ``text`` is refused."""
    with pytest.raises(ProgrammeRefused) as caught:
        parse_programme(text, "mine.toml")
    assert caught.value.where == "mine.toml"
    return caught.value.problems


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_causes_one_error_line(name: str) -> None:
    """One mistake in a valid file gives exactly one problem, which says where it is and what to do."""
    old, new, line = CASES[name]
    text = changed(old, new)
    if name == "more questions than seconds":
        text = text.replace('["What floods first?"]', str([f"Q{number}" for number in range(61)]))
    assert problems(text) == (line,)


@pytest.mark.parametrize("name", [name for name in CASES if name not in ONLY_IN_TODAYS_FORM])
def test_each_mistake_in_the_first_form_of_the_file_causes_the_same_line(name: str) -> None:
    """The form with two tables for morning and afternoon goes on working, and its problems name these."""
    old, new, line = CASES[name]
    text = changed(old, new)
    if name == "more questions than seconds":
        text = text.replace('["What floods first?"]', str([f"Q{number}" for number in range(61)]))
    assert problems(in_first_form(text)) == (line_of_first_form(line),)


def test_the_first_form_of_the_file_gives_the_same_programme() -> None:
    """Its two phases are those of one day, with lunch between them."""
    assert parse_programme(in_first_form(EXAMPLE), "mine.toml") == parse_programme(EXAMPLE, "mine.toml")
    shipped = read_programme(shipped_programme())
    assert read_programme(Path(__file__).parent / "first_form.toml") == shipped
    assert shipped.phases[0].pause == "Lunch"


def test_the_first_form_needs_both_its_phases() -> None:
    """A file with one of them alone is half written."""
    text = in_first_form(EXAMPLE)
    half = text[: text.index("[afternoon]")] + text[text.index("[[themes]]") :]
    assert problems(half)[0].startswith("afternoon: missing; add a table [afternoon]")


PHASE = """[[phases]]
id = "{id}"
title = "Title of {id}"
day = {day}
{times}
steps = [{{ id = "talk-{id}", kind = "discuss", title = "Talk", minutes = 600, notes = "challenge", agenda = "room" }}]

"""


def phases(*of_day: tuple[str, int, str]) -> str:
    """The example with other phases: the id, the day and the times of each."""
    head, rest = EXAMPLE.split("[[phases]]", 1)[0], EXAMPLE[EXAMPLE.index("[[themes]]") :]
    made = "".join(PHASE.format(id=id, day=day, times=times) for id, day, times in of_day)
    return head + made + rest


def test_a_programme_has_any_number_of_phases_on_any_number_of_days() -> None:
    """What fits into a day is checked for each day alone; four phases of ten hours take two days."""
    one = parse_programme(phases(("a", 1, "")), "mine.toml")
    assert [(phase.id, phase.title, phase.day) for phase in one.phases] == [("a", "Title of a", 1)]
    many = parse_programme(phases(("a", 1, ""), ("b", 1, ""), ("c", 3, ""), ("d", 3, "")), "mine.toml")
    assert [phase.day for phase in many.phases] == [1, 1, 3, 3]
    assert problems(phases(("a", 2, ""), ("b", 2, ""), ("c", 2, ""))) == (
        'phases[2].steps: 1800 minutes are planned up to the end of "Title of c", but a day has only 1440; '
        "shorten the steps",
    )


def test_the_start_of_a_phase_is_one_of_its_day() -> None:
    """An early start on the second day follows a late end on the first."""
    programme = parse_programme(phases(("a", 1, 'ends = "22:00"'), ("b", 2, 'starts = "08:30"')), "mine.toml")
    assert programme.phases[1].starts == time(8, 30)


def test_a_file_without_phases_is_told_to_add_them() -> None:
    """In the form of today."""
    text = phases()
    assert problems(text) == ("phases: missing; add tables under the heading [[phases]]",)


def test_all_problems_are_listed_in_file_order() -> None:
    """The facilitator can correct the file in one pass, from top to bottom."""
    text = EXAMPLE
    for old, new in (
        ("explore = 1", "explore = 5"),
        ('heading = "Themes of the day"', "heading = 3"),
        ('["What floods first?"]', '["ok", ""]'),
        ("minutes = 15", "minutes = 0"),
        ('id = "what", ', ""),
        ('ends = "12:30"', 'ends = "noon"'),
    ):
        text = text.replace(old, new)
    assert [line.split(": ")[0] for line in problems(text)] == [
        "heading",
        "phases[0].ends",
        "phases[0].steps[2].minutes",
        "phases[1].steps[1].id",
        "themes[1].questions[1]",
        "tracks[0].explore",
    ]


def test_an_empty_file_lacks_all_required_keys() -> None:
    """Only groups and tracks are optional."""
    assert [line.split(": ")[:2][0] for line in problems("")] == [
        "event",
        "heading",
        "attribution",
        "phases",
        "themes",
    ]


def test_groups_and_tracks_are_optional() -> None:
    """The facilitator can enter groups later, and tracks are only displayed."""
    text = changed('groups = ["Small ports", "River ports"]\n', "").split("[[tracks]]")[0]
    programme = parse_programme(text, "mine.toml")
    assert (programme.groups, programme.tracks) == ((), ())


def test_the_morning_can_use_priorities_if_every_theme_has_them() -> None:
    """Groups that agreed their priority issues before the day can start with them."""
    text = changed('agenda = "questions"', 'agenda = "priorities"')
    text = text.replace('id = "quays"', 'id = "quays"\npriorities = ["Access"]')
    assert parse_programme(text, "mine.toml").theme("quays").priorities == ("Access",)


@pytest.mark.parametrize(("phase", "ends"), [("Morning", "00:45"), ("Afternoon", "00:30")])
def test_a_phase_may_end_after_midnight(phase: str, ends: str) -> None:
    """An evening session is a phase like any other; the end then is one of the next day."""
    text = EXAMPLE.replace('ends = "12:30"\n', "").replace(
        f'title = "{phase}"', f'title = "{phase}"\nends = "{ends}"'
    )
    programme = parse_programme(text, "mine.toml")
    assert time.fromisoformat(ends) in (programme.phases[0].ends, programme.phases[1].ends)


def test_zero_width_joiners_are_kept() -> None:
    """Persian spelling needs the zero-width non-joiner."""
    text = changed('"What floods first?"', '"می\u200cخواهم؟"')
    assert parse_programme(text, "mine.toml").theme("tides").questions == (Question("می\u200cخواهم؟"),)


def test_markup_in_a_text_is_literal() -> None:
    """Brackets and ampersands have no special meaning."""
    text = changed('"What floods first?"', "'[/b] & <i>'")
    assert parse_programme(text, "mine.toml").theme("tides").questions == (Question("[/b] & <i>"),)


def test_a_long_list_of_problems_is_cut_and_the_rest_counted() -> None:
    """A wrong file gives a readable list, not thousands of lines."""
    lines = problems("\n".join(f"key{number} = 1" for number in range(1000)))
    assert len(lines) == MOST_PROBLEMS + 1
    assert re.fullmatch(r"… and \d+ more problems", lines[-1])


def test_the_speaking_time_can_be_in_the_file_a_phase_or_a_step() -> None:
    """Rule: in whole minutes, each optional; both forms of the file have it."""
    text = EXAMPLE.replace("heading =", "speaking = 5\nreply = 2\nheading =", 1)
    text = text.replace('title = "Morning"', 'title = "Morning"\nspeaking = 3')
    text = text.replace('title = "Challenges", ', 'title = "Challenges", speaking = 2, reply = 1, ')
    for form in (text, in_first_form(text)):
        made = parse_programme(form, "mine.toml")
        morning = made.phases[0]
        found = [(each.speaking, each.reply) for each in (made, morning, morning.steps[1], morning.steps[0])]
        assert found == [(300, 120), (180, None), (120, 60), (None, None)]
