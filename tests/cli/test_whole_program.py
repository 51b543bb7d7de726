"""The program itself, in a terminal, with real keys and a real database."""

from __future__ import annotations

import signal
import sqlite3
from pathlib import Path

import pytest

from tests.cli.pty_terminal import PtyTerminal

FIRST = "Governance Challenges"


def start_session(terminal: PtyTerminal) -> None:
    """From the themes into a new session with nothing filled in."""
    terminal.wait_for(FIRST)
    terminal.send("enter")
    terminal.wait_for("Room")
    terminal.send("f2")
    terminal.wait_for("F2 starts the morning")


def a_session_of_one_note(database: Path, home: Path) -> None:
    """Opened, written to and left."""
    with PtyTerminal(["--database", str(database)], home) as terminal:
        start_session(terminal)
        terminal.send("one", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0


def notes_in(database: Path) -> list[str]:
    """The texts of all notes, by sqlite3."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY serial")]
    finally:
        connection.close()


def test_a_stranger_reaches_a_saved_note_by_what_the_screen_says(tmp_path: Path) -> None:
    """Enter, F2, words, Enter: it says saved, and it is in the file."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("The CIO has no vote", "enter")
        terminal.wait_for("1 note · all saved")
        assert notes_in(database) == ["The CIO has no vote"]
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0


def test_a_burst_of_notes_in_one_write_is_kept_in_order(tmp_path: Path) -> None:
    """What a text expander sends, or what was typed during a stall."""
    database = tmp_path / "room.db"
    texts = [f"note number {number}" for number in range(40)]
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("\r".join(texts) + "\r")
        terminal.wait_for("40 notes · all saved")
        assert notes_in(database) == texts


def test_after_kill_9_the_saved_notes_the_draft_and_the_clock_are_there(tmp_path: Path) -> None:
    """Nothing that showed as saved is lost, and the half-typed line is back."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("f2")
        terminal.wait_for("left for Opening")
        terminal.send("kept", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("half a thought")
        terminal.wait_for("half a thought")
        for _ in range(20):
            terminal.read(0.05)
        terminal.kill(signal.SIGKILL)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("half a thought")
        terminal.wait_for("left for Opening")
        terminal.wait_for("1 note · all saved")
        terminal.send("enter")
        terminal.wait_for("2 notes · all saved")
    assert notes_in(database) == ["kept", "half a thought"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_stop_keeps_the_draft_and_restores_the_terminal(
    tmp_path: Path, number: signal.Signals
) -> None:
    """The exit status says which signal it was."""
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
    """It is shown as a replacement, and the typing goes on."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send(b"caf\xe9 \xff ok", "enter")
        terminal.wait_for("1 note · all saved")
    assert notes_in(database)[0].startswith("caf\ufffd")


def test_escape_sequences_in_a_paste_are_shown_and_never_sent(tmp_path: Path) -> None:
    """A title change in a note stays text, also after a restart."""
    database = tmp_path / "room.db"
    evil = "x \x1b]0;owned\x07 \x9b31m \u202e y"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.paste(evil)
        terminal.send("enter")
        terminal.wait_for("all saved")
        terminal.wait_for("owned")
    with PtyTerminal(["--database", str(database), "resume"], tmp_path) as terminal:
        terminal.wait_for("owned")
        assert b"\x1b]0;owned" not in terminal.output
        assert "\u202e".encode() not in terminal.output
    assert "\x1b" not in notes_in(database)[0]


def test_a_window_that_is_resized_to_nothing_and_back_loses_nothing(tmp_path: Path) -> None:
    """1×1 and back."""
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


def test_from_a_resumed_session_back_to_the_list_and_into_it_again(tmp_path: Path) -> None:
    """Straight in, out to the themes, and in once more."""
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


def test_a_session_is_resumed_whatever_has_become_of_the_themes(tmp_path: Path) -> None:
    """She is late, and the file was changed for tomorrow: its error waits until she asks for the list."""
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
