"""A session as displays show it: the copy without names, the room's clocks, and the card of its report-back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from breakout_tui.domain.clock import Clock, Reading
from breakout_tui.domain.display_face import DisplayFace, Moment
from breakout_tui.domain.display_view import DisplayView, view_of
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.room_notice import RoomNotice, TimedNotice, shown_of, timed
from breakout_tui.domain.session_state import Session, room_seconds
from breakout_tui.domain.shown_card import ShownCard, view_with

NO_SESSION = DisplayView(DisplayFace(Moment.BEFORE, "Report-back"), None, (), "", "", "", "")
"""Behind the card of a session that is not open, such as another room's."""
SILENT = 6.0
"""Seconds after which a room that says nothing is away; it says something more often."""


class CopyOnShow:
    """What is shown of one room; ``silent`` are the seconds after which it is away."""

    def __init__(self, clock: Clock, silent: float = SILENT) -> None:
        self.session: Session | None = None
        """None before the first update, and while the window has no session open."""
        self._clock = clock
        self._silent = silent
        self._face: DisplayFace | None = None
        self._card: ShownCard | None = None
        self._notices: tuple[TimedNotice, ...] = ()
        self._said: Reading | None = None
        """The clocks of the room when it last said something."""
        self._heard: Reading | None = None
        """Our clocks then."""
        self._edition = 0
        """Grows with all that is new."""
        self._alive: float | None = None
        """When there was the last sign of the room, in seconds since our boot; None before the first, and after it has left."""

    def show(self, session: Session | None, card: ShownCard | None, reading: Reading) -> None:
        """Show this from now on, heard at this reading of the room's clocks. What can't be shown raises anything and changes nothing."""
        face = self._face if session is self.session else None if session is None else face_of(session)
        _view(session, face, card, reading)
        self.session, self._face, self._card = session, face, card
        self._edition += 1

    def show_notices(self, notices: Sequence[RoomNotice]) -> None:
        """Show these messages of the organiser, the latest last, until each expires."""
        self._notices = timed(notices, self._clock.read().since_boot)

    def hear(self, reading: Reading, ago: float = 0.0) -> None:
        """The room said what its clocks are, so many seconds ago."""
        self._said, self._heard = reading, self._clock.read().later(-ago)
        self._edition += 1
        self.is_heard(ago)

    def is_heard(self, ago: float = 0.0) -> None:
        """The room was there, so many seconds ago."""
        self._alive = self._clock.read().since_boot - ago

    def let_go(self) -> None:
        """The room has left."""
        self._alive = None

    def forget(self) -> None:
        """Keep nothing of the session."""
        self.session, self._face, self._card = None, None, None
        self._edition += 1

    @property
    def is_away(self) -> bool:
        """Whether the room says nothing any more."""
        return self._alive is None or self._clock.read().since_boot - self._alive > self._silent

    @property
    def away_since(self) -> datetime | None:
        """Since when, by the room's wall clock; None while it is there, and before it was."""
        return self.last_word if self.is_away else None

    @property
    def silence(self) -> float | None:
        """Seconds since the last sign of the room; None before the first, and after it has left."""
        return None if self._alive is None else max(0.0, self._clock.read().since_boot - self._alive)

    @property
    def last_word(self) -> datetime | None:
        """When there was the last sign of the room, by its own wall clock; None before the first."""
        if self._said is None or self._heard is None:
            return None
        after = 0.0 if self._alive is None else max(0.0, self._alive - self._heard.since_boot)
        return self._said.wall + timedelta(seconds=after)

    def reading(self) -> Reading:
        """The clocks of the room now: ours if it is on this computer, else its last ones and the time since then."""
        now = self._clock.read()
        if self._said is None or self._heard is None or self._said.boot == now.boot:
            return now
        return self._said.later(now.since_boot - self._heard.since_boot)

    def view(self) -> DisplayView | None:
        """What the displays show now; None without a session, a card and a message of the organiser."""
        view = _view(self.session, self._face, self._card, self.reading())
        notice = self._notice
        if not notice:
            return view
        if view is None:
            return NO_SESSION._replace(face=DisplayFace(Moment.BEFORE, notice))
        return view._replace(notice=notice)

    def outlook(self) -> tuple[object, ...]:
        """What changes the view beside the seconds that pass: while this is the same, ``DisplayView.steady`` holds."""
        now = self._clock.read()
        clocks: tuple[object, ...] = ()
        if self._said is None or self._said.boot == now.boot:  # ours count, and can be set
            clocks = round((now.wall.timestamp() - now.since_boot) * 2), now.wall.utcoffset(), now.zone
        return self._edition, self._notice, self.away_since, clocks

    @property
    def _notice(self) -> str:
        return shown_of(self._notices, self._clock.read().since_boot) if self._notices else ""

    def of_this_second(self) -> float:
        """How much of the shown second has passed, from 0 to 1: of the speaker's time while a card is shown, else of the room's."""
        reading = self.reading()
        if self._card is not None and self._card.minutes:
            return (reading.since_boot - self._card.began) % 1
        return 0.0 if self.session is None else room_seconds(self.session.info, reading) % 1


def _view(
    session: Session | None, face: DisplayFace | None, card: ShownCard | None, reading: Reading
) -> DisplayView | None:
    if session is None or face is None:
        return None if card is None else view_with(NO_SESSION, card, reading)
    view = view_of(session, face, reading)
    return view if card is None else view_with(view, card, reading, is_hidden=session.info.is_display_hidden)
