"""A file whose structure is not ours, object by object, is refused before it is read or written; its rows can be rescued."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.errors import DatabaseDamaged
from breakout_tui.domain.store_events import Opened, SaveFailed
from breakout_tui.domain.text import clean_line
from breakout_tui.store.check import diagnose
from breakout_tui.store.rescue import rescue
from tests.sampled import a_third
from tests.store.builders import (
    NINE,
    SESSION,
    RecordingListener,
    captured,
    database,
    head,
    new,
    note,
    texts,
    write,
)

SAID = ["first", "second", "third"]
DELETES_ALL = "CREATE TRIGGER purge AFTER INSERT ON note BEGIN DELETE FROM note; END"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n"
SCHEMA = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, {}) WHERE name = 'note'"

FOREIGN = {
    "trigger": (DELETES_ALL, "the trigger purge on the table note was added"),
    "view": ("CREATE VIEW spare AS SELECT * FROM note", "the view spare was added"),
    "table": ("CREATE TABLE spare (words TEXT)", "the table spare was added"),
    "index": ("CREATE INDEX spare ON note (text)", "the index spare on the table note was added"),
    "unique index": ("CREATE UNIQUE INDEX spare ON note (kind, number)", "the index spare on the table note was added"),
    "column": ("ALTER TABLE note ADD COLUMN spare TEXT", "the column spare of the table note was added"),
    "hidden column": (
        "ALTER TABLE note ADD COLUMN spare TEXT AS (upper(text)) VIRTUAL",
        "the column spare of the table note was added",
    ),
    "lost column": ("ALTER TABLE note DROP COLUMN due", "the column due of the table note was removed"),
    "renamed column": ("ALTER TABLE note RENAME COLUMN due TO until", "the column until of the table note was added"),
    "lost table": ("DROP TABLE echo", "the table echo was removed"),
    "renamed table": ("ALTER TABLE echo RENAME TO spare", "the table echo was removed"),
    "view in place of a table": (
        f"ALTER TABLE note RENAME TO notes; CREATE VIEW note AS {ENDLESS}",
        "the table note was removed",
    ),
    "rewritten table": (
        SCHEMA.format("'text TEXT NOT NULL', 'text TEXT NOT NULL DEFAULT ''gone'''"),
        "the table note was rewritten",
    ),
    "check": (SCHEMA.format("'number INTEGER NOT NULL', 'number INTEGER NOT NULL CHECK (number < 3)'"), "was rewritten"),
    "collation": (SCHEMA.format("'cluster TEXT NOT NULL', 'cluster TEXT NOT NULL COLLATE NOCASE'"), "was rewritten"),
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of ours with three notes."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), *(captured(serial, text) for serial, text in enumerate(SAID)))
    return path


def change(path: Path, script: str) -> bytes:
    """Change the schema as another program can; gives the bytes of the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path.read_bytes()


@pytest.mark.parametrize(("script", "difference"), FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_object_is_refused_with_what_differs_and_the_next_step(
    path: Path, script: str, difference: str
) -> None:
    """Rule: neither reading nor writing uses the file or changes it."""
    before = change(path, script)
    with pytest.raises(DatabaseDamaged) as refused:
        database(path).summaries()
    assert difference in str(refused.value)
    assert "breakout-tui rescue" in str(refused.value)
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(note(3, "after")))
    listener.wait_for(SaveFailed)
    assert not store.close(0.05)
    assert difference in listener.problems[0]
    assert store.unsaved()
    assert path.read_bytes() == before


@pytest.mark.parametrize(("script", "difference"), FOREIGN.values(), ids=FOREIGN)
def test_check_lists_each_difference_and_rescue_takes_every_note_out(
    path: Path, script: str, difference: str
) -> None:
    """Rule: the advice of ``check`` is never to run ``check``; the new file is ours, without the foreign objects."""
    before = change(path, f"{script}; CREATE TABLE another (words TEXT)")
    found = diagnose(path)
    assert any(difference in line for line in found), found
    assert any("table another" in line for line in found), found
    assert "breakout-tui rescue" in found[-1]
    assert not any("breakout-tui check" in line for line in found)
    done = rescue(path, NINE)
    assert (done.saved, done.problems) == (len(SAID), ())
    assert texts(database(done.path).load(SESSION)) == SAID
    assert path.read_bytes() == before


def test_a_trigger_that_appears_while_the_file_is_open_writes_nothing(path: Path) -> None:
    """Rule: the notes are kept in this window and the failure is told; what is in the file stays."""
    store, listener = database(path), RecordingListener()
    store.start(listener)
    listener.wait_for(Opened)
    store.submit(SESSION, captured(3, "before"))
    listener.wait_for(type(listener.events[-1]))
    change(path, DELETES_ALL)
    store.submit(SESSION, captured(4, "after"))
    listener.wait_for(SaveFailed)
    assert "the trigger purge" in listener.problems[0]
    assert not store.close(0.05)
    change(path, "DROP TRIGGER purge")
    stored = texts(database(path).load(SESSION))
    unsaved = [change.after for _, changes in store.unsaved() for change in changes]
    assert [*stored, *(each.text for each in unsaved if hasattr(each, "text"))] == [*SAID, "before", "after"]


@pytest.mark.parametrize("script", ["ANALYZE", "VACUUM", "REINDEX", "PRAGMA optimize"])
def test_what_sqlite_does_to_a_file_is_no_difference(path: Path, script: str) -> None:
    """Rule: statistics, a compacted file and rebuilt indexes are sound."""
    change(path, script)
    assert diagnose(path) == []
    assert texts(database(path).load(SESSION)) == SAID


@settings(max_examples=a_third(12), deadline=None)
@given(
    st.sampled_from(["TABLE {} (x)", "VIEW {} AS SELECT 1", "INDEX {} ON note (text)"]),
    st.text(st.characters(exclude_characters='"\0', exclude_categories=["Cs"]), min_size=1, max_size=80),
)
def test_any_name_is_told_in_one_harmless_line(
    tmp_path_factory: pytest.TempPathFactory, kind: str, name: str
) -> None:
    """Rule: a name is somebody else's text; it may hold control characters or be very long."""
    path = tmp_path_factory.mktemp("named") / "breakout.db"
    write(path, new(head()))
    try:
        change(path, f"CREATE {kind}".format(f'"{name}"'))
    except sqlite3.OperationalError:
        return  # SQLite keeps some names for itself
    with pytest.raises(DatabaseDamaged) as refused:
        database(path).summaries()
    assert clean_line(str(refused.value)) == str(refused.value)
    assert all(clean_line(line) == line for line in diagnose(path))


def test_a_key_without_its_index_is_a_difference(path: Path) -> None:
    """Rule: SQLite would find no row by that key, and let two have the same."""
    change(
        path, "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_box_1'"
    )
    with pytest.raises(
        DatabaseDamaged, match=r"sqlite_autoindex_box_1 on the table box was removed|not a complete database"
    ):
        database(path).summaries()
