"""Gathering: how long the files of many rooms take, compared with reading and inserting the same rows by plain sqlite3."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.figures import Figure
from bench.sample_databases import SampleDatabases
from breakout_tui.domain.clock import SystemClock
from breakout_tui.store import schema
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.gather import Gathering
from breakout_tui.store.migrations import migrate

NOTES = 500
"""In each room."""


def gathering(samples: SampleDatabases, rooms: int, runs: int) -> list[Figure]:
    """The time to gather the rooms into a new file, and to gather them again."""
    sources = rooms_of(samples, rooms)
    first, again, plain = [], [], []
    for _ in range(runs):
        folder = samples.home()
        plain.append(_ms(lambda folder=folder: copy_plainly(folder / "plain.db", sources)))
        first.append(_ms(lambda folder=folder: gather(folder / "all.db", sources)))
        again.append(_ms(lambda folder=folder: gather(folder / "all.db", sources)))
    name = f"{rooms} rooms × {NOTES} notes"
    return [
        Figure(f"gather {name} (against a plain read and insert)", 3, tuple(first), tuple(plain)),
        Figure(f"gather {name} again (against the same)", 3, tuple(again), tuple(plain)),
    ]


def rooms_of(samples: SampleDatabases, rooms: int) -> list[Path]:
    """The files of so many rooms, each with a session of its own."""
    folder = samples.home()
    template = samples.copy(NOTES)
    return [_room(template, folder / f"room{number}.db", number) for number in range(rooms)]


def _room(template: Path, path: Path, number: int) -> Path:
    shutil.copyfile(template, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        (old,) = connection.execute("SELECT id FROM session").fetchone()
        for table in schema.ALL_TABLES:
            for column in table.columns:
                if column.is_text:
                    replaced = f"replace({column.name}, '{old}', '{old}-{number}')"
                    connection.execute(f"UPDATE {table.name} SET {column.name} = {replaced}")
        connection.execute("UPDATE span SET id = id || ?", (f"-{number}",))
    return path


def gather(target: Path, sources: Sequence[Path]) -> None:
    """By the program's own code."""
    with Gathering(target, SystemClock()) as taking:
        for source in sources:
            gathered = taking.take_in(source)
            if gathered.refusal is not None:
                raise gathered.refusal


def copy_plainly(target: Path, sources: Sequence[Path]) -> None:
    """The same rows by sqlite3: all rows of each table, a transaction for each file, on a connection with the same settings."""
    with closing(open_writing(target, BUSY)) as here:
        migrate(here, target, "now")
        for source in sources:
            with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as there:
                here.execute("BEGIN IMMEDIATE")
                for table in schema.ALL_TABLES:
                    if table is not schema.MIGRATION:
                        rows = there.execute(f"SELECT * FROM {table.name}").fetchall()
                        marks = ", ".join("?" * len(table.columns))
                        here.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
                here.execute("COMMIT")


def _ms(work: object) -> float:
    assert callable(work)
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
