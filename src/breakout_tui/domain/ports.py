"""What the screens need of a store, as protocols; ``store/`` provides it, tests may too.

Writing is asynchronous: :meth:`Store.submit` returns at once, the writer thread commits in the order of submission, and
the listener hears of it *from that thread*. Nothing handed to ``submit`` is ever dropped: what cannot be written is kept,
told, and tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

# Only for the types, as this module is for whoever imports it: the first screen is not to wait for all of it to be defined.
if TYPE_CHECKING:
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.programme import PhaseName
    from breakout_tui.domain.records import Change, Draft
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.store_events import StoreEvent
    from breakout_tui.domain.summary import Summary


class Store(Protocol):
    """One database file. Reads are plain and quick; writes go through the one writer thread."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, newest first. Raises StoreError."""
        ...

    def latest(self) -> str | None:
        """The newest session that is stored and not put away. Raises StoreError."""
        ...

    def load(self, session_id: str) -> SessionRecords:
        """Everything of a session. Raises NotFound, StoreError."""
        ...

    def preview(self, session_id: str) -> SessionRecords | None:
        """A session of many notes without them, to be shown at once; None where ``load`` is as quick. Raises StoreError."""
        ...

    def draft(self, session_id: str) -> Draft | None:
        """The stored draft, if any."""
        ...

    def holder(self, session_id: str) -> str:
        """Which other living window owns the session, in words; empty for none."""
        ...

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Start the writer thread; from now on ``listener`` is called from it."""
        ...

    def take_over(self, session_id: str) -> None:
        """Let the next write to the session take its ownership, in the same transaction."""
        ...

    def submit(self, session_id: str, changes: Sequence[Change]) -> int:
        """Queue changes for one transaction; gives the ticket that ``Saved`` will name. Never blocks."""
        ...

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Queue the draft (None: there is none any more); a later draft replaces an earlier one still waiting."""
        ...

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """What was kept out of a session that another window took over; the store forgets it."""
        ...

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """What is queued or failed and not yet committed, oldest first, by session."""
        ...

    def save_elsewhere(self, path: Path) -> None:
        """Copy everything to a new file and go on there; waits for it. Raises OutputExists, StoreError."""
        ...

    def close(self, timeout: float | None = None) -> bool:
        """Write all that waits, release what is owned, stop the thread. False if something could not be written."""
        ...


class Publisher(Protocol):
    """Makes the documents of a session; ``report/`` provides it."""

    def render(self, session: Session, reading: Reading, until: PhaseName | None = None) -> str:
        """The report as Markdown; ``until`` the morning leaves the afternoon out."""
        ...

    def export(self, session: Session, reading: Reading, until: PhaseName | None = None) -> Path:
        """Write the report to the documents folder, never over a file that is there. Raises BreakoutError."""
        ...

    def export_report_back(self, session: Session) -> tuple[Path, ...]:
        """Write what is said in plenary, as a text and as slides, never over a file that is there. Raises BreakoutError."""
        ...
