"""``breakout-tui export``: writes the report of a session, or what was said as data."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.cli.choose import choose
from breakout_tui.cli.chosen_format import chosen_format, data_format, page_setup, print_document
from breakout_tui.cli.date_choice import chosen_dates
from breakout_tui.cli.options import Options
from breakout_tui.cli.overwriting import naming_force
from breakout_tui.cli.publisher import ReportPublisher
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line
from breakout_tui.report.page_setup import PageSetup
from breakout_tui.startup.interpreter import no_collections


def export(options: Options) -> int:
    """Write the report, or the data, to a file and print its path, or print it."""
    if (data := data_format(options)) is not None:
        from breakout_tui.cli.data_export import export_data

        return export_data(options, data)
    if options.bom:
        raise UsageError("--bom is for --format csv", remedy="leave --bom out")
    file_format = chosen_format(options.format, options.output)
    setup = page_setup(options, file_format)
    with no_collections():
        return _export_report(options, file_format, setup)


def _export_report(options: Options, file_format: FileFormat, setup: PageSetup) -> int:
    clock = SystemClock()
    store = stored_sessions(options, clock)
    session = Session.of(store.load(choose(store, options.session)))
    until = _known_phase(session.info.programme, options.until) if options.until else None
    publisher = ReportPublisher(store, dates=chosen_dates())
    if options.output == "-":
        print_document(publisher.written(session, clock.read(), until, file_format, setup))
        return 0
    target = Path(options.output) if options.output else None
    with naming_force():
        path = publisher.write(
            session, clock.read(), until,
            target=target, replace=options.force, file_format=file_format, setup=setup,
        )  # fmt: skip
    print(path)  # noqa: T201 - the result
    return 0


def _known_phase(programme: Programme, phase_id: str) -> str:
    """The id of a phase of this programme. Raises UsageError, which lists the ids."""
    ids = [phase.id for phase in programme.phases]
    if phase_id not in ids:
        raise UsageError(
            f"the session has no phase {clean_line(phase_id)!r}", remedy=f"choose one of {', '.join(ids)}"
        )
    return phase_id
