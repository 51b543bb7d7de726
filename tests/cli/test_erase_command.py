"""``erase`` on the command line: asked for, done, counted, and said in the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.store_events import Saved
from breakout_tui.store.backups import back_up, folder_of
from breakout_tui.store.database import Database
from tests.cli.command_line import run, told_in_one_line
from tests.store.builders import NINE, SESSION, RecordingListener, captured, head, new, note, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a name and two statements, and a backup."""
    path = tmp_path / "room.db"
    write(path, new(head(), replace(note(0, "Quetzals are shy"), attribution="Zoe"), note(1, "Zoe was here")))
    back_up(path, NINE)
    return path


def has(folder: Path, words: str) -> bool:
    """Whether any file in the folder has the words."""
    return any(words.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_without_the_typed_word_nothing_is_erased(tmp_path: Path, path: Path) -> None:
    """It shows what would go, and how many places."""
    before = path.read_bytes()
    ended = run(tmp_path, "erase", "Zoe", "C1", "--database", path, typed="yes\n")
    assert ended.status == 1
    assert "in 2 places, and 2 in backups" in ended.out
    assert "1 statement" in ended.out
    assert "nothing was erased" in ended.err
    assert path.read_bytes() == before


def test_with_the_word_name_and_statement_go_and_the_report_says_how_many(tmp_path: Path, path: Path) -> None:
    """Not what they were; no file of ours has them."""
    ended = run(tmp_path, "erase", "@Zoe", "C1", "--database", path, typed="erase\n")
    assert ended.status == 0
    assert "erased: 1 statement, names in 1 place; 1 backup treated likewise" in ended.out
    assert not has(tmp_path, "Quetzals")
    assert not has(tmp_path, "Zoe")
    report = run(tmp_path, "export", "-o", "-", "--database", path).out
    assert "2 statements or names were erased on request." in report
    assert "Quetzals" not in report


def test_a_script_says_yes(tmp_path: Path, path: Path) -> None:
    """``--yes`` asks nothing."""
    assert run(tmp_path, "erase", "Zoe", "--yes", "--database", path).status == 0
    assert not has(tmp_path, "Zoe")
    assert len(list(folder_of(path).iterdir())) == 1


def test_what_is_not_there_or_no_name_is_one_line(tmp_path: Path, path: Path) -> None:
    """A stranger, a reference that was never given, a single letter, another session, no database."""
    for arguments, status in (
        (("Nobody",), 1),
        (("C9",), 1),
        (("a",), 2),
        ((), 2),
        (("C1", "--session", "9"), 1),
        (("Zoe", "--database", tmp_path / "none.db"), 1),
    ):
        ended = run(tmp_path, "erase", "--yes", "--database", path, *arguments)
        assert (ended.status, told_in_one_line(ended)) == (status, True), ended


def test_a_session_that_is_open_in_another_window_is_status_6(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and erases nothing."""
    store, ear = Database(path, SystemClock()), RecordingListener()
    store.start(ear)
    store.submit(SESSION, captured(2))
    ear.wait_for(Saved)
    assert main(["erase", "Zoe", "--yes", "--database", str(path)]) == 6
    assert "nothing was erased" in capsys.readouterr().err
    assert store.close(20)
    assert has(path.parent, "Zoe")
