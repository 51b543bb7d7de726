"""Takes a session over from a hub into this computer's own file, where it goes on under a new writer.

The session is joined with what is here, if this computer has it, and written in one transaction with its draft. So doing it again changes
nothing, a take-over that is cut short leaves the file as it was, and nothing newer in the file is overwritten. No window owns the session
afterwards: the next one that writes makes a claim, and each claim has a writer of its own.

Which draft stays follows from who knows what, because the count of a writer includes its drafts: if this file knows all that the hub has,
the draft here; if the hub knows all that is here, that of the hub; else the one here. What the other one says returns after it, unless a
statement or the line says it already: the hub keeps the draft of one computer only, so one here may be nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import HubRefused, OwnershipLost, StoreError
from breakout_tui.domain.hub_rooms import HandedOver
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Draft
from breakout_tui.domain.versions import Knowledge, SessionState, is_seen
from breakout_tui.store import sqlite_errors, statements, table_mappings
from breakout_tui.store.connection import BUSY
from breakout_tui.store.database_place import FilePlace
from breakout_tui.store.erasure import erase_again, is_open_elsewhere
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.gathered_sessions import is_gathered
from breakout_tui.store.incoming import Here, join_here, statements_in
from breakout_tui.store.ownership import Window, claim_of
from breakout_tui.store.session_states import read_state
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_records import draft_of

AGAIN = "then take the session over again"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of it."""

    notes: int
    """Statements that are here now, without deleted ones."""
    uncleaned_backups: tuple[str, ...] = ()
    """Backups of the file that may still have what was erased elsewhere."""


def take_over(
    database: Path, found: HandedOver, source: str, clock: Clock, *, busy: float = BUSY
) -> TakenOver:
    """Take the session into the file, which is made or migrated if need be; it is there durably on return.

    ``source`` is the address of the hub. Raises OwnershipLost while a window here has the session open, HubRefused for a session that
    can't be taken, StoreError; then nothing of the session has changed.
    """
    place = FilePlace(database, busy)
    window = Window.of_this_process(clock.read().boot)
    now = clock.read().wall
    with (
        sqlite_errors.then(AGAIN),
        place.failing(),
        closing(place.opened(now.isoformat(timespec="seconds"))) as connection,
    ):
        left = _erased_first(place, connection, found.state, window)
        connection.execute("BEGIN IMMEDIATE")
        try:
            place.examine(connection)
            here = Here(connection, database, window, now, source, remembered(connection))
            notes = _taken(here, found)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return TakenOver(notes, left)


def _erased_first(
    place: FilePlace, connection: SqlConnection, state: SessionState, window: Window
) -> tuple[str, ...]:
    """Erase here what was erased elsewhere, from the backups first; it waits while another window could write it back."""
    known = {each.id for each in remembered(connection)}
    new = [each for each in state.erasures if each.id not in known]
    if not new or is_open_elsewhere(connection, window):
        return ()
    left = place.erase_from_copies(new)
    erase_again(connection, new)
    return left


def _taken(here: Here, found: HandedOver) -> int:
    """Inside the transaction: join, own, and put the draft; gives the number of statements."""
    connection, session_id = here.connection, found.state.session_id
    _refuse_if_others(here, session_id)
    draft = draft_of(connection, session_id)
    before = None if is_gathered(connection, session_id) else read_state(connection, session_id)
    listed = {each.id for each in here.erased}
    known = tuple(each for each in found.state.erasures if each.id in listed)
    try:
        joined = join_here(here, replace(found.state, erasures=known)).state
    except ValueError as error:
        raise HubRefused(
            f"the session can't be taken as the hub has it ({error})",
            where=here.source,
            remedy="ask the organiser to run `breakout-tui check` on the database of the hub",
        ) from error
    connection.execute("DELETE FROM gathered WHERE session_id = ?", (session_id,))
    theirs = _renumbered(found, joined)
    stays = theirs if before is None else _staying(draft, before, theirs, joined, found.state.knowledge)
    if stays != draft:
        connection.execute(statements.clearing(table_mappings.DRAFT), (session_id,))
        if stays is not None:
            cells = table_mappings.DRAFT.cells(stays, (session_id,))
            connection.execute(statements.putting(table_mappings.DRAFT), cells)
    return statements_in(joined)


def _refuse_if_others(here: Here, session_id: str) -> None:
    """Raises OwnershipLost for a session that a window has open, and StoreError in the database of a hub."""
    claim = claim_of(here.connection, session_id)
    if claim is not None and claim.is_held_against(here.window):
        raise OwnershipLost(
            f"the session is open in {claim.words(here.window, here.now)}",
            where=str(here.name),
            remedy=f"continue there, or close it, {AGAIN}",
        )
    rooms = "SELECT 1 FROM hub_session WHERE session_id = ?"
    if here.connection.execute(rooms, (session_id,)).fetchone() is not None:
        raise StoreError(
            "is the database of a hub", where=str(here.name), remedy="name another file with --database"
        )


def _staying(
    here: Draft | None,
    before: SessionState,
    theirs: Draft | None,
    joined: SessionState,
    known_there: Knowledge,
) -> Draft | None:
    """The draft that stays of one in this file and one of the hub; see the rule above."""
    if is_seen(known_there, before.knowledge):
        return here
    first, second = (theirs, here) if is_seen(before.knowledge, known_there) else (here, theirs)
    said = [version.record.text for version in joined.versions if isinstance(version.record, Note)]
    said += [] if first is None else [first.text, first.kept]
    new = [
        text
        for text in (() if second is None else (second.text, second.kept))
        if text.strip() and not any(text.strip() in each for each in said)
    ]
    if first is None:
        return second if new else None
    return replace(first, kept="\n".join(filter(str.strip, (first.kept, *new))))


def _renumbered(found: HandedOver, joined: SessionState) -> Draft | None:
    """The draft of the hub, which names the note that it edits by its serial there; without it if the note is not here."""
    draft = found.draft
    if draft is None or draft.editing is None:
        return draft
    there, here = _serials(found.state), _serials(joined)
    edited = next((note for note, serial in there.items() if serial == draft.editing), "")
    return replace(draft, editing=here.get(edited))


def _serials(state: SessionState) -> Mapping[str, int]:
    """By the id of a note its serial."""
    notes = (version.record for version in state.versions)
    return {note.id: note.serial for note in notes if isinstance(note, Note)}
