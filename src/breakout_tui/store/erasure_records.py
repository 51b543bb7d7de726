"""What was erased, without its words: so that it is erased again from whatever comes in, such as an older backup.

For a statement this is the id of the note. For a name it is a slow salted hash (scrypt) of its words in the folded form of
``name_search``. To try all runs of words of a file against that would take hours, so eight bits of a quick hash leave one of 256.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from breakout_tui.domain.erased_words import ERASED
from breakout_tui.domain.versions import Erasure
from breakout_tui.startup import lean_imports
from breakout_tui.store import schema, statements, table_mappings
from breakout_tui.store.erased_siblings import sibling_texts
from breakout_tui.store.name_search import folded_text
from breakout_tui.store.old_identity import new_note_id
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns

_WORD = re.compile(r"""[^\s_"{}\[\]:,;()\\]+""")
_PIECE = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
"""Letters and digits with their accents: where a name may begin and end, as in ``Ana's``."""
_COST = 1 << 14
"""About 50 ms for each hash."""


def erased_name(name: str) -> Erasure:
    """The record of an erased name."""
    salt = os.urandom(16).hex()
    key = _key(folded_text(name))
    return Erasure(
        os.urandom(16).hex(), salt=salt, hash=_slow(salt, key), words=len(key.split()), hint=_hint(salt, key)
    )


def erased_note(session_id: str, note_id: str) -> Erasure:
    """The record of an erased statement."""
    return Erasure(f"{session_id}:{note_id}", session_id, note_id)


def remember(connection: SqlConnection, erasures: Iterable[Erasure]) -> None:
    """Add the records to a file, unless it is of an earlier version."""
    if stored_columns(connection, schema.ERASURE):
        mapping = table_mappings.ERASURE
        connection.executemany(statements.putting(mapping), map(mapping.cells, erasures))


def remembered(connection: SqlConnection) -> tuple[Erasure, ...]:
    """The records that a file has."""
    if not stored_columns(connection, schema.ERASURE):
        return ()
    mapping = table_mappings.ERASURE
    return tuple(mapping.records(connection.execute(mapping.selection("ORDER BY id"))))


def notes_to_erase(connection: SqlConnection, erasures: Iterable[Erasure]) -> Iterator[tuple[str, int]]:
    """The erased statements of which a file still has words, each by session and serial."""
    wanted = {(erasure.session_id, erasure.record_id) for erasure in erasures if erasure.record_id}
    for session_id in sorted({session_id for session_id, _ in wanted}):
        select = "SELECT serial, id, captured_at, text FROM note WHERE session_id = ?"
        for serial, note_id, at, text in connection.execute(select, (session_id,)).fetchall():
            ids = (note_id, new_note_id(session_id, serial, note_id, at))
            if not any((session_id, each) in wanted for each in ids):
                continue
            if text != ERASED or _has_more(connection, session_id, note_id):
                yield session_id, serial


def _has_more(connection: SqlConnection, session_id: str, note_id: str) -> bool:
    """Whether siblings or undo steps still have words of a note."""
    if any(text != ERASED for text in sibling_texts(connection, session_id, note_id)):
        return True
    select = "SELECT 1 FROM deed WHERE session_id = ? AND replace(changes, ?, '') <> changes LIMIT 1"
    return connection.execute(select, (session_id, note_id)).fetchone() is not None


def names_to_erase(connection: SqlConnection, erasures: Iterable[Erasure]) -> tuple[str, ...]:
    """The erased names that a file has, as they are spelled there."""
    wanted = [erasure for erasure in erasures if erasure.words]
    found: dict[str, None] = {}
    judged: dict[str, bool] = {}
    for text in _texts(connection) if wanted else ():
        for words in sorted({erasure.words for erasure in wanted}):
            for key, spelled in _runs(text, words):
                if key not in judged:
                    judged[key] = any(_is(each, key) for each in wanted if each.words == words)
                if judged[key]:
                    found[spelled] = None
    return tuple(found)


def _is(erasure: Erasure, key: str) -> bool:
    return _hint(erasure.salt, key) == erasure.hint and _slow(erasure.salt, key) == erasure.hash


def _texts(connection: SqlConnection) -> Iterator[str]:
    """Every text of a file that may hold words, folded; each once."""
    seen: set[str] = set()
    for table in schema.ALL_TABLES:
        for column in stored_columns(connection, table):
            if not column.has_words:
                continue
            for (cell,) in connection.execute(f"SELECT DISTINCT {column.name} FROM {table.name}"):
                if isinstance(cell, str) and cell not in seen:
                    seen.add(cell)
                    yield folded_text(cell)


def _runs(folded: str, words: int) -> Iterator[tuple[str, str]]:
    """Everything in a folded text that may be a name of so many words: its key, and how it is spelled.

    It may begin behind a mark and end before one, as in ``(Ana's``: where ``name_search`` finds a name.
    """
    chunks = _chunks(folded)
    for place in range(len(chunks) - words + 1):
        first, last = chunks[place], chunks[place + words - 1]
        between = [folded[each[0][0] : each[-1][1]] for each in chunks[place + 1 : place + words - 1]]
        for start, _ in first:
            for _, end in last:
                if words > 1:
                    key = (folded[start : first[-1][1]], *between, folded[last[0][0] : end])
                    yield " ".join(key), folded[start:end]
                elif start < end:
                    yield folded[start:end], folded[start:end]


def _key(name: str) -> str:
    """A folded name without the marks around and between its words."""
    return " ".join(name[pieces[0][0] : pieces[-1][1]] for pieces in _chunks(name))


def _chunks(folded: str) -> list[list[tuple[int, int]]]:
    """Where the letters are, chunk by chunk between blanks and the like; without chunks that have none."""
    every = (_PIECE.finditer(folded, *chunk.span()) for chunk in _WORD.finditer(folded))
    return [pieces for found in every if (pieces := [piece.span() for piece in found])]


@lru_cache(maxsize=1 << 14)
def _slow(salt: str, key: str) -> str:
    return lean_imports.scrypt()(key.encode(), salt=bytes.fromhex(salt), n=_COST, r=8, p=1, dklen=32).hex()


def _hint(salt: str, key: str) -> int:
    return hashlib.sha256(f"{salt}{key}".encode()).digest()[0]
