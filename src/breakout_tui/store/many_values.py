"""Rows for many values at once: one text for any number of them, so that a server prepares few texts and is asked once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from breakout_tui.store.cells import Cell
from breakout_tui.store.sql_connection import SqlConnection

PLACE = "(?, CAST(? AS BIGINT))"
"""The marks of a session and a number in it."""

_AT_ONCE = 256


def rows_for(
    connection: SqlConnection, select: str, keys: Iterable[tuple[Cell, ...]], one: str = "?"
) -> list[Any]:
    """What a text finds for these keys; ``{}`` in it stands for their marks, of which ``one`` are those of a key.

    A row may be found more than once.
    """
    rest, found = iter(dict.fromkeys(keys)), []
    while some := list(islice(rest, _AT_ONCE)):
        some += [some[-1]] * ((1 << (len(some) - 1).bit_length()) - len(some))
        values = [cell for key in some for cell in key]
        found += connection.execute(select.format(", ".join([one] * len(some))), values).fetchall()
    return found
