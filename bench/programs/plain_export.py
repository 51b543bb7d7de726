"""Reads the notes with sqlite3 and writes plain lines: the minimum cost of an export, with the import of SQLModel."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import sqlmodel  # noqa: F401 - the import is part of the measurement


def main(database: str, target: str) -> None:
    """Write all columns of each note as one line per note."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT * FROM note ORDER BY serial")
        Path(target).write_text("".join(f"- {row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
