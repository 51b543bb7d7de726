"""The JSON form of one record of a session, for documents and for the wire: written once, read once.

An object has the fields of its record; a field that is absent has its default. Notes are named by their ids, never by serials.

Values only: no I/O. It imports only the domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.codec import decoder, encoder
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import (
    HeardAgain,
    Record,
    ReportBack,
    SessionInfo,
    Undoable,
    UndoableChange,
    UndoStep,
)
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span

Json = dict[str, Any]
"""A JSON object."""

RECORDS: Mapping[str, type[Record]] = {
    "details": SessionInfo,
    "phases": PhaseRun,
    "boxes": Box,
    "spans": Span,
    "notes": Note,
    "tallies": Tally,
    "rankings": Ranking,
    "report_back": ReportBack,
    "heard_again": HeardAgain,
    "speakers": Speaker,
    "speakers_lists": SpeakersList,
    "undo_steps": UndoStep,
    "phone_votes": PhoneVote,
}
"""By the name in a session's object, the type of its records."""
NAMES = {record: name for name, record in RECORDS.items()}
"""The same by type."""


def record_object(record: Record, ids: Mapping[int, str]) -> Json:
    """One record without its session; ``ids`` are those of the notes by serial."""
    kind: object = type(record)
    found: Json = encoder(kind)(record)
    found.pop("session_id", None)
    match record:
        case Note():
            del found["number"]  # it is in the reference
            return found | _note_fields(record, ids)
        case UndoStep():
            return found | {"changes": [_change_object(each, ids) for each in record.changes]}
    return found


def _note_fields(note: Note, ids: Mapping[int, str]) -> Json:
    """What the JSON of a note says in another way than the record."""
    links = {"links": [ids[target] for target in note.links if target in ids]} if note.links else {}
    merged = {} if note.merged_into is None else {"merged_into": ids[note.merged_into]}
    return {"reference": note.reference, **links, **merged}


def _change_object(change: UndoableChange, ids: Mapping[int, str]) -> Json:
    before = {} if change.before is None else {"before": record_object(change.before, ids)}
    return {"of": NAMES[type(change.after)], **before, "after": record_object(change.after, ids)}


def record_of(found: Json, record: type[Record], session_id: str, serials: Mapping[str, int]) -> Record:
    """The record that such an object says; ``serials`` are those of the notes by id. Raises KeyError, TypeError, ValueError."""
    plain = {**found, "session_id": session_id}
    if record is Note:
        plain["links"] = [serials[note_id] for note_id in found.get("links", ())]
        plain["merged_into"] = serials[found["merged_into"]] if "merged_into" in found else None
        plain["number"] = int(found["reference"][1:])
    if record is UndoStep:
        changes = tuple(_change(each, session_id, serials) for each in found["changes"])
        step: UndoStep = decoder(UndoStep)({**plain, "changes": []})
        return replace(step, changes=changes)
    kind: object = record
    made: Record = decoder(kind)(plain)
    return made


def _change(found: Json, session_id: str, serials: Mapping[str, int]) -> UndoableChange:
    record = RECORDS[found["of"]]
    before = _undoable(found["before"], record, session_id, serials) if "before" in found else None
    return UndoableChange(before, _undoable(found["after"], record, session_id, serials))


def _undoable(found: Json, record: type[Record], session_id: str, serials: Mapping[str, int]) -> Undoable:
    made = record_of(found, record, session_id, serials)
    if not isinstance(made, Undoable):
        raise ValueError(f"{NAMES[record]} are not undone")
    return made
