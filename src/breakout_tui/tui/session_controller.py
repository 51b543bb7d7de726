"""The session controller: the one way by which commands reach a session, and the one place that publishes it.

A large session is a preview of itself until its notes have been read. That is the controller's own business: ``session``
is what can be shown now, ``whole`` waits for the rest, and every command waits for it too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.errors import BreakoutError, DatabaseBusy
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.saving import Saving

# Imported with the first command, or once the screen is shown: nothing of it is needed to paint.
if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.ports import Store
    from breakout_tui.tui.deferred_notes import DeferredNotes

Listener = Callable[["Session", "tuple[Event, ...]"], None]


class SessionHeld(BreakoutError):
    """Another window has the session; this one only shows it."""


class SessionController:
    """Holds the session that is worked on. Raises what the domain and the store raise; then nothing has changed."""

    def __init__(
        self,
        session: Session,
        store: Store,
        clock: Clock,
        saving: Saving,
        *,
        holder: str = "",
        deferred: DeferredNotes | None = None,
    ) -> None:
        self.session = session
        """What can be shown now: the whole session, or a preview of it."""
        self.holder = holder
        """Which other window owns the session, in words; empty where this one does."""
        self.ticket = 0
        """The last one handed to the store; what is saved up to it is all saved."""
        self._store = store
        self._clock = clock
        self._saving = saving
        self._deferred = deferred
        self._listeners: list[Listener] = []

    @property
    def is_read_only(self) -> bool:
        """Another window owns the session."""
        return bool(self.holder)

    @property
    def is_preview(self) -> bool:
        """Whether notes are still to be read."""
        return self._deferred is not None

    @property
    def problem(self) -> str:
        """What keeps the store from writing; empty for nothing."""
        return self._saving.problem

    @property
    def is_saved(self) -> bool:
        """Whether every change is durable."""
        return self._saving.saved >= self.ticket

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` with the session and what happened, at each change, at once."""
        self._listeners.append(listener)

    def read_deferred(self, done: Callable[[], None]) -> bool:
        """Begin to read the rest on a thread, which calls ``done``; False where there is nothing to read."""
        if self._deferred is None:
            return False
        self._deferred.begin(done)
        return True

    def whole(self) -> Session:
        """The whole session; waits where it is still being read. Raises NotFound, StoreError."""
        if self._deferred is not None:
            self.session, self._deferred = self._deferred.session(), None
            self._publish(())
        return self.session

    def do(self, command: Command) -> Outcome:
        """Carry out a command, queue what it changes, and publish the session."""
        from breakout_tui.domain.session import decide

        if self.is_read_only:
            raise SessionHeld("another window has this session", remedy="Ctrl+T takes it over, to write here")
        outcome = decide(self.whole(), command, self._clock.read())
        self.take(outcome)
        return outcome

    def take(self, outcome: Outcome) -> None:
        """Make an outcome the state of the session."""
        if outcome.changes:
            self.ticket = self._store.submit(outcome.session.id, outcome.changes)
        self.session = outcome.session
        self._publish(outcome.events)

    def replace(self, session: Session) -> None:
        """Show what the file says, where another window has written; all that this window wrote is settled then."""
        self.session, self._deferred = session, None
        self._saving.saved = max(self._saving.saved, self.ticket)
        self._publish(())

    def keep_draft(self, draft: Draft | None) -> None:
        """Queue the draft, also while the rest of the session is being read."""
        if not self.is_read_only:
            self._store.save_draft(self.session.id, draft)

    def try_to_complete(self) -> bool:
        """Have the whole session; False, with ``problem`` set, while another program holds the file."""
        try:
            self.whole()
        except DatabaseBusy as busy:
            self._saving.problem = error_text(busy)
            return False
        self._saving.problem = ""
        return True

    def read_clock(self) -> Reading:
        """What the clocks say now."""
        return self._clock.read()

    def _publish(self, events: tuple[Event, ...]) -> None:
        for listener in self._listeners:
            listener(self.session, events)
