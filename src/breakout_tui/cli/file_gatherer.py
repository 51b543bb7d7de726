"""Gathers files of every kind that can be gathered: databases, JSON exports, and folders of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.gathering import GatheredSource, Progress, untold
from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.inputs.session_file import read_states
from breakout_tui.store.backup_keeper import back_up_if_due
from breakout_tui.store.gather import Gathering, copy_for_trial
from breakout_tui.store.source_search import is_json, is_same, sources_in


class FileGatherer:
    """Implements ``domain.ports.Gatherer``; with ``is_trial`` all of it happens in a copy, and the database stays as it is."""

    def __init__(self, database: DatabaseName, clock: Clock, *, is_trial: bool = False) -> None:
        self._database = database
        self._clock = clock
        self._is_trial = is_trial

    def listed(self, names: Sequence[DatabaseName]) -> tuple[DatabaseName | GatheredSource, ...]:
        """The databases of these names and in these folders, in order, each once; for a name that can't be used, the reason."""
        found: dict[DatabaseName, DatabaseName | GatheredSource] = {}
        for name in names:
            if isinstance(name, ServerAddress):
                found.setdefault(name, name)
                continue
            try:
                files = [*sources_in(name, self._besides(name))] if _is_folder(name) else [name]
            except BreakoutError as error:
                found[name] = GatheredSource(str(name), refusal=error)
            else:
                for file in files:
                    found.setdefault(Path(os.path.realpath(file)), file)
        return tuple(found.values())

    def gather(
        self, listed: Sequence[DatabaseName | GatheredSource], progress: Progress = untold
    ) -> Iterator[GatheredSource]:
        """Take in one source after the other. Raises StoreError for the database itself; what has come in before stays."""
        with ExitStack() as stack:
            database = self._database
            if self._is_trial:
                database = stack.enter_context(copy_for_trial(database, self._clock))
            gathering = Gathering(database, self._clock, known_as=self._database, before=self._back_up)
            stack.enter_context(gathering)
            for each in listed:
                yield each if isinstance(each, GatheredSource) else self._gathered(gathering, each, progress)

    def _besides(self, folder: Path) -> Path:
        """The file that is no source: the database itself."""
        return self._database if isinstance(self._database, Path) else folder

    def _back_up(self) -> None:
        """As before every work on a database without a window. A server's backups are its own."""
        if not self._is_trial and isinstance(self._database, Path) and self._database.is_file():
            back_up_if_due(self._database, self._clock.read().wall)

    def _gathered(self, gathering: Gathering, source: DatabaseName, progress: Progress) -> GatheredSource:
        is_file = isinstance(source, Path) and not is_same(source, self._besides(source.parent))
        if is_file and isinstance(source, Path) and is_json(source):
            return gathering.take_in(source, progress, read_states)
        return gathering.take_in(source, progress)


def _is_folder(name: Path) -> bool:
    try:
        return name.is_dir()
    except OSError:
        return False
