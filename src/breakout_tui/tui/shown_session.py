"""Shown session: what the displays in browsers get of this window: each saved state of its open session, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.tui.open_session import OpenSession

# Nothing of it runs before the first paint.
if TYPE_CHECKING:
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.sharing import Sharing
    from breakout_tui.domain.shown_card import ShownCard


class ShownSession:
    """Offers the session to ``sharing``; without it there is nothing to do.

    ``look`` is called whenever something was saved, and at each beat, so that it also finds a session that was opened, closed
    or taken over. Most times nothing has changed.
    """

    def __init__(self, opened: OpenSession, sharing: Sharing | None) -> None:
        self._opened = opened
        self._sharing = sharing
        self._has_begun = False
        self._offered: Session | None = None

    def begin(self) -> None:
        """After the first paint: offer from now on."""
        self._has_begun = True
        self.look()

    def look(self) -> None:
        """Offer the session as it is saved, if that is another state than the last one."""
        if self._sharing is None or not self._has_begun:
            return
        session = self._saved
        if session is not self._offered:
            self._offered = session
            self._sharing.offer(session)

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now; None takes it back."""
        if self._sharing is not None:
            self._sharing.show_card(card)

    @property
    def _saved(self) -> Session | None:
        """The latest state that is saved and whole; None if the open session is not this window's to show."""
        controller, offered = self._opened.controller, self._offered
        if controller is None or controller.is_read_only:
            return None
        if controller.is_saved and not controller.is_preview:
            return controller.session
        return offered if offered is not None and offered.id == controller.session.id else None

    @property
    def why_not(self) -> str:
        """Why the displays don't show the open session; empty if they do."""
        controller = self._opened.controller
        if controller is None or not controller.is_read_only:
            return ""
        held = "it is another room's" if controller.is_gathered else "another window has it"
        return f"The displays do not show this session: {held}"

    def close(self) -> None:
        """The window closes."""
        self._has_begun = False
        if self._sharing is not None:
            self._sharing.close()
