"""The ``rescue`` command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command_line import is_one_error_line
from tests.cli.commands_here import run_here
from tests.store.builders import SESSION, captured, database, head, new, texts, write


def test_a_damaged_file_is_rescued_to_a_new_one(tmp_path: Path) -> None:
    """With a broken first page all notes are saved, the damaged file stays, and the output says how to continue."""
    path = tmp_path / "room.db"
    write(path, new(head()), *(captured(serial, f"note {serial}") for serial in range(30)))
    broken = bytes(4096) + path.read_bytes()[4096:]
    path.write_bytes(broken)
    assert run_here(tmp_path, "sessions", "--database", path).status == 3
    result = run_here(tmp_path, "rescue", path)
    assert result.status == 0
    assert "Saved 30 of 30 notes, 1 session, 31 other records." in result.out
    assert f"breakout-tui --database {tmp_path / 'room-rescued.db'}" in result.out
    assert path.read_bytes() == broken
    assert texts(database(tmp_path / "room-rescued.db").load(SESSION)) == [f"note {n}" for n in range(30)]
    assert run_here(tmp_path, "check", tmp_path / "room-rescued.db").status == 0


def test_an_impossible_rescue_is_one_error_line(tmp_path: Path) -> None:
    """A missing file, a file of another kind, a folder, an output that exists already."""
    (tmp_path / "words.db").write_text("words " * 999)
    for arguments, status in (
        ((tmp_path / "none.db",), 1),
        ((tmp_path / "words.db",), 3),
        ((tmp_path,), 3),
        ((tmp_path / "words.db", "-o", tmp_path / "words.db"), 1),
    ):
        result = run_here(tmp_path, "rescue", *arguments)
        assert (result.status, is_one_error_line(result)) == (status, True), result
