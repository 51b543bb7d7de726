"""The reference at the start of a statement, apart from the statement."""

from __future__ import annotations

from breakout_tui.report.inlines import Inlines, Strong, Text


def leading(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """The reference and the words behind it, without the space between them; no reference if there is none."""
    if not inlines or not isinstance(inlines[0], Strong):
        return (), inlines
    first, *rest = inlines
    if rest and isinstance(rest[0], Text):
        rest[0] = Text(rest[0].text.removeprefix(" "))
    return (first,), tuple(rest)
