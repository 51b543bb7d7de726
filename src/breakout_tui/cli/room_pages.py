"""``breakout-tui paper --for-rooms``: writes for each room the page on which its rapporteur accepts or comments."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from breakout_tui.cli.chosen_format import page_setup
from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.cli.date_choice import chosen_dates
from breakout_tui.cli.options import Options
from breakout_tui.cli.overwriting import naming_force
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.room_questions import room_questions
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.formats import written
from breakout_tui.report.room_page import room_page, room_page_name
from breakout_tui.store.paper_file import PaperFile


def write_room_pages(options: Options, folder: Path, created: datetime | None) -> int:
    """Write the pages and print their paths; say which rooms have none. An existing file stops it before anything is written.

    Raises UsageError, NotFound, StoreError, OutputExists, WriteFailed, TemplateRefused.
    """
    if options.output is not None or options.format is not None:
        raise UsageError("the pages for the rooms are Word files", remedy="leave -o and --format out")
    setup = page_setup(options, FileFormat.DOCX)
    clock = SystemClock()
    store = stored_sessions(options, clock)
    conference = choose_conference(store, options.event)
    paper = PaperFile(store.path, paper_id(conference.event), clock).read()
    asked = room_questions(conference, outline(conference, paper))
    dates = chosen_dates()
    pages = {
        folder / room_page_name(conference, room): written(
            room_page(conference, paper, room, questions, created=created, dates=dates),
            FileFormat.DOCX,
            setup,
        )
        for room, questions in asked.items()
        if questions
    }
    with naming_force():
        for path in sorted(pages, key=lambda each: not each.exists()):
            write_atomically(path, pages[path], replace=options.force)
    for path in pages:
        print(path)  # noqa: T201 - the result
    if without := [room for room, questions in asked.items() if not questions]:
        told = f"breakout-tui: nothing to ask: {', '.join(without)}"
        print(told, file=sys.stderr)  # noqa: T201 - a message, apart from the result
    return 0
