"""Refusals: each reason says what happened in one neutral line."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from breakout_tui.domain.clock_refusals import TooLongAgo
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.refusals import NotAReference, OutOfRange, Quantity, Refusal
from tests.domain.refusal_examples import REFUSALS

_OF_THE_SCREEN = re.compile(r"(?:^|\s)/\w|Ctrl|Esc|Enter|\bF\d|on the left|the list at")


def test_the_examples_cover_every_reason() -> None:
    """So every test of reasons covers a new reason."""
    assert {type(reason) for reason in REFUSALS} == set(get_args(Refusal))


@pytest.mark.parametrize("reason", REFUSALS, ids=repr)
def test_a_reason_is_one_line_without_keys_or_words_to_type(reason: Refusal) -> None:
    """The domain says what happened; the screen says which key helps."""
    words = str(CommandRefused(reason))
    assert words
    assert "\n" not in words
    assert not words.endswith(".")
    assert _OF_THE_SCREEN.search(words) is None


def test_no_two_reasons_have_the_same_text() -> None:
    """So a log identifies the reason."""
    assert len({str(reason) for reason in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (OutOfRange(Quantity.PEOPLE, 0, 9999), "the head count is 0 to 9,999"),
        (TooLongAgo("Q1", "", 125), "Q1 began only 2:05 ago"),
        (TooLongAgo("Q1", "", 60), "Q1 began only 1:00 ago"),
        (TooLongAgo("Q1", "Morning", 59), "“Morning” ended only 0:59 ago"),
        (NotAReference("what?"), "“what?” is not a reference"),
        (NotAReference(""), "a reference is missing"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_reason_says_the_numbers_and_names_that_it_knows(reason: Refusal, words: str) -> None:
    """A large number has its thousands apart, and a time is in minutes and seconds."""
    assert str(reason) == words
