"""Refusals: each reason says what happened in one neutral line."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.refusals import Refusal
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
