"""Sharing in memory: remembers what it was asked, and is as it is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from breakout_tui.domain.display_choice import SHOW_NOW, DisplayChoice
from breakout_tui.domain.room_floor import RoomFloor
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharedDisplay, SharingStanding
from breakout_tui.domain.shown_card import ShownCard

CODE = "7KQ2-M4XP"
SIDE = 29
"""Squares of a QR code for such an address."""


def squares(side: int = SIDE) -> tuple[tuple[bool, ...], ...]:
    """A pattern with all four pairs of squares in it."""
    return tuple(
        tuple((row * 7 + column * 3 + row * column) % 5 < 2 for column in range(side)) for row in range(side)
    )


def displays(count: int, *, closed: int = 0, choice: DisplayChoice = SHOW_NOW) -> tuple[SharedDisplay, ...]:
    """So many displays; the last ones are closed."""
    return tuple(
        SharedDisplay(f"d{number}", f"Display {number}", choice, number <= count - closed, "1920 × 1080")
        for number in range(1, count + 1)
    )


def shared(
    *,
    on_network: bool = True,
    contact: Contact = Contact.ON,
    addresses: tuple[str, ...] = (),
    code: str = CODE,
    since: float = 1000.0,
    has_visitors: bool = False,
    away_since: datetime | None = None,
    displays: tuple[SharedDisplay, ...] = (),
    problem: str = "",
    side: int = SIDE,
) -> SharingStanding:
    """How it is while something is shared."""
    usual = "http://192.168.1.23:8765" if on_network else "http://127.0.0.1:8765"
    return SharingStanding(
        contact,
        addresses or (usual,),
        code,
        squares(side),
        on_network,
        since,
        has_visitors,
        away_since,
        displays,
        problem,
    )


class FakeSharing:
    """``standing`` is how it is; a test changes it."""

    def __init__(self, standing: SharingStanding = NOT_SHARED) -> None:
        self.standing = standing
        self.begun: list[bool] = []
        """For each ``begin`` whether it was for the network."""
        self.ended = 0
        self.offered: list[Session | None] = []
        self.chosen: list[tuple[str, DisplayChoice]] = []
        self.cards: list[ShownCard | None] = []
        self.notices: list[RoomNotice | None] = []
        self.renewed = 0
        self.closed = 0
        self.floor: RoomFloor | None = None

    def begin(self, *, on_network: bool) -> None:
        """It is shared at once."""
        self.begun.append(on_network)
        self.standing = shared(on_network=on_network, displays=self.standing.displays)

    def end(self) -> None:
        """It is not shared any more."""
        self.ended += 1
        self.standing = NOT_SHARED

    def offer(self, session: Session | None) -> None:
        """Remember the state."""
        self.offered.append(session)

    def show_notice(self, notice: RoomNotice | None) -> None:
        """Remember the message."""
        self.notices.append(notice)

    def show_card(self, card: ShownCard | None) -> None:
        """Remember the card."""
        self.cards.append(card)

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """Remember the choice; nothing shows it until ``follow``."""
        self.chosen.append((display_id, choice))

    def follow(self) -> None:
        """The displays show what was chosen."""
        for display_id, choice in self.chosen:
            self.standing = replace(
                self.standing,
                displays=tuple(
                    replace(each, choice=choice) if display_id in ("", each.id) else each
                    for each in self.standing.displays
                ),
            )

    def renew_code(self) -> None:
        """Count."""
        self.renewed += 1

    def close(self) -> None:
        """Count."""
        self.closed += 1
