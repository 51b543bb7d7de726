"""Actions on the command line: which session they act on, what they refuse, and two of them at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.backups import backups_of
from breakout_tui.store.connection import open_writing
from breakout_tui.store.database import Database
from tests.cli.command_line import CommandResult
from tests.cli.commands_here import Room, room
from tests.cli.pty_terminal import PtyTerminal

__all__ = ["room"]


def session_of(room: Room, number: int = 0) -> Session:
    """A session as it is stored; 0 is the newest."""
    store = Database(room.database, SystemClock())
    return Session.of(store.load(store.summaries()[number].id))


def test_each_result_has_its_stream_and_its_exit_status(room: Room) -> None:
    """Rule: what happened on stdout with 0; a refusal in one line on stderr with 1, an incomplete command with 2."""
    room.start()
    assert room.run("note", "Silo budgets", "@Norway") == CommandResult(0, "C1 saved\n", "")
    refused, incomplete = room.run("pause"), room.run("extend")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == "breakout-tui: No phase is running · breakout-tui next starts the one that is due\n"
    assert (incomplete.status, incomplete.out) == (2, "")
    assert incomplete.err.endswith(" · it is written breakout-tui extend [minutes]\n")
    assert room.run("exprot").status == 2
    assert "breakout-tui actions" in room.run("exprot").err


def test_an_answer_says_no_more_than_what_was_done(room: Room) -> None:
    """Rule: ``Done`` stands only where there is nothing else to say, not beside a note whose country came onto the list."""
    room.start()
    assert room.run("note", "Doors leak", "@Peru") == CommandResult(0, "C1 saved\n", "")


def test_a_refusal_without_an_earlier_round_says_how_there_is_one(room: Room) -> None:
    """Rule: a command that is written as it should be is not told how it is written."""
    room.start()
    refused = room.run("recap")
    assert refused.err.startswith("breakout-tui: There is no earlier round · choose it")


def test_a_command_of_the_program_keeps_its_name(room: Room) -> None:
    """Rule: with its slash a word is always the action; the options stand before its argument, which may begin with a dash."""
    room.start()
    room.done("next")
    room.done("pause")
    assert room.run("resume").status == 2  # opens the window, and there is no terminal
    assert session_of(room).is_paused
    room.done("/resume")
    room.done("--session", "1", "next")
    room.done("extend", "--session=1", "-1")
    room.done("note", "--", "--session 9 is a statement")
    assert session_of(room).book.notes[0].text == "--session 9 is a statement"
    assert room.run("next", "--session").status == 2


def test_the_newest_session_that_is_not_done_is_meant(room: Room) -> None:
    """Rule: if others could be meant, the line on stderr says which one was; archived and done ones are passed over."""
    assert room.run("status").status == 1
    assert room.run("fly").status == 2
    room.start()
    assert room.run("status").err == ""
    room.start()
    told = room.run("next").err
    assert told.startswith("breakout-tui: session 1: Governance Challenges")
    assert "2 are not done; --session chooses" in told
    assert session_of(room, 0).running is not None
    assert session_of(room, 1).running is None
    assert room.run("next", "--session", "2").err == ""
    assert session_of(room, 1).running is not None


def test_commands_at_once_are_all_done(room: Room) -> None:
    """Rule: one after the other, each on what the one before has saved; none is lost, none is done twice."""
    room.start()
    line = [sys.executable, "-m", "breakout_tui", "--database", str(room.database), "note", "Statement"]
    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(lambda number: subprocess.run([*line, number]).returncode, "1234"))
    assert ended == [0] * 4
    texts = sorted(note.text for note in session_of(room).book.notes)
    assert texts == [f"Statement {number}" for number in "1234"]


def test_undo_reaches_what_another_command_did(room: Room) -> None:
    """Rule: undo steps are in the file."""
    room.start()
    room.done("note", "Silo budgets")
    assert room.done("undo").startswith("Undone: ")
    assert room.done("redo").startswith("Redone: ")


def test_a_file_that_can_not_be_written_is_refused_as_in_the_window(room: Room) -> None:
    """Rule: the exit status of the error tree, one line, nothing changed."""
    room.start()
    blocker = open_writing(room.database, 1.0)
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        result = room.run("next")
    finally:
        blocker.close()
    assert result.status == 5
    assert session_of(room).running is None
    with closing(sqlite3.connect(room.database)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    assert room.run("next").status == 4
    room.database.write_bytes(b"no database" * 100)
    assert room.run("next").status == 3


def test_a_window_that_takes_no_commands_keeps_its_session(room: Room) -> None:
    """Rule: nothing is written beside a window that owns the session; the command says who has it, with status 6."""
    room.start()
    with PtyTerminal(["--database", str(room.database), "resume"], room.database.parent) as terminal:
        terminal.wait_for("all saved")
        terminal.send("Mine", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.wait_until(lambda: bool(list(room.database.parent.glob("*.socket"))), "no socket")
        for socket in room.database.parent.glob("*.socket"):
            socket.unlink()
        result = room.run("note", "Theirs")
    assert result.status == 6
    assert "another window on this machine" in result.err.lower()
    assert [note.text for note in session_of(room).book.notes] == ["Mine"]


def test_commands_alone_make_backups_too(room: Room) -> None:
    """Rule: when a phase starts and ends, and with a change after ten minutes, as a window does."""
    room.start()
    room.done("note", "Silo budgets")
    (first,) = backups_of(room.database)
    room.done("note", "No owner")
    assert backups_of(room.database) == (first,)
    first.path.rename(first.path.with_name("20200101T000000Z.db"))
    room.done("note", "No vote")
    assert len(backups_of(room.database)) == 2


@pytest.mark.parametrize("words", [("next", "--help"), ("vote", "-h"), ("copy", "--help")])
def test_each_action_has_a_help(room: Room, words: tuple[str, ...]) -> None:
    """Rule: how it is written, or why it needs the window; without a database."""
    assert words[0] in room.done(*words)


def test_the_list_has_every_action(room: Room) -> None:
    """Rule: those that can be done from here with their arguments, the others with the reason."""
    listed = room.done("actions")
    assert "  breakout-tui extend [minutes]: give this box more time; the cost is shown first\n" in listed
    assert "  breakout-tui /resume: resume the clock\n" in listed
    assert "  /theme: colours are those of the window\n" in listed
