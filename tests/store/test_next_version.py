"""The store is ready for its next migration: its tests pass for a copy of the program with one more column.

The copy is made as ARCHITECTURE.md says: a field in two records, a column in their tables, a migration, ``make schema``.
Everything in it is real; a column that only some parts of the store know would prove little.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from breakout_tui.store.migrations import VERSION

ROOT = Path(__file__).parents[2]
NEXT = VERSION + 1

FIELD = '    extra_words: str = ""\n'
COLUMN = f'    extra_words: str = columns.added(columns.words(), since={NEXT}, default="")\n'
STEP = f"""
def _add_extra_words(connection: sqlite3.Connection) -> None:
    for table in ("session", "note"):
        connection.execute(f"ALTER TABLE {{table}} ADD COLUMN extra_words TEXT NOT NULL DEFAULT ''")


STEPS += (Migration({NEXT}, "one to come", _add_extra_words),)
"""
ANY_DAMAGE = "not whatever_was_damaged"
"""Random bytes anywhere in a file meet no column in particular."""
TESTED = ("earlier_version", "erasure", "files", "migrations", "rescue", "round_trip", "schema")


def _insert(file: Path, text: str, before: str, after: str) -> None:
    """Insert a text before the first place of one text that comes after another."""
    content = file.read_text(encoding="utf-8")
    at = content.index(before, content.index(after))
    file.write_text(content[:at] + text + content[at:], encoding="utf-8")


@pytest.fixture
def later_program(tmp_path: Path) -> Path:
    """The folder to import the later version from."""
    shutil.copyfile(ROOT / "themes.toml", tmp_path / "themes.toml")
    source = tmp_path / "src"
    # With its compiled modules: those of the files that are not changed hold for the copy too.
    package = Path(shutil.copytree(ROOT / "src" / "breakout_tui", source / "breakout_tui"))
    _insert(package / "domain" / "records.py", FIELD, "\n    @property", "class SessionInfo:")
    _insert(package / "domain" / "notes.py", FIELD, "\n    @property", "class Note:")
    _insert(package / "store" / "tables.py", COLUMN, "\n\nclass ", "class SessionTable(")
    _insert(package / "store" / "tables.py", COLUMN, "\n\nclass ", "class NoteTable(")
    _insert(package / "store" / "migrations.py", STEP, "VERSION = ", "STEPS: ")
    _run(source, "tests.store.write_schema")
    assert f"since={NEXT}" in (package / "store" / "schema.py").read_text(encoding="utf-8")
    return source


def _run(source: Path, module: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.soak
def test_the_tests_of_the_store_pass_with_one_more_column_of_notes_and_sessions(later_program: Path) -> None:
    """Rule: a file of the earlier version opens with a copy, keeps every record, and can be rescued and erased."""
    files = [str(Path(__file__).with_name(f"test_{name}.py")) for name in TESTED]
    _run(later_program, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", ANY_DAMAGE, *files)
