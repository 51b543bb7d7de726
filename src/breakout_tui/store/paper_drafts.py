"""What editors typed and did not save: read, written and removed inside a transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Iterable

from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.store import schema, statements, table_mappings
from breakout_tui.store.repeats import Repeats
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns


def read_drafts(connection: SqlConnection, paper_id: str) -> tuple[PaperDraft, ...]:
    """All drafts of a paper, in the order in which they were typed."""
    mapping = table_mappings.PAPER_DRAFT
    rows = connection.execute(mapping.selection("WHERE paper_id = ?"), (paper_id,))
    return tuple(sorted(mapping.records(rows), key=lambda draft: (draft.at, draft.target, draft.writer)))


def write_drafts(
    connection: SqlConnection,
    paper_id: str,
    drafts: Iterable[PaperDraft],
    ended: Iterable[PaperDraft],
    writer: str,
) -> None:
    """Put drafts, and remove those that ended; one of another writer only if it still has this text."""
    for each in ended:
        connection.execute(
            "DELETE FROM paper_draft WHERE paper_id = ? AND about = ? AND writer = ? AND (writer = ? OR text = ?)",
            (paper_id, each.target, each.writer, writer, each.text),
        )
    mapping = table_mappings.PAPER_DRAFT
    connection.executemany(
        statements.putting(mapping), [mapping.cells(draft, (paper_id,)) for draft in drafts]
    )


def erase_from_drafts(connection: SqlConnection, note_id: str, repeats: Repeats) -> None:
    """Inside the caller's transaction: remove the drafts about a note, and those that repeat it."""
    if not stored_columns(connection, schema.PAPER_DRAFT):
        return
    select = "SELECT paper_id, about, writer, text FROM paper_draft"
    for *key, text in connection.execute(select).fetchall():
        if json.dumps(note_id) in key[1] or repeats.are_in(text):
            connection.execute("DELETE FROM paper_draft WHERE paper_id = ? AND about = ? AND writer = ?", key)
