"""Joins the position papers of a file that is gathered with those of this one, without what was erased in either."""

from __future__ import annotations

from collections.abc import Collection

from breakout_tui.domain.paper_joining import PaperState, changed_decisions, join_papers
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.versions import Erasure
from breakout_tui.store import sqlite_errors
from breakout_tui.store.empty_database import empty_database
from breakout_tui.store.erasure import erase_rows
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.paper_states import read_paper, read_papers, write_paper
from breakout_tui.store.session_states import UNREADABLE, read_state, write_state
from breakout_tui.store.source_files import about
from breakout_tui.store.sql_connection import SqlConnection


def gather_papers(here: SqlConnection, there: SqlConnection, source: DatabaseName) -> int:
    """Inside a transaction of the caller; gives how many decisions changed here. Raises SourceRefused."""
    erased = remembered(here)
    with about(source):
        try:
            found = [_without_erased(there, state, erased) for state in read_papers(there)]
        except UNREADABLE as error:
            raise sqlite_errors.damaged(source, f"holds a paper that can't be read ({error})") from error
    changed = 0
    for theirs in found:
        ours = read_paper(here, theirs.paper_id)
        joined = join_papers(ours, theirs)
        if joined != ours:
            write_paper(here, joined)
            changed += changed_decisions(ours, joined)
    return changed


def _without_erased(there: SqlConnection, state: PaperState, erasures: Collection[Erasure]) -> PaperState:
    """The paper without what these say was erased. An older copy still knows what its statements said, and so what repeats them."""
    if not erasures:
        return state
    with empty_database() as connection:
        for session_id in sorted({each.session_id for each in erasures if each.session_id}):
            if (session := read_state(there, session_id)) is not None:
                write_state(connection, session)
        write_paper(connection, state)
        erase_rows(connection, erasures)
        return PaperState(
            state.paper_id, state.knowledge, read_paper(connection, state.paper_id).versions, state.laptops
        )
