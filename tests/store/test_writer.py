"""Writing: in order, told only once durable, and kept through every failure."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.store_events import DraftSaved, Opened, Saved, SaveFailed, StoreEvent
from breakout_tui.store.check import diagnose
from breakout_tui.store.connection import open_writing
from tests.store.builders import SESSION, RecordingListener, captured, database, head, new, note, texts, write


def test_what_is_told_as_saved_is_in_the_file(tmp_path: Path) -> None:
    """The listener, asked at that moment, finds the note through a connection of its own."""
    path = tmp_path / "breakout.db"
    found: list[int] = []

    def look(event: StoreEvent) -> None:
        if isinstance(event, Saved):
            with closing(sqlite3.connect(path)) as connection:
                found.append(connection.execute("SELECT count(*) FROM note").fetchone()[0])

    store = database(path)
    store.start(RecordingListener(look))
    store.submit(SESSION, new(head()))
    for serial in range(5):
        store.submit(SESSION, captured(serial))
    assert store.close(20)
    assert len(found) == 6
    assert all(count >= ticket for ticket, count in enumerate(found))


def test_a_burst_is_saved_whole_and_in_order(tmp_path: Path) -> None:
    """200 notes at once keep their order, and each is told."""
    store, ear = database(tmp_path / "breakout.db"), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    tickets = [store.submit(SESSION, captured(serial, f"note {serial}")) for serial in range(200)]
    assert store.close(20)
    assert texts(store.load(SESSION)) == [f"note {serial}" for serial in range(200)]
    assert ear.tickets == [1, *tickets]
    assert isinstance(ear.events[0], Opened)


def test_the_latest_draft_is_the_one_stored(tmp_path: Path) -> None:
    """Drafts that wait together are written once, after the notes."""
    store, ear = database(tmp_path / "breakout.db"), RecordingListener()
    for text in ("h", "ha", "half"):
        store.save_draft(SESSION, Draft(text, Kind.CHALLENGE))
    store.submit(SESSION, new(head()))
    store.start(ear)
    assert store.close(20)
    assert ear.drafts == 1
    assert [type(event) for event in ear.events] == [Opened, Saved, DraftSaved]
    assert store.draft(SESSION) == Draft("half", Kind.CHALLENGE)


def test_a_store_that_was_never_started_writes_when_it_is_closed(tmp_path: Path) -> None:
    """Closing leaves nothing behind."""
    store = database(tmp_path / "breakout.db")
    store.submit(SESSION, new(head()))
    assert store.close(20)
    assert store.unsaved() == ()
    assert store.load(SESSION).info == head()


def test_while_another_program_holds_the_file_everything_is_kept_and_then_written_in_order(
    tmp_path: Path,
) -> None:
    """A lock delays the notes, it does not lose them."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    store, ear = database(path), RecordingListener()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.start(ear)
        for serial in range(3):
            store.submit(SESSION, captured(serial, f"note {serial}"))
        ear.wait_for(SaveFailed, 2)
        assert "another program holds the database" in ear.problems[0]
        assert [session_id for session_id, _ in store.unsaved()] == [SESSION] * 3
        other.execute("ROLLBACK")
    ear.wait_for(Saved, 3)
    assert store.close(20)
    assert texts(store.load(SESSION)) == ["note 0", "note 1", "note 2"]
    assert store.unsaved() == ()


def test_a_full_disk_is_told_and_nothing_is_lost_once_there_is_room(tmp_path: Path) -> None:
    """SQLite's own page limit stands for the disk's."""
    path = tmp_path / "breakout.db"
    limits = [30, 30, 10_000]

    def connect(file: Path, busy: float) -> sqlite3.Connection:
        raw = open_writing(file, busy)
        raw.execute(f"PRAGMA max_page_count = {limits.pop(0) if len(limits) > 1 else limits[0]}")
        return raw

    write(path, new(head()))
    store, ear = database(path, connect=connect), RecordingListener()
    store.start(ear)
    long = "x" * 4000
    for serial in range(20):
        store.submit(SESSION, captured(serial, long))
    ear.wait_for(SaveFailed)
    assert store.close(20)
    assert "the disk is full; make room" in ear.problems[0]
    assert texts(store.load(SESSION)) == [long] * 20


def test_closing_while_nothing_can_be_written_says_so_and_keeps_the_changes(tmp_path: Path) -> None:
    """A folder that can't be made: close gives up in time, and what was to be saved can still be had."""
    (tmp_path / "file").write_text("")
    store, ear = database(tmp_path / "file" / "breakout.db"), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    assert not store.close(0.05)
    assert store.unsaved() == ((SESSION, tuple(new(head()))),)
    assert ear.problems


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """Nobody else on the machine reads what was said."""
    path = tmp_path / "new" / "breakout.db"
    write(path, new(head()))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_changes_that_cannot_be_written_do_not_stop_another_session(tmp_path: Path) -> None:
    """They and what builds on them are told and kept."""
    store, ear = database(tmp_path / "breakout.db"), RecordingListener()
    store.submit(SESSION, new(head()))
    store.submit(SESSION, new(replace(note(0), links=(7,))))
    store.submit(SESSION, captured(1))
    store.submit("other", new(head("other"), note(0, session_id="other")))
    store.start(ear)
    ear.wait_for(SaveFailed, 2)
    assert not store.close(0.05)
    assert len(database(store.path).load("other").notes) == 1
    assert [changes[0].after for _, changes in store.unsaved()] == [replace(note(0), links=(7,)), note(1)]
    assert ear.problems


def test_a_listener_that_fails_does_not_stop_the_writing(tmp_path: Path) -> None:
    """The thread outlives whoever listens."""

    def fail(event: StoreEvent) -> None:
        raise RuntimeError("deaf")

    store = database(tmp_path / "breakout.db")
    store.start(fail)
    store.submit(SESSION, new(head()))
    store.submit(SESSION, captured(0))
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


def test_a_file_removed_while_in_use_is_noticed_and_put_back_goes_on(tmp_path: Path) -> None:
    """Nothing is told as saved that went to a file without a name."""
    path = tmp_path / "breakout.db"
    store, ear = database(path), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    ear.wait_for(Saved)
    path.rename(tmp_path / "elsewhere.db")
    store.submit(SESSION, captured(0))
    ear.wait_for(SaveFailed)
    assert "removed or replaced" in ear.problems[0]
    assert not path.exists()
    (tmp_path / "elsewhere.db").rename(path)
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


@pytest.mark.parametrize("statement", ["BEGIN", "SELECT", "INSERT", "COMMIT"])
def test_a_file_removed_in_the_middle_of_a_write_is_told_as_removed(tmp_path: Path, statement: str) -> None:
    """SQLite, if it sees it before us, says that the file can't be written."""
    path, elsewhere, is_armed = tmp_path / "breakout.db", tmp_path / "elsewhere.db", False

    def remove(sql: str) -> None:
        if is_armed and sql.lstrip().startswith(statement) and path.exists():
            path.rename(elsewhere)

    def connect(path: Path, busy: float) -> sqlite3.Connection:
        connection = open_writing(path, busy)
        connection.set_trace_callback(remove)
        return connection

    store, ear = database(path, connect=connect), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    ear.wait_for(Saved)
    is_armed = True
    store.submit(SESSION, captured(0))
    ear.wait_for(SaveFailed)
    assert "removed or replaced" in ear.problems[0]
    is_armed = False
    elsewhere.rename(path)
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


def test_an_older_copy_in_place_of_the_file_is_not_written_to(tmp_path: Path) -> None:
    """It doesn't know what this window has saved."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    older = path.read_bytes()
    store, ear = database(path), RecordingListener()
    store.start(ear)
    store.submit(SESSION, captured(0))
    ear.wait_for(Saved)
    path.unlink()
    path.write_bytes(older)
    store.submit(SESSION, captured(1))
    ear.wait_for(SaveFailed)
    assert not store.close(0.05)
    assert path.read_bytes() == older


def test_a_copy_that_went_on_under_another_window_is_not_written_to(tmp_path: Path) -> None:
    """It counts as many changes as ours, and they are other ones."""
    path, stick = tmp_path / "breakout.db", tmp_path / "stick.db"
    write(path, new(head()), captured(0, "base"))
    store, ear = database(path), RecordingListener()
    store.load(SESSION)
    store.start(ear)
    stick.write_bytes(path.read_bytes())
    store.submit(SESSION, captured(1, "ours"))
    ear.wait_for(Saved)
    write(stick, captured(1, "theirs"))
    stick.replace(path)
    store.submit(SESSION, captured(2, "ours again"))
    ear.wait_for(SaveFailed)
    assert "removed or replaced" in ear.problems[0]
    assert not store.close(0.05)
    assert texts(database(path).load(SESSION)) == ["base", "theirs"]


def test_a_window_whose_file_is_gone_saves_all_of_it_elsewhere(tmp_path: Path) -> None:
    """The open connection still has what the name has lost."""
    path, rescue = tmp_path / "breakout.db", tmp_path / "stick" / "rescue.db"
    store, ear = database(path), RecordingListener()
    store.start(ear)
    store.submit(SESSION, new(head()))
    store.submit(SESSION, captured(0, "before"))
    ear.wait_for(Saved, 2)
    path.unlink()
    store.submit(SESSION, captured(1, "after"))
    ear.wait_for(SaveFailed)
    store.save_elsewhere(rescue)
    assert store.close(20)
    assert store.path == rescue
    assert texts(database(rescue).load(SESSION)) == ["before", "after"]


_WRITE_FOR_EVER = """
import sys
from pathlib import Path
from tests.store.builders import SESSION, captured, database, head, new
from breakout_tui.domain.store_events import Saved
def tell(event):
    if isinstance(event, Saved):
        print(event.ticket, flush=True)
store = database(Path(sys.argv[1]))
store.start(tell)
store.submit(SESSION, new(head()))
for serial in range(100_000):
    store.submit(SESSION, captured(serial))
"""


@pytest.mark.parametrize("acknowledged", [2, 40])
def test_after_a_kill_every_acknowledged_note_is_there(tmp_path: Path, acknowledged: int) -> None:
    """Also in the file copied alone, by whoever opens it first, with nothing beside it."""
    path = tmp_path / "breakout.db"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITE_FOR_EVER, path],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(acknowledged)]
        process.kill()
        told += process.stdout.readlines()
    last = max(int(line) for line in told if line.endswith("\n"))
    assert len(database(path).load(SESSION).notes) >= last - 1
    assert diagnose(path) == []
    alone = tmp_path / "copied" / "breakout.db"
    alone.parent.mkdir()
    alone.write_bytes(path.read_bytes())
    assert len(database(alone).load(SESSION).notes) >= last - 1
    write(path, [Change(head(), head(room="Room 3"))])
    assert database(path).summaries()[0].room == "Room 3"


def test_importing_the_store_does_not_import_sqlmodel() -> None:
    """The first screen is painted before."""
    code = (
        "import sys, breakout_tui.store.database, breakout_tui.store.check;"
        "print(*{'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
