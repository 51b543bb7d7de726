"""Reads the notes with sqlite3 and writes them plain: what an export costs at least, SQLModel's import included."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import sqlmodel  # noqa: F401 - its import is part of the measure


def main(database: str, target: str) -> None:
    """Write every column of every note, one note a line."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT * FROM note ORDER BY serial")
        Path(target).write_text("".join(f"- {row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
