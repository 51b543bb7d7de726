"""The thumb of a scrollbar: computed as Textual draws it, so that skipped paints change nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.scrollbar import ScrollBarRender

from breakout_tui.tui.textual_internals.thumb import thumb_of


def drawn(lines: int, height: int, line: int) -> list[tuple[str, str]]:
    """The cells of Textual's bar."""
    window = height if height < lines else 0
    bar = ScrollBarRender.render_bar(size=height, virtual_size=lines, window_size=window, position=line)
    return [(segment.text, str(segment.style)) for segment in bar.segments]


@given(height=st.integers(1, 60), data=st.data())
def test_a_bar_with_the_same_thumb_is_drawn_the_same(height: int, data: st.DataObject) -> None:
    """Rule: equal thumbs give equal cells, so a skipped paint changes nothing."""
    first, second = (
        (lines, data.draw(st.integers(0, max(0, lines - height))))
        for lines in data.draw(st.tuples(st.integers(0, 3000), st.integers(0, 3000)))
    )
    if thumb_of(first[0], height, first[1]) == thumb_of(second[0], height, second[1]):
        assert drawn(first[0], height, first[1]) == drawn(second[0], height, second[1])


def test_the_thumb_follows_the_position() -> None:
    """Rule: at the top for the first line, at the bottom for the last; no thumb if all lines fit."""
    assert thumb_of(40, 20, 0) == (0, 80)
    assert thumb_of(40, 20, 20) == (80, 160)
    assert thumb_of(20, 20, 0) is None
    assert thumb_of(0, 0, 0) is None
