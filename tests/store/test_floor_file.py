"""The server's file of statements: private, only its own, and without what is blanked."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.held_votes import BALLOTS_KEPT, HeldBallots
from breakout_tui.store.floor_file import FloorFile, floor_path, forget_old_ballots, remove_if_fetched

ONE = HeldStatement("01a", "s", "challenge", "Silo budgets zebra", "Norway", 1_764_000_000_000, "k", "h")


def test_what_is_put_is_there_again(tmp_path: Path) -> None:
    """Rule: by id, the earliest first; only its user can read the file."""
    file, path = FloorFile(tmp_path / "room.db"), floor_path(tmp_path / "room.db")
    two = replace(ONE, id="01b", stored=True, withdrawn=True, outcome="taken", reference="C1")
    file.put([two, ONE])
    file.put([replace(ONE, kind="principle")])
    file.close()
    assert FloorFile(tmp_path / "room.db").all() == (replace(ONE, kind="principle"), two)
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_blanked_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    """Rule: nor of its journal, also among a thousand others."""
    file = FloorFile(tmp_path / "room.db")
    file.put([replace(ONE, id=f"{number:05}") for number in range(1000)])
    file.put([replace(ONE, id=f"{number:05}", text="", country="", stored=True) for number in range(1000)])
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"00999" in found
    assert b"zebra" not in found
    assert b"Norway" not in found


def test_the_file_goes_when_the_room_has_all(tmp_path: Path) -> None:
    """Rule: not before; one that is not ours, or can't be read, stays."""
    database = tmp_path / "room.db"
    assert remove_if_fetched(database)
    file = FloorFile(database)
    file.put([ONE, replace(ONE, id="01b", withdrawn=True)])
    file.close()
    assert not remove_if_fetched(database)
    file.put([replace(ONE, stored=True)])
    file.close()
    assert remove_if_fetched(database)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database", b"", "other"])
def test_a_file_that_is_not_ours_is_kept_and_a_new_one_begun(tmp_path: Path, content: bytes | str) -> None:
    """Rule: byte for byte, under another name, so that a damaged file keeps nobody from sending; an empty one is taken."""
    database = tmp_path / "room.db"
    path = floor_path(database)
    assert FloorFile(database).all() == ()
    assert not path.exists()  # before anybody has sent something
    if isinstance(content, bytes):
        path.write_bytes(content * 100)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE held_statement (id TEXT)")
    before = path.read_bytes()
    if before:
        with pytest.raises(StoreError):
            FloorFile(database).put([ONE])
        assert not remove_if_fetched(database)
        assert path.read_bytes() == before
    file = FloorFile(database)
    assert file.all() == ()
    file.put([ONE])
    assert file.all() == (ONE,)
    if before:
        assert path.with_name(f"{path.name}.damaged").read_bytes() == before


def test_no_byte_of_ballots_that_nobody_counted_is_left_when_a_window_opens(tmp_path: Path) -> None:
    """Rule: without a server, ballots of which the first is two days old are overwritten; younger ones and statements stay, also in a damaged file."""
    database, now = tmp_path / "room.db", datetime(2026, 11, 30, 9, tzinfo=UTC)
    forget_old_ballots(database, now)
    assert not floor_path(database).exists()
    file, at = FloorFile(database), int(now.timestamp() * 1000)
    file.put([ONE])
    old = HeldBallots("old", "session", "5a17" * 16, at - BALLOTS_KEPT - 1, {"0a1b" * 8: (2, 0, 1)})
    young = HeldBallots("young", "session", "7e44" * 16, at - BALLOTS_KEPT + 1, {"9c3d" * 8: (1, 1, 1)})
    file.ballots.put([old, young])
    file.close()
    forget_old_ballots(database, now)
    assert file.ballots.all().held == (young,)
    assert len(file.all()) == 1
    file.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(word in left for word in (old.salt.encode(), b"0a1b" * 8, b"[2,0,1]"))
    floor_path(database).write_bytes(b"damaged")
    forget_old_ballots(database, now)
    assert floor_path(database).read_bytes() == b"damaged"
