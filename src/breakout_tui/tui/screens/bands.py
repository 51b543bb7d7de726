"""Bands: changes that lie far apart on the screen, parted into what is painted together.

Textual renders every line between the highest and the lowest change; a note that goes into the list above and a line that
becomes empty below would paint all that lies beside them as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region


def bands_of(regions: Iterable[Region]) -> list[set[Region]]:
    """The regions, those together that share a line of the screen or touch, from top to bottom."""
    bands: list[set[Region]] = []
    bottom = -2
    for region in sorted(regions, key=lambda region: region.y):
        if region.y > bottom:
            bands.append(set())
        bands[-1].add(region)
        bottom = max(bottom, region.bottom)
    return bands
