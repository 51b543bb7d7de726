"""``breakout-tui export --format json|csv``: what was said as data, of all sessions or of the one that is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.cli.choose import choose, no_sessions
from breakout_tui.cli.chosen_format import ARCHIVE, print_document
from breakout_tui.cli.overwriting import naming_force
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import OutputExists, UsageError
from breakout_tui.domain.file_format import DataFormat
from breakout_tui.domain.session_state import Session
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.data.csv_files import csv_archive, csv_files
from breakout_tui.report.data.session_json import sessions_json
from breakout_tui.report.data.session_tables import DataTable, tables_of
from breakout_tui.report.export import default_name
from breakout_tui.report.file_name import file_name

if TYPE_CHECKING:
    from breakout_tui.cli.options import Options
    from breakout_tui.store.database import Database
    from breakout_tui.store.server_store import ServerStore


def export_data(options: Options, chosen: DataFormat) -> int:
    """Write the data and print the path, or print the data. Raises UsageError for options that only documents have."""
    _refuse_what_does_nothing(options, chosen)
    clock = SystemClock()
    store = stored_sessions(options, clock)
    ids = _sessions(store, options.session)
    with naming_force():
        if chosen is DataFormat.JSON:
            papers = store.papers() if options.session is None else ()
            return _write(options, store, ids, ".json", sessions_json(map(store.state, ids), papers))
        sessions = [Session.of(store.load(session_id)) for session_id in ids]
        tables = tables_of(sessions, clock.read())
        if options.output != "-" and not _is_archive(options.output):
            return _write_folder(options, Path(options.output or ""), tables)
        packed = csv_archive(tables, for_spreadsheets=options.bom)
        return _write(options, store, ids, ARCHIVE, packed)


def _sessions(store: Database | ServerStore, named: str | None) -> list[str]:
    """The sessions to export, the oldest first: the one that is named, else all, also archived ones."""
    if named is not None:
        return [choose(store, named)]
    found = [summary.id for summary in reversed(store.summaries())]
    if not found:
        raise no_sessions(store)
    return found


def _name(store: Database | ServerStore, ids: list[str], suffix: str) -> str:
    """The name of a file in the documents folder."""
    newest = Session.of(store.load(ids[-1]))
    if len(ids) == 1:
        return default_name(newest, what="data", suffix=suffix)
    return file_name(newest.info.programme.event, "all sessions", f"{newest.held_on:%Y-%m-%d}", suffix=suffix)


def _write(
    options: Options, store: Database | ServerStore, ids: list[str], suffix: str, content: str | bytes
) -> int:
    if options.output == "-":
        print_document(content)
        return 0
    path = Path(options.output) if options.output else paths.documents_dir()
    if path.is_dir() or not path.suffix:
        path /= _name(store, ids, suffix)
    path = write_atomically(path, content, replace=options.force)
    print(path)  # noqa: T201 - the result
    return 0


def _write_folder(options: Options, folder: Path, tables: tuple[DataTable, ...]) -> int:
    """Write a file for each table, or none if one of them exists already."""
    files = csv_files(tables, for_spreadsheets=options.bom)
    existing = next((folder / name for name in files if (folder / name).exists()), None)
    if existing is not None and not options.force:
        raise OutputExists("a file of this name exists", where=str(existing))
    for name, content in files.items():
        write_atomically(folder / name, content, replace=options.force)
    print(folder)  # noqa: T201 - the result
    return 0


def _is_archive(output: str | None) -> bool:
    return output is None or Path(output).suffix.lower() == ARCHIVE


def _refuse_what_does_nothing(options: Options, chosen: DataFormat) -> None:
    name = chosen.value.upper()
    for option, given in (
        ("--until", options.until),
        ("--paper", options.paper),
        ("--template", options.template),
    ):
        if given is not None:
            raise UsageError(f"{option} is for documents, and {name} is data", remedy=f"leave {option} out")
    if options.bom and chosen is not DataFormat.CSV:
        raise UsageError("--bom is for spreadsheets, which read CSV", remedy="leave --bom out")
    ending = Path(options.output or "").suffix.lower()
    if chosen is DataFormat.CSV and options.output != "-" and ending not in ("", ARCHIVE):
        raise UsageError(
            "CSV is several tables, a file each", remedy="name a folder, or a file that ends in .zip"
        )
    if chosen is DataFormat.JSON and options.output != "-" and ending not in ("", ".json"):
        raise UsageError(
            f"the name {options.output} belongs to another format than JSON",
            remedy="end it in .json, or leave --format out",
        )
