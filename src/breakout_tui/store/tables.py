"""The tables as SQLModel classes: plain names, text in words, the same columns as the SQL that made the file.

Imported by the writer's thread alone: SQLModel costs twice what the whole screen does. The classes are not validated (the
domain is); they name the columns that the writer's statements put.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class _Row(SQLModel):
    """A line of a table. Nothing is built to validate it: rows are never made of these classes."""

    model_config = {"defer_build": True}


class _Text(_Row):
    """What has an identifier and belongs to a session."""

    id: str = Field(primary_key=True)
    session_id: str = Field(foreign_key="session.id")


class MigrationRow(_Row, table=True):
    """One step that brought the file to its form."""

    __tablename__ = "migration"
    number: int = Field(primary_key=True)
    name: str
    applied_at: str


class SessionRow(_Row, table=True):
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


class PhaseRunRow(_Text, table=True):
    """A phase as it was held."""

    __tablename__ = "phase_run"
    name: str
    started_at: str
    length: int
    shift: int
    fixed_end: str | None
    ended_at: str | None


class BoxRow(_Text, table=True):
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


class SpanRow(_Text, table=True):
    """A stretch of the room's time."""

    __tablename__ = "span"
    phase: str
    box_id: str | None = Field(foreign_key="box.id")
    started_at: str
    ended_at: str | None


class NoteRow(_Row, table=True):
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


class NoteLinkRow(_Row, table=True):
    """A note points to another."""

    __tablename__ = "note_link"
    session_id: str = Field(primary_key=True)
    serial: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    target: int


class NoteWordingRow(_Row, table=True):
    """An earlier wording of a note."""

    __tablename__ = "note_wording"
    session_id: str = Field(primary_key=True)
    serial: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    stood_until: str


class TallyRow(_Text, table=True):
    """The count for one subject."""

    __tablename__ = "tally"
    subject: str
    votes: int
    revote: int | None
    deleted: bool


class RankingRow(_Text, table=True):
    """A session's ranking."""

    __tablename__ = "ranking"
    sort: str
    method: str
    dots: int
    cut: int | None
    locked_at: str | None
    deleted: bool


class PriorityIssueRow(_Row, table=True):
    """A line of a locked list."""

    __tablename__ = "priority_issue"
    ranking_id: str = Field(primary_key=True, foreign_key="ranking.id")
    position: int = Field(primary_key=True)
    rank: int
    title: str
    subject: str
    votes: int | None
    chosen: bool


class RankingUnlockingRow(_Row, table=True):
    """A locked list was opened again."""

    __tablename__ = "ranking_unlocking"
    ranking_id: str = Field(primary_key=True, foreign_key="ranking.id")
    position: int = Field(primary_key=True)
    at: str
    reason: str


class ReportBackRow(_Text, table=True):
    """The report-back as edited."""

    __tablename__ = "report_back"
    minutes: int
    headline: str | None
    findings: str | None
    differed: str | None
    recommendations: str | None
    ask: str | None
    deleted: bool


class EchoRow(_Text, table=True):
    """A later round heard an output again."""

    __tablename__ = "echo"
    earlier_id: str
    reference: str
    times: int
    deleted: bool


class DeedRow(_Row, table=True):
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


class DraftRow(_Row, table=True):
    """The half-typed text of a session."""

    __tablename__ = "draft"
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    text: str
    kind: str
    editing: int | None


class OwnershipRow(_Row, table=True):
    """Which window writes to a session."""

    __tablename__ = "ownership"
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    window: str | None
    pid: int
    started: str
    host: str
    boot: str
    since: str
    revision: int
