"""What was erased, without its words: so that it is erased again from whatever comes in, such as an older backup.

For a statement this is the id of the note. For a name it is a slow salted hash (scrypt) of its words in the folded form of
``name_search``. To try all runs of words of a file against that would take hours, so eight bits of a quick hash leave one of 256.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator

from breakout_tui.domain.versions import Erasure
from breakout_tui.store import schema, statements, table_mappings
from breakout_tui.store.name_search import folded_text
from breakout_tui.store.old_identity import new_note_id
from breakout_tui.store.repeats import ERASED
from breakout_tui.store.stored_columns import stored_columns

_WORD = re.compile(r"""[^\s_"{}\[\]:,;()\\]+""")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_COST = 1 << 14
"""About 50 ms for each hash."""


def erased_name(name: str) -> Erasure:
    """The record of an erased name."""
    words = _words(folded_text(name))
    salt = os.urandom(16).hex()
    key = " ".join(word for word, _, _ in words)
    return Erasure(
        os.urandom(16).hex(), salt=salt, hash=_slow(salt, key), words=len(words), hint=_hint(salt, key)
    )


def erased_note(session_id: str, note_id: str) -> Erasure:
    """The record of an erased statement."""
    return Erasure(f"{session_id}:{note_id}", session_id, note_id)


def remember(connection: sqlite3.Connection, erasures: Iterable[Erasure]) -> None:
    """Add the records to a file, unless it is of an earlier version."""
    if stored_columns(connection, schema.ERASURE):
        mapping = table_mappings.ERASURE
        connection.executemany(statements.putting(mapping), map(mapping.cells, erasures))


def remembered(connection: sqlite3.Connection) -> tuple[Erasure, ...]:
    """The records that a file has."""
    if not stored_columns(connection, schema.ERASURE):
        return ()
    mapping = table_mappings.ERASURE
    return tuple(mapping.records(connection.execute(mapping.selection("ORDER BY id"))))


def notes_to_erase(connection: sqlite3.Connection, erasures: Iterable[Erasure]) -> Iterator[tuple[str, int]]:
    """The erased statements that a file has again, each by session and serial."""
    wanted = {(erasure.session_id, erasure.record_id) for erasure in erasures if erasure.record_id}
    for session_id in sorted({session_id for session_id, _ in wanted}):
        select = "SELECT serial, id, captured_at, text FROM note WHERE session_id = ?"
        for serial, note_id, at, text in connection.execute(select, (session_id,)).fetchall():
            ids = (note_id, new_note_id(session_id, serial, note_id, at))
            if text != ERASED and any((session_id, each) in wanted for each in ids):
                yield session_id, serial


def names_to_erase(connection: sqlite3.Connection, erasures: Iterable[Erasure]) -> tuple[str, ...]:
    """The erased names that a file has, as they are spelled there."""
    wanted = [erasure for erasure in erasures if erasure.words]
    found: dict[str, None] = {}
    tried: dict[tuple[str, str], bool] = {}
    for text in _texts(connection) if wanted else ():
        words = _words(text)
        for erasure in wanted:
            for start in range(len(words) - erasure.words + 1):
                run = words[start : start + erasure.words]
                key = " ".join(word for word, _, _ in run)
                if (known := tried.get((erasure.id, key))) is None:
                    known = tried[erasure.id, key] = _is(erasure, key)
                if known:
                    found[text[run[0][1] : run[-1][2]]] = None
    return tuple(found)


def _is(erasure: Erasure, key: str) -> bool:
    return _hint(erasure.salt, key) == erasure.hint and _slow(erasure.salt, key) == erasure.hash


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
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


def _words(folded: str) -> list[tuple[str, int, int]]:
    """The words of a folded text without the marks around them, each with its place."""
    found = []
    for match in _WORD.finditer(folded):
        word = _EDGES.sub("", match[0])
        if word:
            start = match.start() + match[0].index(word)
            found.append((word, start, start + len(word)))
    return found


def _slow(salt: str, key: str) -> str:
    return hashlib.scrypt(key.encode(), salt=bytes.fromhex(salt), n=_COST, r=8, p=1, dklen=32).hex()


def _hint(salt: str, key: str) -> int:
    return hashlib.sha256(f"{salt}{key}".encode()).digest()[0]
