"""One session of another file comes into this one: inside a transaction of the caller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from breakout_tui.domain.coherence import refuse_incoherent
from breakout_tui.domain.gathering import GatheredSession, Outcome
from breakout_tui.domain.joining import by_record
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.domain.places_to_look import places_to_look
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.renumbering import references_of
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.versions import Erasure, SessionState
from breakout_tui.store import erased_states, sqlite_errors
from breakout_tui.store.cells import Cell
from breakout_tui.store.foreign_ids import KEYED_BY_ID, refuse_foreign_ids
from breakout_tui.store.gathered_sessions import is_gathered
from breakout_tui.store.ownership import Claim, Window, claim_of
from breakout_tui.store.session_rows import SessionRows, are_as_joined, put_rows, rows_of, told_of
from breakout_tui.store.session_states import UNREADABLE, read_state, write_state
from breakout_tui.store.source_sessions import SourceSessions
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import MAPPINGS, TableMapping

GATHERING = (
    "INSERT INTO gathered (session_id, source, at) VALUES (?, ?, ?)"
    " ON CONFLICT (session_id) DO UPDATE SET source = excluded.source, at = excluded.at"
)
"""Takes a session, where its last news came from, and when: it is another room's."""


class Here(NamedTuple):
    """The file into which sessions come, and who asks, when, and from where."""

    connection: SqlConnection
    name: DatabaseName
    window: Window
    now: datetime
    source: str
    erased: tuple[Erasure, ...]
    """What was erased here."""


class IncomingSessions:
    """Takes in the sessions of one source. ``waiting`` are the ids of erasures that can't be done here now."""

    def __init__(self, here: Here, theirs: SourceSessions, waiting: Collection[str] = ()) -> None:
        self._here = here
        self._theirs = theirs
        self._waiting = waiting
        only_here = {*here.erased} - {*theirs.erasures}
        self._not_erased_there = {erasure.session_id for erasure in only_here}
        """The sessions of which something was erased only here, so that it is still in the rows there; empty for a name."""

    def take_in(self, session_id: str) -> GatheredSession:
        """Join the session with the one that is here, if there is one."""
        try:
            rows = self._theirs.rows(session_id)
            ours = rows_of(self._here.connection, session_id)
            if ours.is_empty:
                return self._new(session_id, rows)
            if ours == rows and (whole := told_of(rows)) is not None:
                return GatheredSession(session_id, Outcome.UNCHANGED, whole.info, whole.notes)
            return self._joined(session_id)
        except UNREADABLE as error:
            return GatheredSession(session_id, Outcome.UNREADABLE, problem=str(error))

    def _new(self, session_id: str, rows: SessionRows) -> GatheredSession:
        """Take in a session that is not here: whole, if its rows would not change by that."""
        is_clean = not {"", session_id} & self._not_erased_there
        if (
            self._theirs.is_of_this_version
            and is_clean
            and are_as_joined(rows)
            and (whole := told_of(rows)) is not None
        ):
            erased = sum(1 for each in self._theirs.erasures if each.session_id == session_id)
            if whole.info.erased >= erased:
                ids = {mapping: rows.column(mapping, "id") for mapping in KEYED_BY_ID}
                refuse_foreign_ids(self._here.connection, session_id, ids)
                put_rows(self._here.connection, session_id, rows)
                mark_gathered(self._here, session_id)
                places = whole.places
                return GatheredSession(session_id, Outcome.NEW, whole.info, whole.notes, whole.notes, places)
        return self._joined(session_id)

    def _joined(self, session_id: str) -> GatheredSession:
        theirs = self._theirs.state(session_id)
        known = tuple(each for each in theirs.erasures if each.id not in self._waiting)
        joined = join_here(self._here, replace(theirs, erasures=known))
        if joined.held_by is not None:
            problem = joined.held_by.words(self._here.window, self._here.now)
            return replace(_told(joined.state, Outcome.HELD, 0), problem=problem)
        return _told(joined.state, joined.outcome, joined.notes_before)


class JoinedHere(NamedTuple):
    """What became of a state that came in."""

    state: SessionState
    """The session as it is here now."""
    outcome: Outcome
    notes_before: int = 0
    """How many statements it had here."""
    held_by: Claim | None = None
    """The window that has it open, if it was left as it is for that reason."""


def join_here(here: Here, theirs: SessionState) -> JoinedHere:
    """Join a state with the session that is here, if there is one, and write it; one that a window has open is left as it is.

    Raises ValueError for a state that can't be taken, before anything is written, and DatabaseDamaged.
    """
    refuse_unreadable(theirs)
    ours = _ours(here, theirs.session_id)
    joined = erased_states.joined(ours, theirs, here.erased)
    if ours is None:
        return _written(here, joined, Outcome.NEW, 0)
    if joined == ours:
        return JoinedHere(ours, Outcome.UNCHANGED)
    # That another window has opened its copy is known afterwards, but no news.
    has_news = (joined.versions, joined.erasures) != (ours.versions, ours.erasures)
    claim = claim_of(here.connection, theirs.session_id)
    if claim is None or not claim.is_held_against(here.window):
        return _written(here, joined, Outcome.CHANGED if has_news else Outcome.UNCHANGED, statements_in(ours))
    if not has_news:
        return JoinedHere(ours, Outcome.UNCHANGED)
    return JoinedHere(ours, Outcome.HELD, held_by=claim)


def _written(here: Here, joined: SessionState, outcome: Outcome, before: int) -> JoinedHere:
    ids: dict[TableMapping[Any], set[Cell]] = defaultdict(set)
    for version in joined.versions:
        ids[MAPPINGS[type(version.record)]].add(version.record.id)
    refuse_foreign_ids(here.connection, joined.session_id, ids)
    write_state(here.connection, joined)
    is_ours = outcome is not Outcome.NEW and not is_gathered(here.connection, joined.session_id)
    if not is_ours and outcome is not Outcome.UNCHANGED:
        mark_gathered(here, joined.session_id)
    return JoinedHere(joined, outcome, before)


def _ours(here: Here, session_id: str) -> SessionState | None:
    """The state that is here. Raises DatabaseDamaged."""
    try:
        return read_state(here.connection, session_id)
    except UNREADABLE as error:
        raise sqlite_errors.damaged(here.name, f"holds what can't be read ({error})") from error


def refuse_unreadable(state: SessionState) -> None:
    """Raises ValueError for records that don't belong together, or with odd references."""
    refuse_incoherent([version.record for version in state.versions], state.session_id)
    refuse_odd_references(state)


def refuse_odd_references(state: SessionState) -> None:
    """Raises ValueError for a note whose references are none."""
    for note in (version.record for version in state.versions):
        if isinstance(note, Note) and not all(map(REFERENCE.fullmatch, references_of(note))):
            raise ValueError(f"the references of note {note.id} are none")


def mark_gathered(here: Here, session_id: str) -> None:
    """The session is another room's; its last news came from this source."""
    here.connection.execute(GATHERING, (session_id, here.source, here.now.isoformat(timespec="seconds")))


def _told(state: SessionState, outcome: Outcome, before: int) -> GatheredSession:
    notes = statements_in(state)
    groups = by_record(state.versions).values()
    info = next(group[0].record for group in groups if isinstance(group[0].record, SessionInfo))
    assert isinstance(info, SessionInfo)
    is_news = outcome in (Outcome.NEW, Outcome.CHANGED)
    return GatheredSession(
        state.session_id,
        outcome,
        info,
        notes,
        new_notes=max(0, notes - before) if is_news else 0,
        places=places_to_look(state) if is_news else (),
    )


def statements_in(state: SessionState) -> int:
    """How many statements it has, without deleted and merged ones."""
    return sum(_is_counted(group[0].record) for group in by_record(state.versions).values())


def _is_counted(record: object) -> bool:
    return isinstance(record, Note) and record.is_visible
