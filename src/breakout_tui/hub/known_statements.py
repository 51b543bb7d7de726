"""The statements of phones that a server knows, and what their authors are told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.room_code import secret_hash

Results = dict[str, tuple[str, str]]
"""By id, the word of an outcome and the reference of the note."""
_WAITS = FloorOutcome.WAITING.value, ""


class NewStatement(NamedTuple):
    """What a phone sends, checked and clean."""

    session_id: str
    """The one that is shown now."""
    kind: str
    text: str
    country: str
    key: str
    """The phone's random key of this statement, with the session that its page showed."""
    secret: str
    """The phone's random secret that withdraws it."""

    @property
    def asks_to_speak(self) -> bool:
        """Whether it is a request to speak; then the secret is that of the device."""
        return self.kind == TO_SPEAK

    def held(self, at: datetime, key_hash: str) -> HeldStatement:
        """The statement as a server has it that gets it at this moment."""
        sent_at = int(at.timestamp() * 1000)
        words = (self.kind, self.text, self.country)
        return HeldStatement(new_id(at), self.session_id, *words, sent_at, key_hash, secret_hash(self.secret))


class KnownStatements:
    """Those of one floor. Results are known by how many changes there were before."""

    def __init__(self) -> None:
        self._held: dict[str, HeldStatement] = {}
        self._changes: list[str] = []
        """The ids of statements of which something else was to be told, in order."""
        self._asking: dict[str, str] = {}
        """By the hash of a device's secret the id of its request to speak that is not settled."""
        self._open: dict[str, set[str]] = {}
        """By session, the ids of what the facilitator still has to deal with."""

    def results(self, since: int = 0) -> tuple[int, Results]:
        """What became of statements after so many changes, without those that wait as they did; and how many changes there are."""
        return len(self._changes), {each: self._held[each].result for each in self._changes[since:]}

    def latest(self, count: int) -> Sequence[HeldStatement]:
        """The latest statements, the last one first, by whomever; without requests to speak."""
        statements = (each for each in self._held.values() if not each.asks_to_speak)
        return sorted(statements, key=lambda each: each.id, reverse=True)[:count]

    def waiting_in(self, session_id: str) -> int:
        """How many of a session wait for the facilitator: those of another one are not in the list that is seen."""
        return len(self._open.get(session_id, ()))

    def one(self, statement_id: str) -> HeldStatement | None:
        """The statement or request of this id."""
        return self._held.get(statement_id)

    def asked_with(self, secret: str) -> HeldStatement | None:
        """The request to speak of a device that is not settled; ``secret`` is that of the device in the session."""
        found = self._asking.get(secret_hash(secret))
        return None if found is None else self._held[found]

    def _know(self, statement: HeldStatement) -> None:
        """It is this now."""
        before = self._held.get(statement.id)
        self._held[statement.id] = statement
        here = self._open.setdefault(statement.session_id, set())
        (here.add if statement.is_open else here.discard)(statement.id)
        if statement.asks_to_speak:
            if before is not None:
                self._asking.pop(before.secret_hash, None)
            if statement.secret_hash:
                self._asking[statement.secret_hash] = statement.id
        if statement.result != (_WAITS if before is None else before.result):
            self._changes.append(statement.id)
