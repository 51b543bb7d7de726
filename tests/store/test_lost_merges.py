"""A damaged file in which notes are merged into each other in a circle opens, and is named by ``check``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.session import Session
from breakout_tui.store.check import diagnose
from tests.store.builders import SESSION, captured, database, head, new, write


@pytest.mark.parametrize(
    ("merges", "lost", "visible"),
    [
        ({0: 1, 1: 0}, ("C1", "C2"), ["C1", "C3", "C4"]),
        ({2: 2}, ("C3",), ["C1", "C2", "C3", "C4"]),
        ({0: 1, 1: 2, 2: 1}, ("C2", "C3"), ["C2", "C4"]),
        ({0: 1, 1: 2}, (), ["C3", "C4"]),
    ],
)
def test_a_circle_of_merges_is_opened_and_named(
    tmp_path: Path, merges: dict[int, int], lost: tuple[str, ...], visible: list[str]
) -> None:
    """Rule: of each circle one note is shown and stands for the others; ``check`` names them all and the next step."""
    path = tmp_path / "breakout.db"
    write(path, new(head()), *(captured(serial) for serial in range(4)))
    with closing(sqlite3.connect(path)) as connection, connection:
        for serial, into in merges.items():
            connection.execute("UPDATE note SET merged_into = ? WHERE serial = ?", (into, serial))
    session = Session.of(database(path).load(SESSION))
    assert [note.reference for note in session.book.notes if note.is_visible] == visible
    problems = diagnose(path)
    named = [f"{path}: session {SESSION}: no note stands for {name}, which was merged" for name in lost]
    assert problems[: len(named)] == named
    assert len(problems) == len(named) + bool(named)
    assert not named or "rescue" in problems[-1]
