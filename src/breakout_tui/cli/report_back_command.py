"""``breakout-tui report-back``: prints the short spoken report of a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from breakout_tui.cli.choose import choose
from breakout_tui.cli.chosen_format import chosen_format, page_setup, print_document
from breakout_tui.cli.date_choice import chosen_dates
from breakout_tui.cli.options import Options
from breakout_tui.cli.overwriting import naming_force
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.records import MOST_MINUTES, ReportBack
from breakout_tui.domain.session_state import Session
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.compose_spoken import compose_spoken
from breakout_tui.report.formats import written
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import document_of_spoken


def report_back(options: Options) -> int:
    """Print the report-back or write it to a file. ``--minutes`` sets its length and changes nothing in the database."""
    if options.minutes is not None and not 1 <= options.minutes <= MOST_MINUTES:
        raise UsageError(
            f"a report-back cannot take {options.minutes} minutes",
            remedy=f"choose from 1 to {MOST_MINUTES} minutes",
        )
    file_format = chosen_format(options.format, options.output)
    setup = page_setup(options, file_format)
    store = stored_sessions(options, SystemClock())
    session = Session.of(store.load(choose(store, options.session)))
    if options.minutes is not None:
        edited = session.report_back or ReportBack(f"{session.id}:report-back", session.id)
        session = session.put(replace(edited, minutes=options.minutes))
    spoken = compose_spoken(session)
    make, dates = (slides_of if options.slides else document_of_spoken), chosen_dates()
    content = written(make(spoken, dates=dates), file_format, setup)
    if options.output in (None, "-"):
        print_document(content)
        return 0
    with naming_force():
        path = write_atomically(Path(options.output or ""), content, replace=options.force)
    print(path)  # noqa: T201 - the result
    return 0
