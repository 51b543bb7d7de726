"""``rescue`` on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command_line import run, told_in_one_line
from tests.store.builders import SESSION, captured, database, head, new, texts, write


def test_a_damaged_file_is_rescued_and_it_says_how_much_and_how_to_go_on(tmp_path: Path) -> None:
    """The damaged one stays; the first page is what is broken here."""
    path = tmp_path / "room.db"
    write(path, new(head()), *(captured(serial, f"note {serial}") for serial in range(30)))
    broken = bytes(4096) + path.read_bytes()[4096:]
    path.write_bytes(broken)
    assert run(tmp_path, "sessions", "--database", path).status == 3
    ended = run(tmp_path, "rescue", path)
    assert ended.status == 0
    assert "saved 30 of 30 notes, 1 session, 30 other records" in ended.out
    assert f"breakout-tui --database {tmp_path / 'room-rescued.db'}" in ended.out
    assert path.read_bytes() == broken
    assert texts(database(tmp_path / "room-rescued.db").load(SESSION)) == [f"note {n}" for n in range(30)]
    assert run(tmp_path, "check", tmp_path / "room-rescued.db").status == 0


def test_what_can_not_be_rescued_is_one_line(tmp_path: Path) -> None:
    """Nothing there, nothing of ours, a folder, a name that is taken."""
    (tmp_path / "words.db").write_text("words " * 999)
    for arguments, status in (
        ((tmp_path / "none.db",), 1),
        ((tmp_path / "words.db",), 3),
        ((tmp_path,), 3),
        ((tmp_path / "words.db", "-o", tmp_path / "words.db"), 1),
    ):
        ended = run(tmp_path, "rescue", *arguments)
        assert (ended.status, told_in_one_line(ended)) == (status, True), ended
