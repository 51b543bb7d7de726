"""The statements of the write transaction, as text.

Those of the first notes, drafts and boxes are in ``first_statements.py``, which is generated: the first Enter need not wait
until SQLModel is imported. The others are compiled from the tables when they are first needed, or before that by ``prepare``.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

from breakout_tui.startup import lean_imports
from breakout_tui.store import first_statements, table_mappings
from breakout_tui.store.first_statements import CLAIMING, COUNTING, RELEASING
from breakout_tui.store.table_mappings import TableMapping

__all__ = ["CLAIMING", "COUNTING", "RELEASING", "clearing", "prepare", "putting"]

_ONE_AT_A_TIME = Lock()
"""Two threads import: the one that prepares, and the writer, if it needs a statement before that."""


@cache
def putting(mapping: TableMapping[Any]) -> str:
    """Adds or changes a row; takes the cells in the order of the mapping's columns."""
    if (known := first_statements.PUTTING.get(mapping.shape.name)) is not None:
        return known
    with _ONE_AT_A_TIME, lean_imports.lean_sqlmodel():
        from breakout_tui.store import core_statements

    return core_statements.putting(mapping)


@cache
def clearing(mapping: TableMapping[Any]) -> str:
    """Removes the rows of one owner; takes the owner's columns without the position."""
    if (known := first_statements.CLEARING.get(mapping.shape.name)) is not None:
        return known
    with _ONE_AT_A_TIME, lean_imports.lean_sqlmodel():
        from breakout_tui.store import core_statements

    return core_statements.clearing(mapping)


def prepare() -> None:
    """Compile all statements, so that no later change waits for it. Takes a while: call it on a thread of its own."""
    for mapping in table_mappings.MAPPINGS.values():
        putting(mapping)
    for part in table_mappings.PARTS:
        putting(part)
        clearing(part)
