"""Reads and writes everything of one position paper, with the stamps and siblings of its records.

Both work inside a transaction of the caller. ``domain.paper_joining`` joins two states.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from breakout_tui.domain import codec
from breakout_tui.domain.paper import RECORD_TYPES
from breakout_tui.domain.paper_joining import PaperState, PaperVersion, in_order
from breakout_tui.domain.versions import Stamp
from breakout_tui.store import statements, table_mappings
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import KnownWriter, StoredPaperVersion


def read_paper(connection: SqlConnection, paper_id: str) -> PaperState:
    """The state of a paper; an empty one if there is none. Raises what an unreadable row raises."""
    mapping = table_mappings.PAPER_VERSION
    rows = connection.execute(mapping.selection("WHERE paper_id = ?"), (paper_id,))
    known = known_of(connection, paper_id)
    return PaperState(
        paper_id,
        {each.writer: each.counter for each in known},
        in_order(map(_version, mapping.records(rows))),
        {each.writer: each.laptop for each in known if each.laptop},
    )


def read_papers(connection: SqlConnection) -> tuple[PaperState, ...]:
    """The states of all papers, by id. Raises what an unreadable row raises."""
    ids = connection.execute("SELECT DISTINCT paper_id FROM paper_version ORDER BY paper_id").fetchall()
    return tuple(read_paper(connection, paper_id) for (paper_id,) in ids)


def known_of(connection: SqlConnection, paper_id: str) -> list[KnownWriter]:
    """What the file knows of each writer of a paper, by writer."""
    mapping = table_mappings.PAPER_WRITER
    rows = connection.execute(mapping.selection("WHERE paper_id = ? ORDER BY writer"), (paper_id,))
    return mapping.records(rows)


def write_versions(
    connection: SqlConnection, paper_id: str, versions: Iterable[PaperVersion], known: KnownWriter
) -> None:
    """Put versions in place of all others of their records, by a writer who has seen these."""
    found = tuple(versions)
    for record_id in {version.record.id for version in found}:
        connection.execute(
            "DELETE FROM paper_version WHERE paper_id = ? AND record_id = ?", (paper_id, record_id)
        )
    _put(connection, paper_id, found, [known])


def write_paper(connection: SqlConnection, state: PaperState) -> None:
    """Replace a paper by this state."""
    for table in ("paper_version", "paper_writer"):
        connection.execute(f"DELETE FROM {table} WHERE paper_id = ?", (state.paper_id,))
    known = [
        KnownWriter(writer, counter, state.laptops.get(writer, ""))
        for writer, counter in sorted(state.knowledge.items())
    ]
    _put(connection, state.paper_id, state.versions, known)


def _put(
    connection: SqlConnection,
    paper_id: str,
    versions: Iterable[PaperVersion],
    known: Iterable[KnownWriter],
) -> None:
    mapping, writers = table_mappings.PAPER_VERSION, table_mappings.PAPER_WRITER
    rows = [mapping.cells(_row(paper_id, version)) for version in versions]
    connection.executemany(statements.putting(mapping), rows)
    connection.executemany(statements.putting(writers), [writers.cells(each, (paper_id,)) for each in known])


def _row(paper_id: str, version: PaperVersion) -> StoredPaperVersion:
    record, (counter, writer) = version.record, version.stamp
    state = codec.text_encoder(type(record))(record)
    return StoredPaperVersion(paper_id, record.id, writer, counter, type(record).__name__, state)


def _version(row: StoredPaperVersion) -> PaperVersion:
    kind: type = RECORD_TYPES[row.kind]
    record = codec.decoder(kind)(json.loads(row.state))
    return PaperVersion(record, Stamp(row.counter, row.writer))
