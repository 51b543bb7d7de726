"""The statements of the write transaction, as text.

The texts are in ``statement_texts.py``, which is generated from the SQLModel classes (``core_statements.py``). So no running
program imports SQLModel, which takes longer than Textual, and 36 MB.
"""

from __future__ import annotations

from typing import Any

from breakout_tui.store.statement_texts import CLAIMING, CLEARING, COUNTING, PUTTING, RELEASING
from breakout_tui.store.table_mappings import TableMapping

__all__ = ["CLAIMING", "COUNTING", "RELEASING", "clearing", "putting"]


def putting(mapping: TableMapping[Any]) -> str:
    """Adds or changes a row; takes the cells in the order of the mapping's columns."""
    return PUTTING[mapping.shape.name]


def clearing(mapping: TableMapping[Any]) -> str:
    """Removes the rows of one owner; takes the owner's columns without the position."""
    return CLEARING[mapping.shape.name]
