"""What a programme file may contain, and the error line for each mistake."""

from __future__ import annotations

import re
from datetime import time

import pytest

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.inputs.problems import MOST_PROBLEMS
from breakout_tui.inputs.programme_file import parse_programme
from tests.inputs.mistakes import CASES, EXAMPLE, changed


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
        "morning.ends",
        "morning.steps[2].minutes",
        "afternoon.steps[1].id",
        "themes[1].questions[1]",
        "tracks[0].explore",
    ]


def test_an_empty_file_lacks_all_required_keys() -> None:
    """Only groups and tracks are optional."""
    assert [line.split(": ")[:2][0] for line in problems("")] == [
        "event",
        "heading",
        "attribution",
        "morning",
        "afternoon",
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
    assert time.fromisoformat(ends) in (programme.morning.ends, programme.afternoon.ends)


def test_zero_width_joiners_are_kept() -> None:
    """Persian spelling needs the zero-width non-joiner."""
    text = changed('"What floods first?"', '"می\u200cخواهم؟"')
    assert parse_programme(text, "mine.toml").theme("tides").questions == ("می\u200cخواهم؟",)


def test_markup_in_a_text_is_literal() -> None:
    """Brackets and ampersands have no special meaning."""
    text = changed('"What floods first?"', "'[/b] & <i>'")
    assert parse_programme(text, "mine.toml").theme("tides").questions == ("[/b] & <i>",)


def test_a_long_list_of_problems_is_cut_and_the_rest_counted() -> None:
    """A wrong file gives a readable list, not thousands of lines."""
    lines = problems("\n".join(f"key{number} = 1" for number in range(1000)))
    assert len(lines) == MOST_PROBLEMS + 1
    assert re.fullmatch(r"… and \d+ more problems", lines[-1])
