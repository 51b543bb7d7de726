"""The demo day, typed into the installed program in a real terminal, with a kill in the middle.

For `make soak`; the tests always play it so that each sixth line is typed (``test_day_by_commands``).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from tests.cli.pty_terminal import PtyTerminal
from tests.day_script import Step, steps, timeless

GOLDEN = Path(__file__).parent / "golden" / "day.md"


def play(terminal: PtyTerminal, day: list[Step]) -> None:
    """Type the steps one after the other, as a person would."""
    for step in day:
        if step.tabs:
            terminal.send(*["tab"] * step.tabs)
        # Keys are handled in order: when the next text appears in the line, the previous step is done.
        terminal.send(step.typed, "enter", "zz")
        terminal.wait_for("› zz")
        terminal.send("\x7f\x7f")
        terminal.wait_for("› zz", absent=True)
        terminal.wait_for(f"{step.notes} note{'s' if step.notes != 1 else ''} · all saved")


def fill_form(terminal: PtyTerminal) -> None:
    """Start the session of the demo day from the list of themes, with all its details typed."""
    terminal.wait_for("Governance Challenges")
    terminal.send("enter")
    terminal.wait_for("Facilitator")
    fields = (DETAILS.room, DETAILS.facilitator, DETAILS.rapporteur, str(DETAILS.people))
    for value in fields:
        terminal.send(value or "", "tab")
    terminal.send(
        "tab", "tab", "tab", "tab", ", ".join(DETAILS.known or ()), "tab", ", ".join(DETAILS.groups or ())
    )
    terminal.wait_for("Federal states")
    terminal.send("f2")
    terminal.wait_for("F2 starts “Morning”")


@pytest.mark.soak
def test_a_whole_day_in_a_terminal_gives_the_golden_report(tmp_path: Path) -> None:
    """Session form, morning, kill -9, resume, afternoon, export."""
    database = tmp_path / "room.db"
    day = list(steps(SystemClock().read()))
    half = len(day) // 2
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        fill_form(terminal)
        play(terminal, day[:half])
        terminal.wait_for("all saved")
        for _ in range(20):  # wait until the deleted "zz" is no longer stored as a draft
            terminal.read(0.05)
        terminal.kill(signal.SIGKILL)
    with PtyTerminal(["--database", str(database), "resume"], tmp_path, size=(80, 24)) as terminal:
        terminal.wait_for("all saved")
        play(terminal, day[half:])
        terminal.wait_for("all saved")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    exported = subprocess.run(
        [sys.executable, "-m", "breakout_tui", "export", "-o", "-", "--database", str(database)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "HOME": str(tmp_path)},
    ).stdout
    text = timeless(exported)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    store = Database(database, SystemClock())
    assert Session.of(store.load(store.summaries()[0].id)).book.visible >= 40
