"""Joins the states of a session where something may have been erased: what was erased anywhere is erased in the result.

The rules of erasure are those of files (``erasure.py``). So a state is written to a database in memory, erased there, and read again.
Each state is searched with its own words before the two are joined. A copy from before an erasure knows what its quotes repeat; a
copy from after it has no such words any more, and what was typed since is not compared with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.versions import Erasure, SessionState, Version
from breakout_tui.store.empty_database import empty_database
from breakout_tui.store.erasure import erase_rows
from breakout_tui.store.erasure_records import names_to_erase
from breakout_tui.store.session_states import read_state, write_state


def joined(mine: SessionState | None, theirs: SessionState, erasures: Iterable[Erasure] = ()) -> SessionState:
    """Both states of one session, without what either of them or ``erasures`` says was erased.

    ``erasures`` may be those of a whole file. Idempotent, commutative and associative. Raises ValueError for states of different
    sessions.
    """
    states = (theirs,) if mine is None else (mine, theirs)
    every = {each.id: each for each in (*erasures, *(each for state in states for each in state.erasures))}
    known = [every[key] for key in sorted(every) if every[key].session_id in ("", theirs.session_id)]
    there = without_erased(theirs, known)
    return settled(there) if mine is None else join(without_erased(mine, known), there)


def without_erased(state: SessionState, erasures: Collection[Erasure]) -> SessionState:
    """The state without what these say was erased; it remembers them. The same again if it is done again."""
    state = replace(state, erasures=tuple(erasures))
    if not erasures or not state.versions:
        return state
    with empty_database() as connection:
        write_state(connection, state)
        erase_rows(connection, erasures)
        found = read_state(connection, state.session_id)
    assert found is not None
    return replace(found, versions=tuple(_counted(found.versions, state.versions)))


def has_erased_names(state: SessionState, erasures: Collection[Erasure]) -> bool:
    """Whether a state, or a part of one, has names that these say were erased."""
    if not state.versions or not any(each.words for each in erasures):
        return False
    with empty_database() as connection:
        write_state(connection, state)
        return bool(names_to_erase(connection, erasures))


def _counted(erased: Iterable[Version], before: Iterable[Version]) -> Iterable[Version]:
    """The versions, with as many erasures counted as before: ``join`` counts them."""
    counts = {each.stamp: each.record.erased for each in before if isinstance(each.record, SessionInfo)}
    for version in erased:
        record = version.record
        if isinstance(record, SessionInfo):
            record = replace(record, erased=counts[version.stamp])
        yield replace(version, record=record)
