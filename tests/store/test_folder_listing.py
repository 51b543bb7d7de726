"""Folder listing: what a file dialog shows of a folder, whatever is in it; nothing in it is changed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.store.folder_listing import last_folder, listing, sessions_in
from tests.store.builders import SESSION, head, new, write


def names(folder: Path, own: Path | None = None, most: int = 100) -> list[str]:
    """The names of what is listed."""
    return [each.path.name for each in listing(folder, own or folder / "none.db", most).files]


def test_folders_come_first_then_what_can_be_gathered_by_its_name(tmp_path: Path) -> None:
    """Rule: databases and JSON; no hidden file, no backups, no journal, no pipe; other files are counted."""
    for name in ("b.db", "A.sqlite3", "c.JSON", "notes.txt", "b.db-journal", ".hidden.db"):
        (tmp_path / name).write_bytes(b"")
    for name in ("rooms", "b.db.backups", ".cache"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "pipe.db")
    assert names(tmp_path) == ["rooms", "A.sqlite3", "b.db", "c.JSON"]
    assert listing(tmp_path, tmp_path / "none.db").others == 1


def test_the_database_in_use_is_marked_through_any_link(tmp_path: Path) -> None:
    """Rule: it is never gathered into itself."""
    (tmp_path / "room.db").write_bytes(b"")
    (tmp_path / "link.db").symlink_to("room.db")
    found = listing(tmp_path, tmp_path / "room.db")
    assert [each.is_own for each in found.files] == [True, True]


def test_a_folder_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    """Rule: one that is gone asks for the stick; a file is no folder."""
    assert "stick" in listing(tmp_path / "gone", tmp_path / "own.db").problem
    (tmp_path / "file.db").write_bytes(b"")
    assert listing(tmp_path / "file.db", tmp_path / "own.db").problem == "can't be read (not a directory)"


def test_of_a_huge_folder_the_beginning_is_listed(tmp_path: Path) -> None:
    """Rule: it says that there is more."""
    for number in range(6):
        (tmp_path / f"{number}.db").write_bytes(b"")
    found = listing(tmp_path, tmp_path / "own.db", 4)
    assert (len(found.files), found.is_cut) == (4, True)


def test_the_sessions_of_a_database_are_counted_without_a_trace(tmp_path: Path) -> None:
    """Rule: also while another program writes to it; the folder stays as it was, byte for byte."""
    path = tmp_path / "room #1%20.db"
    write(path, new(head()))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        before = {each.name: each.is_file() and each.read_bytes() for each in tmp_path.iterdir()}
        assert sessions_in(path, tmp_path / "own.db") == 1
        assert {each.name: each.is_file() and each.read_bytes() for each in tmp_path.iterdir()} == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\xff" * 200, b"{}"])
def test_of_anything_else_no_number_is_told(tmp_path: Path, content: bytes) -> None:
    """Rule: empty, damaged, no database, another program's, not there."""
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    assert sessions_in(path, tmp_path / "own.db") is None
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as connection:
        connection.execute("CREATE TABLE session (id)")
    assert sessions_in(tmp_path / "foreign.db", tmp_path / "own.db") is None
    assert sessions_in(tmp_path / "none.db", tmp_path / "own.db") is None


def test_the_last_folder_is_that_of_the_latest_source(tmp_path: Path) -> None:
    """Rule: none without a source, nor for one whose name tells no folder."""
    path = tmp_path / "room.db"
    assert last_folder(path) is None
    write(path, new(head()))
    assert last_folder(path) is None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO gathered VALUES (?, '/media/STICK/a.db', '2026-11-24')", (SESSION,))
    assert last_folder(path) == Path("/media/STICK")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE gathered SET source = 'a.db'")
    assert last_folder(path) is None
