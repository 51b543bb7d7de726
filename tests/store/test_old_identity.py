"""Sessions of earlier versions get ids and stamps that are the same wherever the file is migrated.

``fixtures/third_form/README.md`` says what the two files have.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.domain.commands import Undo
from breakout_tui.domain.identity import is_new_form
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.undo import undoable
from breakout_tui.domain.versions import OLD_WRITER
from breakout_tui.store.check import diagnose
from breakout_tui.store.old_identity import STAMPED
from breakout_tui.store.rescue import rescue
from tests.store.builders import NINE, StillClock, database

FIXTURE = Path(__file__).parent / "fixtures" / "third_form"
EARLIER = Path(__file__).parent / "fixtures" / "earlier_version" / "day.db"
SHARED_NOTES = 3


@pytest.fixture
def migrated(tmp_path: Path) -> tuple[Path, Path]:
    """Both files in the form of today."""
    paths = tmp_path / "first.db", tmp_path / "second.db"
    for path in paths:
        shutil.copyfile(FIXTURE / path.name, path)
        database(path).summaries()
        assert diagnose(path) == []
    return paths


def rows(path: Path, select: str) -> list[Any]:
    """What a SELECT gives."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(select).fetchall()


def session_of(path: Path) -> Session:
    """The session that the file has."""
    (summary,) = database(path).summaries()
    return Session.of(database(path).load(summary.id))


@pytest.mark.parametrize("table", ["note", "span", "deed"])
def test_what_was_there_before_the_copy_has_one_id_in_both_and_what_came_later_has_another(
    migrated: tuple[Path, Path], table: str
) -> None:
    """Rule: a record is the same where it was recorded once, whatever serial another one has."""
    order = {"note": "serial", "span": "started_at", "deed": "number"}[table]
    first, second = (
        [row[0] for row in rows(path, f"SELECT id FROM {table} ORDER BY {order}")] for path in migrated
    )
    same = [one == other for one, other in zip(first, second, strict=True)]
    assert same == sorted(same, reverse=True)
    assert {*same} == {True, False}
    assert all(map(is_new_form, (*first, *second)))
    assert len({*first, *second}) == len(first) + same.count(False)


def test_a_statement_under_the_same_serial_is_another_note(migrated: tuple[Path, Path]) -> None:
    """Rule: and the count of it is another count, though both were the third one of the session."""
    first, second = map(session_of, migrated)
    assert [note.id for note in first.book.notes][:SHARED_NOTES] == [note.id for note in second.book.notes][
        :SHARED_NOTES
    ]
    assert (first.book[3].reference, second.book[3].reference) == ("C4", "C4")
    assert first.book[3].id != second.book[3].id
    assert len(first.tallies.keys() & second.tallies.keys()) == 2
    assert len(first.tallies.keys() | second.tallies.keys()) == 4


def test_two_untouched_copies_become_the_same(tmp_path: Path) -> None:
    """Rule: the migration is a function of the rows; a copy that went on has another writer."""
    writers, dumps = [], []
    for name, source in (("one", "first"), ("two", "first"), ("three", "second")):
        path = Path(shutil.copyfile(FIXTURE / f"{source}.db", tmp_path / f"{name}.db"))
        database(path).summaries()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM migration")
            dumps.append(list(connection.iterdump()))
        writers += rows(path, "SELECT writer FROM session")
    assert dumps[0] == dumps[1]
    assert writers[0] == writers[1] != writers[2]


def test_every_record_has_a_stamp_and_the_file_knows_its_writer(migrated: tuple[Path, Path]) -> None:
    """Rule: one writer for all that an earlier version wrote, up to the revision of the session."""
    for path in migrated:
        (known,) = rows(path, "SELECT writer, counter, laptop FROM session_version")
        assert known[0].startswith(OLD_WRITER)
        (revision,) = rows(path, "SELECT revision + (SELECT max(number) FROM deed) FROM ownership")
        assert known[1:] == (*revision, "")
        for table in STAMPED:
            assert {*rows(path, f"SELECT counter, writer FROM {table.name}")} <= {(known[1], known[0])}


def test_undo_steps_name_the_notes_and_counts_by_their_new_ids(migrated: tuple[Path, Path]) -> None:
    """Rule: all that could be undone can be, to the first note."""
    session = session_of(migrated[0])
    known = {note.id for note in session.book.notes} | set(session.tallies)
    while undoable(session) is not None:
        changed = decide(session, Undo(), StillClock().read())
        assert {change.after.id for change in changed.changes} <= known | {
            step.id for step in session.undo_steps
        } | {f"{session.id}:ranking"}
        session = changed.session
    assert session.book.visible == 0


@pytest.mark.parametrize("is_readable", [True, False], ids=["by SQLite", "by pages"])
def test_a_damaged_file_of_an_earlier_version_is_rescued_with_the_same_ids(
    tmp_path: Path, migrated: tuple[Path, Path], *, is_readable: bool
) -> None:
    """Rule: so that what was rescued joins with a sound copy of the file."""
    path = Path(shutil.copyfile(FIXTURE / "first.db", tmp_path / "damaged.db"))
    if not is_readable:
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    rescued = rescue(path, NINE).path
    for table, key in (("note", "serial"), ("span", "id"), ("deed", "number"), ("tally", "id")):
        select = f"SELECT id FROM {table} ORDER BY {key}"
        assert rows(rescued, select) == rows(migrated[0], select)


@pytest.mark.parametrize("source", [FIXTURE / "first.db", EARLIER], ids=["third form", "first form"])
def test_no_id_made_of_a_serial_is_left_in_any_cell(tmp_path: Path, source: Path) -> None:
    """Rule: also in undo steps and drafts. No screen, command or document showed such an id, so nobody can type one.

    Tallies, lists, links and report-backs name notes by reference or serial, which stay. Backups keep the ids that they have, and are
    migrated once they are opened; ``test_erased_again`` has a statement that is erased from one.
    """
    path = Path(shutil.copyfile(source, tmp_path / "day.db"))
    ids = [row[0] for row in rows(path, "SELECT id FROM session")]
    made_of_serials = re.compile(f"(?:{'|'.join(map(re.escape, ids))}):[0-9]+(?![0-9:])")
    assert any(made_of_serials.search(cell) for cell in texts_in(path))
    database(path).summaries()
    assert not [cell for cell in texts_in(path) if made_of_serials.search(cell)]


def texts_in(path: Path) -> list[str]:
    """Every text of a file."""
    found: list[str] = []
    for (table,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        found += [
            cell for row in rows(path, f"SELECT * FROM {table}") for cell in row if isinstance(cell, str)
        ]
    return found
