"""All rows of one session as they are stored, to compare two files and to take a session in whole, without making its records.

What ``are_as_joined`` lets through is written by ``put_rows`` as ``session_states.write_state`` would write its joined state;
``tests/store/test_session_rows.py`` shows it for random sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, cast, get_type_hints

from breakout_tui.domain import codec
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.domain.places_to_look import Place, places_to_look
from breakout_tui.domain.records import SessionInfo, UndoableChange, UndoStep
from breakout_tui.domain.versions import SessionState, Stamp, Version
from breakout_tui.store import statements, table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.references import references_of
from breakout_tui.store.session_states import UNREADABLE, disown, known_writers
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import KnownWriter, TableMapping

Row = tuple[Cell, ...]

_RECORDS = tuple(table_mappings.MAPPINGS.values())
_OF_SESSION = (*_RECORDS, table_mappings.LINK, table_mappings.WORDING)
_OF_RANKINGS = (table_mappings.ISSUE, table_mappings.UNLOCKING)
_PHASES: tuple[tuple[TableMapping[Any], str], ...] = (
    (table_mappings.RUN, "name"),
    (table_mappings.BOX, "phase"),
    (table_mappings.SPAN, "phase"),
)
"""The column with the id of a phase."""
_CHANGES = cast(
    "Callable[[Cell], Sequence[UndoableChange]]", codec.text_decoder(get_type_hints(UndoStep)["changes"])
)
_JOINED = (table_mappings.SIBLING, table_mappings.RENUMBERED)


class SessionRows(NamedTuple):
    """The rows of a session by table, in the order of their keys."""

    rows: Mapping[TableMapping[Any], list[Row]]
    known: tuple[KnownWriter, ...]
    """What the file knows of each writer."""

    @property
    def is_empty(self) -> bool:
        """Whether the file doesn't have the session."""
        return not self.rows[table_mappings.SESSION_INFO]

    def column(self, mapping: TableMapping[Any], name: str) -> list[Cell]:
        """The cells of one column."""
        place = mapping.columns.index(name)
        return [row[place] for row in self.rows[mapping]]


class WholeSession(NamedTuple):
    """What is told of a session that comes in whole."""

    info: SessionInfo
    notes: int
    places: tuple[Place, ...]


def rows_of(connection: SqlConnection, session_id: str) -> SessionRows:
    """The rows of a session; without any, those of no session. Nothing is decoded."""
    found: dict[TableMapping[Any], list[Row]] = {}
    for mapping in (*_OF_SESSION, *_JOINED):
        where = f"{mapping.shape.session_column} = ?"
        found[mapping] = _selected(connection, mapping, where, session_id)
    for mapping in _OF_RANKINGS:
        where = "ranking_id IN (SELECT id FROM ranking WHERE session_id = ?)"
        found[mapping] = _selected(connection, mapping, where, session_id)
    return SessionRows(found, tuple(known_writers(connection, session_id)))


def are_as_joined(session: SessionRows) -> bool:
    """Whether the rows are just those that the session's joined state would be written as.

    Each cell is as this version writes it, nothing is numbered anew, and no other laptop changed anything at the same time. What was
    erased is not looked for.
    """
    try:
        if any(session.rows[mapping] for mapping in _JOINED) or not _is_numbered_in_order(session):
            return False
        if not all(_is_as_written(mapping, session) for mapping in (*_OF_SESSION, *_OF_RANKINGS)):
            return False
        return _steps_name_notes_as_they_are(session)
    except (*UNREADABLE, IndexError):
        return False


def told_of(session: SessionRows) -> WholeSession | None:
    """What is told of the session, for which only a few records are decoded; None where these say that it can't be read."""
    try:
        (info,) = _decoded(session, table_mappings.SESSION_INFO)
        places = _places(session)
    except UNREADABLE:
        return None
    assert isinstance(info.record, SessionInfo)
    phases = {phase.id for phase in info.record.programme.phases}
    named = {phase for mapping, column in _PHASES for phase in session.column(mapping, column)}
    if not phases or named - phases:
        return None
    note = table_mappings.NOTE
    visible = zip(session.column(note, "deleted"), session.column(note, "merged_into"), strict=True)
    notes = sum(not deleted and merged_into is None for deleted, merged_into in visible)
    return WholeSession(info.record, notes, places)


def put_rows(connection: SqlConnection, session_id: str, session: SessionRows) -> None:
    """Write the rows of a session that the file doesn't have. No window owns it."""
    for mapping in (*_OF_SESSION, *_OF_RANKINGS):
        if rows := session.rows[mapping]:
            connection.executemany(statements.putting(mapping), rows)
    known = table_mappings.KNOWN_WRITER
    connection.executemany(
        statements.putting(known), [known.cells(each, (session_id,)) for each in session.known]
    )
    stamped = chain.from_iterable(session.column(mapping, "counter") for mapping in _RECORDS)
    counters = [each for each in stamped if isinstance(each, int)]
    disown(connection, session_id, max((0, *counters, *(each.counter for each in session.known))) + 1)


def _selected(
    connection: SqlConnection, mapping: TableMapping[Any], where: str, session_id: str
) -> list[Row]:
    columns, key = ", ".join(mapping.columns), ", ".join(mapping.shape.key)
    select = f"SELECT {columns} FROM {mapping.shape.name} WHERE {where} ORDER BY {key}"
    return connection.execute(select, (session_id,)).fetchall()


def _is_numbered_in_order(session: SessionRows) -> bool:
    """Whether serials have no gap and no reference is that of two notes, or one that another laptop's note took."""
    notes = session.rows[table_mappings.NOTE]
    if session.column(table_mappings.NOTE, "serial") != list(range(len(notes))):
        return False
    columns = (session.column(table_mappings.NOTE, name) for name in ("kind", "number", "aliases"))
    given = [each for note in zip(*columns, strict=True) for each in _references(*note)]
    return len(given) == len({*given}) and all(map(REFERENCE.fullmatch, given))


def _references(kind: Cell, number: Cell, aliases: Cell) -> Iterable[str]:
    if aliases == "[]":
        return (f"{Kind(kind).letter}{number}",)
    return references_of(str(kind), cast(int, number), str(aliases))


def _steps_name_notes_as_they_are(session: SessionRows) -> bool:
    """Whether the notes in undo steps have the serials of today, and point to notes that are there."""
    ids = session.column(table_mappings.NOTE, "id")
    for changes in map(_CHANGES, session.column(table_mappings.UNDO_STEP, "changes")):
        for note in (record for each in changes for record in (each.before, each.after)):
            if isinstance(note, Note) and not (
                ids[note.serial] == note.id
                and all(target < len(ids) for target in note.links)
                and (note.merged_into is None or note.merged_into < len(ids))
                and all(map(REFERENCE.fullmatch, note.aliases))
            ):
                return False
    return True


def _is_as_written(mapping: TableMapping[Any], session: SessionRows) -> bool:
    if not (rows := session.rows[mapping]):
        return True
    columns = zip(mapping.columns, zip(*rows, strict=True), strict=True)
    # The changes of undo steps are most of a session: they are read once, by ``_steps_name_notes_as_they_are``.
    return all(mapping.are_as_written(column, cells) for column, cells in columns if column != "changes")


def _places(session: SessionRows) -> tuple[Place, ...]:
    """Those that need no sibling and no record with another number."""
    few = (*_decoded(session, table_mappings.BOX), *_decoded(session, table_mappings.TALLY))
    return places_to_look(SessionState("", {}, few))


def _decoded(session: SessionRows, mapping: TableMapping[Any]) -> tuple[Version, ...]:
    own = [mapping.columns.index(name) for name in mapping.own_columns]
    stamp = [mapping.columns.index(name) for name in mapping.stamp]
    rows = session.rows[mapping]
    records = mapping.records([[row[place] for place in own] for row in rows])
    stamps: list[Any] = [[row[place] for place in stamp] for row in rows]
    return tuple(
        Version(record, Stamp(counter, writer), *made_by)
        for record, (counter, writer, *made_by) in zip(records, stamps, strict=True)
    )
