"""Looks for damage once, then makes backups automatically, on its own thread, without delaying the writer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.errors import DatabaseDamaged, StoreError
from breakout_tui.domain.store_events import BackupFailed, DamageFound, StoreEvent
from breakout_tui.store import sqlite_errors
from breakout_tui.store.backups import back_up, backups_of, thin
from breakout_tui.store.integrity import damage_in_growing_tables

# Imported while the first screen is in use: the records are imported with the first change.
if TYPE_CHECKING:
    from breakout_tui.domain.records import Change

EVERY = 600.0
"""Seconds between two backups while something changes."""

_LOOK = 20.0
"""Seconds between two checks of the clock."""
_YIELD = 0.02
"""Seconds to wait for the writer before checking again."""


class _Stopped(Exception):
    """The window closes and can't wait for the backup."""


class BackupKeeper:
    """Makes a backup when a phase starts or ends, and after ten minutes with changes.

    ``committed`` reports what became durable. While ``is_writing`` is true the backup waits. ``report`` is called once
    for consecutive failures, and once for damage, which it looks for ``inspect_after`` seconds after its start, or when a phase
    starts before that.
    """

    def __init__(
        self,
        path: Callable[[], Path],
        clock: Clock,
        is_writing: Callable[[], bool],
        report: Callable[[StoreEvent], None],
        inspect_after: float = 0.0,
    ) -> None:
        self._path = path
        self._clock = clock
        self._is_writing = is_writing
        self._report = report
        self._inspect_after = inspect_after
        self._last = clock.read()
        self._is_wanted = False
        self._has_changed = False
        self._is_failing = False
        self._is_closing = False
        self._must_stop = False
        self._bell = threading.Event()
        self._making = threading.Lock()
        # A daemon: an unfinished backup has no name yet, and the next backup removes it.
        self._thread = threading.Thread(target=self._run, name="breakout-tui backups", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def committed(self, changes: Iterable[Change]) -> None:
        """These changes are durable. Called from the writer's thread; returns at once."""
        self._has_changed = True
        if any(_starts_or_ends(change) for change in changes):
            self._is_wanted = True
            self._bell.set()

    def inspect(self) -> None:
        """Look for damaged pages once, and report them. What can't be read at all is reported by the writer."""
        path = self._path()
        try:
            problem = damage_in_growing_tables(path, lambda: self._make_way(is_urgent=False))
        except Exception as error:  # noqa: BLE001 - _Stopped, or SQLite's own words for a damaged page
            if not isinstance(error, DatabaseDamaged):
                return
            problem = error.what
        if problem:
            with suppress(Exception):
                self._report(
                    DamageFound(f"{path}: {problem}; close breakout-tui, then {sqlite_errors.RESCUE}")
                )

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Inside the ``with`` block no backup is made; waits for one that is being made."""
        with self._making:
            yield

    def look(self) -> Path | None:
        """Make a backup if it is time for one; gives it. The first failure is reported, and each is retried later."""
        with self.paused():
            return self._look()

    def _look(self) -> Path | None:
        now = self._clock.read()
        if not self._is_wanted and not (self._has_changed and _between(self._last, now) >= EVERY):
            return None
        self._is_wanted = self._has_changed = False
        self._last = now
        path = self._path()
        try:
            made = back_up(path, now.wall, self._make_way)
            thin(path, now.wall)
        except _Stopped:
            return None
        except Exception as error:  # noqa: BLE001 - saving must continue without backups
            self._failed(error, path)
            return None
        self._is_failing = False
        return made

    def _failed(self, error: Exception, path: Path) -> None:
        self._has_changed = True
        if not self._is_failing:
            self._is_failing = True
            with suppress(Exception):
                self._report(
                    BackupFailed(f"no backup could be made: {sqlite_errors.as_store_error(error, path)}")
                )

    def finish(self, timeout: float) -> None:
        """Make a due backup, if that takes no longer than the timeout in seconds, and stop."""
        self._is_closing = True
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        self._must_stop = True

    def _run(self) -> None:
        self._bell.wait(self._inspect_after)
        if not self._is_closing:
            self.inspect()
        while True:
            self._bell.wait(_LOOK)
            self._bell.clear()
            is_last = self._is_closing
            if is_last and not self._is_wanted:
                return
            self.look()
            if is_last:
                return

    def _make_way(self, *, is_urgent: bool = True) -> None:
        """Wait while the writer writes. What isn't urgent ends as soon as the window closes."""
        while True:
            if self._must_stop or (self._is_closing and not is_urgent):
                raise _Stopped
            if not self._is_writing():
                return
            threading.Event().wait(_YIELD)


def back_up_if_due(path: Path, now: datetime) -> None:
    """Make a backup if the latest one is old: for a process that ends before a keeper would. A failure is not told."""
    with suppress(StoreError, OSError, sqlite3.Error):
        latest = next(iter(backups_of(path)), None)
        if latest is None or abs((now - latest.at).total_seconds()) >= EVERY:
            back_up(path, now)
            thin(path, now)


def _starts_or_ends(change: Change) -> bool:
    from breakout_tui.domain.timeline import PhaseRun

    before, after = change.before, change.after
    if not isinstance(after, PhaseRun):
        return False
    if not isinstance(before, PhaseRun):
        return True
    return (before.ended_at is None) != (after.ended_at is None)


def _between(earlier: Reading, later: Reading) -> float:
    """Seconds, by the boot clock where both readings are of the same boot."""
    if earlier.boot == later.boot:
        return later.since_boot - earlier.since_boot
    return abs((later.wall - earlier.wall).total_seconds())
