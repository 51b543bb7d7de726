"""One room as its displays see it: what is shown, which displays there are, and the code to join with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from breakout_tui.domain.clock import Clock
from breakout_tui.hub.copy_on_show import CopyOnShow
from breakout_tui.hub.credentials import Credentials, new_code
from breakout_tui.hub.displays import Displays
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.qr_code import Join
from breakout_tui.hub.stage import Stage


class ShownRoom:
    """``addresses`` gives those under which browsers find the server, the likeliest first; ``name`` is in the cookies of its displays."""

    def __init__(
        self,
        copy: CopyOnShow,
        credentials: Credentials,
        pages: Pages,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        *,
        name: str = "",
    ) -> None:
        self.name = name
        self.copy = copy
        self.credentials = credentials
        self.displays = Displays()
        self.has_visitors = False
        """Whether another device has asked for something."""
        self._addresses = addresses
        self.stage = Stage(copy, pages, clock, self._join())
        self._shown = self.stage.number

    def show(self) -> None:
        """Wake the displays if there is something new."""
        before = self._shown
        self.stage.beat()
        self._shown = self.stage.number
        if self._shown != before:
            self.displays.wake_all()

    def renew_code(self) -> None:
        """Give a new code to join with."""
        self.set_code(new_code())

    def set_code(self, code: str) -> None:
        """Let displays join with this code; with another one than before, every display has to join again."""
        if code != self.credentials.code:
            self.credentials.code = code
            self.displays.forget_all()
        self.look_for_addresses()

    def look_for_addresses(self) -> None:
        """The server may have another address now."""
        self.stage.set_join(self._join())

    @property
    def address(self) -> str:
        """The likeliest one; empty for none."""
        return next(iter(self._addresses()), "")

    def _join(self) -> Join:
        return Join(self.address, self.credentials.code)
