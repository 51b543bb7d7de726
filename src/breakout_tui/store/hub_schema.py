"""The tables of a hub as plain data. Generated from the SQLModel classes by ``make schema``: don't edit.

``tables.py`` says why. The order of the tables is that of their classes, parents first.
"""

from __future__ import annotations

from breakout_tui.store.table_shape import ColumnShape, TableShape, table_shape

# fmt: off

HUB_ROOM = table_shape(
    "hub_room",
    ColumnShape("id", "code"), ColumnShape("room", "words"), ColumnShape("secret_hash", "code"),
    ColumnShape("display_code", "code"), ColumnShape("made_at", "code"), ColumnShape("revoked_at", "code", is_nullable=True),
    ColumnShape("current_id", "code"), ColumnShape("link", "code"), ColumnShape("laptop", "machine"),
    ColumnShape("linked_at", "code"), ColumnShape("reading", "code", is_json=True, is_nullable=True),
    ColumnShape("card", "words", is_json=True, is_nullable=True), ColumnShape("heard_at", "number"),
    ColumnShape("edition", "number"),
    has_rowid=False,
    since=7,
)

HUB_SESSION = table_shape(
    "hub_session",
    ColumnShape("session_id", "code"), ColumnShape("room_id", "code"),
    key=("session_id",),
    has_rowid=False,
    since=7,
)

HUB_ORGANISER = table_shape(
    "hub_organiser",
    ColumnShape("id", "code"), ColumnShape("organiser", "words"), ColumnShape("secret_hash", "code"),
    ColumnShape("made_at", "number"), ColumnShape("revoked_at", "number", is_nullable=True),
    has_rowid=False,
    since=7,
)

HUB_SILENCE = table_shape(
    "hub_silence",
    ColumnShape("room_id", "code"), ColumnShape("finding", "code"), ColumnShape("at", "number"),
    ColumnShape("organiser", "words"), ColumnShape("reason", "words"),
    key=("room_id", "finding"),
    has_rowid=False,
    since=7,
)

HUB_MESSAGE = table_shape(
    "hub_message",
    ColumnShape("id", "code"), ColumnShape("kind", "code"), ColumnShape("text", "words"), ColumnShape("value", "code"),
    ColumnShape("made_at", "number"), ColumnShape("expires_at", "number"),
    ColumnShape("withdrawn_at", "number", is_nullable=True),
    has_rowid=False,
    since=7,
)

HUB_DELIVERY = table_shape(
    "hub_delivery",
    ColumnShape("message_id", "code"), ColumnShape("room_id", "code"), ColumnShape("fetched_at", "number", is_nullable=True),
    ColumnShape("answer", "code"), ColumnShape("answered_at", "number", is_nullable=True),
    key=("message_id", "room_id"),
    has_rowid=False,
    since=7,
)

HUB_HELP = table_shape(
    "hub_help",
    ColumnShape("id", "code"), ColumnShape("room_id", "code"), ColumnShape("text", "words"), ColumnShape("asked_at", "number"),
    ColumnShape("taken_by", "words"), ColumnShape("taken_at", "number", is_nullable=True),
    ColumnShape("closed_at", "number", is_nullable=True),
    has_rowid=False,
    since=7,
)

ROOM_MESSAGE = table_shape(
    "room_message",
    ColumnShape("id", "code"), ColumnShape("kind", "code"), ColumnShape("text", "words"), ColumnShape("value", "code"),
    ColumnShape("stored_at", "number"), ColumnShape("expires_at", "number"), ColumnShape("withdrawn", "flag"),
    ColumnShape("answer", "code"), ColumnShape("answered_at", "number"), ColumnShape("told", "flag"),
    has_rowid=False,
    since=7,
)

ROOM_HELP = table_shape(
    "room_help",
    ColumnShape("id", "code"), ColumnShape("text", "words"), ColumnShape("asked_at", "number"),
    ColumnShape("taken_by", "words"), ColumnShape("closed", "flag"), ColumnShape("told", "flag"),
    has_rowid=False,
    since=7,
)

ROOM_FLOOR = table_shape(
    "room_floor",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("kind", "code"), ColumnShape("text", "quote"),
    ColumnShape("attribution", "name"), ColumnShape("stored_at", "number"), ColumnShape("outcome", "code"),
    has_rowid=False,
    since=8,
)

PHONE_VOTE = table_shape(
    "phone_vote",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("sort", "code"),
    ColumnShape("subjects", "words", is_json=True), ColumnShape("opened_at", "code"), ColumnShape("step", "code"),
    ColumnShape("dots", "number"), ColumnShape("most", "number"), ColumnShape("closed_at", "code", is_nullable=True),
    ColumnShape("heads", "number"), ColumnShape("ballots", "number"), ColumnShape("is_counted", "flag"),
    ColumnShape("counts", "code", is_json=True), ColumnShape("parts", "code", is_json=True),
    ColumnShape("shown_at", "code", is_nullable=True), ColumnShape("again_of", "code"), ColumnShape("box_id", "code"),
    ColumnShape("deleted", "flag"), ColumnShape("counter", "number"), ColumnShape("writer", "code"),
    since=8,
)

HUB_FLOOR = table_shape(
    "hub_floor",
    ColumnShape("room_id", "code"), ColumnShape("is_open", "flag"), ColumnShape("phone_code", "code"),
    ColumnShape("muted", "code", is_json=True), ColumnShape("pages", "code", is_json=True), ColumnShape("edition", "number"),
    key=("room_id",),
    has_rowid=False,
    since=8,
)

HUB_STATEMENT = table_shape(
    "hub_statement",
    ColumnShape("id", "code"), ColumnShape("room_id", "code"), ColumnShape("session_id", "code"), ColumnShape("kind", "code"),
    ColumnShape("text", "words"), ColumnShape("attribution", "name"), ColumnShape("sent_at", "number"),
    ColumnShape("key_hash", "code"), ColumnShape("secret_hash", "code"), ColumnShape("stored", "flag"),
    ColumnShape("withdrawn", "flag"), ColumnShape("outcome", "code"), ColumnShape("reference", "code"),
    ColumnShape("owed_to", "code"), ColumnShape("edition", "number"),
    has_rowid=False,
    since=8,
)

HUB_BALLOTS = table_shape(
    "hub_ballots",
    ColumnShape("vote_id", "code"), ColumnShape("session_id", "code"), ColumnShape("salt", "code"),
    ColumnShape("began_at", "number"), ColumnShape("ballots", "code", is_json=True), ColumnShape("turnout", "number"),
    key=("vote_id",),
    has_rowid=False,
    since=8,
)

HUB_TALLY = table_shape(
    "hub_tally",
    ColumnShape("vote_id", "code"), ColumnShape("session_id", "code"), ColumnShape("counted_at", "number"),
    ColumnShape("ballots", "number"), ColumnShape("counts", "code", is_json=True), ColumnShape("part", "code"),
    key=("vote_id",),
    has_rowid=False,
    since=8,
)

HUB_TABLES: tuple[TableShape, ...] = (
    HUB_ROOM,
    HUB_SESSION,
    HUB_ORGANISER,
    HUB_SILENCE,
    HUB_MESSAGE,
    HUB_DELIVERY,
    HUB_HELP,
    ROOM_MESSAGE,
    ROOM_HELP,
    ROOM_FLOOR,
    PHONE_VOTE,
    HUB_FLOOR,
    HUB_STATEMENT,
    HUB_BALLOTS,
    HUB_TALLY,
)
