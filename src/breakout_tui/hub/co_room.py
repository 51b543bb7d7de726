"""One room as its co-facilitators see it: what waits in the floor, and what they ask for. In memory only: nothing of it is written anywhere."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.co_floor import CoAct, CoList, CoMail, CoNews, CoResult
from breakout_tui.hub.credentials import Credentials, new_code, shown_code
from breakout_tui.hub.guard import CO_PATH
from breakout_tui.hub.phone_room import PhonePage, PhoneRoom

PATIENCE = 8.0
"""Seconds for which an act waits for the room; it is asked for no longer afterwards."""
MOST_ASKED = 50
"""Acts that wait for the room."""
MOST_KNOWN = 500
"""Acts whose result is remembered."""
MOST_PAGES = 16
"""Open pages of all co-facilitators; the oldest one ends when there are more."""
SEEN = 30.0
"""Seconds after a request for which a device without a script counts as looking at the page."""


class CoRefusal(Enum):
    """Why the server does not ask the room."""

    CLOSED = "closed"
    """The facilitator lets nobody work on the floor."""
    AWAY = "away"
    """The room does not answer."""
    BUSY = "busy"
    """Too much waits for the room."""
    UNREADABLE = "unreadable"
    """No page of ours sends such a thing."""
    EMPTY = "empty"
    """There are no words to take."""
    NOT_ANSWERED = "not answered"
    """The room has said nothing yet: it may still do it."""


class CoRefused(Exception):
    """The room is not asked, or has not answered."""

    def __init__(self, refusal: CoRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class CoRoom:
    """``phones`` is the room as its phones see it; ``credentials`` are those of co-facilitators, which have a code of their own."""

    def __init__(
        self, phones: PhoneRoom, credentials: Credentials, clock: Clock, patience: float = PATIENCE
    ) -> None:
        self.phones = phones
        self.credentials = credentials
        self.listed: CoList | None = None
        """What waits; None until the room has told it."""
        self.number = 0
        """Grows when the list, or whether anybody may work, is another one."""
        self._clock = clock
        self._patience = patience
        self._is_wanted = False
        self._asked: dict[str, CoAct] = {}
        """By key, in the order in which they came."""
        self._known: OrderedDict[str, tuple[CoAct, CoResult]] = OrderedDict()
        self._waiting: dict[str, list[asyncio.Future[CoResult]]] = {}
        self._late: OrderedDict[str, CoAct] = OrderedDict()
        """Acts for which nobody waits any more; their results are still heard."""
        self._pages: dict[PhonePage, str] = {}
        """Open pages with their devices, the oldest first."""
        self._seen: dict[str, float] = {}
        """By device, when it asked for something, in seconds since the boot."""
        self._told: object = None
        self._has_ended = False

    @property
    def closed(self) -> CoRefusal | None:
        """Why nobody may work now; None while they may."""
        if not self._is_wanted:
            return CoRefusal.CLOSED
        if self.phones.shown.copy.is_away or self.listed is None:
            return CoRefusal.AWAY
        return None

    # Acts

    async def ask(self, act: CoAct) -> CoResult:
        """Ask the room to do it, and wait for what became of it. The same key is the same act. Raises CoRefused."""
        known = self._known.get(act.key)
        before = self._asked.get(act.key) or self._late.get(act.key) or (known and known[0])
        if before is not None and _same_of(before) != _same_of(act):
            raise CoRefused(CoRefusal.UNREADABLE)
        if known is not None:
            return known[1]
        if (closed := self.closed) is not None:
            raise CoRefused(closed)
        if act.key not in self._asked and len(self._asked) >= MOST_ASKED:
            raise CoRefused(CoRefusal.BUSY)
        self._asked.setdefault(act.key, act)
        future: asyncio.Future[CoResult] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(act.key, []).append(future)
        try:
            async with asyncio.timeout(self._patience):
                return await future
        except TimeoutError as error:
            raise CoRefused(CoRefusal.NOT_ANSWERED) from error
        finally:
            self._give_up(act.key, future)

    def _give_up(self, key: str, future: asyncio.Future[CoResult]) -> None:
        waiting = self._waiting.get(key, [])
        if future in waiting:
            waiting.remove(future)
        if not waiting:
            self._waiting.pop(key, None)
            if (act := self._asked.pop(key, None)) is not None:
                self._late[key] = act
                while len(self._late) > MOST_KNOWN:
                    self._late.popitem(last=False)

    # The window of the room

    def hear(self, news: CoNews | None) -> None:
        """What the room tells; None from a window that knows of no co-facilitator."""
        news = news or CoNews()
        was_wanted, self._is_wanted = self._is_wanted, news.is_wanted
        if not news.is_wanted:
            self.forget()
        elif news.listed is not None:
            self.listed = news.listed
            self.number += 1
        self.number += was_wanted != news.is_wanted
        for result in news.results:
            self._hear_result(result)
        if news.renews_code:
            self.credentials.code = new_code()
            self._end_pages()
        self.show()

    def _hear_result(self, result: CoResult) -> None:
        act = self._asked.pop(result.key, None) or self._late.pop(result.key, None)
        if act is not None:
            self._known[result.key] = act, result
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        for future in self._waiting.pop(result.key, ()):
            if not future.done():
                future.set_result(result)

    def mail(self) -> CoMail:
        """What the server tells the room."""
        address = self.phones.shown.address
        return CoMail(
            f"{address}{CO_PATH}" if address else "",
            shown_code(self.credentials.code) if self._is_wanted else "",
            self.devices,
            "" if self.listed is None else self.listed.edition,
            tuple(self._asked.values()),
        )

    def forget(self) -> None:
        """Keep nothing of what the room told."""
        if self.listed is not None:
            self.listed = None
            self.number += 1

    def show(self) -> None:
        """Wake the pages if there is something new for them."""
        phones = self.phones
        told = (self.number, phones.number, phones.shown.stage.time, self.closed)
        if told != self._told:
            self._told = told
            for page in self._pages:
                page.news.set()

    # Pages

    def is_seen(self, device_id: str) -> None:
        """A device has asked for something."""
        now = self._clock.read().since_boot
        self._seen[device_id] = now
        self._seen = {each: at for each, at in self._seen.items() if now - at < SEEN}

    @property
    def devices(self) -> int:
        """How many devices look at the page."""
        now = self._clock.read().since_boot
        seen = {each for each, at in self._seen.items() if now - at < SEEN}
        return len({*self._pages.values(), *seen}) if self._is_wanted else 0

    @contextmanager
    def watching(self, device_id: str) -> Iterator[PhonePage]:
        """An open page of a device."""
        page = PhonePage()
        self._pages[page] = device_id
        if len(self._pages) > MOST_PAGES:
            next(iter(self._pages)).end()
        if self._has_ended:
            page.end()
        try:
            yield page
        finally:
            del self._pages[page]

    def end(self) -> None:
        """Every stream ends."""
        self._has_ended = True
        self._end_pages()

    def _end_pages(self) -> None:
        for page in self._pages:
            page.end()
        self._seen = {}


def _same_of(act: CoAct) -> tuple[str, ...]:
    """What has to be the same where the key is; a number is that of another statement once its own is dealt with."""
    return act.verb, act.statement_id, act.kind, act.text
