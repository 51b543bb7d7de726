"""The card file: what displays that read the database show of the report-back."""

from __future__ import annotations

import os
from pathlib import Path

from breakout_tui.cli.card_file import CardFile, read_card
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.shown_card import ShownCard

CARD = ShownCard("Finding 1", "Budgets follow services", 2, 5, "boot-1", 5000.0, 5)


def test_a_card_is_read_until_it_is_taken_back(tmp_path: Path) -> None:
    """Only its user can read it; a second card takes the place of the first one."""
    database, clock, file = tmp_path / "room.db", SystemClock(), CardFile()
    assert read_card(database, clock) is None
    file.show(database, CARD)
    assert read_card(database, clock) == CARD
    (written,) = tmp_path.iterdir()
    assert written.stat().st_mode & 0o777 == 0o600
    other = ShownCard("Ask", "Two minutes of your time", 5, 5, "boot-1", 5000.0, 5, 260)
    file.show(database, other)
    assert read_card(database, clock) == other
    file.show(database, None)
    assert list(tmp_path.iterdir()) == []


def test_a_card_of_a_window_that_crashed_is_not_shown(tmp_path: Path) -> None:
    """Nobody keeps it fresh."""
    database, clock, file = tmp_path / "room.db", SystemClock(), CardFile()
    file.show(database, CARD)
    (written,) = tmp_path.iterdir()
    now = clock.read().wall.timestamp()
    os.utime(written, (now - 60, now - 60))
    assert read_card(database, clock) is None
    file.show(database, None)


def test_a_file_that_is_no_card_shows_nothing(tmp_path: Path) -> None:
    """Rule: whatever is in it."""
    for text in ("", "{", "[]", '{"heading": 1}', "\x00"):
        (tmp_path / "room.db.card").write_text(text)
        assert read_card(tmp_path / "room.db", SystemClock()) is None


def test_a_folder_that_can_not_be_written_keeps_nobody_from_speaking(tmp_path: Path) -> None:
    """The displays stay at what is now."""
    file = CardFile()
    file.show(tmp_path / "missing" / "room.db", CARD)
    file.show(tmp_path / "missing" / "room.db", None)
    assert not (tmp_path / "missing").exists()
