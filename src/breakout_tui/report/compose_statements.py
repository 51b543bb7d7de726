"""Makes the statements of a report from notes."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain import chain
from breakout_tui.domain.agreement import dissent_shown, minority_of
from breakout_tui.domain.note_fields import filled
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.said_references import named_in, written
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import agreed_kinds, read_kinds
from breakout_tui.report.report_model import OtherWording, Statement


def statements(session: Session, notes: Iterable[Note]) -> tuple[Statement, ...]:
    """The notes in order, each with the notes merged into it and its links."""
    return tuple(statement(session, note) for note in notes)


def statement(session: Session, note: Note) -> Statement:
    """One note with the notes merged into it and its links."""
    book = session.book
    is_anonymous = session.info.rule is AttributionRule.NONE
    merged = _merged(book, note.serial)
    answers, mentions = _pointed(book, note)
    linked = {*answers, *mentions}
    text = written(note.text, linked)
    named = set(named_in(text)) if linked else linked
    dissent = dissent_shown(session, note)
    return Statement(
        kind=note.kind,
        reference=note.reference,
        text=text,
        at=note.captured_at,
        attribution="" if is_anonymous else note.attribution,
        cluster=note.cluster,
        formerly=note.aliases,
        heard=book.heard(note.serial),
        others=tuple(_other_wording(other, is_anonymous=is_anonymous) for other in merged),
        answers=tuple(each for each in answers if each not in named),
        mentions=tuple(each for each in mentions if each not in named),
        fields=filled(note),
        agreement=note.agreement if note.kind in agreed_kinds(session) else None,
        minority=minority_of(note, dissent),
        dissent=dissent,
        read_back=note.read_back if note.kind in read_kinds(session) else None,
        read_back_at=note.read_back_at,
        before_reading=_before_reading(note),
    )


def _other_wording(note: Note, *, is_anonymous: bool) -> OtherWording:
    return OtherWording(
        reference=note.reference,
        text=note.text,
        at=note.captured_at,
        attribution="" if is_anonymous else note.attribution,
        cluster=note.cluster,
        formerly=note.aliases,
        fields=filled(note),
        minority=note.minority,
    )


def _merged(book: NoteBook, serial: int) -> tuple[Note, ...]:
    """All notes merged into this one, directly or not, without deleted ones, in the order captured."""
    return tuple(book[other] for other in sorted(book.family(serial)[1:]))


def _pointed(book: NoteBook, note: Note) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """References that the note answers in the chain, and other links of it or of notes merged into it."""
    if not (note.links or note.serial in book.merged or book.cited[note.serial]):
        return (), ()
    answered = chain.answers(book, note)
    others = (
        other
        for other in book.targets(note)
        if other.kind is note.kind or not {other.kind, note.kind} <= set(chain.KINDS)
    )
    return tuple(other.reference for other in answered), tuple(other.reference for other in others)


def _before_reading(note: Note) -> tuple[str, ...]:
    if note.read_back is not ReadBack.AMENDED:
        return ()
    return tuple(wording.text for wording in note.wordings if wording.until == note.read_back_at)
