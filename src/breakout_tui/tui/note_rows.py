"""Rows of notes: how a note of the session becomes a row on screen."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.domain.note_fields import filled
from breakout_tui.domain.notes import Note, on_laptop
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.widgets.note_row import NoteRow


def row(session: Session, note: Note) -> NoteRow:
    """The row of a note: its text, and details about it."""
    book = session.book
    links = [book.standing_for(target).reference for target in note.links]
    marks = []
    if note.wordings:
        marks.append("edited")
    if note.aliases:
        marks.append(f"was {on_laptop(note.aliases[-1])}")
    if merged := book.said_by(note.serial):
        marks.append("= " + " ".join(book[serial].reference for serial in merged))
    if note.agreement is not None:
        marks.append(note.agreement.value)
    if note.read_back is not None:
        marks.append(f"read back: {note.read_back.value}")
    for label, value in fields(note):
        marks.append(f"{label} {value}")
    if note.deleted:
        marks.append("deleted")
    elif note.merged_into is not None:
        marks.append(f"merged into {book.standing_for(note.serial).reference}")
    return NoteRow(
        key=note.serial,
        time=note.captured_at.strftime("%H:%M"),
        kind=note.kind,
        reference=note.reference,
        text=note.text,
        attribution=note.attribution,
        cluster=note.cluster,
        heard=book.heard(note.serial),
        marks=" · ".join(marks),
        dim=not note.is_visible,
        links="→ " + " ".join(links) if links else "",
    )


def row_maker(session: Session) -> Callable[[Note], NoteRow]:
    """Rows of this session's notes."""
    return lambda note: row(session, note)


def fields(note: Note) -> tuple[tuple[str, str], ...]:
    """The filled fields of an approach or a recommendation, with their labels."""
    return tuple((f"{field.word}:", value) for field, value in filled(note))
