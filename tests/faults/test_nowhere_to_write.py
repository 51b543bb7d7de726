"""Nowhere to write: the window stays open, says so, keeps notes and draft, and saves them in order when it can."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakout_tui.store.connection import open_writing
from breakout_tui.tui.screens.report_screen import ReportScreen
from tests.faults.open_window import Window, files_no_longer_than, open_window

NOTES = [f"note {number} while nothing could be written" for number in range(5)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the database."""
    place = tmp_path / "data"
    place.mkdir()
    return place


async def _write_on(window: Window) -> None:
    """Type five notes and a draft while saving fails."""
    for text in NOTES:
        await window.type(text, "enter")
    await window.until_not_saved()
    await window.type("half a thou")
    window.live.room.typing.save_draft()
    assert "5 notes" in window.says("kinds") or "6 notes" in window.says("kinds")


async def _is_all_there(window: Window, *, before: int = 1) -> None:
    await window.until_saved()
    await window.until(lambda: window.store.unsaved() == ())
    assert window.stored() == ["before"][:before] + NOTES
    await window.until(lambda: _stored_draft(window) == "half a thou")


def _stored_draft(window: Window) -> str:
    with sqlite3.connect(window.store.path) as connection:
        rows = connection.execute("SELECT text FROM draft").fetchall()
    connection.close()
    return str(rows[0][0]) if rows else ""


async def test_a_limit_on_the_size_of_files_loses_nothing(folder: Path) -> None:
    """Rule: the file can't grow, then it can."""
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        with files_no_longer_than(512):
            await _write_on(window)
            assert "written" in window.says("status")
            assert window.stored() == ["before"]
        await _is_all_there(window)


async def test_a_folder_that_is_moved_away_and_comes_back_loses_nothing(folder: Path) -> None:
    """Rule: like a disk that was unplugged and plugged in again."""
    away = folder.with_name("away")
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        folder.rename(away)
        await _write_on(window)
        assert "removed" in window.says("status")
        away.rename(folder)
        await _is_all_there(window)


@pytest.mark.soak
async def test_a_database_that_is_read_only_loses_nothing(folder: Path) -> None:
    """Rule: SQLite refuses to write, then it doesn't."""
    is_read_only = True

    def connect(path: Path, busy: float) -> sqlite3.Connection:
        connection = open_writing(path, busy)
        if is_read_only and path.stat().st_size:
            connection.execute("PRAGMA query_only = ON")
        return connection

    open_writing(folder / "room.db", 1.0).close()
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
    async with open_window(folder, connect=connect, session_id=window.session_id) as second:
        await _write_on(second)
        assert "read-only" in second.says("status")
        is_read_only = False
        await _is_all_there(second)


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is read-only")
async def test_a_folder_without_permission_to_write_loses_nothing(folder: Path) -> None:
    """Rule: the journal can't be created."""
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        (folder / "room.db").chmod(0o400)
        folder.chmod(0o500)
        await _write_on(window)
        folder.chmod(0o700)
        (folder / "room.db").chmod(0o600)
        await _is_all_there(window)


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 512 KiB of its own, where the system lets us make one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("a disk can't be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(ballast: Path) -> None:
    """Use up all free space."""
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass


async def test_a_disk_that_is_full_loses_nothing(small_disk: Path) -> None:
    """Rule: another program fills it to the last byte, and then frees space."""
    ballast = small_disk / "ballast"
    async with open_window(small_disk) as window:
        await window.type("before", "enter")
        await window.until_saved()
        _fill(ballast)
        await _write_on(window)
        assert "full" in window.says("status")
        ballast.unlink()
        await _is_all_there(window)


async def test_what_can_not_be_saved_is_saved_elsewhere(folder: Path, tmp_path: Path) -> None:
    """Rule: ``/save-elsewhere FILE`` continues there, with everything that waited."""
    elsewhere = tmp_path / "elsewhere" / "rescue.db"
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        folder.rename(folder.with_name("gone"))
        for text in NOTES:
            await window.type(text, "enter")
        await window.until_not_saved()
        await window.type(f"/save-elsewhere {elsewhere}", "enter")
        await window.pilot.press("m")  # the folder isn't there yet: make it
        await window.until(lambda: window.store.path == elsewhere)
        await window.type("half a thou")
        window.live.room.typing.save_draft()
        await _is_all_there(window)


async def test_saving_elsewhere_never_overwrites(folder: Path, tmp_path: Path) -> None:
    """Rule: an existing file is refused, and the message says so."""
    other = tmp_path / "other.txt"
    other.write_text("mine")
    async with open_window(folder) as window:
        await window.type(f"/save-elsewhere {other}", "enter")
        await window.until(lambda: "already" in window.says("status"))
        await window.type("/save-elsewhere", "enter")
        await window.until(lambda: "which file" in window.says("status"))
    assert other.read_text() == "mine"


async def test_what_is_not_saved_can_be_read_and_exported(folder: Path, tmp_path: Path) -> None:
    """Rule: the report comes from memory: F8, then e and Enter."""
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        folder.rename(folder.with_name("gone"))
        await _write_on(window)
        await window.pilot.press("f8")
        await window.until(lambda: isinstance(window.app.screen, ReportScreen))
        await window.pilot.press("e")
        await window.pilot.press("enter")
        documents = tmp_path / "data-documents"
        await window.until(lambda: any(documents.glob("*.md")))
        report = next(documents.glob("*.md")).read_text(encoding="utf-8")
        assert all(text in report for text in ["before", *NOTES])
        folder.with_name("gone").rename(folder)


@pytest.mark.soak
async def test_leaving_while_nothing_can_be_written_says_so(folder: Path) -> None:
    """Rule: closing ends in time and reports what isn't saved."""
    async with open_window(folder) as window:
        await window.type("before", "enter")
        await window.until_saved()
        folder.rename(folder.with_name("gone"))
        await _write_on(window)
    assert not window.store.close(0.05)
    assert len(window.store.unsaved()) >= len(NOTES)


async def test_a_file_removed_during_a_commit_is_not_reported_as_saved(
    folder: Path,
) -> None:
    """Rule: SQLite would continue to write to the removed file; those changes wait, and are written again."""
    away = folder / "away.db"
    goes = False

    def connect(path: Path, busy: float) -> sqlite3.Connection:
        connection = open_writing(path, busy)

        def look(statement: str) -> None:
            if goes and statement == "COMMIT" and path.exists():
                path.rename(away)

        connection.set_trace_callback(look)
        return connection

    async with open_window(folder, connect=connect) as window:
        await window.type("before", "enter")
        await window.until_saved()
        goes = True
        await _write_on(window)
        assert len(window.store.unsaved()) == len(NOTES)
        goes = False
        away.rename(folder / "room.db")
        await window.until_saved()
        assert window.stored() == ["before", *NOTES]
