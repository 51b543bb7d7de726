"""Durations in words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.duration_words import past

_SECONDS = {"s": 1, "min": 60, "h": 3600}


@given(st.floats(0, 10**7))
def test_what_is_past_is_never_said_to_be_longer_ago_than_it_is(seconds: float) -> None:
    """Rule: it is in whole units, and less than one of them is left out."""
    said = past(seconds)
    found = re.fullmatch(r"(\d+) (s|min|h)", said)
    assert found is not None, said
    whole = int(found[1]) * _SECONDS[found[2]]
    assert whole <= max(1, seconds) < whole + _SECONDS[found[2]]
