"""However the program ends, typed text is stored, the terminal is restored, the exit status is right, the log has no notes."""

from __future__ import annotations

import signal
import sqlite3
import termios
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.store_events import StoreEvent
from breakout_tui.store.database import Database
from tests.cli.pty_terminal import PtyTerminal
from tests.faults.day_writer import played_day, session_id, survival
from tests.faults.failing_program import SECRET
from tests.faults.open_window import open_window


def _typed(terminal: PtyTerminal) -> None:
    """A session with one saved note and a draft."""
    terminal.wait_for("Governance Challenges")
    terminal.send("enter")
    terminal.wait_for("Room")
    terminal.send("f2")
    terminal.wait_for("F2 starts “Morning”")
    terminal.send(f"{SECRET} said it", "enter")
    terminal.wait_for("1 note · all saved")
    terminal.send(f"{SECRET} half")
    terminal.wait_for(f"{SECRET} half")


def _is_stored(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT text FROM note").fetchall() == [(f"{SECRET} said it",)]
        assert connection.execute("SELECT text FROM draft").fetchall() == [(f"{SECRET} half",)]


def _is_restored(terminal: PtyTerminal) -> None:
    """The other screen left, mouse and pastes no longer reported, the cursor shown, echo and lines as before."""
    for sequence in (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h"):
        assert sequence in terminal.output
    flags = termios.tcgetattr(terminal._fd)[3]
    assert flags & termios.ECHO
    assert flags & termios.ICANON
    assert flags & termios.ISIG


@pytest.mark.parametrize(
    "part", ["worker", *(pytest.param(part, marks=pytest.mark.soak) for part in ("clock", "widget"))]
)
def test_an_unexpected_error_ends_the_program_cleanly(tmp_path: Path, part: str) -> None:
    """Rule: in the heartbeat, a worker or a widget: status 70, and neither log nor terminal shows a word of a note."""
    database, trigger = tmp_path / "room.db", tmp_path / "now"
    home = tmp_path / "home"
    home.mkdir()
    arguments = [part, str(database), str(trigger)]
    with PtyTerminal(arguments, home, module="tests.faults.failing_program") as terminal:
        _typed(terminal)
        trigger.touch()
        if part == "worker":
            terminal.send("f8")
        assert terminal.wait_for_end() == 70
        _is_restored(terminal)
        last_words = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
    assert b"RuntimeError" in last_words
    assert SECRET.encode() not in last_words
    _is_stored(database)
    logs = [path for path in home.rglob("*") if path.is_file()]
    assert len(logs) == 1
    log = logs[0].read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "failing_program.py:" in log
    assert SECRET not in log


def test_closing_the_terminal_loses_nothing(tmp_path: Path) -> None:
    """Rule: all is saved, and the status is that of a hang-up."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _typed(terminal)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    _is_stored(database)


@pytest.mark.soak
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_stop_ends_the_program_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """Rule: as from a shutdown, or ``kill -INT``."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _typed(terminal)
        assert terminal.kill(number) == 128 + number
        _is_restored(terminal)
    _is_stored(database)


@pytest.mark.soak
def test_ctrl_c_twice_leaves_cleanly(tmp_path: Path) -> None:
    """Rule: the first says how to leave, the second leaves, as Ctrl+Q does."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        _typed(terminal)
        terminal.send("ctrl+c")
        terminal.wait_for("Ctrl+Q closes")
        terminal.send("ctrl+c")
        assert terminal.wait_for_end() == 0
        _is_restored(terminal)
    _is_stored(database)


async def test_ctrl_c_twice_with_a_pause_does_not_leave(tmp_path: Path) -> None:
    """Rule: only within two seconds, by the program's clock."""
    (tmp_path / "data").mkdir()
    async with open_window(tmp_path / "data") as window:
        for _ in range(3):
            await window.pilot.press("ctrl+c")
            window.clock.pass_time(2.5)
        assert window.app.return_code is None
        assert any("Ctrl+Q closes" in notice for notice in window.notices)
        await window.pilot.press("ctrl+c", "ctrl+c")
        await window.until(lambda: window.app.return_code == 0)


def test_a_listener_that_fails_does_not_stop_the_writing(tmp_path: Path) -> None:
    """Rule: even if the screens are broken, submitted notes are stored."""
    day, database = played_day("rank"), tmp_path / "room.db"

    def fail(event: StoreEvent) -> None:
        raise RuntimeError(SECRET)

    store = Database(database, SystemClock())
    store.start(fail)
    for changes in day:
        store.submit(session_id(day), changes)
    assert store.close(20)
    assert survival(database, day, len(day)).count == len(day)
