"""What the overview in a terminal needs of a hub: it never waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.organiser_mail import OrganiserMail
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import RoomFinding, SilencedFinding
from breakout_tui.domain.room_notes import RoomNotes


class OverviewContact(Enum):
    """How it is with the hub."""

    CONNECTING = "it was not reached yet"
    ON = "what is shown is how it is"
    AWAY = "it does not answer"
    REFUSED = "it does not know the code of the organiser"
    OTHER_CERTIFICATE = "it has another certificate than the code says"
    NEWER = "it speaks a newer version"


@dataclass(frozen=True, slots=True)
class OverviewStanding:
    """What is known of all rooms, and since when nothing new is."""

    contact: OverviewContact = OverviewContact.CONNECTING
    since: datetime | None = None
    """When the hub had its last word, by this computer's wall clock; None before the first."""
    reason: str = ""
    """What exactly is wrong, where that is known."""
    cards: tuple[RoomCard, ...] = ()
    """In the order of the hub."""
    offset: float = 0.0
    """The hub's clock minus this computer's, both in seconds since their boots."""
    notes: RoomNotes | None = None
    """Of the room that was asked for, once they are here."""
    said: str = ""
    """What became of what was asked last, such as to silence a finding, if that is to be told."""
    mail: OrganiserMail = field(default_factory=OrganiserMail)
    """Messages and calls for help."""


class OverviewSource(Protocol):
    """``link/overview_link.py`` implements it. No call waits."""

    @property
    def standing(self) -> OverviewStanding:
        """How it is now; another object whenever something has changed."""
        ...

    def look_now(self) -> None:
        """Ask the hub at once."""
        ...

    def read_notes_of(self, room_id: str) -> None:
        """Follow the notes of this room; empty for none."""
        ...

    def silence(self, card: RoomCard, finding: RoomFinding, reason: str) -> None:
        """Silence a finding for this reason."""
        ...

    def show_again(self, card: RoomCard, silenced: SilencedFinding) -> None:
        """Show a finding again."""
        ...

    def take_call(self, call_id: str) -> None:
        """The organiser goes to the room that calls."""
        ...

    def close_call(self, call_id: str) -> None:
        """A call is dealt with."""
        ...

    def write(self, form: MessageForm) -> None:
        """Send a message to rooms; it is sent once, however often that is tried."""
        ...

    def withdraw(self, message_id: str) -> None:
        """Take a message back."""
        ...
