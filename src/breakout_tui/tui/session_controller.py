"""The session controller: the only place that changes a session, and that publishes it.

A large session is a preview until its notes have been read. Only the controller knows: ``session`` is what can be shown
now, ``whole`` waits for the rest, and so does every command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.errors import DatabaseBusy
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.read_only import SessionHeld, another_rooms, held_by_window
from breakout_tui.tui.saving import Saving

# Imported with the first command, or after the screen is shown: painting needs nothing of it.
if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.events import Event
    from breakout_tui.domain.ports import Store
    from breakout_tui.tui.deferred_notes import DeferredNotes

Listener = Callable[["Session", "tuple[Event, ...]"], None]


class SessionController:
    """Owns the current session. Errors of the domain and the store pass through; then nothing has changed."""

    def __init__(
        self,
        session: Session,
        store: Store,
        clock: Clock,
        saving: Saving,
        *,
        holder: str = "",
        is_gathered: bool = False,
        deferred: DeferredNotes | None = None,
    ) -> None:
        self.session = session
        """The whole session, or a preview of it."""
        self.holder = holder
        """The other window that owns the session, in words; empty if this one does."""
        self.is_gathered = is_gathered
        """Whether the session is another room's: it is never changed here."""
        self.ticket = 0
        """The last ticket of the store; if it is saved, everything is."""
        self._store = store
        self._clock = clock
        self._saving = saving
        self._deferred = deferred
        self._listeners: list[Listener] = []

    @property
    def is_read_only(self) -> bool:
        """Whether nothing of the session can be changed here."""
        return self.is_gathered or bool(self.holder)

    @property
    def refusal(self) -> SessionHeld | None:
        """Why nothing of the session can be changed here; None if it can."""
        if self.is_gathered:
            return another_rooms(self.session.info.room)
        return held_by_window() if self.holder else None

    @property
    def held_words(self) -> str:
        """The same for the status line, with who has it and what can be done; empty if it can be changed."""
        if self.is_gathered:
            return error_text(another_rooms(self.session.info.room))
        return f"{shown('take-over')} takes it over · open in {self.holder}" if self.holder else ""

    @property
    def is_preview(self) -> bool:
        """Whether notes are still to be read."""
        return self._deferred is not None

    @property
    def problem(self) -> str:
        """Why the store can't write; empty if it can."""
        return self._saving.problem

    @property
    def is_saved(self) -> bool:
        """Whether every change is durable."""
        return self._saving.saved >= self.ticket

    @property
    def standing(self) -> str:
        """Whether all is saved: ``saved``, ``saving``, ``not saved: `` and why, or ``read only``."""
        if self.is_read_only:
            return "read only"
        if self.is_saved:
            return "saved"
        return f"not saved: {self.problem}" if self.problem else "saving"

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` with the session and its events immediately after each change."""
        self._listeners.append(listener)

    def read_deferred(self, done: Callable[[], None]) -> bool:
        """Read the rest on a thread, which calls ``done``; False if there is nothing to read."""
        if self._deferred is None:
            return False
        self._deferred.begin(done)
        return True

    def whole(self) -> Session:
        """The whole session; waits until it has been read. Raises NotFound, StoreError."""
        if self._deferred is not None:
            self.session, self._deferred = self._deferred.session(), None
            self._publish(())
        return self.session

    def do(self, command: Command, *, ends_draft: bool = False) -> Outcome:
        """Carry out a command, queue its changes, and publish the session. ``ends_draft``: it is made of the draft."""
        from breakout_tui.domain.session import decide

        if (refusal := self.refusal) is not None:
            raise refusal
        outcome = decide(self.whole(), command, self._clock.read())
        self.take(outcome, ends_draft=ends_draft)
        return outcome

    def take(self, outcome: Outcome, *, ends_draft: bool = False) -> None:
        """Apply an outcome: queue its changes, and publish the session."""
        if outcome.changes:
            self.ticket = self._store.submit(outcome.session.id, outcome.changes, ends_draft=ends_draft)
        self.session = outcome.session
        self._publish(outcome.events)

    def replace(self, session: Session) -> None:
        """Publish the session as read from the file, after another window wrote to it; or the same one again."""
        if session is not self.session:
            self.session, self._deferred = session, None
        self._saving.saved = max(self._saving.saved, self.ticket)
        self._publish(())

    def keep_draft(self, draft: Draft | None) -> None:
        """Queue the draft; works even while the session is being read."""
        if not self.is_read_only:
            self._store.save_draft(self.session.id, draft)

    def try_to_complete(self) -> bool:
        """Load the whole session; False, with ``problem`` set, while another program blocks the file."""
        try:
            self.whole()
        except DatabaseBusy as busy:
            self._saving.problem = error_text(busy)
            return False
        self._saving.problem = ""
        return True

    def read_clock(self) -> Reading:
        """The current reading of the clocks; for another room's session, that of its last change: no clock runs for it here."""
        if self.is_gathered:
            from breakout_tui.domain.last_change import reading_at_last_change

            return reading_at_last_change(self.session)
        return self._clock.read()

    def _publish(self, events: tuple[Event, ...]) -> None:
        for listener in self._listeners:
            listener(self.session, events)
