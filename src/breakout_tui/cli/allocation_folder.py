"""The folder of an allocation: its record, the kept columns, and the files that are handed out."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from breakout_tui.cli.private_file import write_private
from breakout_tui.domain.allocation_record import Record
from breakout_tui.domain.errors import BreakoutError, NotFound, OutputExists, WriteFailed
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.report.allocation_files import allocation_files, names_of_files
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.data.record_values import read_record, record_text
from breakout_tui.report.page_setup import PageSetup

RECORD = "allocation.json"
COLUMNS = "columns.json"
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
        return read_record(self._text, str(path))

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

    def prepare(self) -> None:
        """Make the folder. Raises OutputExists if it has files of somebody else, and WriteFailed."""
        try:
            # Only for the organiser: the lists have names, and some files wishes.
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            others = [each.name for each in self.path.iterdir() if each.name not in (RECORD, COLUMNS)]
        except FileExistsError as error:
            raise OutputExists(
                "a file of this name exists", where=str(self.path), remedy="name a folder"
            ) from error
        except OSError as error:
            raise WriteFailed(
                f"cannot be written ({error.strerror})", where=str(self.path), remedy="choose another folder"
            ) from error
        if others and not self.has_record:
            raise OutputExists(
                f"the folder has other files, such as {others[0]}",
                where=str(self.path),
                remedy="name an empty folder or a new one",
            )

    def save(
        self, record: Record, formats: Sequence[FileFormat], setup: PageSetup, told: Callable[[str], None]
    ) -> Record:
        """Write the record, then all files of its newest version; files that are no longer needed are removed.

        Raises WriteFailed if the record was changed by another command since it was read.
        """
        self.prepare()
        programme = parse_programme(record.programme, record.source)
        names = names_of_files(record.newest.allocation, programme, formats)
        # All names are in the record before the first file is written: whenever this ends, forgetting finds them.
        self._keep(replace(record, files=tuple(dict.fromkeys((*record.files, *names)))))
        self._write_files(record, programme, formats, setup, told)
        for name in set(record.files) - set(names):
            self._path(name).unlink(missing_ok=True)
        record = replace(record, files=names)
        self._keep(record)
        return record

    def forget(self, record: Record) -> tuple[str, ...]:
        """Remove the record and all files that were written; gives the names of what is left in the folder."""
        for name in record.files:
            self._path(name).unlink(missing_ok=True)
        for name in (COLUMNS, RECORD):
            (self.path / name).unlink(missing_ok=True)
        folders = {self._path(name).parent for name in record.files} | {self.path}
        for folder in sorted(folders, key=lambda each: -len(each.parts)):
            with contextlib.suppress(OSError):  # it has other files
                folder.rmdir()
        if not self.path.exists():
            return ()
        return tuple(
            sorted(str(each.relative_to(self.path)) for each in self.path.rglob("*") if each.is_file())
        )

    def _keep(self, record: Record) -> None:
        path = self.path / RECORD
        try:
            if self._text is not None and path.read_text(encoding="utf-8") != self._text:
                raise WriteFailed(
                    "another command has changed this allocation",
                    where=str(path),
                    remedy="run this one again",
                )
            self._text = record_text(replace(record, versions=record.versions[-_MOST_VERSIONS:]))
            write_private(path, self._text)
        except OSError as error:
            raise WriteFailed(
                f"cannot be written ({error.strerror})",
                where=str(path),
                remedy="nothing was changed; free some space or choose another folder",
            ) from error

    def _write_files(
        self,
        record: Record,
        programme: Programme,
        formats: Sequence[FileFormat],
        setup: PageSetup,
        told: Callable[[str], None],
    ) -> None:
        try:
            for name, content in allocation_files(
                record.newest.allocation, programme, formats=formats, setup=setup, progress=told
            ):
                write_atomically(self._path(name), content, replace=True)
        except BreakoutError as error:
            error.remedy = f"{error.remedy}; the allocation is saved, `breakout-tui allocate {self.path}` writes its files again"
            raise

    def _path(self, name: str) -> Path:
        """A file of the folder; a name in a record can't lead out of it."""
        path = self.path / name
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise NotFound(
                "a file outside of this folder is named in the record", where=str(self.path / RECORD)
            )
        return path
