"""Finds what is wrong with a database file, without changing it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from breakout_tui.domain.errors import DatabaseDamaged, StoreError
from breakout_tui.domain.merging import is_lost
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.store import schema
from breakout_tui.store.connection import is_there, reading, tolerant
from breakout_tui.store.migrations import VERSION, examine, version_of_any
from breakout_tui.store.references import references_of
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.sqlite_errors import RESCUE
from breakout_tui.store.stored_records import session_records_of

_MOST = 20
"""How many problems of one kind are listed."""


def diagnose(path: Path) -> list[str]:
    """The problems of a database, one line each, and the next step. A missing file is a problem too."""
    problems, next_step = problems_of(path)
    return [*problems, f"{path}: {next_step}"] if next_step else problems


def problems_of(path: Path) -> tuple[list[str], str]:
    """The problems of a database, one line each, and what to do about them; empty where a line says so itself."""
    try:
        if not is_there(path):
            return [f"{path}: there is no such file; check the name"], ""
        with reading(path, examined=version_of_any) as connection:
            if connection is None:
                return [], ""
            connection.text_factory = tolerant
            found = [f"{path}: {clean_line(problem)}" for problem in _problems(connection, path)]
            is_only_older = len(found) == 1 and version_of_any(connection, path) < VERSION
            return found, RESCUE if found and not is_only_older else ""
    except DatabaseDamaged as error:
        is_ours = RESCUE in error.remedy
        return [clean_line(f"{path}: {error.what}" if is_ours else str(error))], RESCUE if is_ours else ""
    except StoreError as error:
        return [clean_line(str(error))], ""
    except UnicodeDecodeError:
        # Python can't decode SQLite's own message, which quotes the damaged bytes.
        return [f"{path}: damaged: its schema is not text"], RESCUE


def _problems(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    version, foreign = examine(connection, path)
    yield from (f"another program changed its structure: {difference}" for difference in foreign)
    verdicts = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    yield from (f"damaged: {verdict}" for verdict in verdicts if verdict != "ok")
    if foreign:
        return  # what has the name of our table may be something else
    if version < VERSION:
        yield f"form {version} is older than {VERSION}; it is migrated, after a copy, when it is next opened"
        return
    for look in (_missing_parents, _invalid_text):
        yield from _some(look, connection)
    yield from problems_of_content(connection)


def problems_of_content(connection: SqlConnection) -> Iterator[str]:
    """What doesn't fit together in the rows, whichever engine keeps them."""
    for look in (_duplicate_references, _missing_notes, _lost_merges, _unreadable):
        yield from _some(look, connection)


def _some(look: Callable[[SqlConnection], Iterator[str]], connection: SqlConnection) -> Iterator[str]:
    """The first problems of a kind; a damaged page ends this search, not the others."""
    try:
        for count, problem in enumerate(look(connection)):
            if count == _MOST:
                yield "and more of that kind"
                return
            yield problem
    except sqlite3.Error as error:
        yield f"can't be read further: {error}"


def _missing_parents(connection: SqlConnection) -> Iterator[str]:
    counted = Counter((row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check"))
    for (table, parent), count in counted.items():
        yield f"{table}: {plural(count, 'row')} point to no {parent}"


def _invalid_text(connection: SqlConnection) -> Iterator[str]:
    for table in sorted(schema.ALL_TABLES):
        columns = [column.name for column in table.columns if column.is_text]
        selected = ", ".join(f'CAST("{column}" AS BLOB)' for column in columns)
        broken: Counter[str] = Counter()
        for row in connection.execute(f'SELECT {selected} FROM "{table.name}"'):
            broken.update(column for column, cell in zip(columns, row, strict=True) if not _is_utf8(cell))
        for column, count in broken.items():
            yield f"{table.name}.{column}: {plural(count, 'cell')} with bytes that are not UTF-8 text"


def _is_utf8(cell: bytes | None) -> bool:
    try:
        return cell is None or cell.decode("utf-8") is not None
    except UnicodeDecodeError:
        return False


def _duplicate_references(connection: SqlConnection) -> Iterator[str]:
    """References that two notes of a session have or had."""
    given: dict[tuple[str, str], list[int]] = {}
    rows = connection.execute("SELECT session_id, serial, kind, number, aliases FROM note")
    for session_id, serial, kind, number, aliases in rows:
        for reference in references_of(kind, number, aliases):
            given.setdefault((session_id, reference), []).append(serial)
    for (session_id, reference), serials in given.items():
        if len(serials) > 1:
            yield f"session {session_id}: {reference} was given to {len(serials)} notes"


def _missing_notes(connection: SqlConnection) -> Iterator[str]:
    rows = connection.execute("SELECT session_id, count(*), max(serial) + 1 FROM note GROUP BY session_id")
    for session_id, count, expected in rows:
        if count != expected:
            yield f"session {session_id}: {expected - count} of {expected} notes are missing"


def _lost_merges(connection: SqlConnection) -> Iterator[str]:
    """Notes that are merged into nothing, or into themselves: they are shown as notes of their own."""
    rows = connection.execute("SELECT session_id, serial, kind, number, merged_into FROM note ORDER BY 1, 2")
    for session_id, group in groupby(rows, key=itemgetter(0)):
        notes = list(group)
        if [note[1] for note in notes] != list(range(len(notes))):
            continue  # some are missing, which is said already
        merged_into = [note[4] if isinstance(note[4], int) else None for note in notes]
        for _, serial, kind, number, _ in notes:
            if is_lost(serial, merged_into):
                (reference,) = references_of(kind, number, "[]")
                yield f"session {session_id}: no note stands for {reference}, which was merged"


def _unreadable(connection: SqlConnection) -> Iterator[str]:
    """Sessions that can't be opened because a cell can't be decoded."""
    for (session_id,) in connection.execute("SELECT id FROM session").fetchall():
        try:
            session_records_of(connection, session_id)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            yield f"session {session_id}: holds what can't be read ({error})"
