"""A hub link in memory: remembers what it was told, and is as it is set."""

from __future__ import annotations

from breakout_tui.domain.hub_standing import HubContact, HubStanding
from breakout_tui.domain.room_mail import RoomMail
from breakout_tui.domain.shown_card import ShownCard
from tests.domain.day import NINE

URL = "https://192.168.1.20:8765"


class FakeHub:
    """Implements ``domain.hub_standing.HubSending``."""

    def __init__(self, standing: HubStanding | None = None) -> None:
        self.standing = standing or HubStanding(HubContact.ON, NINE, URL, "Room 3")
        self.offered: list[str | None] = []
        self.cards: list[ShownCard | None] = []
        self.closed = 0
        self.mail: RoomMail | None = None

    def offer(self, session_id: str | None) -> None:
        """Remember it."""
        self.offered.append(session_id)

    def show_card(self, card: ShownCard | None) -> None:
        """Remember it."""
        self.cards.append(card)

    def close(self) -> None:
        """Count it."""
        self.closed += 1
