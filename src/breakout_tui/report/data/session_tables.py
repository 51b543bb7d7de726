"""Sessions as plain tables: what each table has, whatever the file that it is written to.

``docs/tables.md`` describes the tables for those who read them. A row is known by the ids in its first columns, which are the
same in every export, so that tables of several days can be joined. Only what was said stands here: no deleted note, and no name
that the attribution rule of the session forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.note_fields import FIELDS, value_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.pace import moment
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.rank_steps import step_of
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.speakers import settled_speakers, spoken
from breakout_tui.domain.timeline import used

Value: TypeAlias = str | int | bool | datetime | None
"""What a cell holds; None for nothing. Times have the offset of the room's zone, durations are whole seconds."""

Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with a name for its file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    """Each with a value for every column."""


def tables_of(sessions: Sequence[Session], reading: Reading) -> tuple[DataTable, ...]:
    """All tables of these sessions, in the order given; ``reading`` is the time for what still runs."""
    return tuple(
        DataTable(
            name, columns, tuple(row for session in sessions for row in rows_of(_Source(session, reading)))
        )
        for name, columns, rows_of in _TABLES
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """A session and the time at which it is told."""

    session: Session
    reading: Reading

    def at(self, time: datetime | None) -> datetime | None:
        """A time as the room's clock showed it."""
        return None if time is None else zone_of(self.session, self.reading).at(time)

    def name(self, name: str) -> str:
        """A name, if the attribution rule allows names."""
        return "" if self.session.info.rule is AttributionRule.NONE else name


def _sessions(source: _Source) -> Iterator[Row]:
    session = source.session
    info = session.info
    yield (
        session.id,
        info.programme.event,
        info.room,
        info.round,
        info.follows,
        session.theme.id,
        session.theme.title,
        source.at(session.held_on),
        info.facilitator,
        info.rapporteur,
        info.people or None,
        info.rule.value,
        len(session.started),
        info.archived,
        info.erased,
    )


def _boxes(source: _Source) -> Iterator[Row]:
    session = source.session
    now = moment(session, source.reading)
    titles = {phase.id: phase.title for phase in session.info.programme.phases}
    for box in session.boxes:
        yield (
            session.id,
            box.id,
            box.phase,
            titles[box.phase],
            box.position,
            box.step_title,
            box.kind.value,
            box.short_name,
            box.title,
            box.group,
            box.lead,
            box.priority,
            box.planned,
            used(session.spans, box.id, now),
            box.dropped,
        )


def _notes(source: _Source) -> Iterator[Row]:
    book = source.session.book
    boxes = {box.id: box for box in source.session.boxes}
    for note in _said(source.session):
        stands = None if note.merged_into is None else book.standing_for(note.serial)
        yield (
            source.session.id,
            note.id,
            note.reference,
            note.kind.value,
            note.text,
            source.name(note.attribution),
            note.cluster,
            book.heard(note.serial) if stands is None else None,
            None if stands is None else stands.reference,
            *_place(boxes.get(note.box_id or "")),
            source.at(note.captured_at),
            None if note.agreement is None else note.agreement.value,
            note.minority,
            source.name(note.dissent),
            None if note.read_back is None else note.read_back.value,
            *(value_of(note, field) for field in FIELDS),
        )


def _place(box: Box | None) -> tuple[str, str]:
    """Phase and box of a note; empty where it was taken outside all boxes."""
    return ("", "") if box is None else (box.phase, box.id)


def _links(source: _Source) -> Iterator[Row]:
    session = source.session
    said = {note.serial: note for note in _said(session)}
    for note in said.values():
        for target in note.links:
            if (other := said.get(target)) is not None:
                yield session.id, note.id, note.reference, other.id, other.reference


def _votes(source: _Source) -> Iterator[Row]:
    for tally in source.session.tallies.values():
        if not tally.deleted:
            method = None if tally.method is None else tally.method.value
            step = _step(source, tally.step)
            yield source.session.id, tally.id, tally.subject, tally.votes, tally.revote, method, step


def _priorities(source: _Source) -> Iterator[Row]:
    for ranking in agreed_lists(source.session):
        for issue in ranking.issues:
            yield (
                source.session.id,
                ranking.id,
                issue.rank,
                issue.subject,
                issue.title,
                issue.votes,
                issue.chosen,
                source.at(ranking.locked_at),
                _step(source, ranking.step),
            )


def _step(source: _Source, of_list: str) -> str:
    """The id of the rank step of a list; empty where the programme has none."""
    step = step_of(source.session.info.programme, of_list)
    return "" if step is None else step.id


def _said(session: Session) -> Iterator[Note]:
    """All notes that aren't deleted, also those merged into others."""
    return (note for note in session.book.notes if not note.deleted)


def _speakers(source: _Source) -> Iterator[Row]:
    """The requests to speak, as they asked."""
    session, now = source.session, moment(source.session, source.reading)
    for each in settled_speakers(session):
        began = each.times[0].started_at if each.times else None
        yield (
            session.id, each.id, each.phase, each.attribution, each.sort.value, each.origin.value, each.progress.value,
            source.at(each.asked_at), source.at(began), spoken(session, each, now), each.allotted or None,
        )  # fmt: skip


_TABLES: tuple[tuple[str, tuple[str, ...], Callable[[_Source], Iterable[Row]]], ...] = (
    (
        "sessions",
        (
            "session", "event", "room", "round", "follows", "theme", "theme_title", "held_on", "facilitator",
            "rapporteur", "people", "attribution_rule", "phases_started", "archived", "erasures",
        ),
        _sessions,
    ),
    (
        "boxes",
        (
            "session", "box", "phase", "phase_title", "position", "step", "step_kind", "short_name", "title",
            "country_group", "lead", "priority", "planned_seconds", "used_seconds", "dropped",
        ),
        _boxes,
    ),
    (
        "notes",
        (
            "session", "note", "reference", "kind", "text", "said_by", "cluster", "heard", "counted_with",
            "phase", "box", "captured_at", "agreement", "minority_view", "dissent", "read_back",
            "practised_in", "evidence", "for_whom", "who_acts", "by_when", "reason",
        ),
        _notes,
    ),
    ("links", ("session", "note", "reference", "to_note", "to_reference"), _links),
    ("votes", ("session", "tally", "subject", "votes", "second_vote", "method", "step"), _votes),
    (
        "priorities",
        ("session", "ranking", "rank", "subject", "title", "votes", "chosen", "locked_at", "step"),
        _priorities,
    ),
    (
        "speakers",
        (
            "session", "speaker", "phase", "who", "asked_for", "came_by", "state", "asked_at", "began_at",
            "spoken_seconds", "allotted_seconds",
        ),
        _speakers,
    ),
)  # fmt: skip
"""Name, columns and rows of each table. A column is only ever added at the end of its table."""
