"""The messages and calls for help that are open, as they were read last: at most once a second, and only while somebody looks."""

from __future__ import annotations

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import DatabaseDamaged, StoreError
from breakout_tui.domain.organiser_mail import OrganiserMail, open_calls
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.store_thread import StoreThread

EVERY_SECOND = 0.95
"""Seconds between two readings; a look comes a few times a second."""


class OverviewMail:
    """``number`` is that of the edition of the overview in which ``mail`` changed last."""

    def __init__(self, thread: StoreThread[HubStore], clock: Clock, failures: Failures) -> None:
        self._thread = thread
        self._clock = clock
        self._failures = failures
        self._read_at = float("-inf")
        self.mail = OrganiserMail()
        self.number = 0

    def forget_time(self) -> None:
        """It has changed: the next look reads it, however short the last one is ago."""
        self._read_at = float("-inf")

    async def look(self) -> bool:
        """Read it if that is due; whether it is another one than before. Raises StoreError."""
        now = self._clock.read().since_boot
        if now - self._read_at < EVERY_SECOND:
            return False
        self._read_at = now
        try:
            calls, messages = await self._thread.do(lambda store: store.messages.open_mail())
        except DatabaseDamaged as error:  # the rooms can be shown all the same
            self._failures.add(error)
            return False
        except StoreError:
            self.forget_time()
            raise
        mail = OrganiserMail(open_calls(calls, self._clock.read().since_boot, self.mail.calls), messages)
        if mail == self.mail:
            return False
        self.mail = mail
        return True
