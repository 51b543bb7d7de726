"""The copy of the room's session, and the room's time, as the server has them."""

from __future__ import annotations

from datetime import datetime

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.display_face import DisplayFace, Moment
from breakout_tui.domain.display_view import DisplayView, view_of
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session, room_seconds
from breakout_tui.domain.shared_copy import Shared, session_of
from breakout_tui.domain.shown_card import ShownCard, view_with
from breakout_tui.room_protocol import ReceivedUpdate

NO_SESSION = DisplayView(DisplayFace(Moment.BEFORE, "Report-back"), None, (), "", "", "", "")
"""Behind the card of a session that is not open, such as another room's."""
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
        self._card: ShownCard | None = None
        self._said: Reading | None = None
        """The clocks of the room when it last said something."""
        self._heard: Reading | None = None
        """Our clocks then."""

    @property
    def session(self) -> Session | None:
        """The copy; None before the first update, and while the window has no session open."""
        return self._session

    def is_taken_for(self, link: str, session_id: str) -> bool:
        """Whether another window with another session is shown, and isn't away.

        A window that sends the same session has taken it over: only its owner sends it.
        """
        session = self._session
        return (
            self._link not in ("", link)
            and session is not None
            and session.id != session_id
            and not self.is_away
        )

    def has(self, link: str) -> int | None:
        """The number of the state that it has of a window; None if it needs all of it."""
        return self._number if link == self._link else None

    def take(self, update: ReceivedUpdate) -> bool:
        """Take an update; False if it builds on a state that isn't here, or comes later than a newer one.

        Raises JsonRefused if it can't be read or shown; then nothing has changed.
        """
        is_ours = update.link == self._link
        if is_ours and update.number < self._number:
            return False
        if update.base is not None and not (is_ours and update.base == self._number):
            return False
        known = {} if update.base is None else self._records
        serials = {record.id: record.serial for record in known.values() if isinstance(record, Note)}
        changed = update.records(serials)
        found, session, face = self._records, self._session, self._face
        try:
            if changed or update.base is None:
                # By type as well: two records of different types may have one id.
                found = known | {f"{type(record).__name__} {record.id}": record for record in changed}
                session = session_of(found) if update.session_id else None
                face = None if session is None else face_of(session)
            _view(session, face, update.card, update.reading)
        except Exception as error:  # records that don't belong together fail anywhere
            raise JsonRefused(f"the session can't be shown: {type(error).__name__}") from error
        self._records, self._session, self._face, self._card = found, session, face, update.card
        self._link, self._number = update.link, update.number
        self._said, self._heard = update.reading, self._clock.read()
        return True

    def let_go(self, link: str) -> None:
        """The window leaves."""
        if link == self._link:
            self._heard = None

    def forget(self) -> None:
        """Keep nothing of the session; the room sends it again."""
        self._records, self._session, self._face, self._card = {}, None, None, None
        self._link, self._number = "", 0

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
        """What the displays show now; None without a session and without a card."""
        return _view(self._session, self._face, self._card, self.reading())

    def of_this_second(self) -> float:
        """How much of the shown second has passed, from 0 to 1: of the speaker's time while a card is shown, else of the room's."""
        reading = self.reading()
        if self._card is not None:
            return (reading.since_boot - self._card.began) % 1
        return 0.0 if self._session is None else room_seconds(self._session.info, reading) % 1


def _view(
    session: Session | None, face: DisplayFace | None, card: ShownCard | None, reading: Reading
) -> DisplayView | None:
    if session is None or face is None:
        return None if card is None else view_with(NO_SESSION, card, reading)
    view = view_of(session, face, reading)
    return view if card is None else view_with(view, card, reading, is_hidden=session.info.is_display_hidden)
