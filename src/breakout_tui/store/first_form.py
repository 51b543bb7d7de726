"""The first form of the file, in SQL: the frozen first migration. Later forms are later migrations.

Times are ISO 8601 with their offset, booleans are 0 or 1, kinds and levels are their words, lists and structures are JSON.
References are deferred, because within a transaction a row may come before the one it points to.
"""

from __future__ import annotations

APPLICATION_ID = 0x62726B74
"""Stored in the file's header ("brkt"): tells our databases from those of other programs."""

FIRST_FORM: tuple[str, ...] = (
    """CREATE TABLE migration (
        number INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        applied_at TEXT NOT NULL
    )""",
    """CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        programme TEXT NOT NULL,
        created_at TEXT NOT NULL,
        anchor TEXT NOT NULL,
        room TEXT NOT NULL,
        facilitator TEXT NOT NULL,
        rapporteur TEXT NOT NULL,
        people INTEGER NOT NULL,
        round INTEGER NOT NULL,
        rule TEXT NOT NULL,
        rule_locked INTEGER NOT NULL,
        country_groups TEXT NOT NULL,
        known_names TEXT NOT NULL,
        morning_ends TEXT,
        afternoon_ends TEXT,
        follows TEXT,
        archived INTEGER NOT NULL,
        is_display_hidden INTEGER NOT NULL,
        clock_flag TEXT NOT NULL,
        erased INTEGER NOT NULL
    )""",
    """CREATE TABLE phase_run (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        started_at TEXT NOT NULL,
        length INTEGER NOT NULL,
        shift INTEGER NOT NULL,
        fixed_end TEXT,
        ended_at TEXT
    )""",
    """CREATE TABLE box (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        phase TEXT NOT NULL,
        position INTEGER NOT NULL,
        step TEXT NOT NULL,
        step_title TEXT NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        planned INTEGER NOT NULL,
        minimum INTEGER NOT NULL,
        fixed INTEGER NOT NULL,
        note_kind TEXT,
        prompts TEXT NOT NULL,
        country_group TEXT NOT NULL,
        priority INTEGER,
        number INTEGER,
        allotted INTEGER,
        dropped INTEGER NOT NULL
    )""",
    """CREATE TABLE span (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        phase TEXT NOT NULL,
        box_id TEXT REFERENCES box (id) DEFERRABLE INITIALLY DEFERRED,
        started_at TEXT NOT NULL,
        ended_at TEXT
    )""",
    """CREATE TABLE note (
        id TEXT NOT NULL,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        serial INTEGER NOT NULL,
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        box_id TEXT REFERENCES box (id) DEFERRABLE INITIALLY DEFERRED,
        captured_at TEXT NOT NULL,
        attribution TEXT NOT NULL,
        cluster TEXT NOT NULL,
        aliases TEXT NOT NULL,
        merged_into INTEGER,
        heard_again INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        agreement TEXT,
        minority TEXT NOT NULL,
        dissent TEXT NOT NULL,
        read_back TEXT,
        read_back_at TEXT,
        practised_in TEXT NOT NULL,
        evidence TEXT NOT NULL,
        addressee TEXT NOT NULL,
        actor TEXT NOT NULL,
        due TEXT NOT NULL,
        PRIMARY KEY (session_id, serial),
        FOREIGN KEY (session_id, merged_into) REFERENCES note (session_id, serial) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    """CREATE TABLE note_link (
        session_id TEXT NOT NULL,
        serial INTEGER NOT NULL,
        position INTEGER NOT NULL,
        target INTEGER NOT NULL,
        PRIMARY KEY (session_id, serial, position),
        FOREIGN KEY (session_id, serial) REFERENCES note (session_id, serial) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (session_id, target) REFERENCES note (session_id, serial) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    """CREATE TABLE note_wording (
        session_id TEXT NOT NULL,
        serial INTEGER NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        stood_until TEXT NOT NULL,
        PRIMARY KEY (session_id, serial, position),
        FOREIGN KEY (session_id, serial) REFERENCES note (session_id, serial) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    """CREATE TABLE tally (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        subject TEXT NOT NULL,
        votes INTEGER NOT NULL,
        revote INTEGER,
        deleted INTEGER NOT NULL
    )""",
    """CREATE TABLE ranking (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        sort TEXT NOT NULL,
        method TEXT NOT NULL,
        dots INTEGER NOT NULL,
        cut INTEGER,
        locked_at TEXT,
        deleted INTEGER NOT NULL
    )""",
    """CREATE TABLE priority_issue (
        ranking_id TEXT NOT NULL REFERENCES ranking (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        rank INTEGER NOT NULL,
        title TEXT NOT NULL,
        subject TEXT NOT NULL,
        votes INTEGER,
        chosen INTEGER NOT NULL,
        PRIMARY KEY (ranking_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE ranking_unlocking (
        ranking_id TEXT NOT NULL REFERENCES ranking (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (ranking_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE report_back (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        minutes INTEGER NOT NULL,
        headline TEXT,
        findings TEXT,
        differed TEXT,
        recommendations TEXT,
        ask TEXT,
        deleted INTEGER NOT NULL
    )""",
    """CREATE TABLE echo (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        earlier_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        times INTEGER NOT NULL,
        deleted INTEGER NOT NULL
    )""",
    """CREATE TABLE deed (
        id TEXT NOT NULL,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        at TEXT NOT NULL,
        changes TEXT NOT NULL,
        undone INTEGER NOT NULL,
        superseded INTEGER NOT NULL,
        PRIMARY KEY (session_id, number)
    ) WITHOUT ROWID""",
    """CREATE TABLE draft (
        session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL,
        kind TEXT NOT NULL,
        editing INTEGER
    )""",
    """CREATE TABLE ownership (
        session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        window TEXT,
        pid INTEGER NOT NULL,
        started TEXT NOT NULL,
        host TEXT NOT NULL,
        boot TEXT NOT NULL,
        since TEXT NOT NULL,
        revision INTEGER NOT NULL
    )""",
)
