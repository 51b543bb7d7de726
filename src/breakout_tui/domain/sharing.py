"""Sharing: the displays that other devices open in a browser, and how the room's window knows of them.

The window asks a :class:`Sharing` to begin and to end, offers it each saved state of its session, and looks at its standing at each
beat. None of this waits: what has to reach the server is done on a thread of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shown_card import ShownCard

# Only for the types: the screens of sharing import this module, and no statement.
if TYPE_CHECKING:
    from breakout_tui.domain.room_floor import RoomFloor

LONELY = 60
"""Seconds without another device after which a window says what can keep them away."""


class Contact(Enum):
    """How it is with the server."""

    OFF = "not shared"
    STARTING = "starting"
    ON = "shared"
    AWAY = "the server does not answer"
    TAKEN = "another window is shown"


@dataclass(frozen=True, slots=True)
class SharedDisplay:
    """A display that has joined."""

    id: str
    name: str
    """Such as ``Display 2``."""
    choice: DisplayChoice
    is_open: bool
    """Whether its page is open now."""
    size: str = ""
    """Of its window, such as ``1920 × 1080``; empty if it doesn't say."""


@dataclass(frozen=True, slots=True)
class SharingStanding:
    """How it is with sharing now."""

    contact: Contact = Contact.OFF
    addresses: tuple[str, ...] = ()
    """Where a browser finds it, the likeliest first, such as ``http://192.168.1.23:8765``."""
    code: str = ""
    """What a display types to join, in groups: ``7KQ2-M4XP``."""
    squares: tuple[tuple[bool, ...], ...] = ()
    """The QR code of the first address with the code, without a margin; True is dark."""
    is_on_network: bool = False
    """Whether other devices can reach it."""
    since: float = 0.0
    """When sharing began, in seconds since the boot."""
    has_visitors: bool = False
    """Whether another device has reached the server."""
    away_since: datetime | None = None
    """Since when the server doesn't answer, by the wall clock."""
    displays: tuple[SharedDisplay, ...] = ()
    problem: str = ""
    """Why it could not begin, with what to do; empty if it could."""


NOT_SHARED = SharingStanding()


class Sharing(Protocol):
    """The room's side of the displays; ``cli/room_sharing.py`` implements it. No call waits."""

    @property
    def standing(self) -> SharingStanding:
        """How it is now."""
        ...

    @property
    def floor(self) -> RoomFloor | None:
        """What phones send; None until it can be used."""
        ...

    def begin(self, *, on_network: bool) -> None:
        """Start the server, for this computer or for its networks too; if it runs otherwise, start it anew."""
        ...

    def end(self) -> None:
        """Stop the server that ``begin`` started; leave any other one."""
        ...

    def offer(self, session: Session | None) -> None:
        """Show this saved state from now on; None while no session is open."""
        ...

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now, on displays of every kind; None takes it back."""
        ...

    def show_notice(self, notice: RoomNotice | None) -> None:
        """Show a message of the organiser on displays in browsers until it expires; None takes it back."""
        ...

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """What a display shows; for all of them the id is empty."""
        ...

    def renew_code(self) -> None:
        """Give a new code; every display has to join again."""
        ...

    def close(self) -> None:
        """The window closes: the server that it started stops."""
        ...


def wants_hint(standing: SharingStanding, since_boot: float) -> bool:
    """Whether to say what can keep other devices away."""
    is_lonely = standing.contact is Contact.ON and not standing.has_visitors
    return is_lonely and standing.is_on_network and since_boot - standing.since >= LONELY
