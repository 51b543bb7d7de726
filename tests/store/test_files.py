"""Which files are opened: ours and older ones; newer ones and those of other programs are refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from breakout_tui.domain.errors import DatabaseBusy, DatabaseDamaged, DatabaseNewer, StoreError
from breakout_tui.store.check import diagnose
from breakout_tui.store.connection import open_writing
from breakout_tui.store.migrations import migrate, version_of
from tests.store.builders import SESSION, RecordingListener, database, head, new, note, write
from tests.store.later_steps import LATER


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_missing_and_an_empty_file_hold_no_session(tmp_path: Path) -> None:
    """Rule: both are new databases."""
    empty = tmp_path / "empty.db"
    empty.touch()
    assert database(tmp_path / "none.db").summaries() == ()
    assert database(empty).summaries() == ()
    write(empty, new(head()))
    assert len(database(empty).summaries()) == 1


def test_a_newer_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    """Rule: neither reading nor writing touches it."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    _change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer, match="newer breakout-tui"):
        database(path).summaries()
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(note(0)))
    assert not store.close(0.05)
    assert "newer breakout-tui" in listener.problems[0]
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    """Rule: it has tables, but not our application id."""
    path = tmp_path / "other.db"
    _change(path, "CREATE TABLE recipe (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match="not one of breakout-tui"):
        database(path).summaries()
    store = database(path)
    store.submit(SESSION, new(head()))
    assert not store.close(0.05)
    assert path.read_bytes() == before


@pytest.mark.parametrize("moment", range(1, 6))
def test_a_file_that_another_window_is_creating_is_never_refused(tmp_path: Path, moment: int) -> None:
    """Rule: at every statement of the check the other window may make the newest version, in one step, or wait."""
    path, statements = tmp_path / "breakout.db", list[str]()
    with closing(sqlite3.connect(path, timeout=0)) as other, closing(open_writing(path, 1.0)) as ours:

        def make(statement: str) -> None:
            statements.append(statement)
            if len(statements) == moment:
                with suppress(sqlite3.OperationalError):
                    migrate(other, path, "2026-11-24T09:00:00+01:00", LATER)

        ours.set_trace_callback(make)
        assert version_of(ours, path, LATER) in (0, LATER[-1].number)
        ours.set_trace_callback(None)
        assert version_of(ours, path, LATER) == version_of(other, path, LATER)


def test_a_file_that_is_no_database_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """Rule: one line that names the commands that help."""
    path = tmp_path / "notes.db"
    path.write_bytes(b"These are my notes. " * 500)
    with pytest.raises(DatabaseDamaged) as refused:
        database(path).summaries()
    assert "breakout-tui check" in str(refused.value)
    assert "breakout-tui rescue" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert diagnose(path)


def test_an_unknown_word_is_reported_as_damage(tmp_path: Path) -> None:
    """Rule: a file changed by hand doesn't crash the program."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0)))
    _change(path, "UPDATE note SET kind = 'rumour'")
    with pytest.raises(DatabaseDamaged, match="rumour"):
        database(path).load(SESSION)


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    """Rule: opening a pipe would wait for ever."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StoreError, match="not an ordinary file"):
        database(pipe).summaries()
    with pytest.raises(StoreError, match="is a folder"):
        database(tmp_path).summaries()


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Rule: the data may be on another disk."""
    (tmp_path / "link.db").symlink_to(tmp_path / "real.db")
    write(tmp_path / "link.db", new(head()))
    assert len(database(tmp_path / "real.db").summaries()) == 1


def test_a_file_that_another_program_holds_is_reported_as_busy(tmp_path: Path) -> None:
    """Rule: after a limited wait."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy):
            database(path).summaries()


def test_the_settings_are_those_that_keep_one_file_complete(tmp_path: Path) -> None:
    """Rule: no second file stays beside it, and a commit is on the disk when it returns."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    with closing(open_writing(path, 1)) as connection:
        got = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert got == ["truncate", 2, 1]


def test_a_sound_file_has_no_problems(tmp_path: Path) -> None:
    """Rule: neither a sound file nor an empty one has any."""
    write(tmp_path / "breakout.db", new(head(), note(0)))
    (tmp_path / "empty.db").touch()
    assert diagnose(tmp_path / "breakout.db") == []
    assert diagnose(tmp_path / "empty.db") == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE note SET number = 1", "C1 was given to 2 notes"),
        ("UPDATE note SET aliases = '[\"C2\"]' WHERE serial = 0", "C2 was given to 2 notes"),
        ("DELETE FROM note WHERE serial = 0", "1 of 2 notes are missing"),
        (f"INSERT INTO note_link VALUES ('{SESSION}', 0, 0, 9)", "point to no note"),
        ("UPDATE note SET text = CAST(x'ff' AS TEXT) WHERE serial = 0", "note.text: 1 cell"),
        ("UPDATE session SET rule = 'maybe'", "can't be read ('maybe'"),
        ("PRAGMA user_version = 99", "newer breakout-tui"),
    ],
)
def test_each_problem_is_found(tmp_path: Path, statement: str, problem: str) -> None:
    """Rule: one line each, which names the file."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0), note(1)))
    _change(path, statement)
    found = diagnose(path)
    assert any(problem in line for line in found), found
    assert all(str(path) in line for line in found)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """Rule: it is reported, not created."""
    assert diagnose(tmp_path / "none.db") == [
        f"{tmp_path / 'none.db'}: there is no such file; check the name"
    ]
