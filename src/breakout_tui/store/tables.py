"""The tables that capturing writes, as SQLModel classes: plain names, text in words, the columns that the SQL gave the file.

Imported by the writer's thread alone: SQLModel costs twice what the whole screen does, and each class of these 3 ms and
0.1 MB. The classes are not validated (the domain is); they name the columns that the writer's statements put.
"""

from __future__ import annotations

from sqlalchemy import Table
from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """A line of a table. Nothing is built to validate it: rows are never made of these classes."""

    model_config = {"defer_build": True}


class OfSession(Row):
    """What has an identifier and belongs to a session."""

    id: str = Field(primary_key=True)
    session_id: str = Field(foreign_key="session.id")


class SessionRow(Row, table=True):
    """A session's own line."""

    __tablename__ = "session"
    id: str = Field(primary_key=True)
    programme: str
    created_at: str
    anchor: str
    room: str
    facilitator: str
    rapporteur: str
    people: int
    round: int
    rule: str
    rule_locked: bool
    country_groups: str
    known_names: str
    morning_ends: str | None
    afternoon_ends: str | None
    follows: str | None
    archived: bool
    is_display_hidden: bool
    clock_flag: str
    erased: int


class PhaseRunRow(OfSession, table=True):
    """A phase as it was held."""

    __tablename__ = "phase_run"
    name: str
    started_at: str
    length: int
    shift: int
    fixed_end: str | None
    ended_at: str | None


class BoxRow(OfSession, table=True):
    """A time box of the agenda."""

    __tablename__ = "box"
    phase: str
    position: int
    step: str
    step_title: str
    kind: str
    title: str
    planned: int
    minimum: int
    fixed: bool
    note_kind: str | None
    prompts: str
    country_group: str
    priority: int | None
    number: int | None
    allotted: int | None
    dropped: bool


class SpanRow(OfSession, table=True):
    """A stretch of the room's time."""

    __tablename__ = "span"
    phase: str
    box_id: str | None = Field(foreign_key="box.id")
    started_at: str
    ended_at: str | None


class NoteRow(Row, table=True):
    """A captured statement."""

    __tablename__ = "note"
    id: str
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    serial: int = Field(primary_key=True)
    kind: str
    number: int
    text: str
    box_id: str | None = Field(foreign_key="box.id")
    captured_at: str
    attribution: str
    cluster: str
    aliases: str
    merged_into: int | None
    heard_again: int
    deleted: bool
    agreement: str | None
    minority: str
    dissent: str
    read_back: str | None
    read_back_at: str | None
    practised_in: str
    evidence: str
    addressee: str
    actor: str
    due: str


class NoteLinkRow(Row, table=True):
    """A note points to another."""

    __tablename__ = "note_link"
    session_id: str = Field(primary_key=True)
    serial: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    target: int


class NoteWordingRow(Row, table=True):
    """An earlier wording of a note."""

    __tablename__ = "note_wording"
    session_id: str = Field(primary_key=True)
    serial: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    stood_until: str


class UndoStepRow(Row, table=True):
    """A command that can be undone."""

    __tablename__ = "deed"
    id: str
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    number: int = Field(primary_key=True)
    words: str
    at: str
    changes: str
    undone: bool
    superseded: bool


class DraftRow(Row, table=True):
    """The half-typed text of a session."""

    __tablename__ = "draft"
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    text: str
    kind: str
    editing: int | None


def of(name: str) -> Table:
    """The table of this name. The first that capturing doesn't write brings the rest along."""
    tables = Row.metadata.tables
    if name not in tables:
        from breakout_tui.store import other_tables  # noqa: F401 - adds its own to the same metadata
    return tables[name]
