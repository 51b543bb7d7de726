"""A room's notes as the organiser reads them: the latest first, with names only where the attribution rule of the session allows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import fields_of, value_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session, zone_of


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A statement."""

    reference: str
    kind: Kind
    text: str
    at: datetime
    """When it was captured, in the room's zone."""
    who: str = ""
    """Who said it, as the attribution rule allows."""
    about: str = ""
    """What else is known of it in a line: fields, agreement, whether it was read back."""
    heard: int = 1
    """How often it was said."""
    box: str = ""
    """The name of the box in which it was captured."""


@dataclass(frozen=True, slots=True)
class RoomNotes:
    """The statements of a room's open session."""

    room_id: str
    name: str
    edition: str
    """Another one when anything of it has changed."""
    theme: str = ""
    notes: tuple[ReadNote, ...] = ()


def read_notes(session: Session, reading: Reading) -> tuple[ReadNote, ...]:
    """All visible notes, the latest first."""
    zone, boxes = zone_of(session, reading), {box.id: box.label for box in session.boxes}
    is_anonymous = session.info.rule is AttributionRule.NONE
    return tuple(
        ReadNote(
            note.reference,
            note.kind,
            note.text,
            zone.at(note.captured_at),
            "" if is_anonymous else note.attribution,
            _about(session, note),
            session.book.heard(note.serial),
            boxes.get(note.box_id or "", ""),
        )
        for note in reversed(tuple(session.book.notes))
        if note.is_visible
    )


def _about(session: Session, note: Note) -> str:
    values = [value for field in fields_of(note.kind) if (value := value_of(note, field))]
    links = [each.reference for each in session.book.targets(note)]
    parts = [
        *values,
        *([f"answers {', '.join(links)}"] if links else []),
        *([note.agreement.value] if note.agreement is not None else []),
        *([f"read back: {note.read_back.value}"] if note.read_back is not None else []),
    ]
    return " · ".join(parts)
