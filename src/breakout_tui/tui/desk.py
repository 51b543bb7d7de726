"""The desk: the one way by which commands reach the session on it, and by which the session comes back changed."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.commands import Command
from breakout_tui.domain.events import Event
from breakout_tui.domain.ports import Store
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Outcome, Session, decide

Listener = Callable[[Session, tuple[Event, ...]], None]


class Desk:
    """Holds the session that is worked on. Raises what the domain raises; then nothing has changed."""

    def __init__(self, session: Session, store: Store, clock: Clock, listener: Listener) -> None:
        self.session = session
        self._store = store
        self._clock = clock
        self._listener = listener
        self.ticket = 0
        """The last one handed to the store; what is saved up to it is all saved."""
        self.is_read_only = False
        """Another window owns the session: look, don't write."""

    def do(self, command: Command) -> Outcome:
        """Carry out a command, queue what it changes, and tell of it."""
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
        """Queue the draft."""
        if not self.is_read_only:
            self._store.save_draft(self.session.id, draft)

    def reading(self) -> Reading:
        """What the clocks say now."""
        return self._clock.read()
