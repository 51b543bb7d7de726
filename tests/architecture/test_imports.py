"""Imports: slow modules are loaded only when needed, and the domain loads neither the screens nor the database."""

from __future__ import annotations

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = sorted(
    path.stem for path in (ROOT / "src/breakout_tui/domain").glob("*.py") if path.stem != "__init__"
)
SCREENS_AND_SQL = {"textual", "rich", "sqlmodel", "sqlalchemy", "sqlite3"}


def loaded_by(program: str) -> set[str]:
    """The names of the modules that a new Python process has loaded at the end of a program."""
    script = f"{program}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_domain_loads_neither_screens_nor_database() -> None:
    """The domain can be tested and used without them."""
    program = "\n".join(f"import breakout_tui.domain.{name}" for name in DOMAIN)
    assert sorted(loaded_by(program) & SCREENS_AND_SQL) == []


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_neither_screens_nor_database(option: str) -> None:
    """So ``--version`` and ``--help`` answer quickly."""
    program = f"""
from breakout_tui.cli.main import main
try:
    main([{option!r}])
except SystemExit:
    pass
"""
    loaded = loaded_by(program)
    assert sorted(loaded & SCREENS_AND_SQL) == []
    assert sorted(loaded & {"dataclasses", "inspect", "asyncio", "breakout_tui.domain.session"}) == []


def test_a_start_without_arguments_does_not_load_argparse() -> None:
    """Most starts have no arguments, so there is nothing to parse."""
    loaded = loaded_by("from breakout_tui.cli.main import main; main([])")
    assert sorted(loaded & {"argparse", "dataclasses"}) == []
    assert "argparse" in loaded_by("from breakout_tui.cli.main import main; main(['completion', 'bash'])")


def test_the_first_paint_loads_neither_sqlmodel_nor_session_code() -> None:
    """Importing SQLModel takes twice as long as Textual. The live screen and the commands load with the first session."""
    loaded = loaded_by("""
import pathlib, tempfile
import breakout_tui.cli.launch
from breakout_tui.tui import terminal
terminal.prepare()
import breakout_tui.cli.publisher, breakout_tui.inputs.cldr_dates, breakout_tui.inputs.countries, breakout_tui.tui.app, breakout_tui.inputs.programme_file
from breakout_tui.domain.clock import SystemClock
from breakout_tui.store.database import Database
with tempfile.TemporaryDirectory() as folder:
    Database(pathlib.Path(folder) / "none.db", SystemClock()).summaries()
breakout_tui.inputs.cldr_dates.date_words("en").short(SystemClock().read().wall)
""")
    heavy = {"sqlmodel", "sqlalchemy", "pydantic", "markdown_it", "ssl", "babel"}
    of_a_session = (
        "domain.session",
        "domain.commands",
        "domain.records",
        "tui.screens.live_screen",
        "tui.actions.catalogue",
        "store.write_transaction",
        "store.writer",
    )
    assert sorted(loaded & (heavy | {f"breakout_tui.{name}" for name in of_a_session})) == []


def test_the_first_note_is_written_without_sqlmodel() -> None:
    """A note, a draft and a start of the clock need no table class: their statements are text already."""
    loaded = loaded_by("""
from breakout_tui.store import statements, table_mappings, write_transaction
for mapping in (table_mappings.NOTE, table_mappings.SESSION_INFO, table_mappings.UNDO_STEP, table_mappings.DRAFT):
    statements.putting(mapping)
for mapping in (table_mappings.RUN, table_mappings.BOX, table_mappings.SPAN, table_mappings.LINK):
    statements.putting(mapping)
""")
    assert sorted(loaded & {"sqlmodel", "sqlalchemy", "pydantic"}) == []


def test_a_command_without_a_window_loads_no_screens() -> None:
    """A foot switch has to act at once: a note, a box and the clock need neither Textual nor SQLModel, nor asyncio."""
    loaded = loaded_by("""
import os, pathlib, tempfile
from breakout_tui.cli.main import main
with tempfile.TemporaryDirectory() as folder:
    os.environ["HOME"] = folder
    for line in ("start 1", "next", "pause", "note Silo budgets #budget", "status --json", "undo"):
        assert main(["--database", str(pathlib.Path(folder) / "room.db"), *line.split()]) == 0, line
""")
    assert sorted(loaded & {"textual", "sqlmodel", "sqlalchemy", "pydantic", "asyncio", "babel"}) == []


def test_openssl_is_not_loaded() -> None:
    """Neither the screens nor SQLModel load it, and an explicit import still works."""
    loaded = loaded_by("""
from breakout_tui.startup import lean_imports
lean_imports.import_asyncio()
import textual.app
with lean_imports.lean_sqlmodel():
    import breakout_tui.store.core_statements
""")
    assert {"asyncio", "hmac", "sqlmodel"} <= loaded
    assert sorted(loaded & {"ssl", "_ssl", "_hashlib"}) == []
    assert "ssl" in loaded_by(
        "from breakout_tui.startup import lean_imports; lean_imports.import_asyncio(); import ssl"
    )


def test_package_metadata_is_loaded_only_when_it_is_read() -> None:
    """SQLModel alone doesn't load it; a library that kept the stand-in, and everyone else, still gets the real functions."""
    import_sqlmodel = """
from breakout_tui.startup import lean_imports
lean_imports.import_asyncio()
with lean_imports.lean_sqlmodel():
    import sqlmodel
"""
    metadata = {"importlib.metadata", "email", "zipfile"}
    assert metadata.isdisjoint(loaded_by(import_sqlmodel))
    read_by_library = "from pydantic.networks import version; assert version('rich')[0].isdigit()"
    assert metadata <= loaded_by(f"{import_sqlmodel}\n{read_by_library}")
    assert metadata <= loaded_by(f"{import_sqlmodel}\nimport importlib.metadata")


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Rule: there is no circle of imports, late imports and those for types included."""
    graph = grimp.build_graph("breakout_tui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle
    assert "breakout_tui.tui.app" in imports
