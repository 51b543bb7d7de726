"""The room's floor as a link sees it: what to tell the server, and where to put what phones sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews, FloorResult


class FloorBox(Protocol):
    """In the room's file; ``store/room_floor.py`` implements it."""

    @property
    def is_open(self) -> bool:
        """Whether phones may send."""
        ...

    @property
    def is_voting(self) -> bool:
        """Whether a vote on the phones is open, or being counted."""
        ...

    @property
    def door(self) -> FloorDoor:
        """How phones join, and which are muted."""
        ...

    def look(self) -> None:
        """Read what the file has of the open session, once."""
        ...

    def results(self) -> dict[str, FloorResult]:
        """What became of each statement of the saved session, by id."""
        ...

    def is_stored(self, statement_id: str) -> bool:
        """Whether the server needs to send it no more."""
        ...

    def take(self, mail: FloorMail) -> bool:
        """Store what the server sends, and wait for that; whether all of it is stored."""
        ...


class FloorExchange:
    """The floor of one link: what goes with each update, and what comes with its answer. ``wake`` has another update sent soon.

    What the server knows is remembered here, not in the file: to a server that is new to this window everything is told once.
    """

    def __init__(self, box: FloorBox, wake: Callable[[], None], *, is_hub: bool = False) -> None:
        self._box = box
        self._co = None if is_hub else box.door.co
        self._line = box.door.line(wake, is_hub=is_hub)
        self._wake = wake
        self._lacks_waiting = is_hub
        """Until an answer: what another computer has stored waits at the hub."""
        self._known: dict[str, FloorResult] = {}
        """What the server knows of what became of each."""
        self._to_tell: dict[str, None] = {}
        """Statements that came, until the server knows that they are stored."""
        self._came: set[str] = set()
        """Statements that came from this server: it takes them to wait until it is told otherwise."""

    @property
    def is_open(self) -> bool:
        """Whether phones may send or vote, so that what they send has to be asked for often."""
        return self._box.is_open or self._box.is_voting

    @property
    def has_company(self) -> bool:
        """Whether a co-facilitator looks at the page, whose acts have to be asked for often."""
        return self._co is not None and self._co.is_wanted and self._co.standing.pages > 0

    def look(self) -> None:
        """Before each update, and while there is no server: read what the file has."""
        self._box.look()

    def news(self) -> FloorNews:
        """What goes with the next update."""
        box = self._box
        results = tuple(each for key, each in box.results().items() if not self._is_known(key, each))
        stored = tuple(key for key in self._to_tell if box.is_stored(key))
        muted = box.door.muted_devices(self._line)
        co = None if self._co is None else self._co.news()
        return FloorNews(box.is_open, stored, results, muted, self._line.renews_code, co, self._lacks_waiting)

    def hear(self, news: FloorNews, mail: FloorMail | None) -> None:
        """What came with the answer to it: None from a server that takes nothing from phones."""
        if self._co is not None and news.co is not None:
            self._co.hear(news.co, None if mail is None else mail.co)
        if mail is None:
            self._line.lost()
            return
        self._lacks_waiting = self._lacks_waiting and not news.lacks_waiting
        self._line.hear(mail)
        self._line.told(news.muted, renewed=news.renews_code)
        self._line.mutes(news.muted, mail.muted)
        self._known.update({each.id: each for each in news.results})
        for key in news.stored:
            self._to_tell.pop(key, None)
        if mail.wants_results:
            self._known, self._came = {}, set()
        self._came.update(each.id for each in mail.statements)
        self._to_tell.update(dict.fromkeys(each.id for each in mail.statements))
        for key in mail.withdrawn:
            self._known.pop(key, None)
        is_stored = self._box.take(mail)
        if (mail.statements or mail.withdrawn or mail.wants_results) and is_stored:
            self._wake()

    def forget(self) -> None:
        """There is another server, or none: it knows nothing that this one knew."""
        self._known, self._came, self._to_tell = {}, set(), {}
        self._line.lost()
        if self._co is not None:
            self._co.lost()

    def _is_known(self, key: str, result: FloorResult) -> bool:
        known = self._known.get(key)
        if known is None:
            return key in self._came and result.outcome == FloorOutcome.WAITING.value
        return known == result
