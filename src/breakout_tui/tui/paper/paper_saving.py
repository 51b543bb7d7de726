"""Paper saving: stores the edits on a thread, in their order. Touches no widget."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from breakout_tui.domain.errors import PaperChanged, StoreError
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_commands import PaperCommand
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_ports import PaperStorage
from breakout_tui.domain.paper_records import PaperRecord
from breakout_tui.tui.background import Background


@dataclass(frozen=True, slots=True)
class Edit:
    """One command, and what it puts into the file."""

    command: PaperCommand
    records: tuple[PaperRecord, ...]
    ended: tuple[PaperDraft, ...] = ()
    """The drafts that it was made of."""


@dataclass(frozen=True, slots=True)
class _Overtaken:
    """Another window changed the paper, which is now this one."""

    paper: Paper


_News = StoreError | _Overtaken | None


class PaperSaving:
    """Edits and drafts wait until they are in the file; those that can't be written are kept and tried again.

    ``changed`` is called in the loop when there is something else to say. If another window changed the paper, ``overtaken`` gets the
    paper as it is in the file and the edits that wait, and returns them as they are to be made on it.
    """

    def __init__(
        self,
        storage: PaperStorage,
        background: Background,
        changed: Callable[[], None],
        overtaken: Callable[[Paper, tuple[Edit, ...]], tuple[Edit, ...]],
    ) -> None:
        self._storage = storage
        self._background = background
        self._changed = changed
        self._overtaken = overtaken
        self._lock = threading.Lock()
        self._waiting: list[Edit] = []
        self._drafts: dict[tuple[str, str], tuple[PaperDraft, bool]] = {}
        """By target and writer what waits: a draft, and whether it is to be removed."""
        self._is_busy = False
        self.failure: StoreError | None = None
        """Why the last attempt failed."""

    @property
    def is_saved(self) -> bool:
        """Whether all edits are in the file."""
        with self._lock:
            return not self._waiting

    @property
    def is_all_saved(self) -> bool:
        """Whether all edits and drafts are in the file."""
        with self._lock:
            return not (self._waiting or self._drafts)

    def submit(self, edit: Edit) -> None:
        """Store an edit, and remove the drafts that it was made of in the same transaction. Never blocks."""
        with self._lock:
            self._waiting.append(edit)
            self._end(edit.ended)
        self.write()

    def keep_draft(self, draft: PaperDraft, replaced: Iterable[PaperDraft] = ()) -> None:
        """Store a draft in place of an earlier one of this window, and of those of other windows that it goes on from."""
        with self._lock:
            self._drafts[draft.target, draft.writer] = (draft, False)
            self._end(replaced)
        self.write()

    def end_drafts(self, drafts: Iterable[PaperDraft]) -> None:
        """Remove drafts."""
        with self._lock:
            self._end(drafts)
        self.write()

    def write(self) -> None:
        """Write what waits, if nothing is being written."""
        with self._lock:
            if self._is_busy or not (self._waiting or self._drafts):
                return
            self._is_busy = True
        self._background(self._write_all, self._hear, must_end=True)

    def _write_all(self, tell: Callable[[_News], None]) -> None:
        """On the thread: until nothing waits, or something is in the way."""
        try:
            while any(batch := self._batch()):
                edits, drafts = batch
                records = {record.id: record for edit in edits for record in edit.records}
                kept = [draft for draft, is_ended in drafts.values() if not is_ended]
                ended = [draft for draft, is_ended in drafts.values() if is_ended]
                self._storage.write(records.values(), kept, ended)
                self._written(*batch)
            tell(None)
        except PaperChanged:
            self._read_again(tell)
        except StoreError as error:
            tell(error)

    def _read_again(self, tell: Callable[[_News], None]) -> None:
        try:
            tell(_Overtaken(self._storage.read()))
        except StoreError as error:
            tell(error)

    def _batch(self) -> tuple[tuple[Edit, ...], dict[tuple[str, str], tuple[PaperDraft, bool]]]:
        """What waits."""
        with self._lock:
            return tuple(self._waiting), dict(self._drafts)

    def _written(
        self, edits: tuple[Edit, ...], drafts: dict[tuple[str, str], tuple[PaperDraft, bool]]
    ) -> None:
        """These wait no longer, but drafts that changed since."""
        with self._lock:
            del self._waiting[: len(edits)]
            for key, draft in drafts.items():
                if self._drafts.get(key) is draft:
                    del self._drafts[key]

    def _end(self, drafts: Iterable[PaperDraft]) -> None:
        """While the lock is held."""
        for draft in drafts:
            self._drafts[draft.target, draft.writer] = (draft, True)

    def _hear(self, news: _News) -> None:
        self.failure = news if isinstance(news, StoreError) else None
        with self._lock:
            self._is_busy = False
            waiting = tuple(self._waiting)
        if isinstance(news, _Overtaken):
            again = self._overtaken(news.paper, waiting)
            with self._lock:
                self._waiting = list(again)
        if self.failure is None:
            self.write()
        self._changed()
