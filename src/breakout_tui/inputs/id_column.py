"""Finds the column that tells each delegate from all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from breakout_tui.inputs.column_words import Role, id_rank
from breakout_tui.inputs.delegate_columns import Columns

_ALMOST = 0.9
_OFTEN = 0.5


def id_column(titles: Iterable[str], cells: Mapping[str, Sequence[str]], columns: Columns) -> str:
    """The title of the column, one of these; empty for none. ``columns`` are those that are found already."""
    people = _people(cells, columns)
    for rank, title in sorted((rank, title) for title in titles if (rank := id_rank(title)) >= 0):
        values = [cell.casefold() for cell in cells[title] if cell]
        # an address that several people share, such as that of their secretariat, tells nobody
        tells = len(values) > _OFTEN * len(cells[title]) and len(set(values)) >= _ALMOST * people
        # a bare number beside a time is that of the answer, and differs if somebody answers twice
        if tells and not (rank == 2 and columns.answered):
            return title
    return ""


def _people(cells: Mapping[str, Sequence[str]], columns: Columns) -> int:
    """How many different names there are in the columns of names."""
    roles = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)
    titles = [title for role in roles for title in columns.of(role)]
    return len(set(zip(*([cell.casefold() for cell in cells[title]] for title in titles), strict=True)))
