"""Times and lists read as a British reader expects them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from breakout_tui.report import formatting


def test_a_time_has_24_hours() -> None:
    """Times are in 24 hours with two digits each."""
    assert formatting.clock(datetime(2026, 11, 24, 17, 5, tzinfo=UTC)) == "17:05"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59, "0:59"), (1125, "18:45"), (-90, "−1:30"), (10200, "170:00")]
)
def test_a_duration_in_a_table_is_exact(seconds: int, words: str) -> None:
    """Minutes and seconds, so that a column adds up."""
    assert formatting.minutes(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(45, "45 s"), (60, "1 min"), (240, "4 min"), (3600, "1 h"), (10200, "2 h 50 min"), (3599, "1 h")],
)
def test_a_duration_in_a_sentence_is_rounded(seconds: int, words: str) -> None:
    """Hours and minutes; seconds only below one minute."""
    assert formatting.spell(seconds) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_items_are_joined_as_in_a_sentence(items: tuple[str, ...], words: str) -> None:
    """Commas, and an "and" before the last."""
    assert formatting.listed(items) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (("P1",), "P1"),
        (("P1", "P2"), "P1 and P2"),
        (("P1", "P2", "P3"), "P1 to P3"),
        (("P1", "P2", "P3", "P7", "R1"), "P1 to P3, P7 and R1"),
        (("P9", "P10", "A11", "P12"), "P9, P10, A11 and P12"),
    ],
)
def test_runs_of_references_are_abbreviated(items: tuple[str, ...], words: str) -> None:
    """Three or more in a row become "from to"."""
    assert formatting.references(items) == words
