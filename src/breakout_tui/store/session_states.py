"""Reads and writes everything of one session that travels between files, with the stamps and siblings of its records.

Both work inside a transaction of the caller. The state is that of ``domain.versions``; ``domain.joining`` joins two of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from breakout_tui.domain import codec
from breakout_tui.domain.joining import by_record, in_order
from breakout_tui.domain.records import Record
from breakout_tui.domain.versions import Renumbered, SessionState, Stamp, Version, record_id
from breakout_tui.store import schema, statements, table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.erasure_records import remember
from breakout_tui.store.ownership import claim_of
from breakout_tui.store.siblings import siblings_of
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_records import note_parts, ranking_parts
from breakout_tui.store.table_mappings import KnownWriter, StoredSibling, TableMapping

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What a cell that can't be read raises."""

_LAST_STEP = "coalesce((SELECT max(number) FROM deed WHERE session_id = ?1), 0)"
DISOWNING = (
    'INSERT INTO ownership (session_id, "window", pid, started, host, boot, since, revision, writer)'
    f" VALUES (?1, NULL, 0, '', '', '', '', CASE WHEN {_LAST_STEP} < ?2 THEN ?2 - {_LAST_STEP} ELSE 0 END, '')"
    """ ON CONFLICT (session_id) DO UPDATE SET "window" = NULL, writer = '', revision = excluded.revision"""
)
"""Takes a session and a revision: no window owns it, and its next counter is beyond that."""


def read_state(connection: SqlConnection, session_id: str) -> SessionState | None:
    """The state of a session; None for no such session. Raises what an unreadable row raises."""
    versions = [
        version
        for mapping in table_mappings.MAPPINGS.values()
        for version in _versions(connection, mapping, session_id)
    ]
    if not versions:
        return None
    known = known_writers(connection, session_id)
    everything = (*versions, *siblings_of(connection, session_id))
    return SessionState(
        session_id=session_id,
        knowledge={each.writer: each.counter for each in known if each.counter},
        versions=tuple(in_order(everything)),
        renumbered=tuple(renumbered_in(connection, session_id)),
        erasures=erasures_of(connection, session_id),
        laptops={each.writer: each.laptop for each in known if each.laptop},
    )


def write_state(connection: SqlConnection, state: SessionState) -> None:
    """Replace a session by this state. Its draft stays; no window owns it afterwards, and its revision has grown."""
    claim = claim_of(connection, state.session_id)
    editing = _edited_note(connection, state.session_id)
    _remove(connection, state.session_id)
    groups = by_record(state.versions).values()
    _put_versions(connection, [group[0] for group in groups])
    siblings = [_sibling(version) for group in groups for version in group[1:]]
    known = [
        KnownWriter(writer, state.knowledge.get(writer, 0), state.laptops.get(writer, ""))
        for writer in sorted({*state.knowledge, *state.laptops})
    ]
    _put_all(connection, table_mappings.SIBLING, siblings, state.session_id)
    _put_all(connection, table_mappings.KNOWN_WRITER, known, state.session_id)
    _put_all(connection, table_mappings.RENUMBERED, state.renumbered, state.session_id)
    remember(connection, state.erasures)
    _follow_edit(connection, state.session_id, editing)
    counters = [*state.knowledge.values(), *(version.stamp.counter for version in state.versions)]
    before = 0 if claim is None else claim.revision
    disown(connection, state.session_id, max([before, *counters]) + 1)


def known_writers(connection: SqlConnection, session_id: str) -> list[KnownWriter]:
    """What the file knows of each writer, by writer; of the one that owns the session now, its whole count."""
    known: dict[str, KnownWriter] = {
        each.writer: each for each in _all(connection, table_mappings.KNOWN_WRITER, session_id)
    }
    claim = claim_of(connection, session_id)
    if claim is not None and claim.writer:
        known[claim.writer] = KnownWriter(claim.writer, claim.revision, claim.host)
    return [known[writer] for writer in sorted(known)]


def end_claim(connection: SqlConnection, session_id: str) -> None:
    """Nobody owns the session any more, and its revision has grown; what the owner had written until now stays known."""
    claim = claim_of(connection, session_id)
    known = known_writers(connection, session_id)
    _put_all(connection, table_mappings.KNOWN_WRITER, known, session_id)
    disown(connection, session_id, (0 if claim is None else claim.revision) + 1)


def disown(connection: SqlConnection, session_id: str, revision: int) -> None:
    """No window owns the session; its next counter is beyond this revision."""
    connection.execute(DISOWNING, (session_id, revision))


def erasures_of(connection: SqlConnection, session_id: str) -> tuple[Any, ...]:
    """What was erased in the session, and the names that were erased everywhere."""
    mapping = table_mappings.ERASURE
    select = mapping.selection("WHERE session_id IN ('', ?) ORDER BY id")
    return tuple(mapping.records(connection.execute(select, (session_id,))))


def renumbered_in(connection: SqlConnection, session_id: str) -> list[Renumbered]:
    """The records of the session that got another number than their own."""
    return _all(connection, table_mappings.RENUMBERED, session_id)


def _versions(connection: SqlConnection, mapping: TableMapping[Any], session_id: str) -> Iterator[Version]:
    """The current versions in one table."""
    shape = mapping.shape
    where = f"WHERE {shape.session_column} = ? ORDER BY {', '.join(shape.key)}"
    stamps = connection.execute(f"SELECT {', '.join(mapping.stamp)} FROM {shape.name} {where}", (session_id,))
    apart = {}
    if shape is schema.NOTE:
        apart = note_parts(connection, session_id)
    elif shape is schema.RANKING:
        apart = ranking_parts(connection, session_id)
    records = mapping.records(connection.execute(mapping.selection(where), (session_id,)), apart)
    for record, (counter, writer, *made_by) in zip(records, stamps.fetchall(), strict=True):
        yield Version(record, Stamp(counter, writer), *made_by)


def _all(connection: SqlConnection, mapping: TableMapping[Any], session_id: str) -> list[Any]:
    where = f"WHERE session_id = ? ORDER BY {', '.join(mapping.shape.key)}"
    return mapping.records(connection.execute(mapping.selection(where), (session_id,)))


def _remove(connection: SqlConnection, session_id: str) -> None:
    """Remove the rows of the session but its draft and its claim."""
    of_rankings = "ranking_id IN (SELECT id FROM ranking WHERE session_id = ?)"
    for part in (table_mappings.ISSUE, table_mappings.UNLOCKING):
        connection.execute(f"DELETE FROM {part.shape.name} WHERE {of_rankings}", (session_id,))
    parts = (table_mappings.LINK, table_mappings.WORDING)
    joining = (table_mappings.SIBLING, table_mappings.KNOWN_WRITER, table_mappings.RENUMBERED)
    every: tuple[TableMapping[Any], ...] = (*parts, *joining, *table_mappings.MAPPINGS.values())
    for mapping in every:
        shape = mapping.shape
        connection.execute(f"DELETE FROM {shape.name} WHERE {shape.session_column} = ?", (session_id,))


def _put_versions(connection: SqlConnection, versions: Iterable[Version]) -> None:
    rows: dict[TableMapping[Any], list[tuple[Cell, ...]]] = defaultdict(list)
    for version in versions:
        mapping = table_mappings.MAPPINGS[type(version.record)]
        rows[mapping].append(mapping.cells(version.record, stamp=version.stamp, made_by=version.made_by))
        for part, whose, items in table_mappings.parts(version.record):
            rows[part] += [part.cells(item, (*whose, position)) for position, item in enumerate(items)]
    for mapping, cells in rows.items():
        connection.executemany(statements.putting(mapping), cells)


def _put_all(
    connection: SqlConnection, mapping: TableMapping[Any], items: Iterable[Any], session_id: str
) -> None:
    rows = [mapping.cells(item, (session_id,)) for item in items]
    connection.executemany(statements.putting(mapping), rows)


def _sibling(version: Version) -> StoredSibling:
    record: Record = version.record
    state = codec.text_encoder(type(record))(record)
    counter, writer = version.stamp
    kind = codec.stored_name(type(record))
    return StoredSibling(record_id(record), kind, writer, counter, state, version.made_by)


def _edited_note(connection: SqlConnection, session_id: str) -> str | None:
    """The id of the note that the draft edits, which may get another serial."""
    select = "SELECT note.id FROM draft JOIN note ON note.session_id = draft.session_id AND serial = editing"
    row = connection.execute(f"{select} WHERE draft.session_id = ?", (session_id,)).fetchone()
    return None if row is None else str(row[0])


def _follow_edit(connection: SqlConnection, session_id: str, note: str | None) -> None:
    if note is not None:
        serial = "SELECT serial FROM note WHERE session_id = ?1 AND id = ?2"
        connection.execute(f"UPDATE draft SET editing = ({serial}) WHERE session_id = ?1", (session_id, note))
