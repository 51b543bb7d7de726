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
SCREENS_AND_SQL = {"textual", "rich", "sqlmodel", "sqlalchemy", "sqlite3", "psycopg"}


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
    slow = {"dataclasses", "inspect", "asyncio", "pathlib", "typing", "breakout_tui.domain.session"}
    assert sorted(loaded & slow) == []


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
    heavy = {"sqlmodel", "sqlalchemy", "psycopg", "pydantic", "markdown_it", "ssl", "babel"}
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


def test_a_hub_in_the_settings_delays_no_first_paint(tmp_path: Path) -> None:
    """Rule: neither OpenSSL nor what sends is loaded; the code is not even looked at."""
    path = tmp_path / "breakout-tui" / "settings.toml"
    path.parent.mkdir()
    path.write_text('hub = "https://10.0.0.5:8765"\nroom_code = "7KQ2"')
    loaded = loaded_by(f"""
import os, pathlib
os.environ["XDG_CONFIG_HOME"] = {str(tmp_path)!r}
from breakout_tui.tui import terminal
terminal.prepare()
from breakout_tui.cli.late_floor import LateFloor
from breakout_tui.cli.late_floor import LateFloor
from breakout_tui.cli.launch import _late_hub
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.cli.preferences_file import preferences
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.store.database import Database
clock = SystemClock()
settings = preferences().settings
assert settings.hub and settings.room_code
store = Database(pathlib.Path("none.db"), clock)
_late_hub(settings, store, clock, LateFloor(store, clock, NO_COUNTRIES), "", store.erasing().take)
""")
    assert sorted(loaded & {"ssl", "_hashlib", "http.client"}) == []
    ours = (
        "breakout_tui.link",
        "breakout_tui.hub",
        "breakout_tui.domain.hub_",
        "breakout_tui.domain.room_code",
    )
    assert [name for name in sorted(loaded) if name.startswith(ours)] == []


NOT_IN_A_ROOM = {
    *(
        "sqlmodel",
        "sqlalchemy",
        "pydantic",
        "psycopg",
    ),  # what they would add is written down by ``make schema``
    *("ssl", "_ssl", "_hashlib"),  # OpenSSL
    *("babel", "tomlkit", "markdown_it", "docx", "lxml", "typst", "jinja2"),  # names, choices and documents
    *("importlib.metadata", "email", "zipfile", "csv"),
}
"""Packages that a room doesn't load until it needs them."""
NOT_IN_A_ROOM_OF_OURS = (
    *("report.compose", "report.paper", "report.document"),
    *(
        "domain.paper_outline",
        "domain.paper_records",
        "domain.paper_commands",
        "domain.pair",
        "domain.conference",
        "domain.joining",
        "domain.report_back",
    ),
    *(
        "domain.sharing",
        "domain.display_",
        "tui.share_",
        "tui.sharing_words",
        "tui.screens.share_",
        "tui.screens.displays_",
    ),
    *("tui.paper.", "tui.gather_", "tui.screens.paper_", "tui.screens.report_", "tui.screens.programme_"),
    *("store.gather.", "store.rescue", "store.carving", "store.erasure", "store.paper_"),
    *("store.columns", "store.tables", "store.core_statements"),
)
"""How the names of our modules begin that a room doesn't load until it needs them."""


def test_a_room_loads_only_what_it_needs(tmp_path: Path) -> None:
    """Rule: a note is saved, a phase is started, and every background import is done, without what other tasks need."""
    database = tmp_path / "room.db"
    loaded_by(f"""
from breakout_tui.cli.main import main
assert main(["--database", {str(database)!r}, "start", "1"]) == 0
""")
    loaded = loaded_by(f"""
import pathlib, sys
from breakout_tui.tui import terminal
terminal.prepare()
import asyncio
from breakout_tui.cli.preferences_file import preferences
from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.domain.clock import SystemClock
from breakout_tui.inputs.cldr_dates import date_words
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.store.database import Database
from breakout_tui.tui.app import BreakoutApp

clock = SystemClock()
store = Database(pathlib.Path({str(database)!r}), clock)
app = BreakoutApp(
    None, store, clock, ReportPublisher(store, None, date_words("en")), CldrCountries(()),
    session_id=store.summaries()[0].id, preferences=preferences(keeps=False),
)

async def take_a_note():
    async with app.run_test() as pilot:
        await pilot.press(*"Silo", "enter", "f2")
        controller = app.opened.controller
        while not ("breakout_tui.tui.actions.runner" in sys.modules and controller.is_saved):
            await pilot.pause()
        assert controller.session.book.visible == 1 and controller.session.running is not None

asyncio.run(take_a_note())
assert store.close(10)
""")
    assert "breakout_tui.store.write_transaction" in loaded
    assert sorted(loaded & NOT_IN_A_ROOM) == []
    ours = tuple(f"breakout_tui.{name}" for name in NOT_IN_A_ROOM_OF_OURS)
    assert sorted(name for name in loaded if name.startswith(ours)) == []


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
    """Neither asyncio nor hashlib loads it; an explicit import still works, and so does the hash that only OpenSSL has."""
    lean = """
from breakout_tui.startup import lean_imports
lean_imports.import_asyncio()
lean_imports.import_hashlib()
import textual.app
"""
    loaded = loaded_by(lean)
    assert {"asyncio", "hashlib"} <= loaded
    assert sorted(loaded & {"ssl", "_ssl", "_hashlib"}) == []
    assert "ssl" in loaded_by(f"{lean}import ssl")
    hashing = "assert len(lean_imports.scrypt()(b'Ana', salt=b'salt', n=16, r=8, p=1, dklen=32)) == 32"
    assert "_hashlib" in loaded_by(f"{lean}{hashing}")


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Rule: there is no circle of imports, late imports and those for types included."""
    graph = grimp.build_graph("breakout_tui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle
    assert "breakout_tui.tui.app" in imports
