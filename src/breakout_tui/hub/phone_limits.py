"""How much phones may send, by device and in all, and which device is muted. In memory only.

Never by address: a room is one address. Which device sent a statement is known for ten minutes, so that it can be muted, and then forgotten.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from breakout_tui.domain.floor_exchange import MUTED, REMEMBERED, MutedDevice
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal

MOST_OF_DEVICE = 10
"""Statements of one device in a window."""
MOST_OF_ALL = 600
"""Statements of all devices in a window."""
WINDOW = 60.0
"""Seconds."""


_NOT_ITS_FAULT = (PhoneRefusal.NOT_SAVED, PhoneRefusal.BUSY, PhoneRefusal.FULL)
"""Refusals after which the same thing is sent again: the phone has sent no more by it."""


class _Sent(NamedTuple):
    device_id: str
    at: float


class _Muted(NamedTuple):
    device_id: str
    until: float


class PhoneLimits:
    """All times are in seconds since the boot."""

    def __init__(self) -> None:
        self._all: deque[float] = deque(maxlen=MOST_OF_ALL)
        self._tries: dict[str, deque[float]] = {}
        """By device, those of the last minute."""
        self._sent: dict[str, _Sent] = {}
        """By the statement, the earliest first."""
        self._muted: dict[str, _Muted] = {}
        """By the statement for which it is muted."""

    def check(self, device_id: str, now: float) -> None:
        """Count one more statement of a device. Raises FloorRefused; then it does not count."""
        self.forget(now)
        if left := self.muted_for(device_id, now):
            raise FloorRefused(PhoneRefusal.MUTED, left)
        tries = self._tries.setdefault(device_id, deque())
        if len(tries) >= MOST_OF_DEVICE:
            raise FloorRefused(PhoneRefusal.TOO_MANY, WINDOW - (now - tries[0]))
        if len(self._all) == MOST_OF_ALL and now - self._all[0] < WINDOW:
            raise FloorRefused(PhoneRefusal.BUSY, WINDOW - (now - self._all[0]))
        tries.append(now)
        self._all.append(now)

    @contextmanager
    def counting(self, device_id: str, now: float) -> Iterator[None]:
        """Count what is done inside as one more of a device, unless the server can't take it now. Raises FloorRefused."""
        self.check(device_id, now)
        try:
            yield
        except FloorRefused as refused:
            if refused.refusal in _NOT_ITS_FAULT:
                for counted in (self._all, self._tries.get(device_id, deque())):
                    with suppress(ValueError):  # it may be so long ago that it is forgotten
                        counted.remove(now)
            raise

    def remember(self, statement_id: str, device_id: str, now: float) -> None:
        """This device sent it; one that is sent again is known already."""
        self._sent.setdefault(statement_id, _Sent(device_id, now))

    def mute(self, muted: Iterable[MutedDevice], now: float) -> None:
        """All that are muted from now on, and no other one."""
        before, self._muted = self._muted, {}
        for each in muted:
            known = before.get(each.statement_id)
            device_id = self._device_of(each.statement_id) if known is None else known.device_id
            if device_id and each.left > 0:
                self._muted[each.statement_id] = _Muted(device_id, now + min(each.left, MUTED))
        self.forget(now)

    def muted_for(self, device_id: str, now: float) -> float:
        """Seconds for which a device may send nothing; 0 for one that may."""
        ends = (each.until for each in self._muted.values() if each.device_id == device_id)
        return max(0.0, max(ends, default=now) - now)

    def muted(self, now: float) -> tuple[str, ...]:
        """The statements for which devices may send nothing."""
        self.forget(now)
        return tuple(self._muted)

    def forget(self, now: float) -> None:
        """Forget what is too long ago."""
        while self._sent and now - (first := next(iter(self._sent.items())))[1].at >= REMEMBERED:
            del self._sent[first[0]]
        for device_id, tries in list(self._tries.items()):
            while tries and now - tries[0] >= WINDOW:
                tries.popleft()
            if not tries:
                del self._tries[device_id]
        if any(each.until <= now for each in self._muted.values()):
            self._muted = {name: each for name, each in self._muted.items() if each.until > now}

    def _device_of(self, statement_id: str) -> str:
        sent = self._sent.get(statement_id)
        return "" if sent is None else sent.device_id
