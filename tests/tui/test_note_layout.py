"""The layout of notes: heights, lines and their text, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets import note_layout
from breakout_tui.tui.widgets.line_index import CHUNK, LineIndex
from breakout_tui.tui.widgets.note_row import NoteRow
from tests.sampled import a_third

TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("ab  \n\t#@[]\u00a0\u0301\u200d\ufe0f家族データ👩🇳🇴👧é")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


@settings(max_examples=a_third(300), deadline=None)
@given(
    text=TEXTS, attribution=TEXTS, marks=TEXTS, width=st.integers(1, 90), needle=st.text("ab ", max_size=2)
)
def test_a_note_is_as_tall_as_the_lines_it_has(
    text: str, attribution: str, marks: str, width: int, needle: str
) -> None:
    """The fast count equals the number of painted lines for any text, and no line exceeds the width of two cells or more."""
    row = NoteRow(1, "10:31", Kind.CHALLENGE, "C1", text, attribution, marks=marks)
    lines = note_layout.lines(row, width, needle=needle, is_cursor=True)
    assert note_layout.height(row, width) == len(lines)
    assert not any("\n" in line.text or "\t" in line.text for line in lines)
    if width >= 2:
        assert all(cell_len(line.text.rstrip()) <= width for line in lines)


@settings(max_examples=a_third(300), deadline=None)
@given(text=TEXTS, width=st.integers(1, 40))
def test_wrapping_loses_only_spaces_and_newlines(text: str, width: int) -> None:
    """Only white space is between two lines; everything else is on a line."""
    spans = note_layout.breaks(text, width)
    between, last = [], 0
    for start, end in spans:
        between.append(text[last:start])
        last = end
    between.append(text[last:])
    assert set("".join(between)) <= {" ", "\n"}


@settings(max_examples=a_third(60), deadline=None)
@given(heights=st.lists(st.integers(1, 9), min_size=1, max_size=3 * CHUNK))
def test_the_line_index_is_exact_after_measuring_everything(heights: list[int]) -> None:
    """It equals plain counting."""
    index = LineIndex(len(heights), heights.__getitem__)
    index.look_at(0, len(heights) - 1)
    plain = [(row, part) for row, height in enumerate(heights) for part in range(height)]
    assert index.total == len(plain)
    assert [index.locate(line) for line in range(0, len(plain), 7)] == plain[::7]


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
def test_appending_equals_a_new_layout(count: int) -> None:
    """For one more row at the end, at any fill of the last chunk."""

    def height(row: int) -> int:
        return row % 3 + 1

    grown = LineIndex(count, height)
    grown.append()
    made = LineIndex(count + 1, height)
    grown.look_at(0, count)
    made.look_at(0, count)
    assert (grown.total, grown.start_of(count)) == (made.total, made.start_of(count))
