"""The shipped programme: exactly the text of the conference page, and the day of the conference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breakout_tui.domain.agenda import lay_out
from breakout_tui.domain.programme import AttributionRule, Programme, StepKind
from breakout_tui.inputs.programme_file import parse_programme, read_programme
from breakout_tui.paths import shipped_programme

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def ica() -> Programme:
    """The shipped programme."""
    return read_programme(shipped_programme())


@pytest.fixture(scope="module")
def page() -> list[tuple[str, tuple[str, ...]]]:
    """The table of the conference page: for each theme its title and introduction in one line, and its questions."""
    text = (HERE / "ica43.txt").read_text(encoding="utf-8")
    table = text.split("Main questions to be explored\n")[1].split("\nEach delegate")[0].strip("\n")
    rows: list[tuple[str, tuple[str, ...]]] = []
    for line in table.split("\n"):
        if line.startswith("  • "):
            head, questions = rows.pop()
            rows.append((head, (*questions, line.removeprefix("  • "))))
        else:
            rows.append((line, ()))
    return rows


def test_themes_and_introductions_equal_the_page(
    ica: Programme, page: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Title and introduction, joined by a space, are the line of the page, for all six themes in the same order."""
    assert [f"{theme.title} {theme.introduction}" for theme in ica.themes] == [head for head, _ in page]


def test_an_introduction_starts_with_this_session(ica: Programme) -> None:
    """The title ends where the sentence "This session …" starts."""
    assert all(theme.introduction.startswith("This session ") for theme in ica.themes)
    assert not any("This session" in theme.title for theme in ica.themes)


def test_all_26_questions_equal_the_page(ica: Programme, page: list[tuple[str, tuple[str, ...]]]) -> None:
    """4, 4, 3, 5, 5 and 5 questions, with the text and the order of the page."""
    assert [tuple(question.text for question in theme.questions) for theme in ica.themes] == [
        questions for _, questions in page
    ]
    assert [len(theme.questions) for theme in ica.themes] == [4, 4, 3, 5, 5, 5]


def test_the_day_has_the_planned_steps(ica: Programme) -> None:
    """Steps and minutes of both phases: 2 h 50 min in the morning, 2 h 55 min in the afternoon."""
    assert [(step.title, step.planned // 60, step.fixed) for step in ica.phases[0].steps] == [
        ("Opening", 10, False),
        ("Challenges", 75, False),
        ("Break", 15, True),
        ("Principles", 45, False),
        ("Rank", 15, False),
        ("Read-back", 10, True),
    ]
    assert [(step.title, step.planned // 60, step.fixed) for step in ica.phases[1].steps] == [
        ("Opening", 10, False),
        ("Approaches", 75, False),
        ("Break", 15, True),
        ("Recommendations", 45, False),
        ("Agree", 20, False),
        ("Read-back", 10, True),
    ]
    assert (ica.phases[0].planned, ica.phases[1].planned) == (170 * 60, 175 * 60)


def test_the_titles_of_a_phase_fit_a_track_of_120_columns(ica: Programme) -> None:
    """The track shows them in one line after the title of the phase, with at least four columns between them."""
    for phase in (ica.phases[0], ica.phases[1]):
        assert sum(len(step.title) + 4 for step in phase.steps) + len(phase.title) < 90


def test_openings_have_prompts_for_purpose_and_outputs(ica: Programme) -> None:
    """The morning opening also has a prompt for the attribution rule."""
    openings = [
        step
        for phase in (ica.phases[0], ica.phases[1])
        for step in phase.steps
        if step.kind is StepKind.OPENING
    ]
    assert [[line.split(":")[0] for line in step.prompts] for step in openings] == [
        ["Purpose", "Rule", "Outputs"],
        ["Recap", "Purpose", "Outputs"],
    ]


def test_event_rule_tracks_and_groups(ica: Programme) -> None:
    """Attribution by country, two tracks of three themes each with two to explore, and no invented country groups."""
    assert (ica.event, ica.heading) == ("ICA 43rd Conference", "Breakout themes")
    assert ica.rule is AttributionRule.COUNTRY
    assert [(len(track.themes), track.explore) for track in ica.tracks] == [(3, 2), (3, 2)]
    assert [theme for track in ica.tracks for theme in track.themes] == [theme.id for theme in ica.themes]
    assert ica.groups == ()


def test_each_theme_can_be_scheduled_in_both_phases(ica: Programme) -> None:
    """Every box has time, and the boxes add up to the planned time."""
    for theme in ica.themes:
        for name in ("morning", "afternoon"):
            boxes = lay_out("s", ica.phase(name), theme)
            assert all(0 < box.minimum <= box.planned for box in boxes)
            assert sum(box.planned for box in boxes) == ica.phase(name).planned


def test_each_commented_key_can_be_uncommented(ica: Programme) -> None:
    """The ``ends`` lines that the file shows as comments are valid without the leading #."""
    text = shipped_programme().read_text(encoding="utf-8")
    changed, count = re.subn(r"^# (?=ends = )", "", text, flags=re.MULTILINE)
    assert count == 2
    assert str(parse_programme(changed, "themes.toml").phases[0].ends) == "12:30:00"


def test_the_documented_example_loads() -> None:
    """The example of the README is valid and uses the documented keys."""
    example = read_programme(HERE / "example.toml")
    assert example.groups == ("Small ports", "River ports")
    assert example.phases[0].steps[3].minimum == 15 * 60
    assert example.theme("tides").priorities == ("Warning people in time", "Paying for the walls")
    assert example.theme("tides").introduction == (
        "Water comes more often. This group had its priority issues agreed beforehand."
    )


def test_the_readme_shows_the_example_that_is_tested() -> None:
    """The block under "Your own programme file" is exactly example.toml."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Your own programme file")[1]
    block = section.split("```toml\n")[1].split("```")[0]
    assert block == (HERE / "example.toml").read_text(encoding="utf-8")
