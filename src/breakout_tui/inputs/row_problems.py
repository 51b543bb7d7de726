"""Lists what is wrong with the rows of a table: in the order of the rows, what has the same cause in one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from breakout_tui.domain.text import plural
from breakout_tui.inputs.delegate_draft import MOST_ROWS_NAMED, Draft, Problem
from breakout_tui.inputs.problems import MOST_PROBLEMS, MOST_SHOWN, printable, shown

_MANY = 5
"""Rows from which on the column may be the wrong one."""
_WRONG_COLUMN = 0.5
"""The share of the filled cells of a column above which it may be the wrong one."""


def problem_lines(drafts: Iterable[Draft], filled: Mapping[str, int]) -> tuple[str, ...]:
    """A line for each problem. ``filled`` has how many cells of a column are not empty."""
    rows: dict[Problem, list[int]] = {}
    for draft in sorted(drafts, key=lambda draft: draft.row):
        for problem in dict.fromkeys(draft.problems):
            rows.setdefault(problem, []).append(draft.row)
    wrong = _wrong_columns(rows, filled)
    lines: list[str] = []
    told: set[tuple[str, str]] = set()
    for problem, numbers in rows.items():
        sort = (problem.column, problem.kind)
        if sort not in wrong:
            lines.append(_line(problem, numbers))
        elif sort not in told:
            told.add(sort)
            lines.append(_line_of_column(problem, numbers, wrong[sort]))
    more = len(lines) - MOST_PROBLEMS
    return (*lines[:MOST_PROBLEMS], *([f"… and {plural(more, 'more problem')}"] if more > 0 else ()))


def titled(text: str) -> str:
    """The title of a column or a name inside a sentence, printable."""
    return f"“{printable(text, MOST_SHOWN - 2)}”"


def _wrong_columns(
    rows: Mapping[Problem, Sequence[int]], filled: Mapping[str, int]
) -> Mapping[tuple[str, str], Sequence[int]]:
    """The columns most of whose cells are not what they should be, with the rows."""
    found: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for problem, numbers in rows.items():
        if problem.kind:
            found[problem.column, problem.kind].update(numbers)
    return {
        sort: sorted(numbers)
        for sort, numbers in found.items()
        if len(numbers) >= _MANY and len(numbers) > _WRONG_COLUMN * filled.get(sort[0], 0)
    }


def _line_of_column(first: Problem, alike: Sequence[int], rows: Sequence[int]) -> str:
    cell = shown(first.cell)
    what = f"{cell} is no {first.kind}"
    if len(alike) < len(rows):
        what = f"{len(rows)} cells are no {first.kind}, such as {cell}"
    return f"column {titled(first.column)}: {what} ({_named(rows)}); is this the right column?"


def _line(problem: Problem, rows: Sequence[int]) -> str:
    if len(rows) == 1:
        where = f", column {titled(problem.column)}" if problem.column else ""
        return f"row {rows[0]}{where}: {problem.what}"
    if problem.column:
        return f"column {titled(problem.column)}: {problem.what} ({_named(rows)})"
    return f"{_named(rows)}: {problem.what}"


def _named(rows: Sequence[int]) -> str:
    numbers = ", ".join(map(str, rows[:3] if len(rows) > MOST_ROWS_NAMED else rows))
    if len(rows) > MOST_ROWS_NAMED:
        return f"{plural(len(rows), 'row')}: {numbers}, …"
    return f"rows {numbers}"
