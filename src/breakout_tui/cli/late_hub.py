"""A hub link that is made on a thread when it is first needed: what it imports must not delay the first screen, nor a key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breakout_tui.domain.hub_standing import HubSending, HubStanding
    from breakout_tui.domain.room_mail import RoomMail
    from breakout_tui.domain.shown_card import ShownCard


class LateHub:
    """Implements ``domain.hub_standing.HubSending`` by the one that ``make`` returns."""

    def __init__(self, make: Callable[[], HubSending]) -> None:
        self._make = make
        self._made: HubSending | None = None
        self._offered: list[str | None] = []
        self._card: ShownCard | None = None
        self._is_closed = False
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None

    @property
    def standing(self) -> HubStanding:
        """How it is now."""
        if self._made is not None:
            return self._made.standing
        from breakout_tui.domain.hub_standing import NOT_REACHED

        return NOT_REACHED

    @property
    def mail(self) -> RoomMail | None:
        """The organiser's messages, and calls for help; None until the link is made."""
        return None if self._made is None else self._made.mail

    def offer(self, session_id: str | None) -> None:
        """Something of this session was saved."""
        with self._lock:
            if self._made is not None:
                self._made.offer(session_id)
                return
            self._offered = [session_id]
        if self._making is None:
            self._making = threading.Thread(target=self._make_now, daemon=True)
            self._making.start()

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card in place of what is now."""
        with self._lock:
            self._card = card
            if self._made is not None:
                self._made.show_card(card)

    def close(self) -> None:
        """The window has closed."""
        with self._lock:
            self._is_closed = True
        if self._made is not None:
            self._made.close()

    def _make_now(self) -> None:
        made = self._make()
        with self._lock:
            if not self._is_closed:
                self._made = made
                made.show_card(self._card)
                for session_id in self._offered:
                    made.offer(session_id)
