"""The quick way into a hub's database: a part of a session that goes on from what is here, at the cost of what has changed.

A part *goes on* if everybody who changed the session knew all that is here. Then joining would put each of its versions in the place of
the one before and do nothing else, so that is what is written. It goes on if

* no two laptops changed the session at the same time, here or there: no record has siblings, and nothing got another number; and no window
  changed it here;
* the room knows all that is here, and what it believed to be here is here: it may have been told before the database was restored from a
  backup;
* each version that is new here is higher than all that is known here, and the room claims to know it;
* each record is new here, or the version that is here is one that the room knows;
* a note has the serial that it has here, or the next one; a step of undo takes the number of no other one; an id is no other session's;
* what its records say of other notes, boxes and phases fits to what is here.

A version that is known here already is left out: what is sent twice changes nothing. Any other part has to be joined record by record,
which needs the whole session (``incoming.join_here``); nothing of it is taken. So a part that lies is written as little as one of a
damaged file. ``tests/store/test_hub_intake.py`` holds that both ways give the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import SessionInfo, UndoStep
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import Stamp, Version, is_seen, laptops_of, seen
from breakout_tui.hub_protocol import Part
from breakout_tui.store import statements, table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.foreign_ids import KEYED_BY_ID
from breakout_tui.store.held_sessions import HeldSession, phases_of
from breakout_tui.store.many_values import PLACE, rows_for
from breakout_tui.store.session_states import DISOWNING
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import KnownWriter, TableMapping

_NUMBERED: tuple[TableMapping[Any], ...] = (table_mappings.NOTE, table_mappings.UNDO_STEP)
_IN_PHASES = (PhaseRun, Box, Span, SessionInfo)
_STORED_NUMBERS = (
    "SELECT {place}.session_id, {place}.{number}, {place}.id, {place}.counter, {place}.writer"
    " FROM (VALUES {{}}) AS asked JOIN {place}"
    " ON {place}.session_id = asked.column1 AND {place}.{number} = asked.column2"
)

Stored = Mapping[tuple[TableMapping[Any], object], tuple[str, Stamp]]
"""By table and key, what is here: of a note or step of undo its id, of another record its session; and its stamp."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """A part that may go on from what is here."""

    held: HeldSession
    part: Part
    versions: tuple[Version, ...]
    """Those that are new here."""
    notes: Mapping[int, str]
    """By serial, the ids of all notes that the part has or names."""

    @property
    def knows_more(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.versions) or next(_learned(self), None) is not None


def continuation(held: HeldSession, part: Part) -> Continuation | None:
    """The part, as far as it can be judged without looking at records; None for one that does not go on."""
    known, knowledge = held.knowledge, part.state.knowledge
    new = tuple(each for each in part.state.versions if not each.stamp.is_in(known))
    if not new and is_seen(knowledge, known):
        return Continuation(held, part, (), {})
    notes = _notes(part)
    records = {(type(each.record), each.record.id) for each in part.state.versions}
    highest = held.highest
    goes_on = (
        notes is not None
        and not held.is_joined
        and not (held.claim is not None and held.claim.writer)
        and not part.state.renumbered
        and len(records) == len(part.state.versions)
        and is_seen(part.since, known)
        and is_seen(known, knowledge)
        and all(each.stamp.counter > highest and each.stamp.is_in(knowledge) for each in new)
    )
    return Continuation(held, part, new, notes or {}) if goes_on else None


def going_on(
    connection: SqlConnection, parts: Sequence[Continuation]
) -> Iterator[tuple[Continuation, Stored]]:
    """Those of these parts, each of another session, that fit to the records that are here, with what they meet."""
    stored = _stored(connection, parts)
    in_phases = [
        each.held.id for each in parts if any(isinstance(one.record, _IN_PHASES) for one in each.versions)
    ]
    phases = phases_of(connection, in_phases) if in_phases else {}
    taken: set[tuple[TableMapping[Any], object]] = set()
    for part in parts:
        keys = {(mapping, key) for mapping, key, _ in _keyed(part) if mapping in KEYED_BY_ID}
        if _fits(part, stored, phases.get(part.held.id, frozenset())) and not keys & taken:
            taken |= keys
            yield part, stored


def put_continuations(connection: SqlConnection, parts: Iterable[tuple[Continuation, Stored]]) -> None:
    """Write them, a text for each table. No window owns the sessions afterwards."""
    clearing: dict[TableMapping[Any], list[tuple[Cell, ...]]] = defaultdict(list)
    putting: dict[TableMapping[Any], list[tuple[Cell, ...]]] = defaultdict(list)
    disowning = []
    for part, stored in parts:
        held, state = part.held, part.part.state
        for mapping, key, version in _keyed(part):
            record = version.record
            if isinstance(record, SessionInfo):
                record = replace(record, erased=max(record.erased, held.erased))
            putting[mapping].append(mapping.cells(record, stamp=version.stamp, made_by=version.made_by))
            for apart, whose, items in table_mappings.parts(record):
                if (mapping, key) in stored:
                    clearing[apart].append(whose)
                putting[apart] += [apart.cells(item, (*whose, place)) for place, item in enumerate(items)]
        putting[table_mappings.KNOWN_WRITER] += _learned(part)
        before = 0 if held.claim is None else held.claim.revision
        disowning.append((held.id, max([before, held.highest, *state.knowledge.values()]) + 1))
    for apart, owners in clearing.items():
        connection.executemany(statements.clearing(apart), owners)
    for mapping, rows in putting.items():
        connection.executemany(statements.putting(mapping), rows)
    connection.executemany(DISOWNING, disowning)


def _learned(part: Continuation) -> Iterator[tuple[Cell, ...]]:
    """The rows of what is known of writers afterwards, where that is something new."""
    held, state = part.held, part.part.state
    counters, laptops = seen(held.counters, state.knowledge), laptops_of(held.laptops, state.laptops)
    for writer in sorted({*counters, *laptops}):
        known = KnownWriter(writer, counters.get(writer, 0), laptops.get(writer, ""))
        if known != KnownWriter(writer, held.counters.get(writer, -1), held.laptops.get(writer, "")):
            yield table_mappings.KNOWN_WRITER.cells(known, (held.id,))


def _notes(part: Part) -> dict[int, str] | None:
    """By serial, the ids of all notes that a part has or names; None if it contradicts itself."""
    found: dict[int, str] = {}
    records = [version.record for version in part.state.versions]
    every = [record for record in records if isinstance(record, Note)]
    every += [note for record in records if isinstance(record, UndoStep) for note in _notes_in(record)]
    for serial, note_id in (*part.others.items(), *((note.serial, note.id) for note in every)):
        if found.setdefault(serial, note_id) != note_id:
            return None
    return found


def _notes_in(step: UndoStep) -> Iterator[Note]:
    for change in step.changes:
        yield from (note for note in (change.before, change.after) if isinstance(note, Note))


def _keyed(part: Continuation) -> Iterator[tuple[TableMapping[Any], object, Version]]:
    """Each new version with its table and the key of its row."""
    for version in part.versions:
        record = version.record
        match record:
            case Note():
                key: object = (part.held.id, record.serial)
            case UndoStep():
                key = (part.held.id, record.number)
            case _:
                key = record.id
        yield table_mappings.MAPPINGS[type(record)], key, version


def _stored(connection: SqlConnection, parts: Sequence[Continuation]) -> Stored:
    """What is here under the keys of the records of these parts, and of the notes that they name."""
    wanted: dict[TableMapping[Any], list[tuple[Cell, ...]]] = defaultdict(list)
    found: dict[tuple[TableMapping[Any], object], tuple[str, Stamp]] = {}
    for part in parts:
        held = part.held
        found[table_mappings.SESSION_INFO, held.id] = held.id, held.stamp
        wanted[table_mappings.NOTE] += [(held.id, each) for each in part.notes if each < held.next_serial]
        for mapping, key, _ in _keyed(part):
            if mapping in KEYED_BY_ID:
                wanted[mapping].append((str(key),))
            elif isinstance(key, tuple) and mapping is table_mappings.UNDO_STEP:
                wanted[mapping].append(key)
    for mapping, keys in wanted.items():
        table, number = mapping.shape.name, mapping.shape.key[-1]
        if mapping in _NUMBERED:
            select = _STORED_NUMBERS.format(place=table, number=number)
            for session_id, place, record, *stamp in rows_for(connection, select, keys, PLACE):
                found[mapping, (session_id, place)] = record, Stamp(*stamp)
        else:
            select = f"SELECT id, session_id, counter, writer FROM {table} WHERE id IN ({{}})"
            for record, session_id, *stamp in rows_for(connection, select, keys):
                found[mapping, record] = session_id, Stamp(*stamp)
    return found


def _fits(part: Continuation, stored: Stored, phases: frozenset[str]) -> bool:
    held, knowledge = part.held, part.part.state.knowledge
    serials = [version.record.serial for version in part.versions if isinstance(version.record, Note)]
    new = sorted(serial for serial in serials if serial >= held.next_serial)
    if new != list(range(held.next_serial, held.next_serial + len(new))):
        return False
    for serial, note_id in part.notes.items():
        here = stored.get((table_mappings.NOTE, (held.id, serial)))
        if serial not in new and (here is None or here[0] != note_id):
            return False
    numbers = set()
    for mapping, key, version in _keyed(part):
        here = stored.get((mapping, key))
        owner = version.record.id if mapping in _NUMBERED else held.id
        if here is not None and (here[0] != owner or not here[1].is_in(knowledge)):
            return False
        numbers.add((mapping, key))
    if len(numbers) != len(part.versions):
        return False
    return all(_is_placed(version.record, phases, held.next_serial + len(new)) for version in part.versions)


def _is_placed(record: object, phases: frozenset[str], notes: int) -> bool:
    """Whether the phases and notes that a record names are there."""
    match record:
        case SessionInfo():
            return {phase.id for phase in record.programme.phases} == phases
        case PhaseRun() | Box() | Span():
            return record.phase in phases
        case Note():
            named = record.links if record.merged_into is None else (*record.links, record.merged_into)
            return all(0 <= target < notes for target in named)
        case UndoStep():
            every = (target for note in _notes_in(record) for target in note.links)
            return all(0 <= target < notes for target in every)
    return True
