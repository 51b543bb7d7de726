"""Erasure from a database on a server: in no row, in no file of the server's data, and it never comes back."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store import schema
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_erasure import erase_on_server, preview_on_server
from tests.domain.paper_desk import rooms
from tests.fictional_conference import note_id
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of
from tests.server.test_paper_on_a_server import conference_file, full
from tests.store.builders import StillClock, captured, head, new, write
from tests.store.file_replicas import gather, rows
from tests.store.paper_window import PaperWindow

__all__ = ["conference_file", "full"]

NAME, WORD = "Quetzalcoatl Xanthippe", "zweiundvierzigmillionen"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The file of a room in which a name and an odd word were said, changed and quoted."""
    file = tmp_path / "room.db"
    write(
        file,
        new(head(facilitator=NAME, known=(NAME, "Belgium"))),
        captured(0, f"{WORD} Euro, said {NAME}'s neighbour"),
        captured(1, f"as {NAME} said: {WORD} Euro"),
        captured(2, "something else"),
    )
    return file


def rows_with(address: ServerAddress, *words: str) -> list[str]:
    """The tables in which a cell of any column has one of the words."""
    found = []
    connection = ServerConnection(address)
    for table in schema.ALL_TABLES:
        text = "||' '||".join(f"coalesce(\"{column.name}\"::text, '')" for column in table.columns)
        for (cells,) in connection.execute(f"SELECT {text} FROM {table.name}"):
            found += [table.name for word in words if word.casefold() in cells.casefold()]
    connection.close()
    return found


def files_with(server: RunningServer, address: ServerAddress, *words: str) -> list[str]:
    """The files of the database, and those of the whole server, that have one of the words.

    Not its journal, which every server keeps for a while.
    """
    name = database_of(address)
    ((own,),) = server.run("CHECKPOINT", f"SELECT oid FROM pg_database WHERE datname = '{name}'")
    found = []
    for folder, _, names in os.walk(server.folder):
        parts = Path(folder).relative_to(server.folder).parts
        if parts[:1] == ("pg_wal",) or (parts[:1] == ("base",) and parts[1:2] != (str(own),)):
            continue
        for file in (Path(folder, name) for name in names):
            data = file.read_bytes() if file.is_file() else b""
            found += [str(file) for word in words if word.encode() in data]
    return found


def test_a_name_is_in_no_row_and_no_file(hub: ServerAddress, room: Path, server: RunningServer) -> None:
    """Rule: in no column of any table, nor in the space that rows leave, nor in the server's statistics."""
    gather(hub, room)
    server.run("ANALYZE", database=database_of(hub))
    wanted = Wanted(names=(NAME,))
    found = preview_on_server(hub, wanted, StillClock())
    assert found.places >= 4
    assert rows_with(hub, NAME)
    assert files_with(server, hub, NAME)
    assert erase_on_server(hub, wanted, StillClock()).places == found.places
    assert rows_with(hub, NAME, "xanthippe") == []
    assert files_with(server, hub, NAME) == []
    assert preview_on_server(hub, wanted, StillClock()).places == 0


def test_a_statement_is_in_no_row_and_no_file_and_an_older_copy_does_not_bring_it_back(
    hub: ServerAddress, room: Path, server: RunningServer, tmp_path: Path
) -> None:
    """Rule: what repeats it goes too; gathering an older copy again, or one that was never erased, restores nothing."""
    older = Path(shutil.copy(room, tmp_path / "older.db"))
    gather(hub, room)
    session = head().id
    wanted = Wanted(notes=((session, 0), (session, 1)))
    assert preview_on_server(hub, wanted, StillClock()).notes == 2
    assert erase_on_server(hub, wanted, StillClock()).notes == 2
    assert rows_with(hub, WORD) == []
    assert files_with(server, hub, WORD) == []
    gather(hub, older, room)
    assert rows_with(hub, WORD) == []
    copy = tmp_path / "copy.db"
    gather(copy, older)
    gather(copy, hub)
    assert WORD.encode() not in copy.read_bytes()


def test_a_file_and_a_server_erase_the_same(hub: ServerAddress, room: Path, tmp_path: Path) -> None:
    """Rule: rows of both are equal afterwards."""
    whole = tmp_path / "whole.db"
    gather(whole, room)
    gather(hub, room)
    wanted = Wanted(notes=((head().id, 0),))
    erase(whole, wanted, StillClock().read())
    erase_on_server(hub, wanted, StillClock())
    assert rows(hub) == rows(whole)


def test_what_was_erased_in_a_file_is_erased_on_the_server(
    hub: ServerAddress, room: Path, server: RunningServer, tmp_path: Path
) -> None:
    """Rule: a name and a statement, from rows and from the space that they leave."""
    other = tmp_path / "other.db"
    write(other, new(head("0193-other")), captured(0, f"{NAME} again", "0193-other"), session_id="0193-other")
    gather(hub, room, other)
    erase(room, Wanted((NAME,), ((head().id, 0), (head().id, 1))), StillClock().read())
    gather(hub, room)
    assert rows_with(hub, NAME) == []
    assert files_with(server, hub, NAME) == []
    assert rows_with(hub, WORD) == []


def test_an_erased_statement_leaves_the_paper_on_the_server(full: ServerAddress) -> None:
    """Rule: its edited wording, what repeats it, and the steps that would bring it back."""
    reference = "Room 3·1/C1"
    note = next(each for each in rooms().statements.values() if each.reference == reference)
    window = PaperWindow(full)
    window.do(p.EditWording(note_id(rooms(), reference), "Ein Wort wie Xylophonorchester"))
    assert rows_with(full, "Xylophonorchester")
    erase_on_server(full, Wanted(notes=((note.session.id, note.note.serial),)), StillClock())
    assert rows_with(full, "Xylophonorchester", note.note.text) == []


def a_reader(hub: ServerAddress) -> ServerConnection:
    """A program in the middle of reading."""
    reading = ServerConnection(hub)
    reading.execute("BEGIN")
    reading.execute("SELECT 1 FROM session")
    return reading


def test_a_program_that_still_reads_is_waited_for(
    hub: ServerAddress, room: Path, server: RunningServer
) -> None:
    """Rule: what it can still see could not be removed."""
    gather(hub, room)
    threading.Timer(0.3, a_reader(hub).close).start()
    erase_on_server(hub, Wanted(names=(NAME,)), StillClock())
    assert files_with(server, hub, NAME) == []


@pytest.mark.soak
def test_a_program_that_goes_on_reading_is_told_of(hub: ServerAddress, room: Path) -> None:
    """Rule: with what to do; the rows have lost the name."""
    gather(hub, room)
    reading = a_reader(hub)
    with pytest.raises(StoreError, match="erased from all rows, but not yet"):
        erase_on_server(hub, Wanted(names=(NAME,)), StillClock())
    reading.close()
    assert rows_with(hub, NAME) == []
