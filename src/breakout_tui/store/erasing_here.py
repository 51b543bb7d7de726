"""Erases from the file of a window what was erased elsewhere, while the window has it open.

It is ``erasure.erase_again`` in one transaction with new claims: an erasure ends all claims, so that a window that read a session before
can't write back what it has. The window that asks has the erased state already, so what it owned stays its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from breakout_tui.domain.erased_elsewhere import WithoutErased
from breakout_tui.domain.errors import OwnershipLost
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.versions import Erasure
from breakout_tui.store.connection import open_writing, reading, tolerant
from breakout_tui.store.engines import rewrite_without_freed_space
from breakout_tui.store.erasure import Count, Wanted, erase_all, erase_rows, is_open_elsewhere
from breakout_tui.store.erasure_records import names_to_erase, notes_to_erase, remember
from breakout_tui.store.migrations import version_of
from breakout_tui.store.ownership import Window, claim_of
from breakout_tui.store.stored_records import session_records_of
from breakout_tui.store.write_transaction import WriteTransaction


def without_erased_in(
    path: Path, erasures: Collection[Erasure], session_id: str, busy: float
) -> WithoutErased | None:
    """A session of the file without what these say was erased; nothing is changed. None if the file is not there.

    Raises StoreError.
    """
    with _copy_of(path, busy) as copy:
        if copy is None:
            return None
        before = session_records_of(copy, session_id) if session_id else None
        copy.execute("BEGIN")
        erase_rows(copy, erasures)
        after = session_records_of(copy, session_id) if session_id else None
    if before is None or after is None:
        return WithoutErased(session_id, 0, None)
    is_changed = before[0] != after[0]
    return WithoutErased(session_id, before[1], Session.of(after[0]) if is_changed else None)


def wanted_in(path: Path, erasures: Collection[Erasure], busy: float) -> Wanted:
    """What of it the file has, which can take long to find among many statements. Raises StoreError."""
    with _copy_of(path, busy) as copy:
        if copy is None:
            return Wanted()
        return Wanted(names_to_erase(copy, erasures), tuple(notes_to_erase(copy, erasures)))


@contextmanager
def _copy_of(path: Path, busy: float) -> Iterator[sqlite3.Connection | None]:
    """A copy in memory, so that nobody who writes to the file waits for a search; None if there is no file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with reading(path, busy) as connection:
            if connection is not None:
                connection.backup(copy)
        copy.text_factory = tolerant
        yield None if connection is None else copy


def erase_under_window(
    path: Path,
    window: Window,
    now: Callable[[], datetime],
    erasures: Collection[Erasure],
    wanted: Wanted,
    open_session: str,
    busy: float,
    *,
    is_again: bool = False,
) -> dict[str, int]:
    """Erase what is ``wanted``, on the thread of the window's writer; gives the revisions of the sessions that the window has.

    The file remembers the erasures. What was saved since it was searched was said later, or is of the window that has the erased state.
    ``is_again``: an attempt before failed, perhaps before the file was rewritten without what was freed.

    Raises OwnershipLost, before anything is erased, while another window could write it back; StoreError, sqlite3.Error.
    """
    with closing(open_writing(path, busy)) as connection:
        if is_open_elsewhere(connection, window):
            raise OwnershipLost("a session of this file is open in another window", where=str(path))
        owned = 'SELECT session_id FROM ownership WHERE "window" = ?'
        mine = {row[0] for row in connection.execute(owned, (window.name,)).fetchall()}
        transaction = WriteTransaction(connection, window, now, lambda: version_of(connection, path))
        found: dict[str, int] = {}
        with transaction.begun():
            remember(connection, erasures)
            if wanted != Wanted():
                erase_all(connection, wanted, Count())
            for session_id in sorted({*mine, open_session} - {""}):
                transaction.keep(session_id)
                claim = claim_of(connection, session_id)
                found[session_id] = 0 if claim is None else claim.revision
        if wanted != Wanted() or is_again:
            rewrite_without_freed_space(connection)
        return found
