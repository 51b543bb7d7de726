"""A server's database as the window of the editor of a paper has it: the sessions are read, and there is nothing to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import StoreEvent
from breakout_tui.store.server_store import ServerStore


class ServerWindow(ServerStore):
    """Implements ``domain.ports.Store``. The paper itself is written by ``PaperFile``; this window shows no other screen."""

    def preview(self, session_id: str) -> SessionRecords | None:
        """None: a session is read whole."""
        return None

    def draft(self, session_id: str) -> Draft | None:
        """A draft stays in its room."""
        return None

    def holder(self, session_id: str) -> str:
        """Nobody holds a session here."""
        return ""

    def is_behind(self, session_id: str) -> bool:
        """Each reading is new."""
        return False

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """There is nothing to tell."""

    def prepare(self) -> None:
        """There is nothing to prepare."""

    def take_over(self, session_id: str) -> None:
        """There is nothing to take over."""

    def release(self) -> None:
        """There is nothing to release."""

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Never called. Raises StoreError."""
        raise self._refusal()

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Never called. Raises StoreError."""
        raise self._refusal()

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """Nothing waits."""
        return ()

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Nothing waits."""
        return ()

    def save_elsewhere(self, path: Path) -> None:
        """Never called. Raises StoreError."""
        raise self._refusal()

    def close(self, timeout: float | None = None) -> bool:
        """All is saved."""
        return True

    def _refusal(self) -> StoreError:
        return StoreError(
            "a room's session is changed in its own file",
            where=str(self.path),
            remedy="gather that file again",
        )
