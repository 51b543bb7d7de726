"""The door for a co-facilitator: whether one may join, how, and what was asked for. In memory only, and forgotten with the window.

The window shows the list, and carries out what was asked for; the link brings both to the server of this computer and back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from breakout_tui.domain.co_floor import CoAct, CoList, CoMail, CoNews, CoResult
from breakout_tui.domain.door_line import Draw
from breakout_tui.domain.text import clean_line

MOST_KNOWN = 500
"""Results that are remembered, so that an act that is sent again is not done again."""
_LONGEST = 200
"""Characters of an address or a code that is shown."""


@dataclass(frozen=True, slots=True)
class CoStanding:
    """How a co-facilitator joins."""

    address: str = ""
    """Where the page is; empty while there is no server."""
    code: str = ""
    """What is typed to join, in groups."""
    squares: tuple[tuple[bool, ...], ...] = ()
    """The QR code of both, without a margin; True is dark."""
    pages: int = 0
    """Devices that look at the page now."""


NOBODY_JOINS = CoStanding()


class CoDoor:
    """Used by the window's and the link's threads. ``wake`` has an update sent to the server soon."""

    def __init__(self, wake: Callable[[], None], draw: Draw) -> None:
        self.is_wanted = False
        """Whether a co-facilitator may join and work."""
        self.standing = NOBODY_JOINS
        """As the server told it last."""
        self._wake = wake
        self._draw = draw
        self._lock = threading.Lock()
        self._renews_code = False
        self._listed: CoList | None = None
        self._known_edition = ""
        """Of the list that the server has."""
        self._asked: dict[str, CoAct] = {}
        """By key, what the window has still to do."""
        self._results: dict[str, CoResult] = {}
        """By key, the latest results."""
        self._untold: dict[str, CoResult] = {}
        """Those that the server does not have."""

    # For the window; none of these waits

    def let_in(self) -> None:
        """A co-facilitator may join and work."""
        self.is_wanted = True
        self._wake()

    def renew_code(self) -> None:
        """Give a new code: who has joined has to join again."""
        self._renews_code = True
        self._wake()

    def send_away(self) -> None:
        """Nobody may work on the floor any more, and the link of those who did is no longer valid."""
        self.shut()
        self.renew_code()

    def shut(self) -> None:
        """Nobody may work on the floor until somebody is let in again; those who have joined need no new link then."""
        with self._lock:
            self.is_wanted, self._listed, self._asked = False, None, {}

    def show(self, listed: CoList) -> None:
        """This is the list now."""
        if listed != self._listed:
            self._listed = listed
            self._wake()

    def forget(self) -> None:
        """Something was erased: the list that was shown is told to no server any more."""
        self._listed = None

    @property
    def asked(self) -> tuple[CoAct, ...]:
        """The acts that the window has not done yet, the earliest first."""
        with self._lock:
            return tuple(self._asked.values())

    def begun(self, act: CoAct) -> None:
        """The window does it: it is not asked for a second time. Its result follows."""
        with self._lock:
            self._asked.pop(act.key, None)
            self._results[act.key] = CoResult(act.key, "")

    def done(self, result: CoResult) -> None:
        """This became of an act."""
        with self._lock:
            self._results[result.key] = self._untold[result.key] = result
            while len(self._results) > MOST_KNOWN:
                self._results.pop(next(iter(self._results)))
        self._wake()

    # For the link

    def news(self) -> CoNews:
        """What goes with the next update."""
        with self._lock:
            listed = self._listed if self.is_wanted else None
            if listed is not None and listed.edition == self._known_edition:
                listed = None
            return CoNews(self.is_wanted, self._renews_code, listed, tuple(self._untold.values()))

    def hear(self, news: CoNews, mail: CoMail | None) -> None:
        """What came with the answer to it; None from a server that has no page for a co-facilitator."""
        if mail is None:
            self.lost()
            return
        self._renews_code = self._renews_code and not news.renews_code
        address, code = clean_line(mail.address)[:_LONGEST], clean_line(mail.code)[:_LONGEST]
        squares = self.standing.squares
        if (address, code) != (self.standing.address, self.standing.code):
            squares = self._draw(address, code) if address and code else ()
        self.standing = CoStanding(address, code, squares, max(0, mail.pages))
        with self._lock:
            self._known_edition = mail.edition
            for result in news.results:
                self._untold.pop(result.key, None)
            for act in mail.acts if self.is_wanted else ():
                known = self._results.get(act.key)
                if known is None:
                    self._asked.setdefault(act.key, act)
                elif known.outcome:
                    self._untold[act.key] = known  # the server has not got it

    def lost(self) -> None:
        """There is no server now, or another one: it knows nothing that this one knew."""
        self.standing, self._known_edition = NOBODY_JOINS, ""
