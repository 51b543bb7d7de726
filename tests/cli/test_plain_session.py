"""``--plain``: the open session as lines, for screen readers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.cli.milestones import BETWEEN, Milestones
from breakout_tui.cli.plain_text import plain
from breakout_tui.cli.typed_lines import TypedLines
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from tests.cli.commands_here import Room, room
from tests.cli.pty_terminal import PtyTerminal
from tests.tui.test_screenless import Lines

__all__ = ["room"]


def texts(room: Room) -> list[str]:
    """The notes of the session."""
    store = Database(room.database, SystemClock())
    return [note.text for note in Session.of(store.load(store.summaries()[0].id)).book.notes]


def talk(room: Room, *lines: str) -> str:
    """What is printed for these lines, up to the end of the input."""
    line = [sys.executable, "-m", "breakout_tui", "--database", str(room.database), "--plain"]
    done = subprocess.run(line, input="\n".join(lines), capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_line_is_a_note_and_a_slash_begins_a_command(room: Room) -> None:
    """Rule: the grammar of the capture line; words may be shortened; a refusal is a line and ends nothing."""
    room.start()
    said = talk(
        room,
        "Silo budgets @Norway",
        "//help is a path",
        "/sta",
        "/pause",
        "/fly",
        "/nex",
        "Last",
        "/quit",
        "No",
    )
    assert texts(room) == ["Silo budgets", "/help is a path", "Last"]
    lines = said.splitlines()
    assert lines[0].endswith("Ctrl+D ends.")
    assert "C1 saved" in lines
    assert "No phase is running, /next starts the one that is due" in lines
    assert "No command /fly, or several begin so. // begins a note with a slash." in lines
    assert any(re.fullmatch(r"Opening, (10:00|9:5\d) left", line) for line in lines)
    assert not any(sign in said for sign in "·→✓−…│─")


def test_beside_a_window_lines_and_keys_go_into_one_session(room: Room) -> None:
    """Rule: the window carries the lines out, and what it does is told in a line; Ctrl+D ends, and nothing else does."""
    room.start()
    arguments = ["--database", str(room.database)]
    home = room.database.parent
    with (
        PtyTerminal([*arguments, "resume"], home) as window,
        PtyTerminal([*arguments, "--plain"], home) as plain_,
    ):
        window.wait_for("all saved")
        plain_.wait_for("All saved")
        window.wait_until(lambda: bool(list(home.glob("*.socket"))), "no socket")
        plain_.send("By line", "enter")
        plain_.wait_for("C1 saved")
        window.wait_for("1 note · all saved")
        window.send("By keys", "enter")
        window.wait_for("2 notes · all saved")
        plain_.wait_for("1 note added, 2 notes now")
        plain_.send("\x04")
        assert plain_.wait_for_end() == 0
        window.send("ctrl+q")
        assert window.wait_for_end() == 0
    assert texts(room) == ["By line", "By keys"]


def test_an_interrupt_ends_it_without_a_traceback(room: Room) -> None:
    """Rule: status 130, as documented."""
    room.start()
    with PtyTerminal(["--database", str(room.database), "--plain"], room.database.parent) as terminal:
        terminal.wait_for("All saved")
        assert terminal.kill(signal.SIGINT) == 130
        assert "Traceback" not in terminal.text


def test_plain_lines_of_other_commands_have_no_signs_and_documents_stay_as_they_are(room: Room) -> None:
    """Rule: lists and messages are plain; a report and JSON are not touched."""
    room.start()
    assert " · " in room.done("sessions")
    assert " · " not in room.done("--plain", "sessions")
    assert " · " not in room.run("--plain", "pause").err
    assert room.done("--plain", "export", "-o", "-") == room.done("export", "-o", "-")
    assert room.done("status", "--plain").splitlines()[0] == "Morning: not started"


@given(st.text())
def test_letters_and_figures_are_never_changed(text: str) -> None:
    """Rule: only signs are."""
    kept = [character for character in text if character.isalnum()]
    assert [character for character in plain(text) if character.isalnum() and character not in "toor"] == [
        character for character in kept if character not in "toor"
    ]


# Typed lines


@pytest.fixture
def pipe() -> Iterator[tuple[int, TypedLines]]:
    """The writing end of a pipe, and the lines that come out of it."""
    reading, writing = os.pipe()
    yield writing, TypedLines(reading, "utf-8")
    os.close(reading)


def test_lines_come_whole_however_their_bytes_arrive(pipe: tuple[int, TypedLines]) -> None:
    """Rule: characters and lines are put together; blank lines are none; what stands at the end is a line."""
    writing, lines = pipe
    for byte in "Größe ›\r\n\n  \nlast".encode():
        os.write(writing, bytes([byte]))
    os.close(writing)
    assert [lines.next(10), lines.next(10), lines.next(10)] == ["Größe ›", "last", None]


def test_no_line_yet_is_an_empty_one(pipe: tuple[int, TypedLines]) -> None:
    """Rule: waiting has an end."""
    writing, lines = pipe
    assert lines.next(0.01) == ""
    os.close(writing)


# Milestones


class Told:
    """A session, what others do with it, and what is told."""

    def __init__(self, *lines: str) -> None:
        self.lines = Lines(*lines)
        self.milestones = Milestones(self.lines.clock)
        self.milestones.start(self.lines.session)

    def after(self, seconds: float) -> str:
        """What is told when this time has passed; empty for nothing."""
        self.lines.clock.pass_time(seconds)
        return self.milestones.due()

    def run(self, line: str, *, is_own: bool) -> None:
        """Somebody does something."""
        self.lines.run(line)
        self.milestones.changed(self.lines.session, is_own=is_own)


def test_little_time_and_no_time_are_told_once_each() -> None:
    """Rule: at five minutes and at zero, once for a box; a box that is short from the beginning is not told as such."""
    told = Told("next", "next")
    assert told.after(60) == ""
    assert told.after(18 * 60 + 45 - 60 - 300) == "5 min left for Q1"
    assert told.after(30) == ""
    assert told.after(270) == "Time is up for Q1 · /next goes on, /extend 5 gives more"
    assert told.after(100) == ""


def test_what_is_over_at_the_start_is_not_told() -> None:
    """Rule: only what happens from now on."""
    lines = Lines("next", "next")
    lines.clock.pass_time(1100)
    milestones = Milestones(lines.clock)
    milestones.start(lines.session)
    assert milestones.due() == ""


def test_what_others_change_is_told_and_what_was_typed_here_is_not() -> None:
    """Rule: the box, a pause, new notes; the answer has told what was done here."""
    told = Told("next", "next")
    told.run("next", is_own=False)
    assert told.after(0).startswith("Q2 ")
    told.run("next", is_own=True)
    assert told.after(BETWEEN) == ""
    told.run("pause", is_own=False)
    assert "paused" in told.after(BETWEEN)
    told.run("note More", is_own=False)
    assert told.after(BETWEEN) == "1 note added, 1 note now"


def test_no_more_than_a_line_is_told_at_once(tmp_path: Path) -> None:
    """Rule: whoever types is interrupted by one line at most; of two news the later one is told."""
    told = Told("next", "next")
    told.run("note One", is_own=False)
    assert told.after(0) == "1 note added, 1 note now"
    told.run("note Two", is_own=False)
    told.run("next", is_own=False)
    assert told.after(BETWEEN / 2) == ""
    assert told.after(BETWEEN / 2).startswith("Q2 ")
    assert told.after(BETWEEN) == ""
