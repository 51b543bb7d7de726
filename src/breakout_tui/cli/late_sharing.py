"""Sharing that is made on a thread when it is first needed: what it imports must not delay the first screen, nor a key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breakout_tui.domain.display_choice import DisplayChoice
    from breakout_tui.domain.room_floor import RoomFloor
    from breakout_tui.domain.room_notice import RoomNotice
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.sharing import Sharing, SharingStanding
    from breakout_tui.domain.shown_card import ShownCard


class LateSharing:
    """Implements ``domain.sharing.Sharing`` by the one that ``make`` returns."""

    def __init__(self, make: Callable[[], Sharing]) -> None:
        self._make = make
        self._made: Sharing | None = None
        self._latest: Session | None = None
        self._is_closed = False
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None

    def offer(self, session: Session | None) -> None:
        """Show this saved state from now on."""
        with self._lock:
            self._latest = session
            if self._made is not None:
                self._made.offer(session)
                return
        if self._making is None:
            self._making = threading.Thread(target=self._make_now, daemon=True)
            self._making.start()

    def _make_now(self) -> None:
        made = self._make()
        with self._lock:
            if not self._is_closed:
                self._made = made
                made.offer(self._latest)

    def _ready(self) -> Sharing:
        """The real one; a command of the facilitator waits for it, which takes some hundredths of a second once."""
        if self._made is None:
            self.offer(self._latest)
            assert self._making is not None
            self._making.join()
        assert self._made is not None
        return self._made

    @property
    def standing(self) -> SharingStanding:
        """How it is now."""
        if self._made is not None:
            return self._made.standing
        from breakout_tui.domain.sharing import NOT_SHARED

        return NOT_SHARED

    @property
    def floor(self) -> RoomFloor | None:
        """What phones send; None until it is made."""
        return None if self._made is None else self._made.floor

    def begin(self, *, on_network: bool) -> None:
        """Start the server."""
        self._ready().begin(on_network=on_network)

    def end(self) -> None:
        """Stop the server."""
        self._ready().end()

    def show_notice(self, notice: RoomNotice | None) -> None:
        """Show a message of the organiser until it expires."""
        self._ready().show_notice(notice)

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card in place of what is now."""
        self._ready().show_card(card)

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """What a display shows."""
        self._ready().choose(display_id, choice)

    def renew_code(self) -> None:
        """Give a new code."""
        self._ready().renew_code()

    def close(self) -> None:
        """The window closes."""
        with self._lock:
            self._is_closed = True
        if self._made is not None:
            self._made.close()
