"""The sessions of a database on a server. All of them were gathered, so they are read here and changed by nobody."""

from __future__ import annotations

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.server_reader import ServerReader


class ServerStore:
    """Implements ``domain.ports.StoredSessions``."""

    def __init__(self, address: ServerAddress, clock: Clock) -> None:
        self.path = address
        self._reader = ServerReader(address, lambda: clock.read().wall)

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, in the order of ``domain.summary.listed``. Raises StoreError."""
        return self._reader.summaries()

    def latest(self) -> str | None:
        """The newest session that isn't archived. Raises StoreError."""
        return self._reader.latest()

    def load(self, session_id: str) -> SessionRecords:
        """Everything of a session. Raises NotFound, StoreError."""
        found = self._reader.records(session_id)
        if found is None:
            raise self._missing()
        return found[0]

    def state(self, session_id: str) -> SessionState:
        """Everything of a session in the form that travels between files. Raises NotFound, StoreError."""
        found = self._reader.state(session_id)
        if found is None:
            raise self._missing()
        return found

    def papers(self) -> tuple[PaperState, ...]:
        """The editors' decisions on all position papers. Raises StoreError."""
        return self._reader.papers()

    def is_gathered(self, session_id: str) -> bool:
        """Whether the session was gathered, as all of them were. Raises StoreError."""
        return self._reader.is_gathered(session_id)

    def _missing(self) -> NotFound:
        return NotFound(
            "there is no such session", where=str(self.path), remedy="`breakout-tui sessions` lists them"
        )
