"""A gathered session on the command line: read and exported, changed by no command but an erasure."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from breakout_tui.tui.actions.catalogue import ACTIONS
from tests.cli.commands_here import Room, room
from tests.tui.monkey import COMMANDS

__all__ = ["room"]


def gathered(room: Room) -> None:
    """The only session of the file is another room's."""
    room.start()
    room.done("next")
    room.done("next")
    room.done("note", "Silo budgets @Norway #budget")
    with closing(sqlite3.connect(room.database)) as connection, connection:
        connection.execute("INSERT INTO gathered SELECT id, 'annex.db', '' FROM session")


def test_no_command_changes_a_byte_of_it(room: Room) -> None:
    """Rule: every action of the catalogue is done where it only reads, else refused in one sentence."""
    gathered(room)
    before = room.database.read_bytes()
    refused = set()
    arguments = {line.partition(" ")[0]: line.split()[1:] for line in COMMANDS}
    for action in ACTIONS:
        result = room.run(f"/{action.word}", *arguments.get(action.word, ()))
        assert room.database.read_bytes() == before, action.word
        if "read here, changed on their laptop" in result.err:
            refused.add(action.word)
            assert result.status == 1
    assert refused == {action.word for action in ACTIONS if not action.only_reads and not action.needs_window}


def test_it_is_read_and_exported(room: Room) -> None:
    """Rule: the list marks it in words; status, notes and documents are those of every session."""
    gathered(room)
    assert "another room's" in room.done("sessions")
    assert "Silo budgets" in room.done("search")
    assert "Silo budgets" in room.done("export", "-o", "-")
    assert room.done("status")


def test_an_action_without_a_session_is_about_ours(room: Room) -> None:
    """Rule: another room's session that is not done is never meant where ours are."""
    gathered(room)
    room.start()
    room.done("next")
    room.done("note", "Ours")
    assert "Ours" in room.done("search")
    assert "Silo" not in room.done("search")


def test_a_name_can_be_erased_from_it(room: Room) -> None:
    """Rule: an erasure is no change of what was said; it holds in every file."""
    gathered(room)
    assert b"Norway" in room.database.read_bytes()
    room.done("erase", "Norway", "--yes")
    assert "Norway" not in room.done("search")


def test_its_report_is_that_of_its_last_change(room: Room) -> None:
    """Rule: no clock runs for it here, so that the same report comes out whenever it is written."""
    gathered(room)
    store = Database(room.database, SystemClock())
    session = Session.of(store.load(store.summaries()[0].id))
    publisher, now = ReportPublisher(store), SystemClock().read()
    assert publisher.render(session, now) == publisher.render(session, now.later(90_000))
    with closing(sqlite3.connect(room.database)) as connection, connection:
        connection.execute("DELETE FROM gathered")
    assert publisher.render(session, now) != publisher.render(session, now.later(90_000))
