"""The status: the published form, at every point of a day, and its lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.status_report import Status
from tests.sampled import a_third
from tests.tui.test_screenless import Lines

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/status.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA)
COMMANDS = (
    "next",
    "pause",
    "back",
    "finish",
    "extend 3",
    "skip",
    "note Silo",
    "end 10:00",
    "wait",
    "add 5 More",
)


def status(lines: Lines) -> Status:
    """The status as it is printed, which is valid and has no other fields than the published ones."""
    (line,) = lines.run("status --json").lines
    found: Status = json.loads(line)
    VALID.validate(found)
    assert set(found) <= set(SCHEMA["properties"])
    return found


def test_the_schema_is_a_schema() -> None:
    """Rule: it says all that is required, and describes each field that isn't plain."""
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"]) - {"event"}


@settings(max_examples=a_third(60))
@given(st.lists(st.sampled_from(COMMANDS), max_size=25))
def test_the_status_is_valid_at_every_point_of_a_day(day: list[str]) -> None:
    """Rule: whatever was done before; a box has a time when a phase runs, and what is left adds up."""
    lines = Lines()
    for command in day:
        if command == "wait":
            lines.clock.pass_time(700)
        lines.run(command)
        found = status(lines)
        assert (found["state"] == "running") == (found["box"] is not None)
        assert found["saved"] == "saved"
        if (box := found["box"]) is not None:
            assert box["left"] == box["allotted"] - box["used"] or found["spare"] is not None
        assert lines.run("status").lines


def test_nobody_is_named() -> None:
    """Rule: whatever the attribution rule: no statement, no speaker, no facilitator."""
    for rule in AttributionRule:
        lines = Lines("note Silo budgets @Norway #money", "details facilitator Ana Lopez", rule=rule)
        for words in ("status", "status --json"):
            text = " ".join(lines.run(words).lines)
            assert not any(word in text for word in ("Norway", "Silo", "Ana", "money"))


def test_the_lines_say_the_same_in_words() -> None:
    """Rule: the box and its time, the phase, what comes next, the notes, whether all is saved."""
    lines = Lines("next", "next", "note Silo budgets", "pause")
    assert lines.run("status").lines == (
        "Q1 Question 1 · 18:45 left · paused 0:00",
        "Morning ends 11:50, 2:50:00 left · on time · 10 min spare",
        "Next: Q2 18:45, Q3 18:45, Q4 18:45, and 4 more",
        "Theme · Room 2 · round 1",
        "1 note: 1 challenge",
        "All saved",
    )


@pytest.mark.parametrize(
    ("commands", "first"),
    [
        ((), "Morning: not started"),
        (("next", "finish"), "Afternoon: starts next"),
        (("next", "finish") * 2, "The day is over"),
    ],
)
def test_between_the_phases_the_first_line_says_so(commands: tuple[str, ...], first: str) -> None:
    """Rule: before, between and after."""
    assert Lines(*commands).run("status").lines[0] == first


def test_another_argument_is_refused() -> None:
    """Rule: with what there is."""
    assert Lines().run("status --yaml").status == 1
