"""Erases from the file of a window what was erased elsewhere, on a thread of its own, at a moment when nothing waits for it.

It works out what the open session is without it, in a copy, and waits until the window goes on with that (``domain.erased_elsewhere``). Then
the backups and the file are erased, and what was told counts as done. Whatever comes in between, it begins again: what is erased in the
file already is erased in the copy too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.store_events import BackupFailed, StoreEvent

# Imported before the first paint; what erases is imported with the first erasure.
if TYPE_CHECKING:
    from breakout_tui.domain.clock import Clock
    from breakout_tui.domain.erased_elsewhere import WithoutErased
    from breakout_tui.domain.versions import Erasure
    from breakout_tui.store.inbox import Inbox
    from breakout_tui.store.ownership import Window

_ATTEMPTS = 12
"""So often backups are tried that can't be cleaned, as on a full disk; then they are named."""
_ERASING = 60.0
"""Seconds for the writer to erase it."""
_CLOSING = 5.0
"""Seconds that closing the window waits for what has begun."""


class NotErasedYet(Exception):
    """What was erased elsewhere is still in the file; it is tried again without being asked."""


class ErasureKeeper:
    """Implements ``domain.erased_elsewhere.ErasingHere``; ``take`` is for the link to a hub.

    ``without_backups`` is that of ``Database``. ``settled`` are the seconds in which nothing was saved before the session is worked out: a copy of an older state would be of no use.
    ``retry`` are those until what failed is tried again.
    """

    def __init__(
        self,
        path: Callable[[], Path],
        without_backups: Callable[[Callable[[], None], Callable[[], None], float], None],
        window: Window,
        inbox: Inbox,
        clock: Clock,
        busy: float,
        report: Callable[[StoreEvent], None],
        settled: float,
        retry: float,
    ) -> None:
        self._path = path
        self._without_backups = without_backups
        self._window = window
        self._inbox = inbox
        self._clock = clock
        self._busy = busy
        self._report = report
        self._settled = settled
        self._retry = retry
        self._waiting: dict[str, Erasure] = {}
        self._done: set[str] = set()
        self._asked: str | None = None
        """The session that the window has open; empty for none, None before it has said so."""
        self._offered: WithoutErased | None = None
        self._begun: tuple[str, frozenset[str]] | None = None
        """The session that was open then, and the ids of what the window goes on without."""
        self._attempts = 0
        """Of what has begun."""
        self._is_file_done = False
        """Whether only backups are left of what has begun."""
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._closing = threading.Event()
        # A daemon: what it has not ended is told again by who told it.
        self._thread = threading.Thread(target=self._run, name="breakout-tui erasing", daemon=True)

    # By who tells what was erased

    def take(self, erasures: Sequence[Erasure]) -> None:
        """Erase these; returns once they are erased from the file for good. Raises NotErasedYet before that, at once."""
        with self._lock:
            new = {each.id: each for each in erasures if each.id not in self._done}
            if not new:
                return
            if new.keys() - self._waiting.keys():
                self._waiting |= new
                self._offered = None
                self._news.set()
            if self._thread.ident is None and not self._closing.is_set():
                self._thread.start()
        raise NotErasedYet

    # By the window; none of these waits, except for ``close``

    @property
    def is_waiting(self) -> bool:
        """Whether something is to be erased that the window has to agree to."""
        return bool(self._waiting) and self._begun is None

    @property
    def is_erasing(self) -> bool:
        """Whether the window has agreed, and the file is not done yet."""
        return self._begun is not None

    def offered_for(self, session_id: str) -> WithoutErased | None:
        """The open session as it will be, if that is known."""
        with self._lock:
            if self._asked != session_id:
                self._asked, self._offered = session_id, None
                self._news.set()
            return self._offered

    def begin(self, offered: WithoutErased) -> bool:
        """The window has this session from now on; called on the thread that submits changes."""
        with self._lock:
            if self._offered is not offered:
                return False
            self._offered = None
            self._news.set()
            if not self._is_at(offered):
                return False
            self._begun = offered.session_id, frozenset(self._waiting)
            return True

    def close(self) -> None:
        """End what has begun."""
        self._closing.set()
        self._news.set()
        if self._thread.ident is not None and self._begun is not None:
            self._thread.join(_CLOSING)

    # On the thread

    def _run(self) -> None:
        while self._begun is not None or not self._closing.is_set():
            self._news.wait()
            self._news.clear()
            try:
                if self._begun is not None:
                    self._erase(*self._begun)
                elif self._waiting and self._asked is not None and self._offered is None:
                    self._work_out(self._asked)
            except Exception:  # noqa: BLE001 - a full disk, another window, a writer that is busy: the next attempt may work
                if self._closing.wait(self._retry):
                    return
                self._news.set()

    def _work_out(self, session_id: str) -> None:
        """Once the window has saved nothing for a while, offer the session as it will be."""
        before = self._inbox.commits, self._inbox.seen
        if self._closing.wait(self._settled):
            return
        if (self._inbox.commits, self._inbox.seen) != before or not self._inbox.is_empty:
            self._news.set()
            return
        from breakout_tui.store.erasing_here import without_erased_in

        with self._lock:
            known = dict(self._waiting)
        made = without_erased_in(self._path(), tuple(known.values()), session_id, self._busy)
        with self._lock:
            if made is not None and self._asked == session_id and self._waiting.keys() == known.keys():
                self._offered = made
            else:
                self._news.set()

    def _erase(self, session_id: str, ids: frozenset[str]) -> None:
        """Erase from the backups and from the file what the window goes on without."""
        from breakout_tui.store.erasing_here import erase_under_window, wanted_in
        from breakout_tui.store.erasure import Wanted, erase_again_from_copies

        erasures, is_again = [self._waiting[each] for each in sorted(ids)], self._attempts > 0
        self._attempts += 1
        path, busy, now = self._path(), self._busy, self._clock.read().wall
        left: list[Path] = []
        wanted = Wanted()

        def beside() -> None:
            nonlocal wanted
            left.extend(erase_again_from_copies(path, erasures, busy=busy))
            wanted = wanted_in(path, erasures, busy)

        def on_the_writer() -> None:
            if self._is_file_done:
                return
            found = erase_under_window(
                path, self._window, lambda: now, erasures, wanted, session_id, busy, is_again=is_again
            )
            for each, revision in found.items():
                self._inbox.saw(each, revision)
            self._is_file_done = True

        self._without_backups(beside, on_the_writer, _ERASING)
        if left and self._attempts < _ATTEMPTS:
            raise StoreError("a backup can't be cleaned now", where=str(left[0]))
        with self._lock:
            self._attempts, self._is_file_done = 0, False
            self._done |= ids
            self._waiting = {key: each for key, each in self._waiting.items() if key not in ids}
            self._begun = None
            self._news.set()
        if left:
            names = ", ".join(map(str, left))
            told = f"what was erased at the hub may still be in {names}: it can't be read; delete it yourself"
            with suppress(Exception):
                self._report(BackupFailed(told))

    def _is_at(self, offered: WithoutErased) -> bool:
        """Whether nothing waits to be written, and the window knows exactly the state that was worked out."""
        seen = self._inbox.seen.get(offered.session_id)
        return self._inbox.is_empty and (not offered.session_id or seen == offered.revision)
