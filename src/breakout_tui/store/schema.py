"""The tables as plain data. Generated from the SQLModel classes by ``make schema``: don't edit.

``tables.py`` says why. The order of the tables is that of their classes, parents first.
"""

from __future__ import annotations

from breakout_tui.store.hub_schema import HUB_TABLES
from breakout_tui.store.table_shape import ColumnShape, TableShape, table_shape

# fmt: off

SESSION = table_shape(
    "session",
    ColumnShape("id", "code"), ColumnShape("programme", "words", is_json=True),
    ColumnShape("created_at", "code"), ColumnShape("anchor", "code", is_json=True),
    ColumnShape("room", "words"), ColumnShape("facilitator", "name"), ColumnShape("rapporteur", "name"),
    ColumnShape("people", "number"), ColumnShape("round", "number"), ColumnShape("rule", "code"),
    ColumnShape("rule_locked", "flag"),
    ColumnShape("country_groups", "words", is_json=True, record_field="groups"),
    ColumnShape("known_names", "names", is_json=True, record_field="known"),
    ColumnShape("morning_ends", "code", is_nullable=True, is_retired=True),
    ColumnShape("afternoon_ends", "code", is_nullable=True, is_retired=True),
    ColumnShape("follows", "code", is_nullable=True), ColumnShape("archived", "flag"),
    ColumnShape("is_display_hidden", "flag"), ColumnShape("clock_flag", "words"),
    ColumnShape("erased", "number"), ColumnShape("zone", "code", since=2, default=""),
    ColumnShape("phase_ends", "code", is_json=True, record_field="ends", since=3, default="{}"),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
)

PHASE_RUN = table_shape(
    "phase_run",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"),
    ColumnShape("name", "code", record_field="phase"), ColumnShape("started_at", "code"),
    ColumnShape("length", "number"), ColumnShape("shift", "number"),
    ColumnShape("fixed_end", "code", is_nullable=True), ColumnShape("ended_at", "code", is_nullable=True),
    ColumnShape("taken_back", "flag", since=2, default=0),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
)

BOX = table_shape(
    "box",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("phase", "code"),
    ColumnShape("position", "number"), ColumnShape("step", "code"), ColumnShape("step_title", "words"),
    ColumnShape("kind", "code"), ColumnShape("title", "quote"), ColumnShape("planned", "number"),
    ColumnShape("minimum", "number"), ColumnShape("fixed", "flag"),
    ColumnShape("note_kind", "code", is_nullable=True), ColumnShape("prompts", "words", is_json=True),
    ColumnShape("country_group", "words", record_field="group"),
    ColumnShape("priority", "number", is_nullable=True), ColumnShape("number", "number", is_nullable=True),
    ColumnShape("allotted", "number", is_nullable=True), ColumnShape("dropped", "flag"),
    ColumnShape("short_name", "quote", since=2, default=""),
    ColumnShape("lead", "words", since=3, default=""), ColumnShape("silent", "number", since=3, default=0),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
)

SPAN = table_shape(
    "span",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("phase", "code"),
    ColumnShape("box_id", "code", is_nullable=True), ColumnShape("started_at", "code"),
    ColumnShape("ended_at", "code", is_nullable=True), ColumnShape("counter", "number", since=4, default=0),
    ColumnShape("writer", "code", since=4, default=""),
)

NOTE = table_shape(
    "note",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("serial", "number"),
    ColumnShape("kind", "code"), ColumnShape("number", "number"), ColumnShape("text", "words"),
    ColumnShape("box_id", "code", is_nullable=True), ColumnShape("captured_at", "code"),
    ColumnShape("attribution", "name"), ColumnShape("cluster", "words"),
    ColumnShape("aliases", "aliases", is_json=True), ColumnShape("merged_into", "number", is_nullable=True),
    ColumnShape("heard_again", "number", is_retired=True), ColumnShape("deleted", "flag"),
    ColumnShape("agreement", "code", is_nullable=True), ColumnShape("minority", "words"),
    ColumnShape("dissent", "name"), ColumnShape("read_back", "code", is_nullable=True),
    ColumnShape("read_back_at", "code", is_nullable=True),
    ColumnShape("practised_in", "words", record_field="where"), ColumnShape("evidence", "words"),
    ColumnShape("addressee", "words"), ColumnShape("actor", "words"), ColumnShape("due", "words"),
    ColumnShape("reason", "words", since=3, default=""), ColumnShape("counter", "number", since=4, default=0),
    ColumnShape("writer", "code", since=4, default=""), ColumnShape("made_by", "code", since=5, default=""),
    key=("session_id", "serial"),
    has_rowid=False,
)

NOTE_LINK = table_shape(
    "note_link",
    ColumnShape("session_id", "code"), ColumnShape("serial", "number"), ColumnShape("position", "number"),
    ColumnShape("target", "number"),
    key=("session_id", "serial", "position"),
    has_rowid=False,
)

NOTE_WORDING = table_shape(
    "note_wording",
    ColumnShape("session_id", "code"), ColumnShape("serial", "number"), ColumnShape("position", "number"),
    ColumnShape("text", "words"), ColumnShape("stood_until", "code", record_field="until"),
    key=("session_id", "serial", "position"),
    has_rowid=False,
)

UNDO_STEP = table_shape(
    "deed",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("number", "number"),
    ColumnShape("words", "words"), ColumnShape("at", "code"), ColumnShape("changes", "words", is_json=True),
    ColumnShape("undone", "flag"), ColumnShape("superseded", "flag"),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
    key=("session_id", "number"),
    has_rowid=False,
)

DRAFT = table_shape(
    "draft",
    ColumnShape("session_id", "code"), ColumnShape("text", "words"), ColumnShape("kind", "code"),
    ColumnShape("editing", "number", is_nullable=True), ColumnShape("kept", "words", since=4, default=""),
    key=("session_id",),
)

OWNERSHIP = table_shape(
    "ownership",
    ColumnShape("session_id", "code"), ColumnShape("window", "code", is_nullable=True),
    ColumnShape("pid", "number"), ColumnShape("started", "code"), ColumnShape("host", "machine"),
    ColumnShape("boot", "code"), ColumnShape("since", "code"), ColumnShape("revision", "number"),
    ColumnShape("writer", "code", since=4, default=""),
    key=("session_id",),
)

SESSION_VERSION = table_shape(
    "session_version",
    ColumnShape("session_id", "code"), ColumnShape("writer", "code"), ColumnShape("counter", "number"),
    ColumnShape("laptop", "machine"),
    key=("session_id", "writer"),
    has_rowid=False,
    since=4,
)

TALLY = table_shape(
    "tally",
    ColumnShape("id", "tally id"), ColumnShape("session_id", "code"), ColumnShape("subject", "words"),
    ColumnShape("votes", "number"), ColumnShape("revote", "number", is_nullable=True),
    ColumnShape("deleted", "flag"), ColumnShape("method", "code", is_nullable=True, since=2),
    ColumnShape("step", "code", since=4, default=""), ColumnShape("counter", "number", since=4, default=0),
    ColumnShape("writer", "code", since=4, default=""),
)

RANKING = table_shape(
    "ranking",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("sort", "code"),
    ColumnShape("method", "code"), ColumnShape("dots", "number"),
    ColumnShape("cut", "number", is_nullable=True), ColumnShape("locked_at", "code", is_nullable=True),
    ColumnShape("deleted", "flag"), ColumnShape("voters", "number", since=2, default=0),
    ColumnShape("step", "code", since=4, default=""), ColumnShape("counter", "number", since=4, default=0),
    ColumnShape("writer", "code", since=4, default=""),
)

PRIORITY_ISSUE = table_shape(
    "priority_issue",
    ColumnShape("ranking_id", "code"), ColumnShape("position", "number"), ColumnShape("rank", "number"),
    ColumnShape("title", "quote"), ColumnShape("subject", "words"),
    ColumnShape("votes", "number", is_nullable=True), ColumnShape("chosen", "flag"),
    key=("ranking_id", "position"),
    has_rowid=False,
)

RANKING_UNLOCKING = table_shape(
    "ranking_unlocking",
    ColumnShape("ranking_id", "code"), ColumnShape("position", "number"), ColumnShape("at", "code"),
    ColumnShape("reason", "quote"),
    key=("ranking_id", "position"),
    has_rowid=False,
)

REPORT_BACK = table_shape(
    "report_back",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("minutes", "number"),
    ColumnShape("headline", "quote", is_nullable=True),
    ColumnShape("findings", "quote", is_json=True, is_nullable=True),
    ColumnShape("differed", "quote", is_nullable=True),
    ColumnShape("recommendations", "quote", is_json=True, is_nullable=True),
    ColumnShape("ask", "quote", is_nullable=True), ColumnShape("deleted", "flag"),
    ColumnShape("decisions", "quote", is_json=True, is_nullable=True, since=3),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
)

HEARD_AGAIN = table_shape(
    "echo",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("earlier_id", "code"),
    ColumnShape("reference", "code"), ColumnShape("times", "number"), ColumnShape("deleted", "flag"),
    ColumnShape("counter", "number", since=4, default=0), ColumnShape("writer", "code", since=4, default=""),
    ColumnShape("note_id", "code", since=5, default=""),
)

MIGRATION = table_shape(
    "migration",
    ColumnShape("number", "number"), ColumnShape("name", "code"), ColumnShape("applied_at", "code"),
    key=("number",),
)

OTHER_VERSION = table_shape(
    "other_version",
    ColumnShape("session_id", "code"), ColumnShape("record_id", "tally id"), ColumnShape("kind", "code"),
    ColumnShape("writer", "code"), ColumnShape("counter", "number"),
    ColumnShape("state", "words", is_json=True), ColumnShape("made_by", "code", since=5, default=""),
    key=("session_id", "record_id", "kind", "writer", "counter"),
    has_rowid=False,
    since=4,
)

RENUMBERED = table_shape(
    "renumbered",
    ColumnShape("session_id", "code"), ColumnShape("record_id", "code"), ColumnShape("what", "code"),
    ColumnShape("own", "code"), ColumnShape("given", "code"), ColumnShape("laptop", "machine"),
    key=("session_id", "record_id", "what", "own"),
    has_rowid=False,
    since=4,
)

ERASURE = table_shape(
    "erasure",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("record_id", "code"),
    ColumnShape("salt", "code"), ColumnShape("hash", "code"), ColumnShape("words", "number"),
    ColumnShape("hint", "number"),
    has_rowid=False,
    since=4,
)

GATHERED = table_shape(
    "gathered",
    ColumnShape("session_id", "code"), ColumnShape("source", "words"), ColumnShape("at", "code"),
    key=("session_id",),
    has_rowid=False,
    since=4,
)

PAPER_VERSION = table_shape(
    "paper_version",
    ColumnShape("paper_id", "code"), ColumnShape("record_id", "code"), ColumnShape("writer", "code"),
    ColumnShape("counter", "number"), ColumnShape("kind", "code"),
    ColumnShape("state", "words", is_json=True),
    key=("paper_id", "record_id", "writer", "counter"),
    has_rowid=False,
    since=5,
)

PAPER_WRITER = table_shape(
    "paper_writer",
    ColumnShape("paper_id", "code"), ColumnShape("writer", "code"), ColumnShape("laptop", "machine"),
    ColumnShape("counter", "number"),
    key=("paper_id", "writer"),
    has_rowid=False,
    since=5,
)

PAPER_DRAFT = table_shape(
    "paper_draft",
    ColumnShape("paper_id", "code"), ColumnShape("about", "code", record_field="target"),
    ColumnShape("writer", "code"), ColumnShape("text", "words"), ColumnShape("at", "code"),
    key=("paper_id", "about", "writer"),
    has_rowid=False,
    since=6,
)

ALL_TABLES: tuple[TableShape, ...] = (
    SESSION,
    PHASE_RUN,
    BOX,
    SPAN,
    NOTE,
    NOTE_LINK,
    NOTE_WORDING,
    UNDO_STEP,
    DRAFT,
    OWNERSHIP,
    SESSION_VERSION,
    TALLY,
    RANKING,
    PRIORITY_ISSUE,
    RANKING_UNLOCKING,
    REPORT_BACK,
    HEARD_AGAIN,
    MIGRATION,
    OTHER_VERSION,
    RENUMBERED,
    ERASURE,
    GATHERED,
    PAPER_VERSION,
    PAPER_WRITER,
    PAPER_DRAFT,
    *HUB_TABLES,
)
