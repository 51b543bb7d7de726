"""The parts of RESULTS.md, each of which can be measured and written on its own."""

from __future__ import annotations

from collections.abc import Mapping

from bench import allocating, conference_rows, server_rows

ROOM = ""
"""The part above all headings."""
PARTS = (ROOM, server_rows.HEAD, conference_rows.HEAD, allocating.HEAD)
"""The heading of each part, in the order of the page."""


def merged(page: str, measured: Mapping[str, str]) -> str:
    """The page with the parts that were measured, by their headings, in place of the old ones."""
    kept: dict[str, list[str]] = {ROOM: []}
    part = ROOM
    for line in page.splitlines():
        if line in PARTS[1:]:
            part = line
        kept.setdefault(part, []).append(line)
    parts = (measured.get(each) or "\n".join(kept.get(each, ())) for each in PARTS)
    return "\n\n".join(text.strip() for text in parts if text.strip()) + "\n"
