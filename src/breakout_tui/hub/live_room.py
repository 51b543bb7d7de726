"""One room of a hub, with the copy of its open session as far as it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_rooms import HubRoom, NewRecords
from breakout_tui.domain.shared_copy import Shared, session_of, shared_record
from breakout_tui.hub.ballot_intake import BallotIntake
from breakout_tui.hub.copy_on_show import CopyOnShow
from breakout_tui.hub.credentials import Credentials, phone_credentials
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.room_copy import with_changed
from breakout_tui.hub.shared_floor import SharedFloor
from breakout_tui.hub.shared_votes import SharedVotes
from breakout_tui.hub.shown_room import ShownRoom

SILENT = 15.0
"""Seconds after which a room that says nothing is away; it says something every four."""
UNWATCHED = 60.0
"""Seconds after the last page has closed until its session is no longer kept."""


class Known(NamedTuple):
    """How much of a room was read."""

    session_id: str
    mark: int | None
    """What stands for all that was read of the session."""
    floor: int
    """The edition of the floor up to which it was read."""


class LiveRoom:
    """What is shown of the room, and how much of its session is known."""

    def __init__(
        self,
        room: HubRoom,
        pages: Pages,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        floors: FloorIntake,
        ballots: BallotIntake,
    ) -> None:
        self.room = room
        self.copy = CopyOnShow(clock, SILENT)
        credentials = Credentials(room.display_key, room.display_code)
        self.shown = ShownRoom(self.copy, credentials, pages, clock, addresses, name=room.id)
        self.floor = SharedFloor(room.id, floors, clock)
        self.phones = PhoneRoom(
            self.shown,
            phone_credentials(room.display_key, room.phones.code),
            self.floor,
            clock,
            SharedVotes(room.id, ballots),
        )
        self.is_watched = False
        """Whether its session is read."""
        self.session_id = ""
        """The session of which there are records."""
        self.other_laptop = ""
        """A computer that sent with its code beside the current one; empty for none."""
        self.other_at = 0.0
        """When it did so last, in seconds since our boot."""
        self.mark: int | None = None
        """What stands for all that was read of it."""
        self._records: dict[str, Shared] = {}
        self._left_at: float | None = None
        self._is_new = False
        self._due = 0.0
        """When its next second begins, by our clock since boot: until then it shows the same, unless there is news."""

    @property
    def known(self) -> Known:
        """What was read of it."""
        return Known(self.session_id, self.mark, self.floor.edition)

    def take(
        self, room: HubRoom, new: NewRecords | None, sent: Sequence[HeldStatement] | None = None
    ) -> None:
        """The room is this now; these records of its session are new, and something became of these statements of phones."""
        self.room = room
        if sent is not None:
            self.floor.take(room.phones.edition, sent)
        self.phones.set_code(room.phones.code)
        self.phones.hear(room.phones.is_open, room.phones.muted)
        if room.session_id != self.session_id:
            self._forget()
        if new is not None:
            known = {} if new.is_whole else self._records
            copies = (shared_record(record) for record in new.records)
            self._records = with_changed(known, tuple(copy for copy in copies if copy is not None))
            self.session_id, self.mark = room.session_id, new.mark
        session = self.copy.session if new is None else session_of(self._records)
        if room.reading is not None:
            self.copy.show(session, room.card, room.reading)
            self.copy.hear(room.reading, room.silent)
        self.copy.show_notices(room.notices)
        self.shown.set_code(room.display_code)
        self._is_new = True

    def beat(self, now: float) -> None:
        """Show what is new at this moment, in seconds since the boot."""
        if self.shown.displays.pages or self.phones.pages:
            self._left_at = None
        elif self._left_at is None:
            self._left_at = now
        elif now - self._left_at > UNWATCHED:
            self.is_watched, self._left_at = False, None
            self._forget_all()
            return
        if self._is_new or not 0 < self._due - now <= 1:
            self._is_new, self._due = False, now + 1 - self.copy.of_this_second()
            self.shown.show()
            self.phones.show()

    def let_go(self) -> None:
        """It was revoked: whatever has joined has no room any more."""
        self.shown.displays.forget_all()
        self.phones.end()

    def _forget(self) -> None:
        self._records, self.session_id, self.mark = {}, "", None
        self.copy.forget()

    def _forget_all(self) -> None:
        self._forget()
        self.floor.forget()
