"""A session that comes in whole, as its rows are, is written as it would be if its records were made and joined."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from breakout_tui.cli.demo_command import fill
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.gathering import GatheredSession, Outcome
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store import schema
from breakout_tui.store.session_rows import are_as_joined, rows_of
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move
from tests.store.builders import head, new, records, records_of, write
from tests.store.file_replicas import files_after, gather

ALL = tuple(table for table in schema.ALL_TABLES if table is not schema.MIGRATION)


def stored(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a file, in the order in which it was written where that is known."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(
                f"SELECT * FROM {table.name} ORDER BY {'rowid' if table.has_rowid else ', '.join(table.key)}"
            ).fetchall()
            for table in ALL
            if table is not schema.GATHERED
        }


def may_come_whole(path: Path) -> bool:
    """Whether all sessions of a file can."""
    with closing(sqlite3.connect(path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM session")]
        return all(are_as_joined(rows_of(connection, each)) for each in ids)


def both_ways(path: Path) -> tuple[list[GatheredSession], list[GatheredSession]]:
    """What is told of each session that comes in, whole where that can be, and by its records; the files must be equal."""
    older = Path(shutil.copyfile(path, path.with_name(f"older-{path.name}")))
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE migration SET applied_at = 'before' WHERE number = 1")
    told = []
    for source in (path, older):
        target = source.with_suffix(".all")
        (gathered,) = gather(target, source)
        told.append(list(gathered.sessions))
    assert stored(path.with_suffix(".all")) == stored(older.with_suffix(".all"))
    return told[0], told[1]


@given(st.lists(MOVES, min_size=1, max_size=12))
@settings(max_examples=5, deadline=None)
def test_what_copies_that_went_on_apart_hold_is_written_the_same_in_both_ways(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Move]
) -> None:
    """Rule: also where siblings, numbers given anew or erasures demand that records are made."""
    for path in files_after(Talk(), moves, tmp_path_factory.mktemp("files")):
        whole, by_records = both_ways(path)
        assert whole == by_records
        assert {session.outcome for session in whole} == {Outcome.NEW}


@given(records(), st.lists(st.sampled_from(["C1", "C2", "R40", "", "C1@annex"]), max_size=2))
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_whatever_a_file_holds_is_written_the_same_in_both_ways(
    tmp_path_factory: pytest.TempPathFactory, held: SessionRecords, aliases: list[str]
) -> None:
    """Rule: any texts, times and references, also those of two notes; what has odd ones is refused in both."""
    path = tmp_path_factory.mktemp("files") / "room.db"
    notes = [replace(note, aliases=tuple(aliases)) for note in held.notes]
    write(path, new(head()), new(*records_of(held._replace(notes=tuple(notes)))))
    whole, by_records = both_ways(path)
    assert whole == by_records


def test_a_played_day_comes_in_whole(tmp_path: Path) -> None:
    """Rule: else gathering would be slow."""
    path = tmp_path / "room.db"
    fill(path, "done", SystemClock())
    assert may_come_whole(path)
    whole, by_records = both_ways(path)
    assert whole == by_records


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE note SET text = char(27) || 'red'",
        "UPDATE note SET deleted = 5",
        "UPDATE note SET captured_at = '2026-11-24 09:00'",
        "UPDATE note SET number = 1",
        "UPDATE note SET aliases = '[\"C1@annex\"]' WHERE serial = 1",
        "UPDATE note SET serial = 90 WHERE serial = (SELECT max(serial) FROM note)",
        "UPDATE note SET writer = CAST('x' AS BLOB)",
        "UPDATE deed SET changes = '[{]'",
        "UPDATE session SET programme = programme || ' '",
    ],
)
def test_what_this_version_would_write_otherwise_does_not_come_in_as_it_is(
    tmp_path: Path, change: str
) -> None:
    """Rule: then its records are made, which cleans them or says what can't be read."""
    path = tmp_path / "room.db"
    fill(path, "rank", SystemClock())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    assert not may_come_whole(path)
