"""End-to-end tests: the program in a terminal, with real keys and a real database."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import start
from tests.cli.pty_terminal import PtyTerminal
from tests.day_script import shipped
from tests.store.builders import new, note, write
from tests.stored import records_of

FIRST = "Governance Challenges"


def start_session(terminal: PtyTerminal) -> None:
    """Start a new session from the list of themes, with an empty form."""
    terminal.wait_for(FIRST)
    terminal.send("enter")
    terminal.wait_for("Room")
    terminal.send("f2")
    terminal.wait_for("F2 starts “Morning”")


def a_session_of_one_note(database: Path) -> None:
    """As an earlier window left it: a session with one note."""
    programme = shipped()
    session = start(programme, programme.themes[0].id, DETAILS, SystemClock().read()).session
    records = (*records_of(session), note(0, "one", session.id))
    write(database, new(*records), session_id=session.id)


def draft_in(database: Path) -> str:
    """The stored draft, read with sqlite3; empty for none."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT text FROM draft").fetchone()
    return "" if found is None else str(found[0])


def notes_in(database: Path) -> list[str]:
    """The texts of all notes, read with sqlite3."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY serial")]
    finally:
        connection.close()


@dataclass(frozen=True)
class Program:
    """A program with an open session."""

    terminal: PtyTerminal
    database: Path

    def says(self, *keys: str | bytes, notes: int = 1) -> list[str]:
        """Send keys that make so many notes; gives what is in the file of them once all are shown as saved."""
        before = len(notes_in(self.database))
        self.terminal.send(*keys)
        count = before + notes
        self.terminal.wait_for(f"{count} note{'s' if count != 1 else ''} · all saved")
        return notes_in(self.database)[before:]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program whose session several tests add notes to."""
    home = tmp_path_factory.mktemp("home")
    database = home / "room.db"
    with PtyTerminal(["--database", str(database)], home) as terminal:
        start_session(terminal)
        yield Program(terminal, database)


def test_a_first_note_is_shown_as_saved_and_is_in_the_file(program: Program) -> None:
    """Enter, F2, text, Enter: the keys that the screen suggests."""
    assert program.says("The CIO has no vote", "enter") == ["The CIO has no vote"]


def test_a_burst_of_notes_in_one_write_is_kept_in_order(program: Program) -> None:
    """As sent by a text expander, or typed while the computer was busy."""
    texts = [f"note number {number}" for number in range(40)]
    assert program.says("\r".join(texts) + "\r", notes=40) == texts


def test_a_byte_that_is_not_utf8_does_no_harm(program: Program) -> None:
    """It is shown as a replacement character, and you can continue typing."""
    (text,) = program.says(b"caf\xe9 \xff ok", "enter")
    assert text.startswith("caf\ufffd")


def test_resizing_to_one_cell_and_back_loses_nothing(program: Program) -> None:
    """The typed text stays in the line."""
    terminal = program.terminal
    size = (terminal.columns, terminal.rows)
    terminal.send("before")
    terminal.wait_for("before")
    for each in ((1, 1), (10, 4), (200, 50), (80, 24), size):
        terminal.resize(*each)
        for _ in range(6):
            terminal.read(0.05)
    assert program.says(" after", "enter") == ["before after"]


def test_after_kill_9_the_saved_notes_the_draft_and_the_clock_are_restored(tmp_path: Path) -> None:
    """No note that was shown as saved is lost, and the half-typed line comes back.

    Nor is an escape sequence of a paste ever sent to the terminal, also not after the restart: it stays text.
    """
    database = tmp_path / "room.db"
    evil = "x \x1b]0;owned\x07 \x9b31m \u202e y"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("/next", "enter")  # F2 would still be the key that opened the session
        terminal.wait_for("left for Opening")
        terminal.send("/next", "enter")
        terminal.wait_for("left for Q1")
        terminal.paste(evil)
        terminal.send("enter")
        terminal.wait_for("1 note · all saved")
        terminal.wait_for("owned")
        kept = notes_in(database)
        terminal.send("half a thought")
        terminal.wait_until(lambda: draft_in(database) == "half a thought", "the draft was not stored")
        terminal.kill(signal.SIGKILL)
    assert "owned" in kept[0]
    assert "\x1b" not in kept[0]
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("half a thought")
        terminal.wait_for("left for Q1")
        terminal.wait_for("1 note · all saved")
        terminal.wait_for("owned")
        terminal.send("enter")
        terminal.wait_for("2 notes · all saved")
        assert b"\x1b]0;owned" not in terminal.output
        assert "\u202e".encode() not in terminal.output
    assert notes_in(database) == [*kept, "half a thought"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_stop_keeps_the_draft_and_restores_the_terminal(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The exit status is 128 plus the number of the signal."""
    database = tmp_path / "room.db"
    a_session_of_one_note(database)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("1 note · all saved")
        terminal.send("half")
        terminal.wait_for("half")
        assert terminal.kill(number) == 128 + number
        assert b"\x1b[?1049l" in terminal.output
    connection = sqlite3.connect(database)
    assert connection.execute("SELECT text FROM draft").fetchall() == [("half",)]
    connection.close()


def test_a_session_is_resumed_despite_an_error_in_the_programme_file_and_can_be_left(tmp_path: Path) -> None:
    """The error appears only when the facilitator opens the list of themes; without it, the list leads back into the session."""
    database, themes = tmp_path / "room.db", tmp_path / ".config" / "breakout-tui" / "themes.toml"
    a_session_of_one_note(database)
    themes.parent.mkdir(parents=True)
    themes.write_text("event = ", encoding="utf-8")
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        terminal.wait_for("themes.toml")
        assert terminal.wait_for_end() == 1
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("1 note · all saved")
        terminal.send("/sessions", "enter")
        terminal.wait_for("themes.toml can't be used")
        terminal.send("two", "enter")
        terminal.wait_for("2 notes · all saved")
        themes.unlink()
        terminal.send("/sessions", "enter")
        terminal.wait_for("Breakout themes")
        terminal.wait_for("Enter resume")
        terminal.send("enter")
        terminal.wait_for("2 notes · all saved")
        terminal.send("three", "enter")
        terminal.wait_for("3 notes · all saved")
    assert notes_in(database) == ["one", "two", "three"]
