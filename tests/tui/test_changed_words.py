"""Where two forms of a text differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.tui.paper.changed_words import Spans, changed_words


def parts(text: str, spans: Spans) -> list[str]:
    """The parts of a text that stand out."""
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("a seat and a vote", "a seat and one vote", ["a"], ["one"]),
        ("a seat and a vote", "a seat", [" and a vote"], []),
        ("a seat.", "a seat, now.", [], [", now"]),
        ("same", "same", [], []),
    ],
)
def test_whole_words_stand_out(before: str, after: str, gone: list[str], new: list[str]) -> None:
    """Rule: on each side those that the other one does not have."""
    spans = changed_words(before, after)
    assert (parts(before, spans[0]), parts(after, spans[1])) == (gone, new)


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_does_not_stand_out_is_the_same(before: str, after: str) -> None:
    """Rule: for any two texts, in order and within them."""
    rests = []
    for text, spans in zip((before, after), changed_words(before, after), strict=True):
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        assert edges == sorted(edges)
        rests.append("".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)))
    assert rests[0] == rests[1]
