"""Note text: parses a typed line for a session, and turns a note back into a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.capture import Captured, parse
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.note_fields import by_name, by_word
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import AttributionRule, StepKind
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import kinds_now
from breakout_tui.domain.typed_line import TypedLine, typed_line

if TYPE_CHECKING:
    from breakout_tui.domain.note_commands import Capture


def known_names(session: Session) -> tuple[str, ...]:
    """The names that ``@`` takes whole: the session's list, with those heard before, delegations and country groups."""
    info = session.info
    return tuple(dict.fromkeys([*info.known, *info.programme.delegations, *info.groups]))


def parsed(text: str, kind: Kind, session: Session, countries: Countries = NO_COUNTRIES) -> Captured:
    """A line parsed with the attribution rule, names and references of the session."""
    return parse(
        text,
        session.info.rule,
        known=known_names(session),
        countries=countries,
        exists=lambda reference: session.book.find(reference) is not None,
        kind=kind,
    )


def links_of(captured: Captured, session: Session) -> tuple[int, ...]:
    """The serials of the notes that a line links to."""
    found = (session.book.find(reference) for reference in captured.links)
    return tuple(note.serial for note in found if note is not None)


def fields_of(captured: Captured, kind: Kind) -> dict[str, str]:
    """The fields that a line fills, by their attribute names."""
    return by_name(kind, captured.fields)


def capture_of(captured: Captured, kind: Kind, session: Session, same_as: int | None = None) -> Capture:
    """The command that makes a note of a line; ``same_as`` is the note that it repeats."""
    from breakout_tui.domain.commands import Capture

    return Capture(
        text=captured.text,
        kind=kind,
        attribution=captured.attribution,
        cluster=captured.cluster,
        links=links_of(captured, session),
        fields=fields_of(captured, kind),
        same_as=same_as,
    )


def names_to_list(captured: Captured, session: Session) -> tuple[str, ...]:
    """The names of a line that come on the session's list first: under *country* only such names are stored."""
    if session.info.rule is not AttributionRule.COUNTRY:
        return ()
    return tuple(name for name in captured.attribution.split(", ") if name and name not in session.info.known)


def as_typed(note: Note, session: Session) -> TypedLine:
    """The line that would produce this note."""
    return typed_line(
        note.text,
        note.attribution,
        note.cluster,
        by_word(note),
        [session.book[serial].reference for serial in note.links if serial < len(session.book)],
        known=known_names(session),
        exists=lambda reference: session.book.find(reference) is not None,
        kind=note.kind,
        rule=session.info.rule,
    )


def has_new_text(change: Change) -> bool:
    """Whether a change of a note changed what was typed for it."""
    before, after = change.before, change.after
    return isinstance(after, Note) and (not isinstance(before, Note) or _typed(before) != _typed(after))


def _typed(note: Note) -> tuple[object, ...]:
    return note.text, note.attribution, note.cluster, by_word(note)


def is_read_back(note: Note, session: Session) -> bool:
    """Whether an edit of a note amends it now: notes of its kind are being read back."""
    box = session.current_box
    is_reading = box is not None and box.kind is StepKind.READBACK
    return is_reading and note.kind in kinds_now(session, StepKind.READBACK)


def is_last_note(draft: Draft, session: Session) -> bool:
    """Whether a draft is already the latest note: it was saved just before a crash."""
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
