"""A file of the fourth form, which was joined of two laptops' copies, goes on working: nothing of it is lost or changed.

``fixtures/fourth_form/README.md`` says what it has.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.joining import settled
from breakout_tui.domain.places_to_look import ChangedTwice, OtherReference, places_to_look
from breakout_tui.domain.versions import SessionState
from breakout_tui.store import schema
from breakout_tui.store.cells import Cell
from breakout_tui.store.check import diagnose
from breakout_tui.store.connection import open_writing
from breakout_tui.store.migrations import VERSION
from breakout_tui.store.rescue import rescue
from breakout_tui.store.session_states import read_state
from tests.store.builders import NINE, database, new, note, texts, write

FIXTURE = Path(__file__).parent / "fixtures" / "fourth_form" / "joined.db"
TEXTS = [
    "The CIO is asked last",
    "No legal basis for sharing data",
    "Silos block services",
    "[erased]",
    "Only the first laptop heard this",
    "Only the second laptop heard that",
    "Said after the laptops came together",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the file."""
    return Path(shutil.copyfile(FIXTURE, tmp_path / "joined.db"))


def rows(path: Path) -> dict[str, set[tuple[Cell, ...]]]:
    """By table, all rows without the columns that came later."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in schema.ALL_TABLES:
            if table.since <= 4 and table is not schema.MIGRATION:
                names = ", ".join(column.name for column in table.columns if column.since <= 4)
                found[table.name] = {*connection.execute(f"SELECT {names} FROM {table.name}")}
    return found


def state_of(path: Path) -> SessionState:
    """The state of its session, once it is migrated."""
    database(path).summaries()
    with closing(open_writing(path, 1.0)) as connection:
        (session_id,) = connection.execute("SELECT id FROM session").fetchone()
        state = read_state(connection, session_id)
    assert state is not None
    return state


def test_every_row_is_as_it_was_after_the_migration(path: Path) -> None:
    """Rule: siblings, renumbered records, what it knows of writers, and erasures included; and it is sound."""
    before = rows(path)
    assert all(
        before[name] for name in ("other_version", "renumbered", "session_version", "erasure", "draft")
    )
    (summary,) = database(path).summaries()
    assert (summary.notes, rows(path)) == (6, before)
    assert texts(database(path).load(summary.id)) == TEXTS
    assert diagnose(path) == []


def test_its_state_is_one_that_a_join_makes(path: Path) -> None:
    """Rule: the numbers are those that the rule gives, and what the laptops did apart is named."""
    state = state_of(path)
    assert settled(state) == state
    places = places_to_look(state)
    assert [place.own for place in places if isinstance(place, OtherReference)] == ["C5"]
    assert len([place for place in places if isinstance(place, ChangedTwice)]) == 1


def _untouched(_: Path) -> None:
    """The file as it is."""


def _written(path: Path) -> None:
    """Rows of this version are among those of the earlier one."""
    (summary,) = database(path).summaries()
    write(path, new(note(len(TEXTS), "A new note", summary.id)), session_id=summary.id)


@pytest.mark.parametrize("is_readable", [True, False], ids=["by SQLite", "by pages"])
@pytest.mark.parametrize(("change", "added"), [(_untouched, []), (_written, ["A new note"])])
def test_it_is_rescued_whole(
    path: Path, change: Callable[[Path], None], added: list[str], *, is_readable: bool
) -> None:
    """Rule: before and after it is migrated and written to, by SQLite and by pages."""
    change(path)
    expected = rows(path)
    if not is_readable:
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    rescued = rescue(path, NINE).path
    (summary,) = database(rescued).summaries()
    found = texts(database(rescued).load(summary.id))
    assert [text for text in found if text] == [*TEXTS, *added]
    kept = ("note", "span", "deed", "other_version", "renumbered", "erasure")
    assert {name: rows(rescued)[name] for name in kept} == {name: expected[name] for name in kept}


def test_it_is_copied_before_it_is_migrated(path: Path) -> None:
    """Rule: once, to a file named after the new version."""
    for _ in range(2):
        database(path).summaries()
    copies = [file.name for file in path.parent.iterdir() if "before" in file.name]
    assert copies == [f"joined.db.before-v{VERSION}"]
