"""The folder of an allocation: its record, the kept columns, and the files that are handed out."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from breakout_tui.domain.allocation_record import Record
from breakout_tui.domain.errors import (
    BreakoutError,
    JsonNewer,
    JsonRefused,
    NotFound,
    OutputExists,
    WriteFailed,
)
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.private_file import write_private
from breakout_tui.report.allocation_files import allocation_files, names_of_files
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.data.record_values import read_record, record_text
from breakout_tui.report.page_setup import PageSetup

RECORD = "allocation.json"
COLUMNS = "columns.json"
PREVIOUS = "allocation.previous.json"
"""The record before the last change, if the newest one is damaged."""
_OURS = (RECORD, COLUMNS, PREVIOUS)
_HAND_OUTS = (
    "wall-list.*",
    "room-lists.*",
    "slips.*",
    "fairness.*",
    "changes.*",
    "places.csv",
    "replay.json",
    "rooms/*-round-*.*",
)
"""The files that are written, for a folder whose record can't be read."""
_MOST_VERSIONS = 30
"""Older ones can't be gone back to."""


class AllocationFolder:
    """The folder at ``path``, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text: str | None = None
        """The record as it was read."""

    @property
    def has_record(self) -> bool:
        """Whether there is an allocation in it."""
        return (self.path / RECORD).is_file()

    def record(self) -> Record:
        """The record. Raises NotFound, JsonRefused and JsonNewer."""
        path = self.path / RECORD
        try:
            self._text = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise NotFound(
                "there is no allocation in this folder",
                where=str(self.path),
                remedy="make one with `breakout-tui allocate delegates.csv -o FOLDER`",
            ) from error
        try:
            return read_record(self._text, str(path))
        except JsonRefused as error:
            if isinstance(error, JsonNewer):
                raise
            has_previous = (self.path / PREVIOUS).is_file()
            way = (
                f"rename {PREVIOUS} to {RECORD}: it is the state before the last change; or "
                if has_previous
                else ""
            )
            raise JsonRefused(
                "the record of this allocation is damaged",
                where=str(path),
                remedy=f"{way}restore it from a backup, or give the places again in another folder",
            ) from error

    def columns(self) -> Columns | None:
        """The columns that were kept; None if there are none, or they can't be read."""
        with contextlib.suppress(OSError, ValueError):
            values = json.loads((self.path / COLUMNS).read_text(encoding="utf-8"))
            if isinstance(values, dict):
                return Columns.from_values(values)
        return None

    def keep_columns(self, columns: Columns) -> None:
        """Keep the columns, so that they are not asked for again. Raises OutputExists, WriteFailed."""
        self.prepare()
        text = json.dumps(columns.to_values(), ensure_ascii=False, indent=1) + "\n"
        write_atomically(self.path / COLUMNS, text, replace=True)

    def check(self) -> None:
        """Raises OutputExists if there is a file in its place, or it has files of somebody else."""
        if self.path.exists() and not self.path.is_dir():
            raise OutputExists("a file of this name exists", where=str(self.path), remedy="name a folder")
        if self.has_record or not self.path.is_dir():
            return
        if others := [each.name for each in self.path.iterdir() if each.name not in _OURS]:
            raise OutputExists(
                f"the folder has other files, such as {others[0]}",
                where=str(self.path),
                remedy="name an empty folder or a new one",
            )

    def prepare(self) -> None:
        """Make the folder. Raises as ``check``, and WriteFailed."""
        self.check()
        try:
            # Only for the organiser: the lists have names, and some files wishes.
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise WriteFailed(
                f"cannot be written ({error.strerror})", where=str(self.path), remedy="choose another folder"
            ) from error

    def keep(self, record: Record, programme: Programme, formats: Sequence[FileFormat]) -> Record:
        """Write the record, with the names of all files to come: whenever this ends, forgetting finds them.

        Raises WriteFailed if it was changed by another command since it was read.
        """
        self.prepare()
        if self._text is not None:
            self._refuse_if_changed(self._text)
            self._write(PREVIOUS, self._text)
        names = names_of_files(record.newest.allocation, programme, formats)
        record = replace(record, files=tuple(dict.fromkeys((*record.files, *names))))
        self._keep(record)
        return record

    def write_files(
        self,
        record: Record,
        programme: Programme,
        formats: Sequence[FileFormat],
        setup: PageSetup,
        told: Callable[[str], None],
    ) -> Record:
        """Write all files of the newest version of the record that is kept; files that are no longer needed are removed."""
        allocation, names = record.newest.allocation, []
        try:
            for name, content in allocation_files(
                allocation, programme, formats=formats, setup=setup, progress=told
            ):
                write_atomically(self._path(name), content, replace=True)
                names.append(name)
        except BreakoutError as error:
            error.remedy = f"the places are saved; free some space if that is the reason, then `breakout-tui allocate {self.path}` writes the files"
            raise
        if gone := set(record.files) - set(names):
            for name in gone:
                self._path(name).unlink(missing_ok=True)
            record = replace(record, files=tuple(names))
            self._keep(record)
        return record

    def written(self, record: Record | None) -> tuple[str, ...]:
        """The names of the files with persons in them; without a record that can be read, those that are there of our names."""
        if record is not None:
            return (*record.files, *(name for name in (RECORD, PREVIOUS) if (self.path / name).exists()))
        found = [path for pattern in (*_OURS, *_HAND_OUTS) for path in self.path.glob(pattern)]
        return tuple(sorted(str(path.relative_to(self.path)) for path in found))

    def forget(self, names: Sequence[str]) -> tuple[str, ...]:
        """Remove the files of these names, and the columns; gives the names of what is left in the folder."""
        for name in (*names, COLUMNS):
            self._path(name).unlink(missing_ok=True)
        folders = {self._path(name).parent for name in names} | {self.path}
        for folder in sorted(folders, key=lambda each: -len(each.parts)):
            with contextlib.suppress(OSError):  # it has other files
                folder.rmdir()
        if not self.path.exists():
            return ()
        return tuple(
            sorted(str(each.relative_to(self.path)) for each in self.path.rglob("*") if each.is_file())
        )

    def _keep(self, record: Record) -> None:
        if self._text is not None:
            self._refuse_if_changed(self._text)
        self._text = record_text(replace(record, versions=record.versions[-_MOST_VERSIONS:]))
        self._write(RECORD, self._text)

    def _refuse_if_changed(self, text: str) -> None:
        path = self.path / RECORD
        try:
            if path.read_text(encoding="utf-8") == text:
                return
        except OSError as error:
            raise _unwritable(path, error) from error
        raise WriteFailed(
            "another command has changed this allocation", where=str(path), remedy="run this one again"
        )

    def _write(self, name: str, text: str) -> None:
        path = self.path / name
        try:
            write_private(path, text)
        except OSError as error:
            raise _unwritable(path, error) from error

    def _path(self, name: str) -> Path:
        """A file of the folder; a name in a record can't lead out of it."""
        path = self.path / name
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise NotFound(
                "a file outside of this folder is named in the record", where=str(self.path / RECORD)
            )
        return path


def _unwritable(path: Path, error: OSError) -> WriteFailed:
    return WriteFailed(
        f"cannot be written ({error.strerror})",
        where=str(path),
        remedy="nothing was changed; free some space or choose another folder",
    )
