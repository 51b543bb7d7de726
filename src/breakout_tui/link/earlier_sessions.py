"""The sessions of the room that were closed while the hub was away: what it lacks of them is sent once the open one is up to date.

The hub says which sessions of the room it has. Of those that are in this computer's file too, it gets the rest, one session a turn.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.versions import Erasure
from breakout_tui.hub_protocol import HubUpdate, Part
from breakout_tui.link.hub_exchange import HubExchange, HubFailure
from breakout_tui.link.known_session import KnownSession
from breakout_tui.link.sendable_file import SendableFile

_ATTEMPTS = 3
_OF_ONE_SESSION = (HubContact.REFUSED, HubContact.TAKEN_OVER)
"""What the hub says of a session, and not of itself."""


class EarlierSessions:
    """For the thread of a link, whose ``exchange`` it uses. None of them becomes the session that the room has open."""

    def __init__(self, exchange: HubExchange, file: SendableFile, clock: Clock, laptop: str) -> None:
        self._exchange = exchange
        self._file = file
        self._clock = clock
        self._laptop = laptop
        # With that of the window, they would be the open session for a moment.
        self._link = uuid4().hex
        self._is_due = True
        self._waiting: list[str] = []

    def look_again(self) -> None:
        """The hub was away: it may lack something again."""
        self._is_due, self._waiting = True, []

    def send_next(self, but: Collection[str]) -> tuple[Erasure, ...]:
        """Bring one session up to date, if there is one left, except for these; gives what was erased in it elsewhere. Raises HubFailure."""
        if self._is_due:
            self._is_due = False
            self._waiting = [each.id for each in self._exchange.sessions() if each.id not in but]
        if not self._waiting:
            return ()
        session_id = self._waiting.pop(0)
        try:
            return self._erased_in(session_id)
        except StoreError:  # the window says so when the session is opened
            return ()
        except HubFailure as failure:
            if failure.contact in _OF_ONE_SESSION:
                return ()
            raise

    def _erased_in(self, session_id: str) -> tuple[Erasure, ...]:
        taken = self._sent(session_id)
        known = KnownSession().after_asking(taken)
        for _ in range(_ATTEMPTS):
            changes = self._file.read(session_id, known.knowledge)
            if changes is None:
                return ()
            here = {each.id for each in changes.part.state.erasures}
            part = known.part_of(changes)
            if part is None or taken.refusal:
                break
            taken = self._sent(session_id, part, is_private=changes.is_anonymous)
            known = known.after_sending(changes, taken)
            if known != KnownSession():
                break
        return tuple(each for each in taken.erasures if each.id not in here)

    def _sent(self, session_id: str, part: Part | None = None, *, is_private: bool = False) -> Taken:
        update = HubUpdate(self._link, self._laptop, session_id, self._clock.read(), part)
        return self._exchange.send(update, is_private=is_private).taken
