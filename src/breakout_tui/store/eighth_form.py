"""The eighth form of the file: the tables that it adds, in SQL. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = (
    """CREATE TABLE speaker (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        phase TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        attribution TEXT NOT NULL,
        sort TEXT NOT NULL,
        origin TEXT NOT NULL,
        progress TEXT NOT NULL,
        times TEXT NOT NULL,
        allotted INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        writer TEXT NOT NULL
    )""",
    "CREATE INDEX ix_speaker_session_id ON speaker (session_id)",
    """CREATE TABLE speakers_list (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        phase TEXT NOT NULL,
        turn TEXT NOT NULL,
        seed TEXT NOT NULL,
        arranged TEXT NOT NULL,
        is_closed INTEGER NOT NULL,
        speaking INTEGER,
        reply INTEGER,
        deleted INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        writer TEXT NOT NULL
    )""",
    "CREATE INDEX ix_speakers_list_session_id ON speakers_list (session_id)",
    """CREATE TABLE room_floor (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        attribution TEXT NOT NULL,
        stored_at INTEGER NOT NULL,
        outcome TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_room_floor_session_id ON room_floor (session_id)",
    """CREATE TABLE phone_vote (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        sort TEXT NOT NULL,
        subjects TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        step TEXT NOT NULL,
        dots INTEGER NOT NULL,
        most INTEGER NOT NULL,
        closed_at TEXT,
        heads INTEGER NOT NULL,
        ballots INTEGER NOT NULL,
        is_counted INTEGER NOT NULL,
        counts TEXT NOT NULL,
        parts TEXT NOT NULL,
        shown_at TEXT,
        again_of TEXT NOT NULL,
        box_id TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        writer TEXT NOT NULL
    )""",
    "CREATE INDEX ix_phone_vote_session_id ON phone_vote (session_id)",
    """CREATE TABLE hub_floor (
        room_id TEXT NOT NULL PRIMARY KEY REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED,
        is_open INTEGER NOT NULL,
        phone_code TEXT NOT NULL,
        muted TEXT NOT NULL,
        pages TEXT NOT NULL,
        edition INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE hub_statement (
        id TEXT NOT NULL PRIMARY KEY,
        room_id TEXT NOT NULL REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        attribution TEXT NOT NULL,
        sent_at INTEGER NOT NULL,
        key_hash TEXT NOT NULL,
        secret_hash TEXT NOT NULL,
        stored INTEGER NOT NULL,
        withdrawn INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        reference TEXT NOT NULL,
        owed_to TEXT NOT NULL,
        edition INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_statement_room_id ON hub_statement (room_id)",
    "CREATE INDEX ix_hub_statement_key_hash ON hub_statement (key_hash)",
    "CREATE INDEX ix_hub_statement_secret_hash ON hub_statement (secret_hash)",
    "CREATE INDEX ix_hub_statement_owed_to ON hub_statement (owed_to)",
    """CREATE TABLE hub_ballots (
        vote_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        salt TEXT NOT NULL,
        began_at INTEGER NOT NULL,
        ballots TEXT NOT NULL,
        turnout INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE hub_tally (
        vote_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        counted_at INTEGER NOT NULL,
        ballots INTEGER NOT NULL,
        counts TEXT NOT NULL,
        part TEXT NOT NULL
    ) WITHOUT ROWID""",
)
"""Who asked to speak, how the list of speakers of a phase is led, what delegates sent from their phones, to a room's laptop or to a hub, and votes on phones."""
