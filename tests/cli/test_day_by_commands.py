"""The demo day by commands: alone, and beside a window that is used and killed meanwhile."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.session import Session
from breakout_tui.store.database import Database
from tests.cli.commands_here import Room, day_as_commands, room
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_day_in_a_terminal import fill_form
from tests.day_script import Step, steps, timeless

__all__ = ["room"]

GOLDEN = Path(__file__).parent / "golden" / "day.md"
TYPED_EVERY = 6
"""Of these steps one is typed in the window, with what stands half typed in its line."""
HALF = "half a thought"


def report(room: Room) -> str:
    """The report of the day, without what depends on the time of the run."""
    return timeless(room.done("export", "-o", "-"))


def test_a_whole_day_by_commands_alone_gives_the_report_of_the_keys(room: Room) -> None:
    """Session, morning, list, afternoon, agreement, read-back: the same report, and one of each phase in the documents."""
    room.start()
    for command in day_as_commands():
        room.done(*command)
    assert report(room) == GOLDEN.read_text(encoding="utf-8")
    assert len(list((room.database.parent / "home").glob("*.md"))) == 2


def at_once(terminal: PtyTerminal, room: Room, *command: str) -> None:
    """Run a command that must succeed, while the terminal takes what the window paints."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(room.done, *command)
        while not running.done():
            terminal.read(0.005)
        running.result()


def type_step(terminal: PtyTerminal, step: Step) -> None:
    """Type a step, and wait until it is saved."""
    terminal.send(*["tab"] * step.tabs)
    terminal.send(step.typed, "enter")
    terminal.wait_for(f"{step.notes} note{'s' if step.notes != 1 else ''} · all saved")


def play(terminal: PtyTerminal, room: Room, day: list[tuple[list[str], Step]]) -> None:
    """Some steps by keys, the others by commands, while something stands half typed in the line."""
    for place, (command, step) in enumerate(day):
        if place % TYPED_EVERY == 0:
            type_step(terminal, step)
            terminal.send(HALF)
            terminal.wait_for(f"› {HALF}")
            continue
        at_once(terminal, room, *command)
        if (place + 1) % TYPED_EVERY == 0 or place + 1 == len(day):
            assert f"› {HALF}" in terminal.text
            terminal.send("\x7f" * len(HALF))
            terminal.wait_for(HALF, absent=True)


@pytest.mark.soak
def test_a_day_beside_a_window_by_keys_and_commands_in_turns_gives_the_report_of_the_keys(room: Room) -> None:
    """From the form, with a kill -9 in the middle, and commands alone until the next window. No socket stays behind."""
    home = room.database.parent
    day = list(zip(day_as_commands(), steps(SystemClock().read()), strict=True))
    third = len(day) // 3
    window = ["--database", str(room.database)]
    with PtyTerminal(window, home) as terminal:
        fill_form(terminal)
        wait_for_socket(terminal, room, set())
        play(terminal, room, day[:third])
        terminal.kill(signal.SIGKILL)
    left_behind = set(sockets(room))
    assert len(left_behind) == 1
    for command, _ in day[third : third + 20]:
        room.done(*command)
    with PtyTerminal([*window, "resume"], home, size=(80, 24)) as terminal:
        wait_for_socket(terminal, room, left_behind)
        terminal.send("\x7f" * len(HALF))  # what was half typed in the killed window
        play(terminal, room, day[third + 20 :])
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert sockets(room) == []
    assert report(room) == GOLDEN.read_text(encoding="utf-8")
    stored = Session.of(
        Database(room.database, SystemClock()).load(Database(room.database, SystemClock()).summaries()[0].id)
    )
    assert stored.book.visible == day[-1][1].notes


def sockets(room: Room) -> list[Path]:
    """The sockets beside the database."""
    return list(room.database.parent.glob("*.socket*"))


def wait_for_socket(terminal: PtyTerminal, room: Room, left_behind: set[Path]) -> None:
    """Until the window takes commands; a socket that a killed one left behind is gone then."""
    terminal.wait_for("all saved")
    terminal.wait_until(
        lambda: len(sockets(room)) == 1 and not left_behind & set(sockets(room)), "no socket appeared"
    )
