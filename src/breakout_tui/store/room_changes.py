"""What a room's file has of a session and a hub does not: read beside the writer, which never waits for it.

A save needs the file for itself for a moment. So the file is never held longer than it takes to read some hundred rows: a large table is
read in slices, a transaction each, and nothing is decoded meanwhile. What was saved in between is read once more, by its counter, until nothing
was. So the result is the session at one moment all the same.

Only rows that the hub has not seen are decoded: of a session of 10,000 notes it is one more note most of the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from breakout_tui.domain.allowed_names import AllowedNames, attributed, named_by, names_in
from breakout_tui.domain.joining import by_record, in_order
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft, SessionInfo, UndoStep
from breakout_tui.domain.versions import Erasure, Renumbered, SessionState, Version
from breakout_tui.hub_protocol import FileMark, Part, RoomChanges
from breakout_tui.store import sqlite_errors, table_mappings
from breakout_tui.store.changed_rows import SLICE, ChangedRows, moment, saved_after, slices
from breakout_tui.store.connection import BUSY, reading, tolerant
from breakout_tui.store.gathered_sessions import is_gathered
from breakout_tui.store.migrations import VERSION, version_of
from breakout_tui.store.ownership import claim_of
from breakout_tui.store.session_states import UNREADABLE, erasures_of, known_writers, renumbered_in
from breakout_tui.store.siblings import siblings_of
from breakout_tui.store.stored_records import draft_of
from breakout_tui.store.table_mappings import KnownWriter
from breakout_tui.store.unseen_rows import EVERYTHING, unseen

_ATTEMPTS = 5
"""After so many the session is left for later: it came together with another one each time."""


class ChangesReader:
    """Reads the file that ``path`` names at that time; for one thread."""

    def __init__(self, path: Callable[[], Path], *, busy: float = BUSY, slice_rows: int = SLICE) -> None:
        self._path = path
        self._busy = busy
        self._slice_rows = slice_rows

    def read(
        self,
        session_id: str,
        hub_knowledge: Mapping[str, int],
        *,
        whole: bool = False,
        since: FileMark | None = None,
    ) -> RoomChanges | None:
        """What the hub does not have, which knows so much; all of the session with ``whole``, and for a hub that knows nothing of it.

        None if the file is as it was ``since``, has no such session, or has it from another room. Raises StoreError.
        """
        path = self._path()
        try:
            for text_factory in (str, tolerant):
                with reading(path, self._busy) as connection:
                    if connection is None or version_of(connection, path) < VERSION:
                        return None
                    connection.execute("ROLLBACK")
                    connection.text_factory = text_factory
                    knowledge = {} if whole else hub_knowledge
                    try:
                        return _Reading(connection, session_id, knowledge, self._slice_rows).changes(since)
                    except sqlite3.OperationalError as error:
                        if text_factory is tolerant or "decode to UTF-8" not in str(error):
                            raise
        except UNREADABLE as error:
            raise sqlite_errors.damaged(path, f"holds what can't be read ({type(error).__name__})") from error
        raise AssertionError("unreachable")


class _OtherNumbersError(Exception):
    """The session came together with another one, has another owner, or something was erased, while it was read."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What one transaction reads besides the records."""

    mark: FileMark
    rule: AttributionRule
    known: list[KnownWriter]
    renumbered: list[Renumbered]
    erasures: tuple[Erasure, ...]
    siblings: list[Version]
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One look at one session."""

    connection: sqlite3.Connection
    session_id: str
    knowledge: Mapping[str, int]
    """What the hub knows; empty for all of the session."""
    slice_rows: int

    def changes(self, since: FileMark | None) -> RoomChanges | None:
        """What the hub does not have."""
        for _ in range(_ATTEMPTS):
            now = self._moment()
            if now is None or now.mark == since:
                return None
            try:
                return self._changes(now)
            except _OtherNumbersError:
                continue
        return None

    def _changes(self, first: _Moment) -> RoomChanges:
        rows = ChangedRows(self.session_id, self.slice_rows)
        # A record counts with all its versions, so that where there are siblings none may be left out.
        rows.read(self.connection, EVERYTHING if first.mark.joined else unseen(self.knowledge))
        now = self._same(first.mark)
        while now.mark != first.mark:
            rows.read(self.connection, saved_after(first.mark.revision))
            first, now = now, self._same(first.mark)
        versions = self._unseen([*rows.decoded(), *now.siblings])
        names = self._allowed(now.rule, versions)
        state = SessionState(
            self.session_id,
            {each.writer: each.counter for each in now.known if each.counter},
            tuple(in_order(map(names.version, versions))),
            tuple(now.renumbered),
            now.erasures,
            {each.writer: each.laptop for each in now.known if each.laptop},
        )
        others = self._others(now.mark, versions)
        part = Part(state, others, is_whole=not self.knowledge, since=self.knowledge)
        return RoomChanges(part, names.draft(now.draft), now.mark, names.rule is AttributionRule.NONE)

    def _moment(self) -> _Moment | None:
        """How the session is now; None if it is not here, or another room's."""
        connection, session_id = self.connection, self.session_id
        with moment(connection):
            found = connection.execute("SELECT rule FROM session WHERE id = ?", (session_id,)).fetchall()
            if not found or is_gathered(connection, session_id):
                return None
            mark = self._mark()
            return _Moment(
                mark,
                AttributionRule(found[0][0]),
                known_writers(connection, session_id),
                renumbered_in(connection, session_id),
                erasures_of(connection, session_id),
                siblings_of(connection, session_id) if mark.joined else [],
                draft_of(connection, session_id),
            )

    def _mark(self) -> FileMark:
        claim = claim_of(self.connection, self.session_id)
        erasures, joined = self.connection.execute(_COUNTS, (self.session_id,)).fetchone()
        writer, revision = ("", 0) if claim is None else (claim.writer, claim.revision)
        return FileMark(writer, revision, erasures, joined)

    def _same(self, mark: FileMark) -> _Moment:
        """How the session is now, if only something was saved. Raises _OtherNumbersError."""
        now = self._moment()
        if now is None or not _is_continued(mark, now.mark):
            raise _OtherNumbersError
        return now

    def _unseen(self, versions: list[Version]) -> list[Version]:
        """All versions of each record of which the hub has not seen one: one left out would be one that the room has replaced."""
        if not self.knowledge:
            return versions
        return [
            version
            for group in by_record(versions).values()
            if not all(each.stamp.is_in(self.knowledge) for each in group)
            for version in group
        ]

    def _allowed(self, stored: AttributionRule, versions: Sequence[Version]) -> AllowedNames:
        """What the rule lets through. All statements are looked at only for names that those at hand don't have."""
        details = (each.record.rule for each in in_order(versions) if isinstance(each.record, SessionInfo))
        rule = next(details, stored)
        if rule is not AttributionRule.COUNTRY:
            return AllowedNames(rule)
        names = attributed(versions)
        if _named_beside(versions) - names:
            select = "SELECT DISTINCT attribution, dissent FROM note WHERE session_id = ? AND serial BETWEEN ? AND ?"
            for place in slices(self.connection, table_mappings.NOTE, self.session_id, self.slice_rows):
                for row in self.connection.execute(select, (self.session_id, *place)).fetchall():
                    names |= names_in(*row)
            select = "SELECT DISTINCT attribution FROM speaker WHERE session_id = ?"
            for row in self.connection.execute(select, (self.session_id,)).fetchall():
                names |= names_in(*row)
        return AllowedNames(rule, names)

    def _others(self, mark: FileMark, versions: Iterable[Version]) -> dict[int, str]:
        """The ids, by serial, of notes that these versions name and that are not among them. Raises _OtherNumbersError."""
        missing = sorted(_serials_missing(version.record for version in versions))
        found: dict[int, str] = {}
        for start in range(0, len(missing), SLICE):
            some = missing[start : start + SLICE]
            select = f"SELECT serial, id FROM note WHERE session_id = ? AND serial IN ({', '.join('?' * len(some))})"
            with moment(self.connection):
                if not _is_continued(mark, self._mark()):
                    raise _OtherNumbersError
                found.update(self.connection.execute(select, (self.session_id, *some)).fetchall())
        return found


_COUNTS = """
SELECT (SELECT count(*) FROM erasure WHERE session_id IN ('', ?1)),
    (SELECT count(*) FROM other_version WHERE session_id = ?1) + (SELECT count(*) FROM renumbered WHERE session_id = ?1)
"""


def _is_continued(mark: FileMark, now: FileMark) -> bool:
    """Whether nothing has happened but that the same window has saved something."""
    return now._replace(revision=mark.revision) == mark


def _named_beside(versions: Iterable[Version]) -> set[str]:
    """The names in the list for ``@`` and in steps of undo."""
    found: set[str] = set()
    for record in (version.record for version in versions):
        match record:
            case SessionInfo():
                found.update(record.known)
            case UndoStep():
                for each in record.changes:
                    found |= named_by(each.after) | (set() if each.before is None else named_by(each.before))
    return found


def _serials_missing(records: Iterable[object]) -> set[int]:
    """The serials that notes and steps of undo name, without those of the notes themselves."""
    named: set[int] = set()
    own: set[int] = set()
    for record in records:
        if isinstance(record, Note):
            own.add(record.serial)
        for note in _notes_in(record):
            named.update(note.links if note.merged_into is None else (*note.links, note.merged_into))
    return named - own


def _notes_in(record: object) -> Iterator[Note]:
    match record:
        case Note():
            yield record
        case UndoStep():
            for change in record.changes:
                yield from (each for each in (change.before, change.after) if isinstance(each, Note))
