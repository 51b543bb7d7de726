"""The room's link: brings the saved session to the server, and back what the room shows of its displays.

A thread of its own does all of it; the window only sets what is to be sent next, and looks at what came back. Nothing is queued: when the
server answers again after an hour, what changed since its last state is one request. A server that is hung, gone or full keeps this
thread waiting, never the window.
"""

from __future__ import annotations

import http.client
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.room_notice import RoomNotice, TimedNotice, timed
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import changes_since
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.link.kept_connection import KeptConnection
from breakout_tui.link.link_thread import LinkThread
from breakout_tui.link.room_floor_box import FloorBox, FloorExchange
from breakout_tui.room_protocol import Order, RoomAnswer, RoomUpdate, read_answer, update_text

EVERY = 2.0
"""Seconds between two messages while nothing changes."""
OFTEN = 0.4
"""The same while a co-facilitator works on the floor."""
PATIENCE = 3.0
"""Seconds that the server may take to answer."""


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """Where the server of this room is, and the secret that it knows the room by."""

    url: str
    secret: str
    process: int = 0
    """The process of the server: another one has nothing of the session yet."""


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """What the link knows; replaced as a whole by its thread."""

    answer: RoomAnswer | None = None
    """The latest one; None until the server has answered."""
    away_since: datetime | None = None
    """Since when the server doesn't answer; None while it does, and while there is none."""


@dataclass(frozen=True, slots=True)
class _Sent:
    number: int
    session: Session | None


class RoomLink:
    """``find`` says where the server is, or None if nothing is shared now; it is called on the thread of the link.

    ``floor`` is where what phones send is stored.
    """

    def __init__(
        self,
        find: Callable[[], ServerPlace | None],
        clock: Clock,
        *,
        every: float = EVERY,
        patience: float = PATIENCE,
        floor: FloorBox | None = None,
    ) -> None:
        self.standing = LinkStanding()
        self._find = find
        self._clock = clock
        self._every = every
        self._id = uuid4().hex
        self._session: Session | None = None
        self._card: ShownCard | None = None
        self._notice: TimedNotice | None = None
        self._orders: deque[Order] = deque()
        self._renews_code = False
        self._acknowledged: _Sent | None = None
        self._number = 0
        self._connection = KeptConnection(lambda url: _connection_to(url, patience), patience)
        self._place: ServerPlace | None = None
        self._stops_server = False
        self._thread = LinkThread("link", self._run)
        self._floor = None if floor is None else FloorExchange(floor, self._thread.wake)

    # Called by the window; none of these waits

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def offer(self, session: Session | None) -> None:
        """Send this state next, in place of an earlier one that was not sent."""
        if session is not self._session:
            self._session = session
            self._thread.wake()

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now; None takes it back."""
        if card != self._card:
            self._card = card
            self._thread.wake()

    def show_notice(self, notice: RoomNotice | None) -> None:
        """Show a message of the organiser until it expires; None takes it back."""
        found = timed([] if notice is None else [notice], self._clock.read().since_boot)
        self._notice = found[0] if found else None
        self._thread.wake()

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """Tell the server what a display shows; all of them if the id is empty."""
        self._orders.append(Order(display_id, choice))
        self._thread.wake()

    def renew_code(self) -> None:
        """Ask the server for a new code."""
        self._renews_code = True
        self._thread.wake()

    def look(self) -> None:
        """There may be another server now, or none."""
        self._thread.wake()

    def stop_server(self) -> None:
        """Ask the server to stop, if a window has started it."""
        self._stops_server = True
        self._thread.wake()

    def close(self, *, stops_server: bool = False) -> None:
        """Say goodbye, and end the thread soon."""
        self._stops_server = stops_server or self._stops_server
        self._thread.close()

    def join(self, seconds: float) -> None:
        """Wait until the thread has ended, at most so long."""
        self._thread.join(seconds)

    # On the thread

    def _run(self) -> None:
        while True:
            self._thread.look()
            if self._thread.is_closing:
                break
            if self._stops_server:
                self._say_goodbye()
                self._stops_server = False
            if self._send_news():
                has_company = self._floor is not None and self._floor.has_company
                self._thread.wait_for_news(min(OFTEN, self._every) if has_company else self._every)
                continue
            self._thread.look()
            if not self._thread.is_closing:
                self._thread.wait_for_news(self._every / 2)
        self._say_goodbye()

    def _send_news(self) -> bool:
        """Send what is to be sent; False if that could not be done."""
        try:
            self._send_to_server()
        except Exception:  # noqa: BLE001 - the thread must outlive every failure, and try again
            self._connection.close()
            since = self.standing.away_since or self._clock.read().wall
            self.standing = replace(self.standing, away_since=since)
            return False
        return True

    def _send_to_server(self) -> None:
        """Send what is to be sent, if there is a server."""
        place = self._find()
        if self._floor is not None:
            self._floor.look()
        if place != self._place:
            self._connection.close()
            if self._floor is not None:
                self._floor.forget()
            self._place, self._acknowledged, self.standing = place, None, LinkStanding()
        if place is None:
            return
        self._connection.connect(
            place.url
        )  # before a whole session is written down for a server that has gone
        answer = self._exchange(place)
        if self._acknowledged is None and not answer.is_taken:
            answer = self._exchange(place)  # it has another state than we thought: send everything
        self.standing = LinkStanding(answer)

    def _exchange(self, place: ServerPlace) -> RoomAnswer:
        """One update and its answer."""
        session, before = self._session, self._acknowledged
        base = before
        if before is not None and _is_another(before.session, session):
            base = None
        is_same = base is not None and base.session is session
        if not is_same:
            self._number += 1
        number = base.number if base is not None and is_same else self._number
        orders, renews = tuple(self._orders), self._renews_code
        known = self.standing.answer
        news = None if self._floor is None else self._floor.news()
        update = RoomUpdate(
            self._id,
            number,
            None if base is None else base.number,
            "" if session is None else session.id,
            self._clock.read(),
            () if session is None else tuple(changes_since(None if base is None else base.session, session)),
            orders,
            renews,
            self._card,
            "" if known is None else known.displays_edition,
            self._notice_now,
            news,
        )
        ids = {} if session is None or is_same else {note.serial: note.id for note in session.book.notes}
        answer = read_answer(self._post(place, update_text(update, ids)))
        if known is not None and known.displays_edition == answer.displays_edition:
            answer = replace(answer, displays=known.displays)
        if answer.has == number:
            self._acknowledged = _Sent(number, session)
            for _ in orders:
                self._orders.popleft()
            if renews:
                self._renews_code = False
        else:
            self._acknowledged = None
        if self._floor is not None and news is not None and answer.has == number:
            self._floor.hear(news, answer.floor)
        return answer

    @property
    def _notice_now(self) -> RoomNotice | None:
        notice = self._notice
        left = 0.0 if notice is None else notice.until - self._clock.read().since_boot
        return None if notice is None or left <= 0 else RoomNotice(notice.text, left)

    def _post(self, place: ServerPlace, body: bytes) -> bytes:
        return self._request(
            place,
            "POST",
            body,
            {"Content-Type": "application/json", "Authorization": f"Bearer {place.secret}"},
        )

    def _request(self, place: ServerPlace, method: str, body: bytes, headers: dict[str, str]) -> bytes:
        status, text = self._connection.request(place.url, method, "/room", body, headers)
        if status not in (200, 204):
            raise http.client.HTTPException(f"status {status}")
        return text

    def _say_goodbye(self) -> None:
        """Tell the server that the window closes, so that another one can follow at once."""
        try:
            if (place := self._find()) is None:
                return
            headers = {"Authorization": f"Bearer {place.secret}", "Room-Link": self._id}
            if self._stops_server:
                headers["Room-Stops"] = "1"
            self._connection.close()
            self._request(place, "DELETE", b"", headers)
        except Exception:  # noqa: BLE001 - the window closes all the same, and the server finds out by itself
            pass
        finally:
            self._connection.close()


def _is_another(before: Session | None, now: Session | None) -> bool:
    """Whether the changes between two states can't be sent: they are of two sessions, or records went missing."""
    if before is None or now is None:
        return before is not now
    return before.id != now.id or len(before.book) > len(now.book)


def _connection_to(url: str, patience: float) -> http.client.HTTPConnection:
    found = urlsplit(url)
    return http.client.HTTPConnection(found.hostname or "", found.port, timeout=patience)


def ask_to_forget(place: ServerPlace) -> bool:
    """Ask the server to keep nothing of the session, because something of it was erased; whether it did."""
    connection = _connection_to(place.url, PATIENCE)
    try:
        headers = {"Authorization": f"Bearer {place.secret}", "Room-Forgets": "1"}
        connection.request("DELETE", "/room", b"", headers)
        return connection.getresponse().status == 204
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
