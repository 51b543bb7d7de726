"""Sharing screens: begins and stops sharing when asked, and opens the two screens about it. None of them opens on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.tui.error_text import ScreenRefused, error_text
from breakout_tui.tui.shown_session import ShownSession

# Nothing of it is needed until the facilitator asks for it.
if TYPE_CHECKING:
    from breakout_tui.domain.room_mail import RoomMail
    from breakout_tui.domain.sharing import Sharing
    from breakout_tui.tui.floor_tools import FloorTools


class SharingScreens:
    """Without ``sharing`` the window says how else the session can be shown."""

    def __init__(self, app: App[Any], sharing: Sharing | None, shown: ShownSession, clock: Clock) -> None:
        self._app = app
        self._sharing = sharing
        self._shown = shown
        self._clock = clock

    def share(self, *, on_network: bool) -> None:
        """Begin for this computer, unless it is shared already, or for the network; then show how to join. Raises ScreenRefused."""
        from breakout_tui.domain.sharing import Contact
        from breakout_tui.tui.screens.share_screen import ShareScreen

        sharing = self._found
        standing = sharing.standing
        is_off = standing.contact is Contact.OFF
        if is_off or (on_network and not standing.is_on_network):
            sharing.begin(on_network=on_network)
        if not self._goes_back_to(ShareScreen):
            self._app.push_screen(
                ShareScreen(
                    sharing,
                    self._clock.read,
                    lambda: self._shown.why_not,
                    self.show_displays,
                    self._show_co,
                    lambda: self._shown.is_voting,
                )
            )

    def stop(self) -> bool:
        """Stop sharing; returns whether anything was shared. Raises ScreenRefused."""
        from breakout_tui.domain.sharing import Contact

        sharing = self._found
        if sharing.standing.contact is Contact.OFF:
            return False
        sharing.end()
        return True

    def show_displays(self) -> None:
        """Show the displays that have joined. Raises ScreenRefused."""
        from breakout_tui.tui.screens.displays_screen import DisplaysScreen

        sharing = self._found
        if not self._goes_back_to(DisplaysScreen):
            self._app.push_screen(DisplaysScreen(sharing, lambda: self.share(on_network=False)))

    def show_co_facilitator(self) -> None:
        """Show how a co-facilitator joins, who sorts what phones send. Raises ScreenRefused."""
        from breakout_tui.tui.screens.co_screen import CoScreen

        floor, sharing = self.floor.floor, self._found
        self._app.push_screen(CoScreen(floor.door.co, sharing, lambda: self._shown.has_floor))

    def _show_co(self) -> None:
        """The same for a key of another screen."""
        try:
            self.show_co_facilitator()
        except ScreenRefused as refused:
            self._app.notify(error_text(refused), severity="warning", markup=False)

    @property
    def floor(self) -> FloorTools:
        """What phones send, and what the window does with it. Raises ScreenRefused."""
        from breakout_tui.tui.floor_tools import FloorTools

        sharing = self._found
        if (floor := sharing.floor) is None:
            raise ScreenRefused("the floor is not ready yet", remedy="try again in a moment")
        return FloorTools(floor, sharing, self._shown.magnified, self._clock.read)

    @property
    def hub_words(self) -> str:
        """How it is with the hub, and what to do."""
        return self._shown.hub_words

    @property
    def mail(self) -> RoomMail:
        """The organiser's messages, and the call for help. Raises ScreenRefused."""
        if (mail := self._shown.mail) is None:
            raise ScreenRefused(
                "this window sends to no hub", remedy="breakout-tui --hub and its address joins one"
            )
        return mail

    @property
    def call_words(self) -> str:
        """How it is with the call for help; empty without one."""
        return self._shown.call_words

    @property
    def _found(self) -> Sharing:
        if self._sharing is None:
            raise ScreenRefused(
                "this window can't share the session",
                remedy="`breakout-tui serve` shows it from a terminal of its own",
            )
        return self._sharing

    def _goes_back_to(self, kind: type[Any]) -> bool:
        """Close the screen on top if it was opened from one of this kind, so that they don't pile up."""
        *_, below, top = (None, *self._app.screen_stack)
        if not isinstance(below, kind):
            return False
        top.dismiss(None)
        return True
