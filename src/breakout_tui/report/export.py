"""Writes documents to files: a path that was asked for, or the first free name in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.errors import OutputExists
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.session_state import Session
from breakout_tui.report.atomic_file import encoded, write_atomically
from breakout_tui.report.compose import compose
from breakout_tui.report.file_name import file_name
from breakout_tui.report.formats import written
from breakout_tui.report.page_setup import DEFAULT_PAGES, PageSetup
from breakout_tui.report.report_document import TOOL, document_of

_COPIES = 1000


def default_name(session: Session, *, until: str | None = None, what: str = "", suffix: str = ".md") -> str:
    """The file name: event, theme, room, round, day, and the extent of the report or ``what`` it is instead."""
    info = session.info
    return file_name(
        info.programme.event,
        session.theme.title,
        info.room,
        f"round {info.round}",
        f"{session.held_on:%Y-%m-%d}",
        what or _extent(session, until),
        suffix=suffix,
    )


def export(
    session: Session,
    reading: Reading,
    target: Path,
    *,
    replace: bool = False,
    until: str | None = None,
    earlier: Sequence[Session] = (),
    tool: str = TOOL,
    file_format: FileFormat = FileFormat.MARKDOWN,
    setup: PageSetup = DEFAULT_PAGES,
    dates: DateWords = ENGLISH_DATES,
) -> Path:
    """Write the report to a file, or under its default name into a folder; returns the path.

    A path that does not exist and has no suffix is taken as a folder, such as a documents folder that is not made yet.
    Raises OutputExists for an existing file, unless ``replace``. Raises FormatUnavailable, WriteFailed.
    """
    is_folder = target.is_dir() or (not target.suffix and not target.exists())
    name = default_name(session, until=until, suffix=file_format.suffix)
    report = compose(session, reading, until=until, earlier=earlier)
    content = written(document_of(report, tool=tool, dates=dates), file_format, setup)
    return write_atomically(target / name if is_folder else target, content, replace=replace)


def export_beside(
    session: Session,
    reading: Reading,
    folder: Path,
    *,
    until: str | None = None,
    earlier: Sequence[Session] = (),
    tool: str = TOOL,
    file_format: FileFormat = FileFormat.MARKDOWN,
    setup: PageSetup = DEFAULT_PAGES,
    dates: DateWords = ENGLISH_DATES,
) -> Path:
    """Write the report into a folder, made if necessary, as ``write_beside`` does; returns the path.

    For automatic exports, such as the one after a phase. Raises FormatUnavailable, WriteFailed.
    """
    report = compose(session, reading, until=until, earlier=earlier)
    content = written(document_of(report, tool=tool, dates=dates), file_format, setup)
    return write_beside(folder / default_name(session, until=until, suffix=file_format.suffix), content)


def write_beside(path: Path, content: str | bytes) -> Path:
    """Write a document under this name or, if it exists, the next free one (``…-2.md``); returns the path.

    If the latest of these files has the same content, it stays the latest. Raises OutputExists, WriteFailed.
    """
    latest: Path | None = None
    for number in range(1, _COPIES):
        numbered = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        if numbered.exists():
            latest = numbered
            continue
        if latest is not None and _has(latest, encoded(content)):
            return latest
        try:
            return write_atomically(numbered, content, replace=False)
        except OutputExists:
            latest = numbered
    raise OutputExists(
        f"there are {_COPIES - 1} files of this name already", where=str(path), remedy="move some away"
    )


def _has(path: Path, data: bytes) -> bool:
    """Whether a file has this content."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _extent(session: Session, until: str | None) -> str:
    """The extent of the report, as a word in the name: the id of the last phase that it covers, or the whole day or days."""
    programme = session.info.programme
    covered = session.last_started
    if covered is None:
        return "not started"
    if until is not None and covered in programme.after(until):
        covered = programme.phase(until)
    if programme.after(covered.id):
        return covered.id
    return "day" if programme.phases[0].day == programme.phases[-1].day else "all days"
