"""``breakout-tui paper``: opens the editor of the position paper of a conference; with ``-o`` writes the paper."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from breakout_tui.cli.chosen_format import chosen_format, page_setup, print_document
from breakout_tui.cli.conference_choice import Progress, choose_conference
from breakout_tui.cli.date_choice import chosen_dates
from breakout_tui.cli.options import Options
from breakout_tui.cli.overwriting import naming_force
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import Conference, paper_id
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.missing_parts import missing_parts
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_differences import differences
from breakout_tui.domain.paper_form import PaperForm
from breakout_tui.domain.paper_records import DecidedTwice
from breakout_tui.domain.ports import StoredSessions
from breakout_tui.domain.text import plural
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.formats import written
from breakout_tui.report.paper_forms import document_in_form, paper_name
from breakout_tui.startup.interpreter import no_collections
from breakout_tui.store.paper_file import PaperFile

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that sets the moment of making in the properties of a file (reproducible-builds.org)."""


def paper(options: Options) -> int:
    """Open the editor; with an output file, write the paper and print its path, or print it."""
    if options.read_back:
        return _read_back(options, options.read_back)
    if options.for_rooms is not None:
        from breakout_tui.cli.room_pages import write_room_pages

        return write_room_pages(options, options.for_rooms, _made_at())
    if options.output is None:
        return _edit(options)
    return _write(options, options.output)


def _edit(options: Options) -> int:
    """Open the editor, where there is a paper. Raises UsageError for options of the file that is not named."""
    if options.plain or options.format is not None or _form(options) is not PaperForm.WHOLE:
        raise UsageError("the paper needs a file", remedy="name it, as in `breakout-tui paper -o paper.docx`")
    from breakout_tui.cli.launch import run_app

    return run_app(options, opens_paper=True)


def _read_back(options: Options, files: Sequence[Path]) -> int:
    """Show what edited files propose, on the editor's screen or a line each. Raises DocumentRefused, UsageError."""
    if options.output is not None or options.format is not None:
        raise UsageError(
            "reading back writes no file",
            remedy="leave -o and --format out; the editor saves what you accept",
        )
    from breakout_tui.inputs.word_file import read_word_files

    documents = [document for each in files for document in read_word_files(each)]
    if options.plain:
        from breakout_tui.cli.read_back import print_proposals

        return print_proposals(options, documents)
    from breakout_tui.cli.launch import run_app

    return run_app(options, opens_paper=True, edited=documents)


def _form(options: Options) -> PaperForm:
    if options.plenary:
        return PaperForm.PLENARY
    return PaperForm.KEY_CONCLUSIONS if options.key_conclusions else PaperForm.WHOLE


def _write(options: Options, output: str) -> int:
    form = _form(options)
    file_format = chosen_format(options.format, output)
    setup = page_setup(options, file_format)
    created = _made_at()
    clock = SystemClock()
    store = stored_sessions(options, clock)
    with _progress(is_wanted=not options.plain) as progress, no_collections():
        conference = choose_conference(store, options.event, progress)
        file = PaperFile(store.path, paper_id(conference.event), clock)
        edited = file.read()
        _tell_missing(conference, store)
        if form is not PaperForm.PLENARY:  # it has the rooms' words, not the editor's
            _tell_open(conference, edited)
        document = document_in_form(
            form, conference, edited, file_format, created=created, dates=chosen_dates()
        )
        content = written(document, file_format, setup)
    if output == "-":
        print_document(content)
        return 0
    target = Path(output)
    if target.is_dir():
        target /= paper_name(form, conference, file_format)
    with naming_force():
        path = write_atomically(target, content, replace=options.force)
    print(path)  # noqa: T201 - the result
    return 0


def _tell_missing(conference: Conference, store: StoredSessions) -> None:
    """How many sessions of other rooms are here only in part, a line on stderr."""
    ids = {session.id for session in conference.sessions}
    missing = sum(each.id in ids and missing_parts(each) is not None for each in store.summaries())
    if missing:
        sessions = plural(missing, "session lacks", "sessions lack")
        _warn(f"{sessions} a part of the day or its read-back; `breakout-tui sessions` says what")


def _tell_open(conference: Conference, edited: Paper) -> None:
    """What waits for the editor's word, a line each on stderr; the paper has the editor's words meanwhile."""
    changed = len({each.note_id for each in differences(conference, edited)})
    if changed:
        _warn(f"{plural(changed, 'statement was', 'statements were')} changed by the rooms after the edit")
    if twice := sum(1 for _ in edited.all_of(DecidedTwice)):
        _warn(
            f"{plural(twice, 'decision was', 'decisions were')} made differently by two editors; the latest one holds"
        )


def _warn(line: str) -> None:
    print(f"breakout-tui: {line}", file=sys.stderr)  # noqa: T201 - a message, apart from the result


def _made_at() -> datetime | None:
    """The moment that the environment sets; None where it sets none. Raises UsageError."""
    given = os.environ.get(EPOCH, "")
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"{EPOCH} is no number of seconds since 1970", remedy="correct it, or unset it"
        ) from None


@contextmanager
def _progress(*, is_wanted: bool) -> Iterator[Progress]:
    """Tells on a terminal how many sessions were read, in one line that is gone when all is done."""
    if not (is_wanted and sys.stderr.isatty()):
        yield lambda _done, _of: None
        return

    def progress(done: int, of: int) -> None:
        print(f"\rsession {done + 1} of {of}", end="", file=sys.stderr, flush=True)  # noqa: T201 - progress
        if done + 1 == of:
            print("\r\x1b[Kwriting …", end="", file=sys.stderr, flush=True)  # noqa: T201 - progress

    try:
        yield progress
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201 - progress
