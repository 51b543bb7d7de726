"""How large a text is set where no script measures it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.hub.type_size import SIZES, cell_width, lines_of, size_for

TEXTS = st.text("abcdefghij ABC?,", min_size=1, max_size=200)


@given(TEXTS, st.floats(20, 160), st.floats(5, 80))
def test_a_larger_space_never_makes_a_text_smaller(text: str, width: float, height: float) -> None:
    """Rule: places in SIZES grow as sizes shrink."""
    assert size_for(text, width + 10, height + 5) <= size_for(text, width, height)


@given(TEXTS, TEXTS)
def test_a_longer_text_is_never_larger(text: str, more: str) -> None:
    """Rule: a text and another one behind it."""
    assert size_for(f"{text} {more}", 90, 50) >= size_for(text, 90, 50)


@given(TEXTS)
def test_the_lines_of_the_chosen_size_fit(text: str) -> None:
    """Rule: unless it is the smallest one already."""
    place = size_for(text, 90, 50)
    if place < len(SIZES) - 1:
        assert lines_of(text, 90, SIZES[place]) * SIZES[place] <= 50


def test_wide_letters_count_twice() -> None:
    """Chinese takes as much space as twice as many Latin letters."""
    assert cell_width("预算") == 4
    assert size_for("预" * 60, 90, 50) > size_for("a " * 30, 90, 50)
