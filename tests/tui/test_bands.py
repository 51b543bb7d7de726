"""Bands: changes far apart are painted apart, and nothing that changed is left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region

from breakout_tui.tui.screens.bands import bands_of

REGIONS = st.builds(Region, st.integers(0, 100), st.integers(0, 40), st.integers(1, 30), st.integers(1, 10))


@given(st.sets(REGIONS))
def test_every_change_is_in_one_band_and_no_line_in_two(regions: set[Region]) -> None:
    """Rule: the bands share out the regions, one below the other, with a line between them that nothing changed."""
    bands = bands_of(regions)
    assert sorted(region for band in bands for region in band) == sorted(regions)
    for above, below in pairwise(bands):
        assert max(region.bottom for region in above) < min(region.y for region in below)


def test_what_touches_is_painted_together() -> None:
    """Rule: two lines one below the other are one band."""
    first, second, far = Region(0, 3, 5, 1), Region(40, 4, 5, 2), Region(0, 9, 5, 1)
    assert bands_of([far, second, first]) == [{first, second}, {far}]
    assert bands_of([]) == []
