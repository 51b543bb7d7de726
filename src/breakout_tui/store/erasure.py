"""Erasure, the one exception to "nothing is destroyed": removes a name or a statement from every byte of our files.

It is removed from every table, including wordings, undo journal, drafts and locked lists; then from free pages and the
rollback journal (``secure_delete``, ``VACUUM``); and in the same way from our backups. No backup is ever deleted: one that
can't be cleaned stays as it is and is named, so that the facilitator can decide.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import NotFound, OwnershipLost, StoreError
from breakout_tui.domain.versions import Erasure
from breakout_tui.store import schema, sqlite_errors
from breakout_tui.store.backups import folder_of
from breakout_tui.store.connection import BUSY, is_there, open_writing, reading, tolerant
from breakout_tui.store.engines import overwrite_what_is_freed, rewrite_without_freed_space
from breakout_tui.store.erasure_records import (
    erased_name,
    erased_note,
    names_to_erase,
    notes_to_erase,
    remember,
)
from breakout_tui.store.migrations import version_of_any
from breakout_tui.store.ownership import Claim, Window, claim_of
from breakout_tui.store.paper_erasure import count_erasure
from breakout_tui.store.scrub import Names, scrub_rows
from breakout_tui.store.session_states import end_claim
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.statement_erasure import erase_note, is_erased
from breakout_tui.store.stored_columns import stored_columns


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to erase: names, in all sessions, and notes, each by its session and serial."""

    names: tuple[str, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Count:
    """How much was found or erased; never the words themselves."""

    places: int = 0
    """Places with a name, in the database."""
    notes: int = 0
    in_copies: int = 0
    """Places with a name, in the backups."""
    copies: int = 0
    """Backups that were searched."""
    left: list[Path] = field(default_factory=list)
    """Backups that could not be cleaned, and may still have it."""
    sessions: Counter[str] = field(default_factory=Counter)


def preview(path: Path, wanted: Wanted, *, busy: float = BUSY) -> Count:
    """What ``erase`` would find; changes nothing. Raises NotFound for a missing file, StoreError."""
    _demand(path)
    count = Count()
    with reading(path, busy) as connection:
        if connection is not None:
            count.places = places_of(connection, wanted.names)
            count.notes = sum(has_note(connection, *note) for note in wanted.notes)
    for copy in copies_of(path):
        count.copies += 1
        try:
            with reading(copy, busy, version_of_any) as connection:
                if connection is not None:
                    count.in_copies += places_of(connection, wanted.names)
        except (StoreError, sqlite3.Error, UnicodeDecodeError):
            count.left.append(copy)
    return count


def erase(path: Path, wanted: Wanted, reading_now: Reading, *, busy: float = BUSY) -> Count:
    """Erase it. Raises OwnershipLost while a running window holds a session of the file, NotFound, StoreError.

    Backups come first: if the machine stops in between, the database still has what must be erased again.
    """
    _demand(path)
    window = Window.of_this_process(reading_now.boot)
    try:
        with closing(open_writing(path, busy)) as connection:
            _refuse_if_held(connection, path, window, reading_now)
        count = Count()
        _erase_copies(path, wanted, count, busy)
        with closing(open_writing(path, busy)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _refuse_if_held(connection, path, window, reading_now)
            remember(connection, records_of(connection, wanted))
            erase_all(connection, wanted, count)
            connection.execute("COMMIT")
            rewrite_without_freed_space(connection)
        return count
    except (sqlite3.Error, OSError) as error:
        raise sqlite_errors.as_store_error(error, path) from error


def erase_again(connection: SqlConnection, erasures: Iterable[Erasure]) -> None:
    """Erase from a file that came in what was erased before, and let the file remember it. The connection is in autocommit mode."""
    known = tuple(erasures)
    if not known:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        remember(connection, known)
        is_changed = erase_rows(connection, known)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if is_changed:
        rewrite_without_freed_space(connection)


def erase_again_from_copies(path: Path, erasures: Iterable[Erasure], *, busy: float = BUSY) -> list[Path]:
    """Erase from the backups of a database what was erased elsewhere; gives those that could not be cleaned."""
    known, left = tuple(erasures), []
    for copy in copies_of(path) if known else ():
        try:
            with closing(open_writing(copy, busy, version_of_any)) as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0]:
                    erase_again(connection, known)
            copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
        except (sqlite3.Error, StoreError, OSError, UnicodeDecodeError):
            left.append(copy)
    return left


def erase_rows(connection: SqlConnection, erasures: Iterable[Erasure]) -> bool:
    """Erase from the rows of a file what was erased before, inside the caller's transaction; whether it had any of it."""
    known = tuple(erasures)
    wanted = Wanted(names_to_erase(connection, known), tuple(notes_to_erase(connection, known)))
    if wanted == Wanted():
        return False
    erase_all(connection, wanted, Count())
    return True


def is_open_elsewhere(connection: SqlConnection, mine: Window) -> bool:
    """Whether another running window holds a session of the file."""
    return next(_held_against(connection, mine), None) is not None


def _held_against(connection: SqlConnection, mine: Window) -> Iterator[Claim]:
    """The claims of other running windows, which would write back what they have in memory."""
    held = connection.execute('SELECT session_id FROM ownership WHERE "window" IS NOT NULL').fetchall()
    claims = (claim_of(connection, session_id) for (session_id,) in held)
    yield from (claim for claim in claims if claim is not None and claim.is_held_against(mine))


def copies_of(path: Path) -> list[Path]:
    """The backups of a database and the copies made before migrations, for its name and for the target of a link.

    Each file once, by its full name. An empty file is no copy of anything.
    """
    found: dict[Path, None] = {}
    for name in _names_of(path):
        backups = [file for file in _files_in(folder_of(name)) if file.suffix == ".db"]
        before = [file for file in _files_in(name.parent) if file.name.startswith(f"{name.name}.before-v")]
        found |= dict.fromkeys(
            file.resolve()
            for file in (*backups, *before)
            if not file.name.endswith("-journal") and file.stat().st_size
        )
    return list(found)


def _names_of(path: Path) -> Iterable[Path]:
    """The name as given and, where it is a link, that of its target."""
    return dict.fromkeys((path.absolute(), path.resolve()))


def _files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def _leftovers(path: Path) -> list[Path]:
    """Unfinished files of an interrupted backup or migration."""
    found = []
    for name in _names_of(path):
        found.append(name.with_name(f"{name.name}.copying"))
        found += [file for file in _files_in(folder_of(name)) if file.name.startswith("unfinished-")]
    return found


def _demand(path: Path) -> None:
    if not is_there(path):
        raise NotFound("there is no database", where=str(path), remedy="name one with --database")


def _refuse_if_held(connection: SqlConnection, path: Path, mine: Window, now: Reading) -> None:
    for claim in _held_against(connection, mine):
        raise OwnershipLost(
            f"a session is open in {claim.words(mine, now.wall)}",
            where=str(path),
            remedy="close it, then erase again; nothing was erased",
        )


def _erase_copies(path: Path, wanted: Wanted, count: Count, busy: float) -> None:
    for copy in copies_of(path):
        _erase_copy(copy, wanted, count, busy)
    for leftover in _leftovers(path):
        leftover.unlink(missing_ok=True)


def _erase_copy(copy: Path, wanted: Wanted, count: Count, busy: float) -> None:
    """Erase it from a backup, whole or not at all; one that can't be cleaned is never deleted, but named."""
    count.copies += 1
    try:
        with closing(open_writing(copy, busy, version_of_any)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                connection.execute("BEGIN IMMEDIATE")
                inside = Count()
                erase_all(connection, wanted, inside)
                connection.execute("COMMIT")
                count.in_copies += inside.places
            rewrite_without_freed_space(connection)
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
    except (sqlite3.Error, StoreError, OSError, UnicodeDecodeError):
        count.left.append(copy)


def records_of(connection: SqlConnection, wanted: Wanted) -> Iterator[Erasure]:
    """The records of an erasure: what is remembered of it: never the words."""
    yield from map(erased_name, dict.fromkeys(wanted.names))
    for session_id, serial in wanted.notes:
        select = "SELECT id FROM note WHERE session_id = ? AND serial = ?"
        for (note_id,) in connection.execute(select, (session_id, serial)).fetchall():
            yield erased_note(session_id, note_id)


def erase_all(connection: SqlConnection, wanted: Wanted, count: Count) -> None:
    """Erase it from the rows, inside the caller's transaction."""
    connection.text_factory = tolerant
    overwrite_what_is_freed(connection)
    per_session: Counter[str] = Counter()
    for session_id, serial in wanted.notes:
        was_erased = is_erased(connection, session_id, serial)
        if erase_note(connection, session_id, serial):
            count.notes += 1
            per_session[session_id] += not was_erased
    for name in dict.fromkeys(wanted.names):
        per_session.update(_named(connection, (name,), writes=False)[1])
    # All at once, because one name may be part of another.
    count.places += _named(connection, wanted.names, writes=True)[0]
    _record(connection, per_session)
    count_erasure(connection)
    count.sessions.update(per_session)


def places_of(connection: SqlConnection, names: Iterable[str]) -> int:
    """In how many places the names are."""
    connection.text_factory = tolerant
    return _named(connection, names, writes=False)[0]


def _named(connection: SqlConnection, names: Iterable[str], *, writes: bool) -> tuple[int, set[str]]:
    """How many places have a name, and in which sessions."""
    names = tuple(names)
    if not names:
        return 0, set()
    found = Names(names)
    sessions = {session for session in scrub_rows(connection, found, writes=writes) if session is not None}
    return found.count, sessions


def has_note(connection: SqlConnection, session_id: str, serial: int) -> bool:
    """Whether there is such a note."""
    where = (session_id, serial)
    return bool(
        connection.execute("SELECT 1 FROM note WHERE session_id = ? AND serial = ?", where).fetchone()
    )


def _record(connection: SqlConnection, per_session: Counter[str]) -> None:
    """Count the erasures, and make every window that read the session before out of date."""
    for session_id, number in per_session.items():
        connection.execute("UPDATE session SET erased = erased + ? WHERE id = ?", (number, session_id))
        if stored_columns(connection, schema.SESSION_VERSION):
            end_claim(connection, session_id)
            continue
        connection.execute(
            "INSERT INTO ownership (session_id, window, pid, started, host, boot, since, revision)"
            " SELECT id, NULL, 0, '', '', '', created_at, 1 FROM session WHERE id = ?"
            " ON CONFLICT (session_id) DO UPDATE SET window = NULL, revision = revision + 1",
            (session_id,),
        )
