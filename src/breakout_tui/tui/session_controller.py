"""The desk: the one way by which commands reach the session on it, and by which the session comes back changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_state import Session

# What a command does is imported with the first one, or once the screen stands: nothing of it is needed to paint.
if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.ports import Store
    from breakout_tui.tui.rest import Rest

Listener = Callable[["Session", "tuple[Event, ...]"], None]


class SessionController:
    """Holds the session that is worked on. Raises what the domain raises; then nothing has changed."""

    def __init__(
        self, session: Session, store: Store, clock: Clock, listener: Listener, rest: Rest | None = None
    ) -> None:
        self.session = session
        self._store = store
        self._clock = clock
        self._listener = listener
        self.rest = rest
        """What is still to be read of the session, which is a preview of it until then; None where it is whole."""
        self.ticket = 0
        """The last one handed to the store; what is saved up to it is all saved."""
        self.is_read_only = False
        """Another window owns the session: look, don't write."""

    def complete(self) -> None:
        """Have the whole session; waits where it is still being read. Raises NotFound, StoreError."""
        if self.rest is None:
            return
        self.session, self.rest = self.rest.session(), None
        self._listener(self.session, ())

    def do(self, command: Command) -> Outcome:
        """Carry out a command, queue what it changes, and tell of it."""
        from breakout_tui.domain.session import decide

        self.complete()
        outcome = decide(self.session, command, self._clock.read())
        self.take(outcome)
        return outcome

    def take(self, outcome: Outcome) -> None:
        """Make an outcome the state of things."""
        if outcome.changes:
            self.ticket = self._store.submit(outcome.session.id, outcome.changes)
        self.session = outcome.session
        self._listener(outcome.session, outcome.events)

    def save_draft(self, draft: Draft | None) -> None:
        """Queue the draft. Raises StoreError where the rest of the session can't be read."""
        self.complete()
        self.keep_draft(draft)

    def keep_draft(self, draft: Draft | None) -> None:
        """Queue the draft, whether or not the rest of the session has been read."""
        if not self.is_read_only:
            self._store.save_draft(self.session.id, draft)

    def reading(self) -> Reading:
        """What the clocks say now."""
        return self._clock.read()
