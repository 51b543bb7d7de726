"""The texts of refusals on the screens."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from breakout_tui.domain.errors import CommandRefused, OutputExists
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.ranking_refusals import NotRanked, TooManyHands
from breakout_tui.domain.refusals import Plain, Refusal
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.error_text import ScreenRefused, error_text
from breakout_tui.tui.keymap import without_keys
from breakout_tui.tui.refusal_words import PLAIN_REMEDIES
from breakout_tui.tui.wording import sentence
from tests.domain.refusal_examples import REFUSALS


def test_every_plain_reason_has_its_remedy() -> None:
    """The table is complete; a reason without a remedy has an empty text."""
    assert set(PLAIN_REMEDIES) == set(Plain)


@pytest.mark.parametrize("reason", REFUSALS, ids=repr)
def test_a_remedy_names_only_existing_commands(reason: Refusal) -> None:
    """The facilitator can type them."""
    text = error_text(CommandRefused(reason))
    assert text.startswith(sentence(str(reason)))
    for word in re.findall(r"(?:^|\s)/([a-z-]+)", text):
        assert word in BY_WORD


@pytest.mark.parametrize("reason", REFUSALS, ids=repr)
def test_a_refusal_fits_in_the_status_line_of_a_window_of_80_columns(reason: Refusal) -> None:
    """What to do stands at its end, which a narrow line cuts."""
    assert cell_len(error_text(CommandRefused(reason))) <= 78


def test_a_remedy_names_the_key_where_there_are_keys() -> None:
    """Rule: as the footer does; on the command line it is the word."""
    reason = CommandRefused(Plain.NOTHING_RUNS)
    assert error_text(reason).endswith("F2 starts the one that is due")
    with without_keys():
        assert error_text(reason).endswith("/next starts the one that is due")


def test_what_happened_comes_before_what_to_do() -> None:
    """One line, with a dot between the two."""
    refused = CommandRefused(TooManyHands(40, 34))
    assert error_text(refused) == "40 votes, but 34 people · /details changes the head count"


def test_a_cluster_without_its_sign_is_recognised() -> None:
    """The message suggests the right name."""
    refused = CommandRefused(NotRanked("GOVERNANCE", RankSort.CLUSTERS, "#governance"))
    assert error_text(refused) == "No cluster of that name · did you mean #governance?"


def test_other_errors_say_where_and_what_to_do() -> None:
    """The place comes first and the remedy last."""
    assert error_text(OutputExists("exists", where="a.md", remedy="move it")) == "a.md: exists · move it"
    assert error_text(ScreenRefused("which box?")) == "Which box?"
