"""A session as it is shown, made of its versions: the current one of each record, and what follows from the others.

Nothing here is stored: it is worked out from the versions, the same on every laptop, until somebody's next change stores it.

* A note keeps what its siblings say as earlier wordings, by stamp, and their references as aliases.
* The session has the names for ``@`` of all its siblings. Each box of a phase has a name of its own.
* The room has one clock. A stretch of time ends at the latest where the next one begins; only the last one is open, and only in a
  phase that runs. Of phases that run at once, each ends where the next one started; one in which no time runs has ended.

For a session that was never continued on two laptops at once, these are its records as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import TypeVar

from breakout_tui.domain.agenda import Box, unique_name
from breakout_tui.domain.joining import by_record
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.renumbering import references_of
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span, in_order
from breakout_tui.domain.versions import SessionState, Version

R = TypeVar("R", bound=Record)


def current(state: SessionState) -> SessionRecords:
    """The records of a joined session, as a store returns them. Raises ValueError if the session itself is missing."""
    groups = list(by_record(state.versions).values())
    found = [group[0].record for group in groups]
    infos = _every(SessionInfo, found)
    if not infos:
        raise ValueError(f"the session {state.session_id} has no details")
    records = SessionRecords(
        info=infos[0],
        runs=_every(PhaseRun, found),
        boxes=_every(Box, found),
        spans=_every(Span, found),
        notes=sorted(_every(Note, found), key=lambda note: note.serial),
        tallies=_every(Tally, found),
        rankings=_every(Ranking, found),
        report_back=next(iter(_every(ReportBack, found)), None),
        heard_again=_every(HeardAgain, found),
        phone_votes=_every(PhoneVote, found),
        undo_steps=tuple(sorted(_every(UndoStep, found), key=lambda step: step.number)),
        speakers=_every(Speaker, found),
        speakers_lists=_every(SpeakersList, found),
    )
    return shown(records, (version for group in groups for version in group[1:]))


def shown(records: SessionRecords, siblings: Iterable[Version]) -> SessionRecords:
    """The same for the current records, as they are stored, and their siblings; quick where there are few siblings."""
    ordered = [version.record for version in sorted(siblings, key=lambda version: version.stamp)]
    runs = one_at_a_time(records.runs, records.spans)
    return records._replace(
        info=_with_all_names(records.info, _every(SessionInfo, ordered)),
        runs=runs,
        boxes=uniquely_named(records.boxes),
        spans=one_clock(records.spans, runs),
        notes=_with_all_words(records.notes, _every(Note, ordered)),
    )


def with_siblings(note: Note, siblings: Iterable[Note]) -> Note:
    """The note with what its siblings say as earlier wordings, and with their references; siblings by stamp, the lowest first."""
    wordings, aliases = list(note.wordings), list(note.aliases)
    for sibling in siblings:
        known = {note.text, *(wording.text for wording in wordings)}
        until = max((each.until for each in (*wordings, *sibling.wordings)), default=note.captured_at)
        said = (*sibling.wordings, Wording(sibling.text, until))
        wordings += [wording for wording in said if wording.text not in known]
        aliases += [
            alias for alias in references_of(sibling) if alias not in aliases and alias != note.reference
        ]
    return replace(note, wordings=tuple(wordings), aliases=tuple(aliases))


def uniquely_named(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The boxes by place, each with a name that no other box of its phase has."""
    taken: dict[str, list[str]] = defaultdict(list)
    named: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.phase, box.position, box.id)):
        if box.short_name and not box.dropped:
            box = replace(box, short_name=unique_name(box.short_name, taken[box.phase]))
            taken[box.phase].append(box.short_name)
        named.append(box)
    return tuple(named)


def one_at_a_time(runs: Iterable[PhaseRun], spans: Iterable[Span]) -> tuple[PhaseRun, ...]:
    """The runs by start. One that is open ends where the next one started, or, if no span in it is open, with its last span."""
    times: dict[str, list[datetime | None]] = defaultdict(list)
    for span in spans:
        times[span.phase].append(span.ended_at)
    settled: list[PhaseRun] = []
    next_start: datetime | None = None
    for run in sorted(runs, key=lambda run: (run.started_at, run.id), reverse=True):
        if run.taken_back:
            settled.append(run)
            continue
        settled.append(replace(run, ended_at=run.ended_at or next_start or _last(times[run.phase])))
        next_start = run.started_at
    return tuple(reversed(settled))


def _last(ends: Sequence[datetime | None]) -> datetime | None:
    """The latest of these ends; None if one of them is open, or there are none."""
    known = [each for each in ends if each is not None]
    return max(known, default=None) if len(known) == len(ends) else None


def one_clock(spans: Iterable[Span], runs: Iterable[PhaseRun]) -> tuple[Span, ...]:
    """The spans by start, without an overlap; only the last one can be open, in a phase that runs."""
    ends = {run.phase: run.started_at if run.taken_back else run.ended_at for run in runs}
    ordered = [_in_phase(span, ends.get(span.phase, span.started_at)) for span in in_order(spans)]
    going_on = [span for span in ordered if span.ended_at is None][-1:]
    place = ordered.index(going_on[0]) if going_on else len(ordered)
    before = (_cut(span, after) for span, after in zip_longest(ordered[:place], ordered[1 : place + 1]))
    return (*before, *(replace(span, ended_at=span.started_at) for span in ordered[place + 1 :]), *going_on)


def _in_phase(span: Span, phase_ended_at: datetime | None) -> Span:
    if span.ended_at is not None or phase_ended_at is None:
        return span
    return replace(span, ended_at=max(span.started_at, phase_ended_at))


def _cut(span: Span, after: Span | None) -> Span:
    """The span, ended where the next one begins, at the latest."""
    if after is None or (span.ended_at is not None and span.ended_at <= after.started_at):
        return span
    return replace(span, ended_at=after.started_at)


def _with_all_words(notes: Sequence[Note], siblings: Iterable[Note]) -> Sequence[Note]:
    by_id: dict[str, list[Note]] = defaultdict(list)
    for sibling in siblings:
        by_id[sibling.id].append(sibling)
    if not by_id:
        return notes
    return [with_siblings(note, by_id[note.id]) if note.id in by_id else note for note in notes]


def _with_all_names(info: SessionInfo, siblings: Sequence[SessionInfo]) -> SessionInfo:
    """The details with the names that any laptop completes; a rule that one has locked is locked."""
    names = dict.fromkeys(name for each in (info, *siblings) for name in each.known)
    return replace(info, known=tuple(names), rule_locked=any(each.rule_locked for each in (info, *siblings)))


def _every(kind: type[R], records: Iterable[Record]) -> tuple[R, ...]:
    return tuple(record for record in records if isinstance(record, kind))
