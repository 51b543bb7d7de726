"""The ``erase`` command: it asks, erases and counts, and the report states the number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.cli.main import main
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.store_events import Saved
from breakout_tui.store.backups import back_up, folder_of
from breakout_tui.store.database import Database
from breakout_tui.store.floor_file import floor_path
from tests.cli.command_line import is_one_error_line
from tests.cli.commands_here import run_here
from tests.hub.phones import RoomWindow, phone, room_of
from tests.hub.served import served
from tests.store.builders import NINE, SESSION, RecordingListener, captured, head, new, note, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a name and two statements, and one backup."""
    path = tmp_path / "room.db"
    write(path, new(head(), replace(note(0, "Quetzals are shy"), attribution="Zoe"), note(1, "Zoe was here")))
    back_up(path, NINE)
    return path


def has(folder: Path, text: str) -> bool:
    """Whether any file in the folder contains the text."""
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_nothing_is_erased_without_the_confirmation(tmp_path: Path, path: Path) -> None:
    """The command first shows how much would be erased."""
    before = path.read_bytes()
    result = run_here(tmp_path, "erase", "Zoe", "C1", "--database", path, typed="yes\n")
    assert result.status == 1
    assert "2 places in the database, 2 in backups" in result.out
    assert "1 statement" in result.out
    assert "nothing was erased" in result.err
    assert path.read_bytes() == before


def test_a_name_and_a_statement_are_erased_and_the_report_counts_them(tmp_path: Path, path: Path) -> None:
    """No file contains them any more, and the report does not repeat them."""
    result = run_here(tmp_path, "erase", "@Zoe", "C1", "--database", path, typed="erase\n")
    assert result.status == 0
    assert "Erased 1 statement, and names in 1 place; 1 backup cleaned." in result.out
    assert not has(tmp_path, "Quetzals")
    assert not has(tmp_path, "Zoe")
    report = run_here(tmp_path, "export", "-o", "-", "--database", path).out
    assert "2 statements or names were erased on request." in report
    assert "Quetzals" not in report


def test_a_backup_that_can_not_be_cleaned_is_named_with_what_to_do(tmp_path: Path, path: Path) -> None:
    """It stays, everything else is erased, and the exit status says that something is left."""
    broken = folder_of(path) / "20260101T000000Z.db"
    broken.write_bytes(b"damaged, says Zoe" * 100)
    result = run_here(tmp_path, "erase", "Zoe", "--yes", "--database", path)
    assert result.status == 3
    assert "1 backup cleaned" in result.out
    assert f"{broken}: 1 backup could not be cleaned" in result.err
    assert "delete the file yourself" in result.err
    assert broken.exists()
    broken.unlink()
    assert not has(tmp_path, "Zoe")


def test_yes_erases_without_asking(tmp_path: Path, path: Path) -> None:
    """``--yes`` is for scripts."""
    assert run_here(tmp_path, "erase", "Zoe", "--yes", "--database", path).status == 0
    assert not has(tmp_path, "Zoe")
    assert len(list(folder_of(path).iterdir())) == 1


def test_an_impossible_erasure_is_one_error_line(tmp_path: Path, path: Path) -> None:
    """An unknown name, an unknown reference, a single letter, no argument, an unknown session, a missing database."""
    for arguments, status in (
        (("Nobody",), 1),
        (("C9",), 1),
        (("a",), 2),
        ((), 2),
        (("C1", "--session", "9"), 1),
        (("Zoe", "--database", tmp_path / "none.db"), 1),
    ):
        result = run_here(tmp_path, "erase", "--yes", "--database", path, *arguments)
        assert (result.status, is_one_error_line(result)) == (status, True), result


def test_a_session_that_is_open_in_another_window_is_status_6(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command erases nothing and says so."""
    store, listener = Database(path, SystemClock()), RecordingListener()
    store.start(listener)
    store.submit(SESSION, captured(2))
    listener.wait_for(Saved)
    assert main(["erase", "Zoe", "--yes", "--database", str(path)]) == 6
    assert "nothing was erased" in capsys.readouterr().err
    assert store.close(20)
    assert has(path.parent, "Zoe")


def test_a_name_is_erased_from_what_phones_sent_and_no_room_has(tmp_path: Path, path: Path) -> None:
    """Rule: from the server's file, and from what a server that runs has of it: the room gets the statement without the name."""
    with served(tmp_path) as server:
        window = RoomWindow(server, room_of())
        window.says()
        phone(server, server.share.phone_code).sends("Zoe is late, says Quark")
        result = run_here(tmp_path, "erase", "Quark", "--database", path, typed="erase\n")
        assert (result.status, "names in 1 place" in result.out) == (0, True), result
        window.base = None
        (sent,) = window.says().statements
        assert (sent.text.startswith("Zoe is late"), "Quark" in sent.text) == (True, False)
    assert not has(tmp_path, "Quark")
    floor_path(path).write_bytes(b"damaged" * 1000)
    assert (
        run_here(tmp_path, "erase", "Zoe", "--database", path, typed="no\n").out.count("can't be read") == 1
    )
