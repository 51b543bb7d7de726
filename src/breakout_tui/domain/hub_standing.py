"""How it is with the hub that this room sends to, and how the window knows of it.

The window tells a :class:`HubSending` which session is open, each time something of it was saved, and looks at its standing at each beat.
None of this waits: what has to reach the hub is read from the room's file and sent on a thread of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.shown_card import ShownCard

if TYPE_CHECKING:
    from breakout_tui.domain.room_mail import RoomMail


class HubContact(Enum):
    """How it is with the hub. What the room saves is never lost: it is sent as soon as this is ``ON`` again."""

    NONE = "no hub is named"
    CONNECTING = "it was not reached yet"
    ON = "it has what was saved"
    AWAY = "it does not answer"
    CODE_REFUSED = "it does not know the code of this room"
    OTHER_CERTIFICATE = "it has another certificate than the code says"
    NEWER = "it speaks a newer version"
    REFUSED = "it does not take the session"
    TAKEN_OVER = "another computer has taken the session over"


@dataclass(frozen=True, slots=True)
class HubStanding:
    """How it is now."""

    contact: HubContact = HubContact.NONE
    since: datetime | None = None
    """Since when it is so, by the wall clock of the room."""
    url: str = ""
    """The address that was used last."""
    room: str = ""
    """The name that the hub has for this room; empty until it has answered."""
    other_laptop: str = ""
    """Another computer that sends with the same code; empty for none."""
    other_since: datetime | None = None
    """Since when it does so."""
    reason: str = ""
    """What exactly is wrong, where that is known."""
    code: str = ""
    """What a display types to join at the hub."""
    addresses: tuple[str, ...] = ()
    """Where a browser finds the hub, the likeliest first."""


NO_HUB = HubStanding()
NOT_REACHED = HubStanding(HubContact.CONNECTING)


class HubSending(Protocol):
    """The room's side of the hub; ``link/hub_link.py`` implements it. No call waits, except for ``close`` for half a second."""

    @property
    def standing(self) -> HubStanding:
        """How it is now."""
        ...

    @property
    def mail(self) -> RoomMail | None:
        """The organiser's messages, and calls for help; None until the link is made."""
        ...

    def offer(self, session_id: str | None) -> None:
        """Something of this session was saved. Empty while none is open; None while this window has nothing to say, as another one has it."""
        ...

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now, on the hub's displays of this room; None takes it back."""
        ...

    def close(self) -> None:
        """The window has closed and everything is saved: send the last of it and say goodbye, if the hub answers at once."""
        ...
