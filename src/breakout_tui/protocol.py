"""The JSON form of sessions and papers, for export, for other programs and for the wire: written once, read once.

It is the domain's words: each record is an object of its fields (``record_protocol``). A record that two laptops changed has its other
states under ``siblings``. ``docs/session.schema.json`` describes it.

``version`` is the major version. Within one, fields may be added, and a reader leaves out those it does not know; none is removed or
given another meaning. A newer major version is refused. Steps of undo are only in the form for a take-over (``is_whole``); drafts are
not part of a session's state. The decisions on position papers are in ``papers`` (``paper_protocol``), which earlier programs leave out.

Values only: no I/O. It imports only the domain, so that each side can use it without importing the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.codec import decoder, encoder
from breakout_tui.domain.coherence import refuse_incoherent
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.joining import by_record, in_order
from breakout_tui.domain.json_pieces import pieced
from breakout_tui.domain.notes import LAPTOP_SIGN, REFERENCE, Note
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.records import Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.text import clean_line
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import Erasure, Handle, Renumbered, SessionState, Stamp, Version
from breakout_tui.paper_protocol import paper_object, paper_state
from breakout_tui.record_protocol import NAMES, RECORDS, Json, record_object, record_of

FORMAT = "breakout-tui sessions"
"""Tells the form from other JSON."""
VERSION = 1
"""The major version."""

SINGLE = {NAMES[SessionInfo], NAMES[ReportBack]}
"""Those of which a session has one at most."""
_STEPS = NAMES[UndoStep]

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What values that are not as they should be raise."""
_LONGEST = 120
"""Characters of a foreign text in a message."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a document holds."""

    sessions: Iterator[SessionState]
    """In its order, one at a time: of a conference only one is in memory beside the text. Raises JsonRefused when it is its turn."""
    papers: tuple[PaperState, ...]


def document(
    states: Iterable[SessionState], *, papers: Iterable[PaperState] = (), is_whole: bool = False
) -> Json:
    """All these sessions and papers, by id; ``is_whole`` adds the steps of undo of the sessions."""
    ordered = sorted(states, key=lambda state: state.session_id)
    sessions = [session_object(state, is_whole=is_whole) for state in ordered]
    made = [paper_object(paper) for paper in sorted(papers, key=lambda paper: paper.paper_id)]
    told = {"papers": made} if made else {}
    return {"format": FORMAT, "version": VERSION, "sessions": sessions, **told}


def read(text: str | bytes) -> tuple[SessionState, ...]:
    """The sessions of a document, in its order. Raises JsonRefused, and JsonNewer for a newer major version."""
    return tuple(received(text).sessions)


def received(text: str | bytes) -> Received:
    """What a document holds.

    What is no such document, or has a paper that can't be read, is refused at once. Raises JsonRefused, and JsonNewer for a newer major
    version.
    """
    try:
        found = pieced(text if isinstance(text, str) else text.decode(json.detect_encoding(text)), "sessions")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise JsonRefused(f"this is not JSON: {error.msg}", where=place) from error
    except (ValueError, RecursionError) as error:
        raise JsonRefused(f"this is not JSON: {_brief(error)}") from error
    version = found.members.get("version")
    if found.members.get("format") != FORMAT:
        raise JsonRefused("this JSON holds no sessions of breakout-tui")
    if type(version) is int and version > VERSION:
        raise JsonNewer(f"the JSON has version {version}; this program reads up to {VERSION}")
    if version != VERSION or found.starts is None:
        raise JsonRefused("this JSON names no version or no sessions")
    return Received(map(session_state, found.elements()), _papers(found.members.get("papers", ())))


def _papers(found: Any) -> tuple[PaperState, ...]:
    try:
        return tuple(map(paper_state, found))
    except _UNREADABLE as error:
        raise JsonRefused(f"a paper can't be read: {_brief(error)}") from error


def session_object(
    state: SessionState, *, is_whole: bool = False, others: Mapping[int, str] = MappingProxyType({})
) -> Json:
    """One session; the same state gives the same object. ``others`` are the ids, by serial, of notes that a part of a session names."""
    ids = {each.record.serial: each.record.id for each in state.versions if isinstance(each.record, Note)}
    ids = {**others, **ids}
    found: Json = {"id": state.session_id}
    for versions in sorted(by_record(state.versions).values(), key=_reading_order):
        group = NAMES[type(versions[0].record)]
        if group != _STEPS or is_whole:
            current, *siblings = (_version_object(version, ids) for version in versions)
            made = current | ({"siblings": siblings} if siblings else {})
            found[group] = made if group in SINGLE else [*found.get(group, ()), made]
    renumbered = (each for each in state.renumbered if is_whole or each.what is not Handle.STEP)
    found["knowledge"] = dict(sorted(state.knowledge.items()))
    found["laptops"] = dict(sorted(state.laptops.items()))
    found["renumbered"] = [encoder(Renumbered)(each) for each in renumbered]
    found["erasures"] = [encoder(Erasure)(each) for each in state.erasures]
    return found


def _reading_order(versions: list[Version]) -> tuple[str, float, str]:
    """Records of one type as a person would read them."""
    record = versions[0].record
    match record:
        case Note():
            return "", record.serial, ""
        case Box():
            return record.phase, record.position, record.id
        case Span() | PhaseRun():
            return "", record.started_at.timestamp(), record.id
        case UndoStep():
            return "", record.number, ""
    return "", 0, record.id


def session_state(found: Json, others: Mapping[str, int] | None = None) -> SessionState:
    """The state that such an object says; with ``others``, the serials of notes by their ids, it may be a part. Raises JsonRefused."""
    name = found.get("id") if isinstance(found, dict) else None
    where = f"session {clean_line(name)[:_LONGEST]}" if isinstance(name, str) else "a session without an id"
    try:
        return _state(found, others)
    except JsonRefused as error:
        raise JsonRefused(error.what, where=f"{where}, {error.where}") from error
    except _UNREADABLE as error:
        raise JsonRefused(f"the session can't be read: {_brief(error)}", where=where) from error


def _brief(error: Exception) -> str:
    """What is wrong, in a part of a line, whatever the text holds."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    words = clean_line(f"there is no {error}" if isinstance(error, KeyError) else str(error))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _state(found: Json, others: Mapping[str, int] | None) -> SessionState:
    session_id = decoder(str)(found["id"])
    serials = {note["id"]: note["serial"] for note in found.get(NAMES[Note], ())}
    serials = {**(others or {}), **serials}
    versions: list[Version] = []
    for group, record in RECORDS.items():
        objects = found.get(group, [])
        for number, current in enumerate([objects] if group in SINGLE and objects else objects, 1):
            with _reading(f"{group} {number}"):
                for made in (current, *current.get("siblings", ())):
                    versions.append(_version(made, record, session_id, serials))
    _check(versions, session_id, is_part=others is not None)
    return SessionState(
        session_id=session_id,
        knowledge=decoder(Mapping[str, int])(found["knowledge"]),
        versions=tuple(in_order(versions)),
        renumbered=tuple(decoder(Renumbered)(each) for each in found.get("renumbered", ())),
        erasures=tuple(decoder(Erasure)(each) for each in found.get("erasures", ())),
        laptops=decoder(Mapping[str, str])(found.get("laptops", {})),
    )


@contextmanager
def _reading(place: str) -> Iterator[None]:
    """Names the record that can't be read."""
    try:
        yield
    except _UNREADABLE as error:
        raise JsonRefused(f"the record can't be read: {_brief(error)}", where=place) from error


def _check(versions: Iterable[Version], session_id: str, *, is_part: bool) -> None:
    """That the records are those of one session and of the phases of its programme, and notes have references. Raises ValueError."""
    records = [version.record for version in versions]
    if not is_part or any(isinstance(record, SessionInfo) for record in records):
        refuse_incoherent(records, session_id)
    for record in records:
        if isinstance(record, Note) and not all(map(REFERENCE.fullmatch, _stated(record))):
            raise ValueError(f"the references of note {record.id} are none")


def _stated(note: Note) -> tuple[str, ...]:
    """What the note gives as its references, whether it is one or not."""
    return (*(alias for alias in note.aliases if LAPTOP_SIGN not in alias), note.reference)


def _version_object(version: Version, ids: Mapping[int, str]) -> Json:
    stamp = {"counter": version.stamp.counter, "writer": version.stamp.writer}
    made_by = {"made_by": version.made_by} if version.made_by else {}
    return record_object(version.record, ids) | {"stamp": stamp} | made_by


def _version(found: Json, record: type[Record], session_id: str, serials: Mapping[str, int]) -> Version:
    stamp = Stamp(decoder(int)(found["stamp"]["counter"]), decoder(str)(found["stamp"]["writer"]))
    return Version(
        record_of(found, record, session_id, serials), stamp, decoder(str)(found.get("made_by", ""))
    )
