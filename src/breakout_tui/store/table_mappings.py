"""Which record lies in which table: one sheet a sort of record, a column a field, led by the type hints.

Text lies as text, enums as their words, times as ISO 8601 with their offset, truth as 0 and 1; what has parts of its own
lies as JSON text, or, where it is of use by itself, in a table of its own (see ``PARTS``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, Tally, Unlocking
from breakout_tui.domain.records import Draft, HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.text import clean
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.store import codec

Cell = None | str | int | float
"""What stands in one column of one row."""

R = TypeVar("R")


class TableMapping(Generic[R]):
    """How records of one class lie in one table: ``columns`` in order, and each record's cells in that order."""

    def __init__(
        self,
        record: type[R],
        table: str,
        *,
        key: tuple[str, ...] = ("id",),
        renamed: Mapping[str, str] | None = None,
        apart: tuple[str, ...] = (),
        owner: tuple[str, ...] = (),
    ) -> None:
        """Lay out a sheet.

        ``key`` are the columns that tell rows apart, ``renamed`` fields with a column of another name, ``apart`` fields that
        have a table of their own; ``owner`` are columns before the record's own that say whose it is.
        """
        names = renamed or {}
        hints = get_type_hints(record)
        fields = [field for field in dataclasses.fields(record) if field.name not in apart]  # type: ignore[arg-type]
        self.record_class = record
        self.table = table
        self.key = key
        self.owner = owner
        self.fields = tuple(field.name for field in fields)
        self.columns = (*owner, *(names.get(name, name) for name in self.fields))
        coders = {field: _cell_coders(hints[field.name]) for field in fields}
        self._in = [(field.name, into, *_default(field, into)) for field, (into, _) in coders.items()]
        self._from = [(field.name, out) for field, (_, out) in coders.items()]
        self._out = dict(zip(self.columns[len(owner) :], (out for _, out in self._from), strict=True))

    def cells(self, record: R, owner: Sequence[Cell] = ()) -> tuple[Cell, ...]:
        """The record as a row; all its text clean."""
        own = [
            cell if (value := getattr(record, name)) is default else into(value)
            for name, into, default, cell in self._in
        ]
        return (*owner, *own)

    def record(self, row: Sequence[Cell], apart: Mapping[str, object] | None = None) -> R:
        """The record of a row (without the owner's columns). Raises ValueError, TypeError or KeyError."""
        fields = {name: from_cell(cell) for (name, from_cell), cell in zip(self._from, row, strict=True)}
        return self.record_class(**fields, **(apart or {}))

    def is_readable(self, column: str, cell: Cell) -> bool:
        """Whether a cell of a column says something. An owner's column is not judged."""
        if column in self.owner:
            return True
        try:
            if cell is None and self._out[column] is bool:  # which makes a truth of anything
                return False
            self._out[column](cell)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def selection(self, where: str) -> str:
        """The SELECT of the record's own columns."""
        own = self.columns[len(self.owner) :]
        return f"SELECT {', '.join(own)} FROM {self.table} {where}"


_LEAST, _MOST = -(2**63), 2**63 - 1


def _default(field: dataclasses.Field[Any], into: Callable[[Any], Cell]) -> tuple[object, Cell]:
    """A field's default and its cell, for most fields of a fresh record are at theirs."""
    return field.default, None if field.default is dataclasses.MISSING else into(field.default)


def _cell_coders(hint: object) -> tuple[Callable[[Any], Cell], Callable[[Any], Any]]:
    """Into the cell, and out of it."""
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    sorts = [member for member in members if member is not NoneType]
    sort = sorts[0]
    if len(sorts) == 1 and isinstance(sort, type) and get_origin(sort) is None:
        into, out = _simple_coders(sort)
        if into is not None and out is not None:
            return (into, out) if len(members) == 1 else (_or_none(into), _or_none(out))
    whole = sort if len(sorts) == 1 else hint
    into, out = codec.texts(whole), (lambda text: codec.from_text(text, whole))
    return (into, out) if len(members) == 1 else (_or_none(into), _or_none(out))


def _simple_coders(sort: type) -> tuple[Callable[[Any], Cell] | None, Callable[[Any], Any] | None]:
    if sort is str:
        return clean, clean
    if sort in (bool, int):
        return _whole, sort
    if sort is float:
        return float, float
    if issubclass(sort, Enum):
        return codec.WORD, sort
    if issubclass(sort, datetime | time):
        return sort.isoformat, sort.fromisoformat
    return None, None


def _whole(value: int) -> int:
    """SQLite holds 64 bits: a number beyond them, which nobody means, must not keep all that follows from the disk."""
    number = int(value)
    return number if _LEAST <= number <= _MOST else max(_LEAST, min(number, _MOST))


def _or_none(code: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else code(value)


SESSION_INFO = TableMapping(
    SessionInfo, "session", renamed={"groups": "country_groups", "known": "known_names"}
)
RUN = TableMapping(PhaseRun, "phase_run")
BOX = TableMapping(Box, "box", renamed={"group": "country_group"})
SPAN = TableMapping(Span, "span")
NOTE = TableMapping(
    Note,
    "note",
    key=("session_id", "serial"),
    renamed={"where": "practised_in"},
    apart=("links", "wordings"),
)
TALLY = TableMapping(Tally, "tally")
RANKING = TableMapping(Ranking, "ranking", apart=("issues", "unlockings"))
REPORT_BACK = TableMapping(ReportBack, "report_back")
HEARD_AGAIN = TableMapping(HeardAgain, "echo")
UNDO_STEP = TableMapping(UndoStep, "deed", key=("session_id", "number"))
DRAFT = TableMapping(Draft, "draft", key=("session_id",), owner=("session_id",))

SHEETS: Mapping[type, TableMapping[Any]] = {
    mapping.record_class: mapping
    for mapping in (SESSION_INFO, RUN, BOX, SPAN, NOTE, TALLY, RANKING, REPORT_BACK, HEARD_AGAIN, UNDO_STEP)
}
"""The sheet of each record."""


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """One link of a note, as a row."""

    target: int


WORDING = TableMapping(
    Wording,
    "note_wording",
    key=("session_id", "serial", "position"),
    renamed={"until": "stood_until"},
    owner=("session_id", "serial", "position"),
)
LINK = TableMapping(
    Link,
    "note_link",
    key=("session_id", "serial", "position"),
    owner=("session_id", "serial", "position"),
)
ISSUE = TableMapping(
    PriorityIssue,
    "priority_issue",
    key=("ranking_id", "position"),
    owner=("ranking_id", "position"),
)
UNLOCKING = TableMapping(
    Unlocking,
    "ranking_unlocking",
    key=("ranking_id", "position"),
    owner=("ranking_id", "position"),
)

PARTS: tuple[TableMapping[Any], ...] = (LINK, WORDING, ISSUE, UNLOCKING)
"""The tables of what records hold many of, in order of position."""


def parts(record: Record) -> Iterable[tuple[TableMapping[Any], tuple[Cell, ...], tuple[object, ...]]]:
    """What of the record lies in tables of its own: the sheet, whose it is, and the parts in order."""
    match record:
        case Note():
            whose = (record.session_id, record.serial)
            yield LINK, whose, tuple(Link(target) for target in record.links)
            yield WORDING, whose, record.wordings
        case Ranking():
            yield ISSUE, (record.id,), record.issues
            yield UNLOCKING, (record.id,), record.unlockings
        case _:
            return
