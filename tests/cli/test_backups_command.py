"""``backups`` on the command line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from breakout_tui.store.backups import back_up, folder_of
from tests.cli.command_line import run, told_in_one_line
from tests.store.builders import NINE, SESSION, captured, database, head, new, texts, write


def test_backups_are_listed_and_restored_to_a_new_file(tmp_path: Path) -> None:
    """Number, time, sessions, notes, size; the restored file opens under the name that was said."""
    path = tmp_path / "room.db"
    write(path, new(head()), captured(0, "early"))
    back_up(path, NINE)
    write(path, captured(1, "late"))
    back_up(path, NINE + timedelta(hours=1))
    listed = run(tmp_path, "backups", "--database", path)
    assert listed.status == 0
    first, second = listed.out.splitlines()
    assert first.startswith("  1  2026-11-24 ")
    assert "1 session  2 notes" in first
    assert second.startswith("  2  2026-11-24 ")
    assert "1 session  1 note " in second
    assert second.endswith(" KiB")

    restored = run(tmp_path, "backups", "restore", "2", "-o", tmp_path / "old day.db", "--database", path)
    assert restored.status == 0
    assert f"breakout-tui --database '{tmp_path / 'old day.db'}'" in restored.out
    assert texts(database(tmp_path / "old day.db").load(SESSION)) == ["early"]
    assert texts(database(path).load(SESSION)) == ["early", "late"]


def test_what_a_restore_can_not_do_is_one_line(tmp_path: Path) -> None:
    """A file in the way, a number that is none, no number, a folder that can't be."""
    path = tmp_path / "room.db"
    write(path, new(head()))
    back_up(path, NINE)
    (tmp_path / "file").write_text("mine")
    for arguments, status in (
        (("restore", "1", "-o", tmp_path / "file"), 1),
        (("restore", "7"), 1),
        (("restore",), 2),
        (("restore", "x"), 2),
        (("restore", "1", "-o", tmp_path / "file" / "new.db"), 7),
    ):
        ended = run(tmp_path, "backups", *arguments, "--database", path)
        assert (ended.status, told_in_one_line(ended)) == (status, True), ended
    assert (tmp_path / "file").read_text() == "mine"


def test_a_backup_that_is_damaged_is_listed_as_such_and_not_restored(tmp_path: Path) -> None:
    """And leaves no file."""
    path = tmp_path / "room.db"
    write(path, new(head()))
    back_up(path, NINE).write_bytes(b"nothing of ours" * 999)
    listed = run(tmp_path, "backups", "--database", path)
    assert listed.status == 0
    assert "can't be read" in listed.out
    ended = run(tmp_path, "backups", "restore", "1", "-o", tmp_path / "new.db", "--database", path)
    assert (ended.status, told_in_one_line(ended)) == (3, True)
    assert not (tmp_path / "new.db").exists()


def test_no_backups_are_no_error(tmp_path: Path) -> None:
    """It says where they will be."""
    ended = run(tmp_path, "backups", "--database", tmp_path / "room.db")
    assert ended.status == 0
    assert str(folder_of(tmp_path / "room.db")) in ended.out
