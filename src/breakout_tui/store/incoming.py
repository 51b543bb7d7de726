"""One session of another file comes into this one: inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.gathering import GatheredSession, Outcome
from breakout_tui.domain.joining import by_record
from breakout_tui.domain.notes import Note
from breakout_tui.domain.places_to_look import places_to_look
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import Erasure, SessionState
from breakout_tui.store import erased_states, sqlite_errors
from breakout_tui.store.ownership import Window, claim_of
from breakout_tui.store.session_states import read_state, write_state

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What a cell that can't be read raises."""


class Here(NamedTuple):
    """The file into which sessions come, and who asks, when, and from where."""

    connection: sqlite3.Connection
    path: Path
    window: Window
    now: datetime
    source: str
    erased: tuple[Erasure, ...]
    """What was erased here."""


def take_in(here: Here, theirs: SessionState, unknown: Collection[str] = ()) -> GatheredSession:
    """Join the state with the one that is here. ``unknown`` are the ids of erasures that can't be done here now.

    Raises ValueError for a state that no session can be made of.
    """
    refuse_unreadable(theirs)
    theirs = replace(theirs, erasures=tuple(each for each in theirs.erasures if each.id not in unknown))
    ours = _ours(here, theirs.session_id)
    joined = erased_states.joined(ours, theirs, here.erased)
    if ours is None:
        write_state(here.connection, joined)
        mark_gathered(here, joined.session_id)
        return _told(joined, Outcome.NEW, 0)
    if joined == ours:
        return _told(ours, Outcome.UNCHANGED, _count(ours))
    claim = claim_of(here.connection, joined.session_id)
    if claim is not None and claim.is_held_against(here.window):
        has_news = (joined.versions, joined.erasures) != (ours.versions, ours.erasures)
        return replace(
            _told(ours, Outcome.HELD if has_news else Outcome.UNCHANGED, _count(ours)),
            problem=claim.words(here.window, here.now) if has_news else "",
        )
    write_state(here.connection, joined)
    if _is_marked(here.connection, joined.session_id):
        mark_gathered(here, joined.session_id)
    return _told(joined, Outcome.CHANGED, _count(ours))


def _ours(here: Here, session_id: str) -> SessionState | None:
    """The state that is here. Raises DatabaseDamaged."""
    try:
        return read_state(here.connection, session_id)
    except UNREADABLE as error:
        raise sqlite_errors.damaged(here.path, f"holds what can't be read ({error})") from error


def refuse_unreadable(state: SessionState) -> None:
    """Raises ValueError for a state without its details, or with phases that its programme doesn't have."""
    records = [version.record for version in state.versions]
    phases = {
        phase.id for info in records if isinstance(info, SessionInfo) for phase in info.programme.phases
    }
    if not phases:
        raise ValueError("its details are missing")
    named = {each.phase for each in records if isinstance(each, PhaseRun | Box | Span)}
    if unknown := named - phases:
        raise ValueError(f"the programme has no phase {min(unknown)!r}")


def mark_gathered(here: Here, session_id: str) -> None:
    """The session is another room's; its last news came from this source."""
    here.connection.execute(
        "INSERT INTO gathered (session_id, source, at) VALUES (?, ?, ?)"
        " ON CONFLICT (session_id) DO UPDATE SET source = excluded.source, at = excluded.at",
        (session_id, here.source, here.now.isoformat(timespec="seconds")),
    )


def _is_marked(connection: sqlite3.Connection, session_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM gathered WHERE session_id = ?", (session_id,))
    return found.fetchone() is not None


def _told(state: SessionState, outcome: Outcome, before: int) -> GatheredSession:
    notes = _count(state)
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


def _count(state: SessionState) -> int:
    return sum(_is_counted(group[0].record) for group in by_record(state.versions).values())


def _is_counted(record: object) -> bool:
    return isinstance(record, Note) and record.is_visible
