"""How much phones may send, by device and in all, and which device is muted. In memory only.

Never by address: a room is one address. Which device sent a statement is known for ten minutes, so that it can be muted, and then forgotten.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from breakout_tui.domain.floor_exchange import MUTED, REMEMBERED, MutedDevice
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal

MOST_OF_DEVICE = 10
"""Statements of one device in a window."""
MOST_OF_ALL = 600
"""Statements of all devices in a window."""
WINDOW = 60.0
"""Seconds."""


class _Sent(NamedTuple):
    statement_id: str
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
        self._sent: deque[_Sent] = deque()
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

    def remember(self, statement_id: str, device_id: str, now: float) -> None:
        """This device sent it."""
        self._sent.append(_Sent(statement_id, device_id, now))

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
        while self._sent and now - self._sent[0].at >= REMEMBERED:
            self._sent.popleft()
        for device_id, tries in list(self._tries.items()):
            while tries and now - tries[0] >= WINDOW:
                tries.popleft()
            if not tries:
                del self._tries[device_id]
        if any(each.until <= now for each in self._muted.values()):
            self._muted = {name: each for name, each in self._muted.items() if each.until > now}

    def _device_of(self, statement_id: str) -> str:
        return next((each.device_id for each in self._sent if each.statement_id == statement_id), "")
