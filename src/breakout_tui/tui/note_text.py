"""Between a line of text and a note: how a line is parsed for a session, and how a note is typed again."""

from __future__ import annotations

from breakout_tui.domain.capture import Captured, line_of, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import by_name, by_word
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_state import Session


def parsed(text: str, kind: Kind, session: Session) -> Captured:
    """A line as the session understands it: its rule, its names, its references."""
    return parse(
        text,
        session.info.rule,
        known=session.info.known,
        exists=lambda reference: session.book.find(reference) is not None,
        kind=kind,
    )


def links_of(captured: Captured, session: Session) -> tuple[int, ...]:
    """The serials of the notes that a line refers to."""
    found = (session.book.find(reference) for reference in captured.links)
    return tuple(note.serial for note in found if note is not None)


def fields_of(captured: Captured, kind: Kind) -> dict[str, str]:
    """The fields that a line fills, by their names in the note."""
    return by_name(kind, captured.fields)


def as_typed(note: Note) -> str:
    """A note as it would be typed."""
    return line_of(note.text, note.attribution, note.cluster, by_word(note))


def has_new_text(change: Change) -> bool:
    """Whether a change of a note changed what is typed of it."""
    before, after = change.before, change.after
    return isinstance(after, Note) and (not isinstance(before, Note) or as_typed(before) != as_typed(after))


def is_last_note(draft: Draft, session: Session) -> bool:
    """Whether a draft became the latest note in the last moment before a crash."""
    notes = session.book.notes
    if not notes:
        return False
    last, captured = notes[-1], parsed(draft.text, draft.kind, session)
    return (captured.text, captured.attribution, captured.cluster, draft.kind) == (
        last.text,
        last.attribution,
        last.cluster,
        last.kind,
    )
