"""The copy of the room's session, and the room's time, as the server has them."""

from __future__ import annotations

from datetime import datetime

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.display_face import DisplayFace
from breakout_tui.domain.display_view import DisplayView, view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import Shared, session_of
from breakout_tui.room_protocol import ReceivedUpdate

SILENT = 6.0
"""Seconds after which a room that says nothing is away; it says something every two."""


class RoomCopy:
    """Takes updates of one window at a time; another one may follow when the first is away or has left."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._link = ""
        self._number = 0
        self._records: dict[str, Shared] = {}
        self._session: Session | None = None
        self._face: DisplayFace | None = None
        self._said: Reading | None = None
        """The clocks of the room when it last said something."""
        self._heard: Reading | None = None
        """Our clocks then."""

    @property
    def session(self) -> Session | None:
        """The copy; None before the first update, and while the window has no session open."""
        return self._session

    def is_taken_for(self, link: str) -> bool:
        """Whether another window than this one is shown, and isn't away."""
        return self._link not in ("", link) and not self.is_away and self._session is not None

    def has(self, link: str) -> int | None:
        """The number of the state that it has of a window; None if it needs all of it."""
        return self._number if link == self._link else None

    def take(self, update: ReceivedUpdate) -> bool:
        """Take an update; False if it builds on a state that isn't here. Raises JsonRefused, and then nothing has changed."""
        if update.base is not None and (update.link != self._link or update.base != self._number):
            return False
        known = {} if update.base is None else self._records
        serials = {record.id: record.serial for record in known.values() if isinstance(record, Note)}
        changed = update.records(serials)
        if changed or update.base is None:
            # By type as well: two records of different types may have one id.
            found = known | {f"{type(record).__name__} {record.id}": record for record in changed}
            self._records, self._session = found, session_of(found) if update.session_id else None
            self._face = None if self._session is None else face_of(self._session)
        self._link, self._number = update.link, update.number
        self._said, self._heard = update.reading, self._clock.read()
        return True

    def let_go(self, link: str) -> None:
        """The window leaves."""
        if link == self._link:
            self._heard = None

    @property
    def is_away(self) -> bool:
        """Whether the room says nothing any more."""
        return self._heard is None or self._clock.read().since_boot - self._heard.since_boot > SILENT

    @property
    def away_since(self) -> datetime | None:
        """Since when, by the room's wall clock; None while it is there, and before it was."""
        return self._said.wall if self._said is not None and self.is_away else None

    def reading(self) -> Reading:
        """The clocks of the room now: ours if it is on this computer, else its last ones and the time since then."""
        now = self._clock.read()
        if self._said is None or self._heard is None or self._said.boot == now.boot:
            return now
        return self._said.later(now.since_boot - self._heard.since_boot)

    def view(self) -> DisplayView | None:
        """What the displays show now; None without a session."""
        if self._session is None or self._face is None:
            return None
        return view_of(self._session, self._face, self.reading())
