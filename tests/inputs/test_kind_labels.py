"""The words for the kinds of notes in the programme file."""

from __future__ import annotations

import pytest

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, KindLabel, Labels
from breakout_tui.inputs.programme_file import parse_programme
from tests.inputs.mistakes import EXAMPLE


def labels(table: str) -> Labels:
    """The labels of the example with these lines under ``[labels]``."""
    return parse_programme(f"{EXAMPLE}\n[labels]\n{table}", "themes.toml").labels


def problem(table: str) -> str:
    """The one problem of the example with these lines under ``[labels]``."""
    with pytest.raises(ProgrammeRefused) as refused:
        labels(table)
    (line,) = refused.value.problems
    return line


def test_a_programme_without_labels_speaks_english() -> None:
    """An empty table as well."""
    assert parse_programme(EXAMPLE, "themes.toml").labels == labels("") == ENGLISH


def test_each_kind_can_have_a_word_for_one_and_for_several() -> None:
    """A single text is both; the other kinds keep their English words."""
    found = labels('challenge = ["Herausforderung", "Herausforderungen"]\nparked = "Ideenspeicher"')
    assert found == Labels(
        (
            KindLabel(Kind.CHALLENGE, "Herausforderung", "Herausforderungen"),
            KindLabel(Kind.PARKED, "Ideenspeicher", "Ideenspeicher"),
        )
    )
    assert (found.one(Kind.APPROACH), found.many(Kind.APPROACH)) == ("approach", "approaches")


def test_every_kind_can_be_named() -> None:
    """By its English word; the parking lot by "parked"."""
    keys = ("challenge", "principle", "approach", "recommendation", "decision", "parked")
    found = labels("\n".join(f'{key} = "Wort {number}"' for number, key in enumerate(keys)))
    assert [label.kind for label in found.given] == list(Kind)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            'chalenge = "Défi"',
            'labels.chalenge: unknown key; did you mean "challenge"?',
        ),
        (
            "challenge = 3",
            "labels.challenge: expected text of at most 24 characters in quotes, or a list of two, for one and for several, found 3",
        ),
        (
            'challenge = ["Défi"]',
            "labels.challenge: expected text of at most 24 characters in quotes, or a list of two, for one and for several, found a list of 1",
        ),
        ('challenge = ["Défi", 3]', "labels.challenge[1]: expected text in quotes, found 3"),
        ('challenge = ""', "labels.challenge: the text is empty; fill it in"),
        (
            f'challenge = "{"x" * 25}"',
            "labels.challenge: the text has 25 characters; shorten it to at most 24",
        ),
        (
            'challenge = "D\\u202eéfi"',
            "labels.challenge: character 2 is U+202E (right-to-left override), which is not allowed; remove it",
        ),
        (
            'challenge = ["Idee", "Ideen"]\napproach = ["Ansatz", "IDEEN"]',
            'labels.approach: "IDEEN" is already the word for challenge; choose another word',
        ),
        (
            'challenge = "Decision"',
            'labels.challenge: "Decision" is already the word for decision; choose another word',
        ),
    ],
)
def test_a_wrong_word_is_one_problem(table: str, expected: str) -> None:
    """It is too long, empty, hidden, or the word of another kind."""
    assert problem(table) == expected
