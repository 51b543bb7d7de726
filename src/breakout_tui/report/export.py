"""Writes the report to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import OutputExists
from breakout_tui.domain.session_state import Session
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.compose import compose
from breakout_tui.report.file_name import file_name
from breakout_tui.report.report_document import TOOL, document_of
from breakout_tui.report.writers.markdown import write_markdown

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
) -> Path:
    """Write the report to a file, or under its default name into a folder; returns the path.

    A path that does not exist and has no suffix is taken as a folder, such as a documents folder that is not made yet.
    Raises OutputExists for an existing file, unless ``replace``. Raises WriteFailed.
    """
    is_folder = target.is_dir() or (not target.suffix and not target.exists())
    path = target / default_name(session, until=until) if is_folder else target
    text = write_markdown(document_of(compose(session, reading, until=until, earlier=earlier), tool=tool))
    return write_atomically(path, text, replace=replace)


def export_beside(
    session: Session,
    reading: Reading,
    folder: Path,
    *,
    until: str | None = None,
    earlier: Sequence[Session] = (),
    tool: str = TOOL,
) -> Path:
    """Write the report into a folder, made if necessary, under the first free name (``…-2.md``); returns the path.

    For automatic exports, such as the one after a phase. Raises WriteFailed.
    """
    text = write_markdown(document_of(compose(session, reading, until=until, earlier=earlier), tool=tool))
    return write_beside(folder / default_name(session, until=until), text)


def write_beside(path: Path, text: str) -> Path:
    """Write a document under this name or, if it exists, the next free one. Raises WriteFailed."""
    for number in range(1, _COPIES):
        numbered = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            return write_atomically(numbered, text, replace=False)
        except OutputExists:
            continue
    raise OutputExists(
        f"there are {_COPIES - 1} files of this name already", where=str(path), remedy="move some away"
    )


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
