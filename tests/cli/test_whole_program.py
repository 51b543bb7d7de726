"""End-to-end tests: the program in a terminal, with real keys and a real database."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.pty_terminal import PtyTerminal

FIRST = "Governance Challenges"


def start_session(terminal: PtyTerminal) -> None:
    """Start a new session from the list of themes, with an empty form."""
    terminal.wait_for(FIRST)
    terminal.send("enter")
    terminal.wait_for("Room")
    terminal.send("f2")
    terminal.wait_for("F2 starts “Morning”")


def a_session_of_one_note(database: Path, home: Path) -> None:
    """Start a session, add one note, and quit."""
    with PtyTerminal(["--database", str(database)], home) as terminal:
        start_session(terminal)
        terminal.send("one", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0


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


def test_a_first_note_is_shown_as_saved_and_is_in_the_file(tmp_path: Path) -> None:
    """Enter, F2, text, Enter: the keys that the screen suggests."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("The CIO has no vote", "enter")
        terminal.wait_for("1 note · all saved")
        assert notes_in(database) == ["The CIO has no vote"]
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0


def test_a_burst_of_notes_in_one_write_is_kept_in_order(tmp_path: Path) -> None:
    """As sent by a text expander, or typed while the computer was busy."""
    database = tmp_path / "room.db"
    texts = [f"note number {number}" for number in range(40)]
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("\r".join(texts) + "\r")
        terminal.wait_for("40 notes · all saved")
        assert notes_in(database) == texts


def test_after_kill_9_the_saved_notes_the_draft_and_the_clock_are_restored(tmp_path: Path) -> None:
    """No note that was shown as saved is lost, and the half-typed line comes back."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("/next", "enter")  # F2 would still be the key that opened the session
        terminal.wait_for("left for Opening")
        terminal.send("kept", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("half a thought")
        terminal.wait_until(lambda: draft_in(database) == "half a thought", "the draft was not stored")
        terminal.kill(signal.SIGKILL)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("half a thought")
        terminal.wait_for("left for Opening")
        terminal.wait_for("1 note · all saved")
        terminal.send("enter")
        terminal.wait_for("2 notes · all saved")
    assert notes_in(database) == ["kept", "half a thought"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_stop_keeps_the_draft_and_restores_the_terminal(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The exit status is 128 plus the number of the signal."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("half")
        terminal.wait_for("half")
        assert terminal.kill(number) == 128 + number
        assert b"\x1b[?1049l" in terminal.output
    connection = sqlite3.connect(database)
    assert connection.execute("SELECT text FROM draft").fetchall() == [("half",)]
    connection.close()


def test_a_byte_that_is_not_utf8_does_no_harm(tmp_path: Path) -> None:
    """It is shown as a replacement character, and you can continue typing."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send(b"caf\xe9 \xff ok", "enter")
        terminal.wait_for("1 note · all saved")
    assert notes_in(database)[0].startswith("caf\ufffd")


def test_escape_sequences_in_a_paste_are_never_sent_to_the_terminal(tmp_path: Path) -> None:
    """A note with a sequence that sets the window title stays text, also after a restart."""
    database = tmp_path / "room.db"
    evil = "x \x1b]0;owned\x07 \x9b31m \u202e y"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.paste(evil)
        terminal.send("enter")
        terminal.wait_for("1 note · all saved")
        terminal.wait_for("owned")
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("owned")
        assert b"\x1b]0;owned" not in terminal.output
        assert "\u202e".encode() not in terminal.output
    assert "\x1b" not in notes_in(database)[0]


def test_resizing_to_one_cell_and_back_loses_nothing(tmp_path: Path) -> None:
    """The typed text stays in the line."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("before")
        terminal.wait_for("before")
        for size in ((1, 1), (10, 4), (200, 50), (80, 24)):
            terminal.resize(*size)
            for _ in range(6):
                terminal.read(0.05)
        terminal.send(" after", "enter")
        terminal.wait_for("1 note · all saved")
    assert notes_in(database) == ["before after"]


def test_a_resumed_session_can_be_left_and_opened_again(tmp_path: Path) -> None:
    """From ``resume`` to the list of themes and back into the session."""
    database = tmp_path / "room.db"
    a_session_of_one_note(database, tmp_path)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("1 note · all saved")
        terminal.send("/sessions", "enter")
        terminal.wait_for("Breakout themes")
        terminal.wait_for("Enter resume")
        terminal.send("enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("two", "enter")
        terminal.wait_for("2 notes · all saved")
    assert notes_in(database) == ["one", "two"]


def test_a_session_is_resumed_despite_an_error_in_the_programme_file(tmp_path: Path) -> None:
    """The error appears only when the facilitator opens the list of themes."""
    database, themes = tmp_path / "room.db", tmp_path / ".config" / "breakout-tui" / "themes.toml"
    a_session_of_one_note(database, tmp_path)
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
    assert notes_in(database) == ["one", "two"]
