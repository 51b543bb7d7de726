"""A row of the list of delegates while it is read: what it says, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from breakout_tui.domain.delegates import Condition
from breakout_tui.domain.text import plural

MOST_ROWS_NAMED = 5
"""The most rows that one remark names."""


class Problem(NamedTuple):
    """What is wrong with a row."""

    what: str
    column: str = ""
    """The title of its column; empty for the whole row."""
    kind: str = ""
    """What its cell is not, such as *theme*, if that can be so in many rows of a column that was taken for another."""
    cell: str = ""


class Partner(NamedTuple):
    """Whom a cell names, and the title of its column."""

    cell: str
    column: str


@dataclass(slots=True)
class Draft:
    """A row as it was read. Texts are clean; problems are about this row only."""

    row: int
    name: str
    id: str = ""
    family: str = ""
    country: str = ""
    country_key: str = ""
    """The same for all spellings of a country, in every language."""
    organisation: str = ""
    track: str = ""
    wishes: tuple[tuple[str, ...], ...] = ()
    away: frozenset[int] = frozenset()
    must: tuple[Condition, ...] = ()
    never: tuple[Condition, ...] = ()
    partners: tuple[Partner, ...] = ()
    answered: str = ""
    key: str = ""
    party: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, what: str, column: str = "", kind: str = "", cell: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(what, column, kind, cell))

    @property
    def said(self) -> tuple[object, ...]:
        """Everything that the row says of this delegate's places."""
        return (
            self.track,
            self.wishes,
            self.away,
            frozenset(self.must),
            frozenset(self.never),
            frozenset(each.cell for each in self.partners),
        )


class Remarks:
    """What was understood in another way than it was typed: a sentence for each sort, with the rows."""

    def __init__(self) -> None:
        self._rows: dict[str, Counter[int]] = {}
        self._others: list[str] = []

    def add(self, what: str, row: int) -> None:
        """Something of a row; ``what`` continues the sentence *3 rows …*."""
        self._rows.setdefault(what, Counter())[row] += 1

    def say(self, sentence: str) -> None:
        """A sentence about the list."""
        self._others.append(sentence)

    def lines(self) -> tuple[str, ...]:
        """All remarks."""
        found = [f"{named_rows(rows)}: {what}." for what, rows in self._rows.items()]
        return (*self._others, *found)


def named_rows(rows: Iterable[int]) -> str:
    """Rows by number: ``row 4``, ``rows 4, 7``, or how many there are and the first ones."""
    numbers = sorted(set(rows))
    shown = ", ".join(map(str, numbers[:MOST_ROWS_NAMED]))
    if len(numbers) > MOST_ROWS_NAMED:
        return f"{plural(len(numbers), 'row')} ({shown}, …)"
    return f"row{'s' if len(numbers) > 1 else ''} {shown}"
