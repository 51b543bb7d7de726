"""Keys of a programme file that change nothing are named by ``check``."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.check_command import check
from breakout_tui.cli.options import Options
from breakout_tui.inputs.idle_keys import idle_keys
from breakout_tui.inputs.programme_file import parse_programme
from tests.inputs.mistakes import EXAMPLE, changed

FIXED = changed("minutes = 15, fixed = true", "minutes = 15, minimum = 15, fixed = true")


def test_the_example_has_no_key_that_changes_nothing() -> None:
    """Each of its keys is shown, or moves the clock."""
    assert idle_keys(parse_programme(EXAMPLE, "mine.toml")) == ()


def test_the_minimum_of_a_fixed_step_changes_nothing() -> None:
    """It is allowed where it equals the minutes, and named with its place."""
    assert idle_keys(parse_programme(FIXED, "mine.toml")) == (
        'minimum of step "pause" of "Morning" changes nothing: a fixed step keeps its minutes',
    )


def test_check_says_so_and_succeeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no problem: the file can be used."""
    path = tmp_path / "mine.toml"
    path.write_text(FIXED, encoding="utf-8")
    assert check(Options(file=path)) == 0
    assert "changes nothing: a fixed step keeps its minutes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'title = "Afternoon"',
            'title = "Afternoon"\npause = "Supper"',
            'pause of "Afternoon" changes nothing: no phase comes after it',
        ),
        (
            'kind = "opening", title = "Opening"',
            'kind = "talk", talks = [{ title = "Tides", minutes = 10 }], title = "Opening"',
            'minutes of the only talk of step "opening" of "Morning" change nothing: it has those of the step',
        ),
        (
            '["What floods first?"]',
            '[{ text = "What floods first?", minutes = 60 }]',
            'minutes of question 1 of "Living with higher tides" change nothing: the only question has those of the step',
        ),
        ('{ id = "agree", kind = "agree"', '{ id = "agree", kind = "rank"', None),
        ('notes = "challenge", agenda = "questions"', 'notes = "challenge", agenda = "room"', None),
    ],
)
def test_a_new_key_that_changes_nothing_is_named(old: str, new: str, line: str | None) -> None:
    """With its place and the reason."""
    found = idle_keys(parse_programme(changed(old, new), "mine.toml"))
    assert found == (() if line is None else (line,))


def test_kinds_and_minutes_of_questions_need_a_step_about_the_questions() -> None:
    """Their words and leads are shown anyway."""
    text = changed(
        'notes = "challenge", agenda = "questions"', 'notes = "challenge", agenda = "room"'
    ).replace(
        '["What floods first?"]', '[{ text = "What?", minutes = 9, notes = "principle", lead = "Ana" }]'
    )
    assert idle_keys(parse_programme(text, "mine.toml")) == (
        'notes of question 1 of "Living with higher tides" changes nothing: no step has the agenda "questions"',
        'minutes of question 1 of "Living with higher tides" change nothing: no step has the agenda "questions"',
    )
