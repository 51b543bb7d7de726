"""The ``backups`` command."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from breakout_tui.store.backups import back_up, folder_of
from tests.cli.command_line import is_one_error_line
from tests.cli.commands_here import run_here
from tests.store.builders import NINE, SESSION, captured, database, head, new, texts, write


def test_backups_are_listed_and_restored_to_a_new_file(tmp_path: Path) -> None:
    """The list has number, time, sessions, notes and size; the restored file opens under the printed name."""
    path = tmp_path / "room.db"
    write(path, new(head()), captured(0, "early"))
    back_up(path, NINE)
    write(path, captured(1, "late"))
    back_up(path, NINE + timedelta(hours=1))
    listed = run_here(tmp_path, "backups", "--database", path)
    assert listed.status == 0
    first, second = listed.out.splitlines()
    assert first.startswith("  1  2026-11-24 ")
    assert "1 session  2 notes" in first
    assert second.startswith("  2  2026-11-24 ")
    assert "1 session  1 note " in second
    assert second.endswith(" KiB")

    restored = run_here(
        tmp_path, "backups", "restore", "2", "-o", tmp_path / "old day.db", "--database", path
    )
    assert restored.status == 0
    assert f"breakout-tui --database '{tmp_path / 'old day.db'}'" in restored.out
    assert texts(database(tmp_path / "old day.db").load(SESSION)) == ["early"]
    assert texts(database(path).load(SESSION)) == ["early", "late"]


def test_an_impossible_restore_is_one_error_line(tmp_path: Path) -> None:
    """An existing file, an unknown number, no number, text for a number, an impossible folder."""
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
        result = run_here(tmp_path, "backups", *arguments, "--database", path)
        assert (result.status, is_one_error_line(result)) == (status, True), result
    assert (tmp_path / "file").read_text() == "mine"


def test_a_damaged_backup_is_marked_in_the_list_and_not_restored(tmp_path: Path) -> None:
    """The failed restore leaves no file behind."""
    path = tmp_path / "room.db"
    write(path, new(head()))
    back_up(path, NINE).write_bytes(b"nothing of ours" * 999)
    listed = run_here(tmp_path, "backups", "--database", path)
    assert listed.status == 0
    assert "unreadable" in listed.out
    result = run_here(tmp_path, "backups", "restore", "1", "-o", tmp_path / "new.db", "--database", path)
    assert (result.status, is_one_error_line(result)) == (3, True)
    assert not (tmp_path / "new.db").exists()


def test_having_no_backups_is_not_an_error(tmp_path: Path) -> None:
    """The message says where backups will be."""
    result = run_here(tmp_path, "backups", "--database", tmp_path / "room.db")
    assert result.status == 0
    assert str(folder_of(tmp_path / "room.db")) in result.out
