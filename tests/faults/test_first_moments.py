"""What is typed at the start, while a session opens, in a window without the focus, or while the program stalls."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_whole_program import a_session_of_one_note, start_session

WORDS = "undue deadlines pass unnoticed"
"""A sentence that would undo and delete, if its letters were commands."""
FOCUS_OUT, FOCUS_IN = b"\x1b[O", b"\x1b[I"


@pytest.fixture(scope="module")
def one_note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a session of today that has one note."""
    folder = tmp_path_factory.mktemp("first")
    a_session_of_one_note(folder / "room.db")
    return folder / "room.db"


@pytest.fixture
def database(one_note: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(one_note, tmp_path / "room.db"))


def until(terminal: PtyTerminal, seconds: float) -> None:
    """Read the output for so long."""
    end = time.monotonic() + seconds  # noqa: TID251 - real programs take real time
    while time.monotonic() < end:  # noqa: TID251
        terminal.read(0.005)


def notes(database: Path) -> list[tuple[str, str | None]]:
    """The texts of the notes that are not deleted, with the titles of their boxes."""
    query = (
        "SELECT note.text, box.title FROM note LEFT JOIN box ON box.id = note.box_id"
        " WHERE NOT note.deleted ORDER BY serial"
    )
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.execute(query))


def saves_it(terminal: PtyTerminal, database: Path) -> bool:
    """Whether the sentence is in the line, and Enter saves it beside the first note."""
    terminal.wait_for(f"› {WORDS}")
    terminal.wait_for("1 note · all saved")
    terminal.send("enter")
    terminal.wait_for("2 notes · all saved")
    return notes(database) == [("one", None), (WORDS, None)]


MOMENTS = [
    0.0,
    *(pytest.param(moment, marks=pytest.mark.soak) for moment in (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0)),
]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "reports",
    [FOCUS_OUT, *(pytest.param(each, marks=pytest.mark.soak) for each in (b"", FOCUS_IN + FOCUS_OUT))],
)
def test_what_is_typed_from_the_first_moment_on_is_in_the_line(
    database: Path, moment: float, reports: bytes
) -> None:
    """Rule: from the first byte after the start, whether or not the window has, loses or gets the focus."""
    with PtyTerminal(["--database", str(database), "resume"], database.parent, is_started=True) as terminal:
        until(terminal, moment)
        terminal.send(reports)
        for number, letter in enumerate(WORDS):
            terminal.send(letter.encode() + ((FOCUS_OUT, FOCUS_IN)[number % 2] if reports else b""))
        assert saves_it(terminal, database)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_typed_while_a_session_opens_is_in_its_line(database: Path, moment: float) -> None:
    """Rule: Enter on a session in the list, and words right behind it."""
    with PtyTerminal(["--database", str(database)], database.parent, is_started=True) as terminal:
        terminal.wait_for("resume")
        terminal.send("enter")
        until(terminal, moment)
        terminal.send(WORDS)
        assert saves_it(terminal, database)


def test_commands_and_notes_keep_their_order_while_the_program_stalls(tmp_path: Path) -> None:
    """Rule: what was typed while it stood still does what it would have done then."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send("/next", "enter", "/next", "enter")
        terminal.wait_for("left for Q1")
        until(terminal, 1.1)  # F2 right behind the F2 that opened the session does nothing
        for times, stalls in ((1, True), (2, False), (3, True)):
            if stalls:
                os.kill(terminal.pid, signal.SIGSTOP)
            terminal.send("before", "enter", "f2", f"after {times}", "enter")
            if stalls:
                os.kill(terminal.pid, signal.SIGCONT)
            terminal.wait_for(f"{2 * times} notes · all saved")
        questions = [title for _, title in notes(database)]
        assert [text for text, _ in notes(database)] == [
            "before",
            "after 1",
            "before",
            "after 2",
            "before",
            "after 3",
        ]
        assert questions[1] == questions[2] != questions[0]
        assert questions[3] == questions[4] != questions[1]
        assert questions[5] not in questions[:5]
