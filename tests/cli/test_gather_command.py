"""The ``gather`` command: its lines, its exit status, and that what is exported can be gathered again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import fill
from breakout_tui.domain.clock import SystemClock
from tests.cli.commands_here import HOMES, Room, run_here
from tests.cli.pty_terminal import PtyTerminal
from tests.store.builders import SESSION, captured, database, head, new, note, texts, write
from tests.store.file_replicas import rows


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the files of two rooms, in folders of their own."""
    stick = tmp_path_factory.mktemp("stick")
    for name, point in (("room1", "done"), ("room2", "rank")):
        (stick / name).mkdir()
        fill(stick / name / "breakout.db", point, SystemClock())
    return stick


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A database that is not there yet, with a home of its own."""
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return Room(tmp_path / "all.db")


def test_a_stick_is_gathered_with_a_line_for_each_file(played: Path, here: Room) -> None:
    """Rule: nothing on stderr; then ``sessions`` lists them, and gathering again brings nothing."""
    first, second = (played / name / "breakout.db" for name in ("room1", "room2"))
    assert here.done("gather", str(played)).splitlines() == [
        f"{first}: 1 session new · 41 new notes",
        f"{second}: 1 session new · 25 new notes",
        "All files: 2 sessions new · 66 new notes",
    ]
    assert len(here.done("sessions").splitlines()) == 2
    assert here.done("gather", str(second)) == f"{second}: 1 session unchanged\n"
    assert here.done("check", str(here.database)).endswith("no problems\n")


def test_a_dry_run_says_the_same_and_changes_nothing(played: Path, here: Room) -> None:
    """Rule: also where the database is not there yet, and where two files bring the same session."""
    copy = shutil.copy(played / "room1" / "breakout.db", here.database.parent / "copy.db")
    told = here.done("gather", "--dry-run", str(played), str(copy)).splitlines()
    assert told[-3:] == [
        f"{copy}: 1 session unchanged",
        "All files: 2 sessions new, 1 unchanged · 66 new notes",
        f"Nothing was changed in {here.database}: this was a dry run.",
    ]
    assert not here.database.exists()
    here.done("gather", str(copy))
    before = here.database.read_bytes()
    here.done("gather", "--dry-run", str(played))
    assert here.database.read_bytes() == before


def test_what_is_exported_as_json_is_gathered_again_and_gives_the_same_sessions(
    played: Path, here: Room
) -> None:
    """Rule: the same JSON; undo does not travel in it. From the database itself all comes, in either order."""
    here.done("gather", str(played))
    exported = here.database.with_name("all.json")
    here.done("export", "-o", str(exported))
    again, both = Room(exported.with_name("again.db")), Room(exported.with_name("both.db"))
    assert "2 sessions new" in again.done("gather", str(exported))
    assert again.done("export", "--format", "json", "-o", "-") == exported.read_text(encoding="utf-8")
    both.done("gather", str(exported), str(played))
    assert rows(both.database) == rows(here.database)
    assert "2 sessions unchanged" in both.done("gather", str(exported))


def test_into_names_the_database_and_is_stronger_than_the_one_in_use(played: Path, here: Room) -> None:
    """Rule: without it, the database in use."""
    other = here.database.with_name("other.db")
    here.done("gather", "--into", str(other), str(played))
    assert not here.database.exists()
    assert len(database(other).summaries()) == 2


def test_the_places_to_look_come_last_by_session(here: Room) -> None:
    """Rule: with the room, the round and the theme."""
    write(here.database, new(head(room="Room 2")), captured(0, "said once"))
    copy = Path(shutil.copy(here.database, here.database.with_name("annex.db")))
    for path, text in ((copy, "in the annex"), (here.database, "in the hall")):
        write(path, new(replace(note(1, text), id=f"note-{path.stem}")))
    told = here.done("gather", str(copy)).splitlines()
    assert told[0] == f"{copy}: 1 session changed · 1 new note"
    assert "Room 2 · round 1 · Theme" in told
    assert any("C2" in line for line in told[told.index("Room 2 · round 1 · Theme") :])
    assert sorted(texts(database(here.database).load(SESSION))) == [
        "in the annex", "in the hall", "said once"
    ]  # fmt: skip


def test_the_command_line_is_checked(tmp_path: Path, here: Room) -> None:
    """Rule: no file is a usage error; a damaged database is told before anything comes in."""
    assert here.run("gather").status == here.run("gather", "").status == 2
    here.database.write_text("no database at all\n" * 50)
    source = tmp_path / "source.db"
    write(source, new(head()))
    refused = here.run("gather", str(source))
    assert refused.status == 3
    assert str(here.database) in refused.err


def test_many_files_have_a_bar_on_a_terminal_only(played: Path, tmp_path: Path) -> None:
    """Rule: it is gone when all is done; without a terminal, or in plain text, there is none."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(22):
        shutil.copy(played / "room2" / "breakout.db", folder / f"room{number:02}.db")
    arguments = ["gather", str(folder), "--into", str(tmp_path / "all.db")]
    with PtyTerminal(arguments, tmp_path, size=(100, 40)) as terminal:
        assert terminal.wait_for_end() == 0
        assert b"file 1 of 22" in terminal.output
        assert "All files: 1 session new, 21 unchanged · 25 new notes" in terminal.text
        assert "Gathering" not in terminal.text
    quiet = run_here(tmp_path, *arguments)
    assert quiet.err == ""
    assert quiet.out.splitlines()[-1] == "All files: 22 sessions unchanged"


def test_a_session_of_another_room_is_never_the_latest(played: Path, here: Room) -> None:
    """Rule: what is noted without naming a session is of this room."""
    here.done("start", "1", "room=Annex")
    with closing(sqlite3.connect(here.database)) as connection, connection:
        connection.execute("UPDATE session SET created_at = '2020-01-01T09:00:00+01:00'")
    here.done("gather", str(played))
    here.done("note", "said in the annex")
    (own,) = [each for each in database(here.database).summaries() if each.room == "Annex"]
    assert own.notes == 1
