"""A terminal under stress: resized to nothing, flooded with keys, pastes or mouse events."""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.pty_terminal import PtyTerminal

GROWTH = 60_000
"""kB of memory that a flood may cost."""
GROWTH_BY_KEYS = 6
"""kB that each waiting key of a burst may cost; no person types such a burst."""


def _start(terminal: PtyTerminal) -> None:
    terminal.wait_for("Governance Challenges")
    terminal.send("enter")
    terminal.wait_for("Room")
    terminal.send("f2")
    terminal.wait_for("F2 starts “Morning”")


def _notes(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY serial")]


def _memory(terminal: PtyTerminal) -> int:
    """The program's memory in kB; 0 where that is unknown."""
    try:
        status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def _moves(times: int) -> bytes:
    """Mouse moves, drags and wheel turns, as terminals report them."""
    return b"".join(
        b"\x1b[<%d;%d;%dM" % ((35, 32, 64, 65)[number % 4], 1 + number * 7 % 120, 1 + number * 3 % 20)
        for number in range(times)
    )


def _flood(terminal: PtyTerminal, data: bytes) -> None:
    """Send all this as fast as it is read, and read what is painted meanwhile."""
    for start in range(0, len(data), 4096):
        terminal.send(data[start : start + 4096])


def test_a_terminal_under_stress_loses_no_letter_and_no_line(tmp_path: Path) -> None:
    """Rule: sizes down to 1×1 between letters, a long paste, a held key and the mouse, one after the other."""
    database = tmp_path / "room.db"
    lines = [f"pasted line {number}" for number in range(200)]
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _start(terminal)
        for size, letters in (((1, 1), "ev"), ((300, 2), "ery"), ((20, 5), " let"), ((120, 32), "ter")):
            terminal.resize(*size)
            terminal.send(letters)
            terminal.read(0.01)
        terminal.send("enter")
        terminal.wait_for("1 note · all saved")
        before = _memory(terminal)
        _flood(terminal, b"\x1b[200~" + "\r".join(lines).encode() + b"\x1b[201~")
        terminal.wait_for("200 lines")
        terminal.send("tab")
        terminal.wait_for("201 notes · all saved")
        _flood(terminal, b"a" * 500 + _moves(200))
        terminal.send("enter")
        terminal.wait_for("202 notes · all saved")
        assert _memory(terminal) - before < GROWTH
    assert _notes(database) == ["every letter", *lines, "a" * 500]


@pytest.mark.soak
def test_resized_while_typing_no_letter_is_lost(tmp_path: Path) -> None:
    """Rule: 1×1, wide, tall and back, between the letters."""
    database, text = tmp_path / "room.db", "every letter counts"
    sizes = [(1, 1), (2, 50), (300, 2), (20, 5), (120, 32)]
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _start(terminal)
        for number, letter in enumerate(text):
            terminal.resize(*sizes[number % len(sizes)])
            terminal.send(letter)
            terminal.read(0.01)
        terminal.resize(120, 32)
        terminal.send("enter")
        terminal.wait_for("1 note · all saved")
    assert _notes(database) == [text]


def _paste(folder: Path, count: int) -> None:
    database = folder / "room.db"
    lines = [f"pasted line {number}" for number in range(count)]
    with PtyTerminal(["--database", str(database)], folder) as terminal:
        _start(terminal)
        terminal.send("before", "enter")
        terminal.wait_for("1 note · all saved")
        before = _memory(terminal)
        _flood(terminal, b"\x1b[200~" + "\r".join(lines).encode() + b"\x1b[201~")
        terminal.wait_for(f"{count:,} lines")
        terminal.send("tab")
        terminal.wait_for(f"{count + 1:,} notes · all saved")
        terminal.send("after", "enter")
        terminal.wait_for(f"{count + 2:,} notes · all saved")
        assert _memory(terminal) - before < GROWTH
    assert _notes(database) == ["before", *lines, "after"]


@pytest.mark.soak
def test_a_paste_of_ten_thousand_lines(tmp_path: Path) -> None:
    """Rule: its length is shown, Tab makes a note of each line, and none is lost."""
    _paste(tmp_path, 10_000)


def _hold_a_key(folder: Path, times: int) -> None:
    database = folder / "room.db"
    with PtyTerminal(["--database", str(database)], folder) as terminal:
        _start(terminal)
        terminal.send("before", "enter")
        terminal.wait_for("1 note · all saved")
        before = _memory(terminal)
        _flood(terminal, b"a" * times)
        terminal.send("enter")
        terminal.wait_for("2 notes · all saved")
        terminal.send("after", "enter")
        terminal.wait_for("3 notes · all saved")
        assert _memory(terminal) - before < GROWTH_BY_KEYS * times
    first, held, last = _notes(database)
    assert (first, last) == ("before", "after")
    assert set(held) == {"a"}
    assert len(held) == min(times, 4000)


@pytest.mark.soak
def test_a_key_held_down_20_000_times(tmp_path: Path) -> None:
    """Rule: a note has at most 4,000 characters; the rest is refused and nothing before it is lost."""
    _hold_a_key(tmp_path, 20_000)


def _move_the_mouse(folder: Path, times: int) -> None:
    database = folder / "room.db"
    with PtyTerminal(["--database", str(database)], folder) as terminal:
        _start(terminal)
        terminal.send("before", "enter")
        terminal.wait_for("1 note · all saved")
        terminal.send("half")
        before = _memory(terminal)
        _flood(terminal, _moves(times))
        terminal.send(" a thought", "enter")
        terminal.wait_for("2 notes · all saved")
        assert _memory(terminal) - before < GROWTH
    assert _notes(database) == ["before", "half a thought"]


@pytest.mark.soak
def test_a_flood_of_the_mouse_5_000_times(tmp_path: Path) -> None:
    """Rule: typing continues during moves, drags and wheel turns."""
    _move_the_mouse(tmp_path, 5_000)


@pytest.mark.soak
def test_a_hundred_sizes_while_notes_are_typed(tmp_path: Path) -> None:
    """Rule: each note is there, whatever the size was."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _start(terminal)
        for number in range(100):
            terminal.resize(1 + number * 37 % 200, 1 + number * 11 % 60)
            terminal.send(f"note {number}", "enter")
            terminal.read(0.01)
        terminal.resize(120, 32)
        end = time.monotonic() + 20  # noqa: TID251 - the program runs in real time
        while "100 notes · all saved" not in terminal.text and time.monotonic() < end:  # noqa: TID251
            terminal.read(0.05)
    assert _notes(database) == [f"note {number}" for number in range(100)]
