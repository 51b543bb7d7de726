"""The room's mailbox as the link sees it: what to tell the hub, and where to put what it sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from breakout_tui.domain.mail_exchange import HubMail, RoomNews


class RoomMailbox(Protocol):
    """In the room's file; ``store/room_mail.py`` implements it."""

    def listen(self, changed: Callable[[], None]) -> None:
        """From now on this is called when the window has changed something and it is stored."""
        ...

    def news(self, *, is_first: bool) -> RoomNews:
        """What the hub is to be told; ``is_first`` before it has told what there is."""
        ...

    def told(self, news: RoomNews) -> None:
        """The hub has taken these."""
        ...

    def take(self, mail: HubMail) -> bool:
        """Store what the hub sends, and wait for that; whether there is something to tell it at once."""
        ...


class MailExchange:
    """The mail of one link: what goes with each update, and what comes with its answer. ``wake`` has another update sent soon."""

    def __init__(self, box: RoomMailbox, wake: Callable[[], None]) -> None:
        self._box = box
        self._wake = wake
        self._is_first = True
        box.listen(wake)

    def news(self) -> RoomNews:
        """What goes with the next update."""
        return self._box.news(is_first=self._is_first)

    def hear(self, news: RoomNews | None, mail: HubMail | None) -> None:
        """What came with the answer to it: None from a hub that knows no mail, which has taken nothing."""
        if news is None or mail is None:
            return
        self._box.told(news)
        self._is_first = False
        if self._box.take(mail):
            self._wake()
