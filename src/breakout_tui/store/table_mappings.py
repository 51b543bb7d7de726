"""Which record is stored in which table.

Columns, their order, the key and renamed fields come from the tables (``schema.py``); how a value becomes a cell comes
from the type hints of the record. Columns without a field of the record are in the key and say whose it is, or they are its stamp; fields without a column
have a table of their own (see ``parts``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, Tally, Unlocking
from breakout_tui.domain.records import Draft, HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import Erasure, Renumbered, Stamp
from breakout_tui.store import hub_schema, schema
from breakout_tui.store.cells import Cell, Decode, Encode, cell_codec
from breakout_tui.store.table_shape import TableShape

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")

PartsByOwner = Mapping[Cell, object]
"""The value of a field that has a table of its own, by the last column of the owner's key."""

UNSTAMPED = Stamp(0, "")
"""The stamp of a row that was written before there were stamps."""

_CHUNK = 1000
"""Rows that are decoded together."""


class TableMapping(Generic[R]):
    """How records of one class are stored in one table."""

    def __init__(self, record: type[R], shape: TableShape) -> None:
        """Match the fields of the record with the columns of the table. ``owner`` are the columns before its own."""
        self._fields = {field.name: field for field in dataclasses.fields(record)}
        used = [column for column in shape.columns if not column.is_retired]
        self._own = [column for column in used if column.field in self._fields]
        self.record_class = record
        self.shape = shape
        others = tuple(column.name for column in used if column.field not in self._fields)
        self.owner = tuple(name for name in others if name in shape.key)
        self.own_columns = tuple(column.name for column in self._own)
        self.stamp = tuple(name for name in others if name not in shape.key)
        self.columns = tuple(column.name for column in used)
        self._stamp_at = self.columns.index(self.stamp[0]) - len(self.owner) if self.stamp else 0

    @cached_property
    def codecs(self) -> Mapping[str, tuple[Encode, Decode]]:
        """How the values of the record's own columns become cells and back, by the column's name. Made on first use."""
        hints = get_type_hints(self.record_class)
        return {column.name: cell_codec(hints[column.field]) for column in self._own}

    @cached_property
    def _encoders(self) -> list[tuple[str, Encode, object, Cell]]:
        encoders = [(column.field, self.codecs[column.name][0]) for column in self._own]
        return [(field, encode, *_default(self._fields[field], encode)) for field, encode in encoders]

    def prepare(self) -> None:
        """Make what encoding needs."""
        _ = self._encoders

    def cells(
        self, record: R, owner: Sequence[Cell] = (), stamp: Stamp = UNSTAMPED, made_by: str = ""
    ) -> tuple[Cell, ...]:
        """The record as a row, in the order of ``columns``; all its text is clean.

        Of a row that is there, an upsert keeps the writer that made it.
        """
        own = [
            cell if (value := getattr(record, field)) is default else encode(value)
            for field, encode, default, cell in self._encoders
        ]
        if self.stamp:
            own[self._stamp_at : self._stamp_at] = (*stamp, made_by)[: len(self.stamp)]
        return (*owner, *own)

    def records(
        self, rows: Iterable[Sequence[Cell]], apart: Mapping[str, PartsByOwner] | None = None
    ) -> list[R]:
        """The records of rows of ``own_columns``, with the fields that have tables of their own from ``apart``.

        Decodes column by column and each distinct cell once, so that 10,000 notes are read quickly and share texts
        such as their box. Raises ValueError, TypeError, KeyError or AttributeError for a cell that can't be read.
        """
        found: list[R] = []
        iterator = iter(rows)
        while chunk := list(islice(iterator, _CHUNK)):
            found += self._decoded(list(zip(*chunk, strict=True)), apart or {})
        return found

    def is_readable(self, column: str, cell: Cell) -> bool:
        """Whether a cell of a column can be read. The columns of the owner and of the stamp aren't judged."""
        if column in self.owner or column in self.stamp:
            return True
        shape, (_, decode) = self.shape.column(column), self.codecs[column]
        try:
            if cell is None and shape is not None and shape.holds == "flag":  # bool() accepts anything
                return False
            decode(cell)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def are_as_written(self, column: str, cells: Iterable[Cell]) -> bool:
        """Whether each cell of a column is as ``cells`` writes its value. Raises what an unreadable cell raises."""
        distinct = {*cells}
        if column not in self.codecs:  # of the owner or of the stamp
            shape = self.shape.column(column)
            kind = str if shape is not None and shape.is_text else int
            return all(type(cell) is kind for cell in distinct)
        encode, decode = self.codecs[column]
        return all(encode(decode(cell)) == cell for cell in distinct)

    def selection(self, where: str) -> str:
        """The SELECT of the record's own columns."""
        return f"SELECT {', '.join(self.own_columns)} FROM {self.shape.name} {where}"

    def _decoded(self, columns: list[tuple[Cell, ...]], apart: Mapping[str, PartsByOwner]) -> Iterator[R]:
        values: dict[str, Iterable[object]] = {
            column.field: _column_values(cells, self.codecs[column.name][1])
            for column, cells in zip(self._own, columns, strict=True)
        }
        for field in self._fields:
            if field not in values:
                keys = columns[self.own_columns.index(self.shape.key[-1])]
                parts_of = apart.get(field, {})
                values[field] = [parts_of.get(key, ()) for key in keys]
        return map(self.record_class, *(values[field] for field in self._fields))


def _default(field: dataclasses.Field[Any], encode: Encode) -> tuple[object, Cell]:
    """A field's default and its cell: most fields of a new record have their default."""
    return field.default, None if field.default is dataclasses.MISSING else encode(field.default)


def _column_values(cells: Sequence[Cell], decode: Decode) -> Iterator[object]:
    values = {cell: decode(cell) for cell in set(cells)}
    return map(values.__getitem__, cells)


@dataclasses.dataclass(frozen=True, slots=True)
class KnownWriter:
    """What the file knows of a session's changes by one writer, as a row."""

    writer: str
    counter: int
    laptop: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class StoredSibling:
    """A version that another laptop made at the same time as the current one, as a row."""

    record_id: str
    kind: str
    """The stored name of the record's type."""
    writer: str
    counter: int
    state: str
    """The record as JSON."""
    made_by: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class StoredPaperVersion:
    """A version of a record of a paper, as a row."""

    paper_id: str
    record_id: str
    writer: str
    counter: int
    kind: str
    """The name of the record's type."""
    state: str
    """The record as JSON."""


@dataclasses.dataclass(frozen=True, slots=True)
class StoredLink:
    """One link of a note, as a row."""

    target: int


SESSION_INFO = TableMapping(SessionInfo, schema.SESSION)
RUN = TableMapping(PhaseRun, schema.PHASE_RUN)
BOX = TableMapping(Box, schema.BOX)
SPAN = TableMapping(Span, schema.SPAN)
NOTE = TableMapping(Note, schema.NOTE)
TALLY = TableMapping(Tally, schema.TALLY)
RANKING = TableMapping(Ranking, schema.RANKING)
REPORT_BACK = TableMapping(ReportBack, schema.REPORT_BACK)
HEARD_AGAIN = TableMapping(HeardAgain, schema.HEARD_AGAIN)
SPEAKER = TableMapping(Speaker, schema.SPEAKER)
SPEAKERS_LIST = TableMapping(SpeakersList, schema.SPEAKERS_LIST)
UNDO_STEP = TableMapping(UndoStep, schema.UNDO_STEP)
PHONE_VOTE = TableMapping(PhoneVote, hub_schema.PHONE_VOTE)
DRAFT = TableMapping(Draft, schema.DRAFT)

LINK = TableMapping(StoredLink, schema.NOTE_LINK)
WORDING = TableMapping(Wording, schema.NOTE_WORDING)
ISSUE = TableMapping(PriorityIssue, schema.PRIORITY_ISSUE)
UNLOCKING = TableMapping(Unlocking, schema.RANKING_UNLOCKING)
KNOWN_WRITER = TableMapping(KnownWriter, schema.SESSION_VERSION)
SIBLING = TableMapping(StoredSibling, schema.OTHER_VERSION)
RENUMBERED = TableMapping(Renumbered, schema.RENUMBERED)
ERASURE = TableMapping(Erasure, schema.ERASURE)
PAPER_VERSION = TableMapping(StoredPaperVersion, schema.PAPER_VERSION)
PAPER_WRITER = TableMapping(KnownWriter, schema.PAPER_WRITER)
PAPER_DRAFT = TableMapping(PaperDraft, schema.PAPER_DRAFT)

MAPPINGS: Mapping[type, TableMapping[Any]] = {
    mapping.record_class: mapping
    for mapping in (
        *(SESSION_INFO, RUN, BOX, SPAN, NOTE, TALLY, RANKING, REPORT_BACK, HEARD_AGAIN),
        *(SPEAKER, SPEAKERS_LIST, UNDO_STEP, PHONE_VOTE),
    )
}
"""The mapping of each kind of record."""

JOINING: tuple[TableMapping[Any], ...] = (KNOWN_WRITER, SIBLING, RENUMBERED, ERASURE)
"""The mappings of what is needed where files come together."""

PAPERS: tuple[TableMapping[Any], ...] = (PAPER_VERSION, PAPER_WRITER, PAPER_DRAFT)
"""The mappings of position papers."""

PARTS: tuple[TableMapping[Any], ...] = (LINK, WORDING, ISSUE, UNLOCKING)
"""The mappings of fields that have a table of their own."""


def prepare() -> None:
    """Make all that saving needs, so that the first save is as quick as the next."""
    for mapping in (*MAPPINGS.values(), DRAFT, *PARTS, *JOINING):
        mapping.prepare()


def parts(record: Record) -> Iterable[tuple[TableMapping[Any], tuple[Cell, ...], tuple[object, ...]]]:
    """The fields of the record that have a table of their own: the mapping, the owner's key, the parts in order."""
    match record:
        case Note():
            key = (record.session_id, record.serial)
            yield LINK, key, tuple(StoredLink(target) for target in record.links)
            yield WORDING, key, record.wordings
        case Ranking():
            yield ISSUE, (record.id,), record.issues
            yield UNLOCKING, (record.id,), record.unlockings
        case _:
            return
