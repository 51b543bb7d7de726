"""Which rows of a session somebody has not seen, as a condition for both engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from breakout_tui.domain.versions import DAMAGED
from breakout_tui.store.cells import Cell

_MOST_WRITERS = 50
"""One who knows more of them is told everything: SQLite bounds how deep a condition may be."""


class Condition(NamedTuple):
    """Which rows are read."""

    sql: str
    values: tuple[Cell, ...] = ()


EVERYTHING = Condition("1 = 1")


def unseen(knowledge: Mapping[str, int]) -> Condition:
    """The rows whose stamp is not in this knowledge, as ``Stamp.is_in`` says; everything for one who knows nothing."""
    if not knowledge or len(knowledge) > _MOST_WRITERS:
        return EVERYTHING
    seen = " OR ".join("(writer IN (?, ?) AND counter <= ?)" for _ in knowledge)
    values = (
        cell for writer, counter in knowledge.items() for cell in (writer, f"{DAMAGED}{writer}", counter)
    )
    return Condition(f"counter > 0 AND NOT ({seen})", tuple(values))
