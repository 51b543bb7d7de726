"""The floor of a room in its file: what delegates sent, and what the facilitator set aside.

What changes is in memory at once, where the window sees it, and is written aside (``written_aside.py``). The server is told only of what is in the
file: of a statement once it is stored, of a note once the session that has it is saved.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.door_line import Draw
from breakout_tui.domain.floor import FloorOutcome, FloorStatement, Kept, SpeakingRequest
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import FloorMail, FloorResult, SentStatement
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.identity import is_new_form
from breakout_tui.domain.kept_floor import as_allowed, as_kept, settled_as
from breakout_tui.domain.known_names import NO_COUNTRIES, KnownNames
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaking_requests import became_of
from breakout_tui.store.room_floor_rows import (
    KeptElsewhere,
    read_elsewhere,
    read_floor,
    read_rule,
    write_floor,
)
from breakout_tui.store.written_aside import Unsaved, Work, WriteAside

_WAIT = 2.0
"""Seconds that the link waits for the writer; what is not stored then, the server sends again."""
_OLDEST = timedelta(days=7).total_seconds()
"""Seconds since a statement was sent, at most."""


class StoredFloor:
    """Implements ``domain.room_floor.RoomFloor``, and ``link.room_floor_box.FloorBox``; used by the window's and the link's threads.

    ``path`` is the file that is in use; ``draw`` makes QR codes.
    """

    def __init__(
        self,
        path: Callable[[], Path],
        write: WriteAside,
        clock: Clock,
        countries: Countries = NO_COUNTRIES,
        draw: Draw = lambda _address, _code: (),
    ) -> None:
        self.door = FloorDoor(clock, draw)
        """Whether phones may send, and how they join."""
        self._path = path
        self._clock = clock
        self._countries = countries
        self._lock = threading.RLock()
        self._session: Session | None = None
        self._read_of = ""
        """The session whose statements were read from the file."""
        self._kept: dict[str, Kept] = {}
        self._unsaved = Unsaved(write, self._lock)
        """By id."""
        self._refused: dict[str, FloorResult] = {}
        """What became of those that are not kept: they say nothing, were withdrawn before they came, or are of a session that is not open."""
        self._outcomes = FloorOutcomes()
        self._shown: tuple[FloorStatement, ...] = ()
        self._asked: tuple[SpeakingRequest, ...] = ()
        self._checked: AttributionRule | None = None
        """The rule that all that is kept of the open session obeys."""

    # For the window; none of these waits

    @property
    def statements(self) -> tuple[FloorStatement, ...]:
        """Those of the session that was offered last, in the order in which they came."""
        return self._shown

    @property
    def requests(self) -> tuple[SpeakingRequest, ...]:
        """The requests to speak of the same session, in the order in which they came."""
        return self._asked

    def offer(self, session: Session | None) -> None:
        """This is the open session as it is saved; None while none is open. Another session begins with a closed floor."""
        before, self._session = self._session, session
        if (before and before.id) != (session and session.id):
            self.door.shut()
            self._show()
        elif session is not None and self._checked not in (None, session.info.rule):
            self._obey(session)
        if before is not session:
            self.door.changed()

    def has(self, session: Session) -> bool:
        """Whether it is the floor of this session: else another window has it, or nothing of it is saved yet."""
        return self._session is not None and self._session.id == session.id

    def set_aside(self, ids: Collection[str]) -> None:
        """The facilitator leaves these out."""
        self._change(ids, lambda each: replace(each, outcome=FloorOutcome.ASIDE))

    def bring_back(self, ids: Collection[str]) -> None:
        """These wait again."""
        self._change(ids, lambda each: replace(each, outcome=FloorOutcome.WAITING))

    def claim(self, statement_id: str, country: str) -> None:
        """What the author of a statement says to speak for; empty for nothing."""
        self._change([statement_id], lambda each: replace(each, country=country))

    def read_again(self) -> None:
        """What the file has was changed by an erasure: forget what was read."""
        with self._lock:
            self._kept, self._read_of = {}, ""
            self._unsaved.clear()
            self._show()
        self.door.co.forget()
        self.door.changed()

    def _change(self, ids: Collection[str], changed: Callable[[Kept], Kept]) -> None:
        with self._lock:
            known = [self._kept[each] for each in ids if each in self._kept]
            for each in known:
                after = changed(each)
                if after != each and each.outcome is not FloorOutcome.WITHDRAWN:
                    self._put(after)
            self._show()
        self._save()

    # For the link; these wait for the file

    @property
    def is_open(self) -> bool:
        """Whether phones may send."""
        return self.door.is_open and self._session is not None

    @property
    def is_voting(self) -> bool:
        """Whether a vote on the phones is open, or being counted."""
        votes = () if self._session is None else self._session.phone_votes.values()
        return any(not (vote.is_counted or vote.deleted) for vote in votes)

    def look(self) -> None:
        """Read what the file has of the open session, once."""
        session = self._session
        if session is None or self._read_of == session.id:
            return
        kept = read_floor(self._path(), session.id)
        if kept is None:
            return
        with self._lock:
            own = {
                key: each
                for key, each in self._kept.items()
                if each.session_id == session.id or key in self._unsaved
            }
            self._kept = {**{each.id: each for each in kept.all}, **own}
            self._read_of = session.id
            self._show()
        self._obey(session)

    def results(self) -> dict[str, FloorResult]:
        """What became of each statement of the saved session, by id, and which of others were withdrawn."""
        session = self._session
        with self._lock:
            found, kept = dict(self._refused), tuple(self._kept.values())
        for each in kept:
            if each.outcome is FloorOutcome.WITHDRAWN and each.id not in self._unsaved:
                found[each.id] = FloorResult(each.id, FloorOutcome.WITHDRAWN.value)
        if session is None or self._read_of != session.id:
            return found
        statements = [each for each in kept if isinstance(each, FloorStatement)]
        requests = [each for each in kept if isinstance(each, SpeakingRequest)]
        became = self._outcomes.of(statements, session)
        settled: dict[str, Kept] = {}
        for key, (statement, now) in became.items():
            if (after := settled_as(statement, now.outcome)) != statement:
                settled[key] = after
        told = {key: now for key, (_, now) in became.items()}
        for request in requests:
            if request.session_id == session.id:
                told[request.id] = became_of(request, session)
        for key, now in told.items():
            if key not in self._unsaved:
                found[key] = FloorResult(key, now.outcome.value, now.reference)
        if settled:
            self._change(settled, lambda each: settled[each.id])
        return found

    def is_stored(self, statement_id: str) -> bool:
        """Whether the server needs to send it no more."""
        return statement_id in self._refused or (
            statement_id in self._kept and statement_id not in self._unsaved
        )

    def take(self, mail: FloorMail) -> bool:
        """Store what the server sends; whether all of it is stored. Waits until it is, but not for long."""
        with self._lock:
            if (elsewhere := self._elsewhere(mail)) is None:
                return False
            for sent in mail.statements:
                self._take(sent)
            for key in mail.withdrawn:
                self._withdraw(key, elsewhere.get(key))
            self._show()
            is_unsaved = bool(self._unsaved)
        return not is_unsaved or self._save(waits=_WAIT)

    def _elsewhere(self, mail: FloorMail) -> dict[str, KeptElsewhere] | None:
        """What the file has of sessions that are not open, whose statements come or are withdrawn, by id; None where it can't be read now."""
        here = "" if self._session is None else self._session.id
        own = {key for key, each in self._kept.items() if each.session_id == here}
        came = (each.id for each in mail.statements if each.session_id != self._read_of)
        asked = [*(key for key in came if key not in self._kept), *(set(mail.withdrawn) - own)]
        found = read_elsewhere(self._path(), asked) if asked else ()
        for each in found or ():
            self._kept.setdefault(each.kept.id, each.kept)
        return None if found is None else {each.kept.id: each for each in found}

    def _take(self, sent: SentStatement) -> None:
        if not is_new_form(sent.id) or self.is_stored(sent.id) or sent.id in self._kept:
            return
        rule, names = self._names_of(sent.session_id)
        at = self._clock.read().wall - timedelta(seconds=min(max(sent.ago, 0.0), _OLDEST))
        if (kept := as_kept(sent, at, rule, names)) is not None:
            self._put(kept)
        else:
            self._refused[sent.id] = FloorResult(sent.id, FloorOutcome.ASIDE.value)

    def _names_of(self, session_id: str) -> tuple[AttributionRule, KnownNames]:
        """The rule of a session, and the names that a claim can be."""
        session = self._session
        if session is None or session.id != session_id:
            return read_rule(self._path(), session_id), KnownNames((), self._countries)
        info = session.info
        return info.rule, KnownNames(
            (*info.known, *info.programme.delegations, *info.groups), self._countries
        )

    def _withdraw(self, key: str, elsewhere: KeptElsewhere | None) -> None:
        """``elsewhere`` is what the file has of it, if it is of a session that is not open."""
        known = self._kept.get(key)
        if known is None:
            self._refused[key] = FloorResult(key, FloorOutcome.WITHDRAWN.value)
        elif elsewhere is not None and elsewhere.final is not None:
            self._refused[key] = elsewhere.final
        elif known.outcome is not FloorOutcome.WITHDRAWN and not self._is_taken(known):
            bare = replace(known, country="", outcome=FloorOutcome.WITHDRAWN)
            self._put(replace(bare, text="") if isinstance(bare, FloorStatement) else bare)

    def _is_taken(self, statement: Kept) -> bool:
        if self._session is None:
            return False
        if isinstance(statement, SpeakingRequest):
            return became_of(statement, self._session).outcome in (FloorOutcome.SPEAKING, FloorOutcome.SPOKEN)
        became = self._outcomes.of([statement], self._session)
        return bool(became) and became[statement.id][1].outcome is FloorOutcome.TAKEN

    # Both

    def _obey(self, session: Session) -> None:
        """Keep all that is kept of the open session as its rule allows, under which it may not have come."""
        with self._lock:
            rule, names = self._names_of(session.id)
            here = [each for each in self._kept.values() if each.session_id == session.id]
            for each in here:
                if (allowed := as_allowed(each, rule, names)) != each:
                    self._put(allowed)
            self._checked = rule
            if any(each.id in self._unsaved for each in here):
                self._show()
        self._save()

    def _put(self, statement: Kept) -> None:
        self._kept[statement.id] = statement
        self._unsaved.add(statement.id)

    def _show(self) -> None:
        own = "" if self._session is None else self._session.id
        here = [each for each in self._kept.values() if each.session_id == own]
        self._shown = tuple(each for each in here if isinstance(each, FloorStatement))
        self._asked = tuple(each for each in here if isinstance(each, SpeakingRequest))

    def _save(self, waits: float = 0.0) -> bool:
        """Have all written that is not; whether it was, if it is waited for."""
        if not self._unsaved:
            return True
        return self._unsaved.save(self._writing, lambda: self.door.changed(), waits)

    def _writing(self, keys: Collection[str]) -> Work:
        statements = [self._kept[key] for key in keys if key in self._kept]
        now = int(self._clock.read().wall.timestamp() * 1000)
        return lambda connection: write_floor(connection, statements, now)
