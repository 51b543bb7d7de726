"""The writer: saves in order, reports only what is durable, and keeps everything through every failure."""

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


def test_what_is_reported_as_saved_is_in_the_file(tmp_path: Path) -> None:
    """Rule: when Saved arrives, another connection finds the note."""
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
    """Rule: 200 notes at once keep their order, and each is reported."""
    store, listener = database(tmp_path / "breakout.db"), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    tickets = [store.submit(SESSION, captured(serial, f"note {serial}")) for serial in range(200)]
    assert store.close(20)
    assert texts(store.load(SESSION)) == [f"note {serial}" for serial in range(200)]
    assert listener.tickets == [1, *tickets]
    assert isinstance(listener.events[0], Opened)


def test_the_latest_draft_is_the_one_stored(tmp_path: Path) -> None:
    """Rule: of several waiting drafts only the latest is written, after the notes."""
    store, listener = database(tmp_path / "breakout.db"), RecordingListener()
    for text in ("h", "ha", "half"):
        store.save_draft(SESSION, Draft(text, Kind.CHALLENGE))
    store.submit(SESSION, new(head()))
    store.start(listener)
    assert store.close(20)
    assert listener.drafts == 1
    assert [type(event) for event in listener.events] == [Opened, Saved, DraftSaved]
    assert store.draft(SESSION) == Draft("half", Kind.CHALLENGE)


def test_a_store_that_was_never_started_writes_when_it_is_closed(tmp_path: Path) -> None:
    """Rule: closing writes everything."""
    store = database(tmp_path / "breakout.db")
    store.submit(SESSION, new(head()))
    assert store.close(20)
    assert store.unsaved() == ()
    assert store.load(SESSION).info == head()


def test_while_another_program_holds_the_file_everything_is_kept_and_then_written_in_order(
    tmp_path: Path,
) -> None:
    """Rule: a lock delays the notes, but loses none."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    store, listener = database(path), RecordingListener()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.start(listener)
        for serial in range(3):
            store.submit(SESSION, captured(serial, f"note {serial}"))
        listener.wait_for(SaveFailed, 2)
        assert "another program holds the database" in listener.problems[0]
        assert [session_id for session_id, _ in store.unsaved()] == [SESSION] * 3
        other.execute("ROLLBACK")
    listener.wait_for(Saved, 3)
    assert store.close(20)
    assert texts(store.load(SESSION)) == ["note 0", "note 1", "note 2"]
    assert store.unsaved() == ()


def test_a_full_disk_is_reported_and_nothing_is_lost_once_there_is_space(tmp_path: Path) -> None:
    """Rule: notes are saved when there is space again. SQLite's page limit simulates the full disk."""
    path = tmp_path / "breakout.db"
    limits = [30, 30, 10_000]

    def connect(file: Path, busy: float) -> sqlite3.Connection:
        raw = open_writing(file, busy)
        raw.execute(f"PRAGMA max_page_count = {limits.pop(0) if len(limits) > 1 else limits[0]}")
        return raw

    write(path, new(head()))
    store, listener = database(path, connect=connect), RecordingListener()
    store.start(listener)
    long = "x" * 4000
    for serial in range(20):
        store.submit(SESSION, captured(serial, long))
    listener.wait_for(SaveFailed)
    assert store.close(20)
    assert "the disk is full; free some space" in listener.problems[0]
    assert texts(store.load(SESSION)) == [long] * 20


def test_closing_while_nothing_can_be_written_says_so_and_keeps_the_changes(tmp_path: Path) -> None:
    """Rule: where the folder can't be created, close ends in time and ``unsaved`` gives the changes."""
    (tmp_path / "file").write_text("")
    store, listener = database(tmp_path / "file" / "breakout.db"), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    assert not store.close(0.05)
    assert store.unsaved() == ((SESSION, tuple(new(head()))),)
    assert listener.problems


def test_a_missing_folder_is_created_for_its_owner_only(tmp_path: Path) -> None:
    """Rule: other users of the machine can't read the notes."""
    path = tmp_path / "new" / "breakout.db"
    write(path, new(head()))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_changes_that_cannot_be_written_do_not_stop_another_session(tmp_path: Path) -> None:
    """Rule: they and later changes of their session are reported and kept."""
    store, listener = database(tmp_path / "breakout.db"), RecordingListener()
    store.submit(SESSION, new(head()))
    store.submit(SESSION, new(replace(note(0), links=(7,))))
    store.submit(SESSION, captured(1))
    store.submit("other", new(head("other"), note(0, session_id="other")))
    store.start(listener)
    listener.wait_for(SaveFailed, 2)
    assert not store.close(0.05)
    assert len(database(store.path).load("other").notes) == 1
    assert [changes[0].after for _, changes in store.unsaved()] == [replace(note(0), links=(7,)), note(1)]
    assert listener.problems


def test_a_listener_that_fails_does_not_stop_the_writing(tmp_path: Path) -> None:
    """Rule: the thread survives an error of its listener."""

    def fail(event: StoreEvent) -> None:
        raise RuntimeError("deaf")

    store = database(tmp_path / "breakout.db")
    store.start(fail)
    store.submit(SESSION, new(head()))
    store.submit(SESSION, captured(0))
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


def test_a_file_removed_while_in_use_is_noticed_and_used_again_when_it_is_back(tmp_path: Path) -> None:
    """Rule: what was written to a removed file is not reported as saved."""
    path = tmp_path / "breakout.db"
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    path.rename(tmp_path / "elsewhere.db")
    store.submit(SESSION, captured(0))
    listener.wait_for(SaveFailed)
    assert "removed or replaced" in listener.problems[0]
    assert not path.exists()
    (tmp_path / "elsewhere.db").rename(path)
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


@pytest.mark.parametrize("statement", ["BEGIN", "SELECT", "INSERT", "COMMIT"])
def test_a_file_removed_during_a_write_is_reported_as_removed(tmp_path: Path, statement: str) -> None:
    """Rule: also where SQLite notices first and calls the file read-only."""
    path, elsewhere, is_armed = tmp_path / "breakout.db", tmp_path / "elsewhere.db", False

    def remove(sql: str) -> None:
        if is_armed and sql.lstrip().startswith(statement) and path.exists():
            path.rename(elsewhere)

    def connect(path: Path, busy: float) -> sqlite3.Connection:
        connection = open_writing(path, busy)
        connection.set_trace_callback(remove)
        return connection

    store, listener = database(path, connect=connect), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    listener.wait_for(Saved)
    is_armed = True
    store.submit(SESSION, captured(0))
    listener.wait_for(SaveFailed)
    assert "removed or replaced" in listener.problems[0]
    is_armed = False
    elsewhere.rename(path)
    assert store.close(20)
    assert len(store.load(SESSION).notes) == 1


def test_an_older_copy_in_place_of_the_file_is_not_written_to(tmp_path: Path) -> None:
    """Rule: it lacks what this window has saved."""
    path = tmp_path / "breakout.db"
    write(path, new(head()))
    older = path.read_bytes()
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, captured(0))
    listener.wait_for(Saved)
    path.unlink()
    path.write_bytes(older)
    store.submit(SESSION, captured(1))
    listener.wait_for(SaveFailed)
    assert not store.close(0.05)
    assert path.read_bytes() == older


def test_a_copy_that_another_window_changed_is_not_written_to(tmp_path: Path) -> None:
    """Rule: it has as many changes as this window's file, but other ones."""
    path, stick = tmp_path / "breakout.db", tmp_path / "stick.db"
    write(path, new(head()), captured(0, "base"))
    store, listener = database(path), RecordingListener()
    store.load(SESSION)
    store.start(listener)
    stick.write_bytes(path.read_bytes())
    store.submit(SESSION, captured(1, "ours"))
    listener.wait_for(Saved)
    write(stick, captured(1, "theirs"))
    stick.replace(path)
    store.submit(SESSION, captured(2, "ours again"))
    listener.wait_for(SaveFailed)
    assert "removed or replaced" in listener.problems[0]
    assert not store.close(0.05)
    assert texts(database(path).load(SESSION)) == ["base", "theirs"]


def test_a_window_whose_file_is_gone_saves_all_of_it_elsewhere(tmp_path: Path) -> None:
    """Rule: the open connection still has the removed file's content."""
    path, rescue = tmp_path / "breakout.db", tmp_path / "stick" / "rescue.db"
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, new(head()))
    store.submit(SESSION, captured(0, "before"))
    listener.wait_for(Saved, 2)
    path.unlink()
    store.submit(SESSION, captured(1, "after"))
    listener.wait_for(SaveFailed)
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
    """Rule: also in a copy of the file alone, without its journal, whichever program opens it first."""
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
    """Rule: the first screen is painted before that import."""
    code = (
        "import sys, breakout_tui.store.database, breakout_tui.store.check;"
        "print(*{'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
