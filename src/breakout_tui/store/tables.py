"""The tables that capturing writes, as SQLModel classes. They, ``other_tables.py`` and ``hub_tables.py`` are the source of the schema.

Each fact about a table has its home here: its columns in the order of the file, their types, the key, the parents, what
erasure must search (``columns.py``), and which field of the record a column of another name stores. Everything
else follows from the classes:

- ``schema.py`` is generated from them (``make schema``), as plain data. Reading, the mapping of records, erasure, repair and
  carving use it.
- ``statement_texts.py`` is generated from them too, from the Core expressions of ``core_statements.py``. The writer uses it.
  A test fails when one of the two differs from the classes.
- ``first_form.py`` is not derived: it is the frozen first migration. A test compares the classes with what all migrations
  make.

To add a column, add it here as the last one of its table (``columns.added``), write a migration, and run ``make schema``.

Parents are indexed in the classes, for a database made from them. A room's own file has no such indexes:
one session's rows are read in one pass, and each index would cost every save.

No running program imports these classes: importing SQLModel takes longer than Textual, and 36 MB.
"""

from __future__ import annotations

from breakout_tui.store import columns
from breakout_tui.store.columns import SINCE_FOURTH, WITHOUT_ROWID, TableBase, parent_note


class SessionTable(TableBase, table=True):
    """A session's own line."""

    __tablename__ = "session"
    id: str = columns.code(key=True)
    programme: str = columns.words(json=True)
    created_at: str = columns.code()
    anchor: str = columns.code(json=True)
    room: str = columns.words()
    facilitator: str = columns.name()
    rapporteur: str = columns.name()
    people: int = columns.number()
    round: int = columns.number()
    rule: str = columns.code()
    rule_locked: bool = columns.flag()
    country_groups: str = columns.words(json=True, field="groups")
    known_names: str = columns.names(field="known")
    morning_ends: str | None = columns.retired(columns.code())
    afternoon_ends: str | None = columns.retired(columns.code())
    follows: str | None = columns.code()
    archived: bool = columns.flag()
    is_display_hidden: bool = columns.flag()
    clock_flag: str = columns.words()
    erased: int = columns.number()
    zone: str = columns.added(columns.code(), since=2, default="")
    phase_ends: str = columns.added(columns.code(json=True, field="ends"), since=3, default="{}")
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class PhaseRunTable(TableBase, table=True):
    """A phase as it was held."""

    __tablename__ = "phase_run"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    name: str = columns.code(field="phase")
    started_at: str = columns.code()
    length: int = columns.number()
    shift: int = columns.number()
    fixed_end: str | None = columns.code()
    ended_at: str | None = columns.code()
    taken_back: bool = columns.added(columns.flag(), since=2, default=0)
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class BoxTable(TableBase, table=True):
    """A time box of the agenda."""

    __tablename__ = "box"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    phase: str = columns.code()
    position: int = columns.number()
    step: str = columns.code()
    step_title: str = columns.words()
    kind: str = columns.code()
    title: str = columns.quote()
    planned: int = columns.number()
    minimum: int = columns.number()
    fixed: bool = columns.flag()
    note_kind: str | None = columns.code()
    prompts: str = columns.words(json=True)
    country_group: str = columns.words(field="group")
    priority: int | None = columns.number()
    number: int | None = columns.number()
    allotted: int | None = columns.number()
    dropped: bool = columns.flag()
    short_name: str = columns.added(columns.quote(), since=2, default="")
    lead: str = columns.added(columns.words(), since=3, default="")
    silent: int = columns.added(columns.number(), since=3, default=0)
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class SpanTable(TableBase, table=True):
    """A stretch of the room's time."""

    __tablename__ = "span"
    id: str = columns.code(key=True)
    session_id: str = columns.parent("session.id")
    phase: str = columns.code()
    box_id: str | None = columns.parent("box.id")
    started_at: str = columns.code()
    ended_at: str | None = columns.code()
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class NoteTable(TableBase, table=True):
    """A captured statement."""

    __tablename__ = "note"
    __table_args__ = (parent_note("session_id", "merged_into"), WITHOUT_ROWID)
    id: str = columns.code()
    session_id: str = columns.parent("session.id", key=True)
    serial: int = columns.number(key=True)
    kind: str = columns.code()
    number: int = columns.number()
    text: str = columns.words()
    box_id: str | None = columns.parent("box.id")
    captured_at: str = columns.code()
    attribution: str = columns.name()
    cluster: str = columns.words()
    aliases: str = columns.aliases()
    merged_into: int | None = columns.number()
    heard_again: int = columns.retired(columns.number())
    deleted: bool = columns.flag()
    agreement: str | None = columns.code()
    minority: str = columns.words()
    dissent: str = columns.name()
    read_back: str | None = columns.code()
    read_back_at: str | None = columns.code()
    practised_in: str = columns.words(field="where")
    evidence: str = columns.words()
    addressee: str = columns.words()
    actor: str = columns.words()
    due: str = columns.words()
    reason: str = columns.added(columns.words(), since=3, default="")
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")
    made_by: str = columns.added(columns.code(), since=5, default="")


class NoteLinkTable(TableBase, table=True):
    """A note points to another note of its session."""

    __tablename__ = "note_link"
    __table_args__ = (
        parent_note("session_id", "serial"),
        parent_note("session_id", "target"),
        WITHOUT_ROWID,
    )
    session_id: str = columns.code(key=True)
    serial: int = columns.number(key=True)
    position: int = columns.number(key=True)
    target: int = columns.number()


class NoteWordingTable(TableBase, table=True):
    """An earlier wording of a note."""

    __tablename__ = "note_wording"
    __table_args__ = (parent_note("session_id", "serial"), WITHOUT_ROWID)
    session_id: str = columns.code(key=True)
    serial: int = columns.number(key=True)
    position: int = columns.number(key=True)
    text: str = columns.words()
    stood_until: str = columns.code(field="until")


class UndoStepTable(TableBase, table=True):
    """A command that can be undone."""

    __tablename__ = "deed"
    __table_args__ = (WITHOUT_ROWID,)
    id: str = columns.code()
    session_id: str = columns.parent("session.id", key=True)
    number: int = columns.number(key=True)
    words: str = columns.words()
    at: str = columns.code()
    changes: str = columns.words(json=True)
    undone: bool = columns.flag()
    superseded: bool = columns.flag()
    counter: int = columns.added(columns.number(), since=4, default=0)
    writer: str = columns.added(columns.code(), since=4, default="")


class DraftTable(TableBase, table=True):
    """The half-typed text of a session."""

    __tablename__ = "draft"
    session_id: str = columns.parent("session.id", key=True)
    text: str = columns.words()
    kind: str = columns.code()
    editing: int | None = columns.number()
    kept: str = columns.added(columns.words(), since=4, default="")


class OwnershipTable(TableBase, table=True):
    """Which window writes to a session."""

    __tablename__ = "ownership"
    session_id: str = columns.parent("session.id", key=True)
    window: str | None = columns.code()
    pid: int = columns.number()
    started: str = columns.code()
    host: str = columns.machine()
    boot: str = columns.code()
    since: str = columns.code()
    revision: int = columns.number()
    writer: str = columns.added(columns.code(), since=4, default="")


class SessionVersionTable(TableBase, table=True):
    """What the file knows of a session: the highest counter of each writer but the one that owns the session now."""

    __tablename__ = "session_version"
    __table_args__ = (SINCE_FOURTH | WITHOUT_ROWID,)
    session_id: str = columns.parent("session.id", key=True)
    writer: str = columns.code(key=True)
    counter: int = columns.number()
    laptop: str = columns.machine()
