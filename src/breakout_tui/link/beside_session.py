"""What goes with the updates of a session and comes with the answers: messages, calls for help, and what phones send to the hub."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.mail_exchange import RoomNews
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.link.room_floor_box import FloorBox, FloorExchange
from breakout_tui.link.room_mailbox import MailExchange, RoomMailbox


class BesideSession:
    """For the thread of one link; ``wake`` has another update sent soon."""

    def __init__(self, mail: RoomMailbox | None, floor: FloorBox | None, wake: Callable[[], None]) -> None:
        self._mail = None if mail is None else MailExchange(mail, wake)
        self._floor = None if floor is None else FloorExchange(floor, wake, is_hub=True)

    @property
    def is_floor_open(self) -> bool:
        """Whether phones may send, so that the hub is asked more often."""
        return self._floor is not None and self._floor.is_open

    def news(self, *, is_open_session: bool) -> tuple[RoomNews | None, FloorNews | None]:
        """What goes with the next update; of phones only with the session that is open."""
        mail = None if self._mail is None else self._mail.news()
        if self._floor is None or not is_open_session:
            return mail, None
        self._floor.look()
        return mail, self._floor.news()

    def hear(self, update: HubUpdate, taken: Taken) -> None:
        """What came with the answer to an update."""
        with suppress(Exception):  # the session arrives, whatever is wrong with a message
            if self._mail is not None:
                self._mail.hear(update.news, taken.mail)
        if self._floor is not None and update.floor is not None:
            self._floor.hear(update.floor, taken.floor)

    def lost(self) -> None:
        """The hub does not answer, or this window says nothing to it now."""
        if self._floor is not None:
            self._floor.forget()
