"""Erases what somebody said from the position papers of a file: edited wordings, headings, paragraphs, and the steps to undo.

A window that has a paper open would write back what it has in memory, so each erasure counts as a change of all papers: such a window
has to read its paper again first (``paper_file``).
"""

from __future__ import annotations

import json
from typing import Any

from breakout_tui.domain import codec
from breakout_tui.domain.erased_words import ERASED
from breakout_tui.store import schema
from breakout_tui.store.repeats import Repeats
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns

ERASING = "erasing"
"""The writer of erasures: it makes no version, only a count."""

_OWN = ("text", "what", "who", "due", "reason", "based_on")
"""The texts of a decision on one statement."""


def erase_from_papers(connection: SqlConnection, note_id: str, repeats: Repeats) -> None:
    """Inside the caller's transaction: the decisions on the note lose their words, and every other text that repeats it."""
    if not stored_columns(connection, schema.PAPER_VERSION):
        return
    select = "SELECT paper_id, record_id, writer, counter, kind, state FROM paper_version"
    for *key, kind, cell in connection.execute(select).fetchall():
        try:
            plain = json.loads(cell)
        except (ValueError, RecursionError):
            plain = None
        erased = {} if not isinstance(plain, dict) else _erased(kind, plain, note_id, repeats)
        if erased != plain:
            connection.execute(
                "UPDATE paper_version SET state = ?"
                " WHERE paper_id = ? AND record_id = ? AND writer = ? AND counter = ?",
                (codec.as_text(erased), *key),
            )


def count_erasure(connection: SqlConnection) -> None:
    """Make every window that read a paper before out of date."""
    if stored_columns(connection, schema.PAPER_WRITER):
        connection.execute(
            "INSERT INTO paper_writer (paper_id, writer, counter, laptop)"
            " SELECT paper_id, ?, max(counter) + 1, '' FROM paper_version WHERE true GROUP BY paper_id"
            " ON CONFLICT (paper_id, writer) DO UPDATE SET counter = 1 +"
            " CASE WHEN paper_writer.counter < excluded.counter THEN excluded.counter ELSE paper_writer.counter END",
            (ERASING,),
        )


def _erased(kind: str, plain: dict[str, Any], note_id: str, repeats: Repeats) -> Any:
    if kind != "PaperStep":
        return repeats.erased_from(_without_own_words(plain, note_id))
    if repeats.erased_from(plain) == plain and not _is_about(plain, note_id):
        return plain
    # It can't be undone or redone any more.
    return plain | {"words": ERASED, "changes": [], "undone": True, "superseded": True}


def _without_own_words(plain: dict[str, Any], note_id: str) -> dict[str, Any]:
    if "others" in plain:
        others = [
            other | {"decision": _without_own_words(other["decision"], note_id)} for other in plain["others"]
        ]
        return plain | {"others": others}
    if plain.get("note_id") == note_id:
        return {name: ERASED if name in _OWN else value for name, value in plain.items()} | {"deleted": True}
    if "members" in plain:
        members = [
            member | {"based_on": ERASED} if member.get("note_id") == note_id else member
            for member in plain["members"]
        ]
        return plain | {"members": members}
    return plain


def _is_about(step: dict[str, Any], note_id: str) -> bool:
    """Whether the note is named anywhere in the step."""
    return json.dumps(note_id) in json.dumps(step)
