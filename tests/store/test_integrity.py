"""A damaged page is found before the file is used, or told soon after; nothing is written to what is refused."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.errors import DatabaseDamaged
from breakout_tui.domain.store_events import DamageFound, Opened, Saved, SaveFailed
from breakout_tui.store import schema
from breakout_tui.store.check import diagnose
from breakout_tui.store.connection import reading
from breakout_tui.store.integrity import damage_in_growing_tables, refuse_damage
from tests.store.builders import SESSION, RecordingListener, captured, database, head, new, write

PAGE = 4096
SMALL = [
    table.name for table in schema.ALL_TABLES if not table.name.startswith("note") and table.name != "deed"
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file whose notes and undo steps take several pages."""
    path = tmp_path_factory.mktemp("sound") / "breakout.db"
    write(path, new(head()), *(captured(serial, f"statement {serial} " + "é" * 200) for serial in range(40)))
    return path.read_bytes()


def roots(data: bytes, folder: Path) -> dict[str, int]:
    """The first page of each table, from 0."""
    path = folder / "roots.db"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, rootpage - 1 FROM sqlite_master WHERE type = 'table'")
        found: dict[str, int] = dict(rows.fetchall())
    path.unlink()
    return found


def damaged(path: Path, data: bytes, page: int) -> bytes:
    """Write the file with a page of random bytes; gives its bytes."""
    broken = bytearray(data)
    broken[page * PAGE : (page + 1) * PAGE] = random.Random(page).randbytes(PAGE)
    path.write_bytes(broken)
    return bytes(broken)


@pytest.mark.parametrize("table", SMALL)
def test_a_damaged_page_of_a_small_table_is_refused_on_opening(
    tmp_path: Path, sound: bytes, table: str
) -> None:
    """Rule: neither reading nor writing uses the file, and the message names the next step."""
    path = tmp_path / "breakout.db"
    before = damaged(path, sound, roots(sound, tmp_path)[table])
    with pytest.raises(DatabaseDamaged, match="rescue"):
        database(path).summaries()
    store, listener = database(path), RecordingListener()
    store.start(listener)
    store.submit(SESSION, captured(40, "after"))
    listener.wait_for(SaveFailed)
    assert not store.close(0.05)
    assert "breakout-tui rescue" in listener.problems[0]
    assert path.read_bytes() == before


def test_every_damaged_page_that_check_finds_is_found_by_the_program_too(
    tmp_path: Path, sound: bytes
) -> None:
    """Rule: on opening, or in the background."""
    path = tmp_path / "breakout.db"
    for page in range(len(sound) // PAGE):
        damaged(path, sound, page)
        assert bool(diagnose(path)) == is_found(path), f"page {page}"


def is_found(path: Path) -> bool:
    """Whether the program finds damage without ``check``."""
    try:
        with reading(path) as connection:
            assert connection is not None
            refuse_damage(connection, path)
        return damage_in_growing_tables(path) != ""
    except DatabaseDamaged:
        return True


def test_damage_among_the_notes_is_told_once_and_saving_continues(tmp_path: Path, sound: bytes) -> None:
    """Rule: with what to do about it; a damaged undo step is no reason to lose what is said now."""
    path = tmp_path / "breakout.db"
    page = next(at // PAGE for at in range(0, len(sound), PAGE) if b"captured C5" in sound[at : at + PAGE])
    damaged(path, sound, page)
    store, listener = database(path, inspect_after=0.0), RecordingListener()
    store.start(listener)
    listener.wait_for(DamageFound)
    listener.wait_for(Opened)
    store.submit(SESSION, new(head(room="Another room")))
    listener.wait_for(Saved)
    store.close()
    (told,) = listener.of(DamageFound)
    assert isinstance(told, DamageFound)
    assert "close breakout-tui, then `breakout-tui rescue`" in told.problem


def test_a_sound_file_tells_nothing(tmp_path: Path, sound: bytes) -> None:
    """Rule: also a new file, which isn't there yet when the window opens."""
    path = tmp_path / "breakout.db"
    path.write_bytes(sound)
    for file in (path, tmp_path / "new.db"):
        assert damage_in_growing_tables(file) == ""
        store, listener = database(file, inspect_after=0.0), RecordingListener()
        store.start(listener)
        listener.wait_for(Opened)
        store.close()
        assert listener.of(DamageFound) == []
