"""The copy of a session that a room shares with the server of its displays: what leaves the room's process, and nothing else.

Rules:

- No name, whatever the attribution rule: of who said something, of who dissents, of the facilitator, of the rapporteur, of the list for ``@``.
- Of the list of speakers only the names that displays show: who spoke last, speaks now and is next, as far as the rule allows, and none
  while statements are hidden. In which order the others speak is sent as their ids.
- No words that no display shows: of the parking lot, of a deleted or merged note, of an earlier wording, of a minority view, of a step
  that can be undone, of the report-back, of why a list was reopened. A note without words still has its place in the copy.
- No result of a vote before the room sees it.
- A draft is no record, and never leaves.

The copy has the same faces and the same time as the session (``tests/domain/test_shared_copy.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import Record, SessionInfo
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import Speaker, SpeakersList, SpeakerSource
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.domain.timeline import PhaseRun, Span

Shared = SessionInfo | PhaseRun | Box | Span | Note | Tally | Ranking | Speaker | SpeakersList | PhoneVote
"""The records of a copy."""
R = TypeVar("R", bound=Shared)


def shared(session: Session) -> Iterator[Shared]:
    """All records of its copy."""
    return changes_since(None, session)


def changes_since(before: Session | None, now: Session) -> Iterator[Shared]:
    """The records of the copy that are new or other than in an earlier state of the same session.

    Records are never removed; None is a copy that has nothing yet.
    """
    if before is None or before.info != now.info:
        yield _details(now.info)
    yield from _others(() if before is None else before.runs, now.runs)
    yield from _others(() if before is None else before.boxes, now.boxes)
    yield from _others(() if before is None else before.spans, now.spans)
    known = None if before is None else before.book.notes
    yield from map(_note, now.book.notes if known is None else now.book.notes.changed_since(known))
    yield from _others(() if before is None else before.tallies.values(), now.tallies.values())
    rankings = _others(() if before is None else before.rankings.values(), now.rankings.values())
    yield from (replace(ranking, unlockings=()) for ranking in rankings)
    told = {} if before is None else _speaking(before)
    yield from (record for key, record in _speaking(now).items() if told.get(key) != record)
    known_votes = () if before is None else before.phone_votes.values()
    yield from map(_vote, _others(known_votes, now.phone_votes.values()))


def shared_record(record: Record) -> Shared | None:
    """One record as the copy in a hub has it, which has the session anyway; None for one that no display needs."""
    match record:
        case SessionInfo():
            return _details(record)
        case Note():
            return _note(record)
        case Ranking():
            return replace(record, unlockings=())
        case PhoneVote():
            return _vote(record)
        case PhaseRun() | Box() | Span() | Tally() | Speaker() | SpeakersList():
            return record
    return None


def _speaking(session: Session) -> dict[str, Speaker | SpeakersList]:
    """The records of the speakers as the copy has them, by type and id."""
    if not (session.speakers or session.speakers_lists):
        return {}
    view = speakers_view(session)
    are_named = not session.info.is_display_hidden and session.info.rule is not AttributionRule.NONE
    shown = {each.speaker.id for each in (view.last, view.now, view.next) if each is not None and are_named}
    found: dict[str, Speaker | SpeakersList] = {
        f"speaker {each.id}": replace(
            each,
            attribution=each.attribution if each.id in shown else "",
            origin=SpeakerSource.TYPED,
        )
        for each in session.speakers.values()
    }
    order = tuple(each.speaker.id for each in view.waiting)
    for leading in (*session.speakers_lists.values(), view.leading):
        is_here = leading.phase == view.leading.phase
        found[f"list {leading.id}"] = replace(leading, seed="", arranged=order if is_here else ())
    return found


def _others(before: Iterable[R], now: Iterable[R]) -> Iterator[R]:
    known = {id(record) for record in before}
    return (record for record in now if id(record) not in known)


def _details(info: SessionInfo) -> SessionInfo:
    return replace(info, facilitator="", rapporteur="", known=(), erased=0)


def _vote(vote: PhoneVote) -> PhoneVote:
    return vote if vote.is_shown else replace(vote, counts=())


def _note(note: Note) -> Note:
    is_shown = note.is_visible and note.kind is not Kind.PARKED
    said = note if is_shown else replace(note, text="", where="", evidence="", addressee="", actor="", due="")
    return replace(
        said,
        attribution="",
        dissent="",
        minority="",
        wordings=(),
        cluster=note.cluster if is_shown else "",
        reason=note.reason if is_shown else "",
        aliases=tuple(alias for alias in note.aliases if "@" not in alias),
    )


def session_of(records: Mapping[str, Shared]) -> Session | None:
    """The session of the records of a copy by id, in the order in which they came; None if its details or a note are missing."""
    found = tuple(records.values())
    info = next((record for record in found if isinstance(record, SessionInfo)), None)
    notes = sorted((record for record in found if isinstance(record, Note)), key=lambda note: note.serial)
    if info is None or [note.serial for note in notes] != list(range(len(notes))):
        return None
    return Session.of(
        SessionRecords(
            info=info,
            runs=tuple(record for record in found if isinstance(record, PhaseRun)),
            boxes=tuple(record for record in found if isinstance(record, Box)),
            spans=tuple(record for record in found if isinstance(record, Span)),
            notes=notes,
            tallies=tuple(record for record in found if isinstance(record, Tally)),
            rankings=tuple(record for record in found if isinstance(record, Ranking)),
            report_back=None,
            heard_again=(),
            undo_steps=(),
            speakers=tuple(record for record in found if isinstance(record, Speaker)),
            speakers_lists=tuple(record for record in found if isinstance(record, SpeakersList)),
            phone_votes=tuple(record for record in found if isinstance(record, PhoneVote)),
        )
    )
