"""The extra fields of approaches, recommendations and decisions: one table that capture, forms, lists, lint and report follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note


class NoteField(NamedTuple):
    """One field."""

    name: str
    """The attribute of Note."""
    kind: Kind
    """The kind of note that has it."""
    word: str
    """Typed before a colon in the capture line, and the label where there is little room."""
    question: str
    """The label in a form."""
    heading: str
    """The label in a document."""


FIELDS = (
    NoteField("where", Kind.APPROACH, "where", "Where it is practised", "Practised in"),
    NoteField("evidence", Kind.APPROACH, "evidence", "What shows that it works", "Evidence"),
    NoteField("addressee", Kind.RECOMMENDATION, "for", "For whom", "For"),
    NoteField("actor", Kind.RECOMMENDATION, "who", "Who acts", "Who acts"),
    NoteField("due", Kind.RECOMMENDATION, "by", "By when", "By when"),
    NoteField("reason", Kind.DECISION, "because", "Why", "Reason"),
)
"""All fields in the order of showing."""

_BY_KIND = {kind: tuple(field for field in FIELDS if field.kind is kind) for kind in Kind}

BY_WORD: Mapping[Kind, Mapping[str, NoteField]] = {
    kind: {field.word: field for field in fields} for kind, fields in _BY_KIND.items() if fields
}
"""For each kind that has fields: its fields by the word typed before the colon."""


def fields_of(kind: Kind) -> tuple[NoteField, ...]:
    """The fields that a note of this kind has."""
    return _BY_KIND[kind]


def value_of(note: Note, field: NoteField) -> str:
    """What a note says in a field; empty for nothing."""
    value: str = getattr(note, field.name)
    return value


def filled(note: Note) -> tuple[tuple[NoteField, str], ...]:
    """The fields of a note that say something, also those it has from an earlier kind."""
    return tuple((field, value) for field in FIELDS if (value := value_of(note, field)))


def by_name(kind: Kind, values: Mapping[str, str]) -> dict[str, str]:
    """Values given by the typed word, by the attribute of Note instead."""
    return {BY_WORD[kind][word].name: value for word, value in values.items()}


def by_word(note: Note) -> dict[str, str]:
    """The fields of a note's kind by the word that is typed for each, empty ones included."""
    return {field.word: value_of(note, field) for field in fields_of(note.kind)}


def with_fields(note: Note, values: Mapping[str, str]) -> Note:
    """The note with these fields, given by the attribute of Note. Raises ValueError for an unknown one."""
    if unknown := set(values) - {field.name for field in FIELDS}:
        raise ValueError(f"a note has no field {min(unknown)!r}")
    if not values:
        return note
    return replace(
        note,
        where=values.get("where", note.where),
        evidence=values.get("evidence", note.evidence),
        addressee=values.get("addressee", note.addressee),
        actor=values.get("actor", note.actor),
        due=values.get("due", note.due),
        reason=values.get("reason", note.reason),
    )
