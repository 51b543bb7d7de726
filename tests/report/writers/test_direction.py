"""Which text runs from right to left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.report.writers.direction import begins_from_right, runs_from_right, spans

SHALOM = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    ("language", "from_right"),
    [("ar", True), ("ar-EG", True), ("AR-eg", True), ("ckb", True), ("en", False), ("en-AR", False), ("", False)],
)  # fmt: skip
def test_a_language_runs_from_right_whatever_its_country(language: str, from_right: bool) -> None:
    """Only the part before the first hyphen is the language; capitals say nothing."""
    assert runs_from_right(language) is from_right
    assert runs_from_right(f"{language}-x-AR") is from_right


@pytest.mark.parametrize(
    ("text", "from_right"),
    [(SHALOM, True), (f"12 {SHALOM} word", True), ("\u0645\u0631", True), (f"word {SHALOM}", False)],
)
def test_a_text_begins_where_its_first_letter_does(text: str, from_right: bool) -> None:
    """Figures and signs before it have no direction."""
    assert begins_from_right(text) is begins_from_right(text, default=True) is from_right


def test_a_text_without_letters_begins_as_it_is_told() -> None:
    """From the left if nothing is said."""
    assert not begins_from_right("12 %")
    assert not begins_from_right("12 %", default=False)
    assert begins_from_right("12 %", default=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("word", [("word", False)]),
        ("", [("", False)]),
        (SHALOM, [(SHALOM, True)]),
        (f"a {SHALOM}, {SHALOM} b", [("a ", False), (f"{SHALOM}, {SHALOM}", True), (" b", False)]),
        (f"{SHALOM} 7 {SHALOM}", [(SHALOM, True), (" 7 ", False), (SHALOM, True)]),
    ],
)
def test_words_from_right_to_left_are_parts_of_their_own(text: str, parts: list[tuple[str, bool]]) -> None:
    """With the signs between them; letters and figures that run from the left are other parts."""
    assert list(spans(text)) == parts


@given(st.text(st.sampled_from(f"ab 7,.{SHALOM}\u0645\u05b0")))
def test_the_parts_are_the_whole_text(text: str) -> None:
    """In order, and none of them is empty."""
    parts = [part for part, _ in spans(text)]
    assert "".join(parts) == text
    assert all(parts) or not text
