"""A statement of a phone as the server has it, until the room has it and has said what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from breakout_tui.domain.floor import TO_SPEAK, FloorOutcome, floor_outcome
from breakout_tui.domain.floor_exchange import SentStatement

MOST_AT_ONCE = 100
"""Statements that go to the room at once; the next ones come with the next answer."""
_LONGEST_REFERENCE = 32
_NOT_TOLD = (FloorOutcome.WAITING.value, FloorOutcome.ASIDE.value, FloorOutcome.LISTED.value)
"""What the room says of a statement of which it does not know that its author has withdrawn it."""
_FINAL = (FloorOutcome.TAKEN.value, FloorOutcome.SPEAKING.value, FloorOutcome.SPOKEN.value)
"""What can't be withdrawn any more."""
_SETTLED = (FloorOutcome.ASIDE.value, FloorOutcome.WITHDRAWN.value, FloorOutcome.SPOKEN.value)
"""With these a request to speak is over, and its device may make another one."""


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """A statement as the server has it. Nothing in it says which device sent it.

    A request to speak is one too, without words. Its secret is that of the device in the session, until it is settled: each device has one at a time.
    """

    id: str
    session_id: str
    kind: str
    """A word of ``Kind``, or ``TO_SPEAK``."""
    text: str
    """Empty once the room has it, at a hub once the room has dealt with it, and once it is withdrawn."""
    country: str
    sent_at: int
    """Milliseconds since 1970, by the server's clock."""
    key_hash: str
    """Of the phone's key of this statement: who sends it again sends no second one."""
    secret_hash: str
    """Of the phone's secret that withdraws it; of a request to speak that is settled empty."""
    stored: bool = False
    """Whether the room has said that it has it."""
    withdrawn: bool = False
    """Whether its author has withdrawn it."""
    outcome: str = FloorOutcome.WAITING.value
    """What the room has said of it: a word of ``FloorOutcome``."""
    reference: str = ""
    """Of the note that it is; of a request to speak its place, as ``speaking_requests.became_of`` gives it."""

    @property
    def asks_to_speak(self) -> bool:
        """Whether it is a request to speak."""
        return self.kind == TO_SPEAK

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it is no note, and its author has not begun to speak."""
        return self.outcome not in _FINAL

    @property
    def shown_outcome(self) -> str:
        """What its author is told: that it is withdrawn, if it can be; else the room's word."""
        is_withdrawn = self.withdrawn and self.can_be_withdrawn
        return FloorOutcome.WITHDRAWN.value if is_withdrawn else self.outcome

    @property
    def is_open(self) -> bool:
        """Whether the facilitator still has to deal with it."""
        return self.shown_outcome == FloorOutcome.WAITING.value

    @property
    def result(self) -> tuple[str, str]:
        """What its author is told: the word of an outcome, and the reference of the note."""
        return self.shown_outcome, self.reference

    @property
    def is_withdrawal_owed(self) -> bool:
        """Whether the room still has to be told that its author has withdrawn it."""
        return self.withdrawn and self.outcome in _NOT_TOLD

    def taken_back(self) -> HeldStatement:
        """As it is once its author has withdrawn it: without words."""
        return replace(self, withdrawn=True, text="", country="")._without_device()

    def dealt_with(self, outcome: str, reference: str, *, keeps_waiting: bool = False) -> HeldStatement:
        """As it is once the room has said what became of it, and so has it: without words, unless those of what waits are kept."""
        word, name = floor_outcome(outcome).value, reference[:_LONGEST_REFERENCE]
        after = replace(self, stored=True, outcome=word, reference=name)._without_device()
        return after if keeps_waiting and after.is_open else replace(after, text="", country="")

    def _without_device(self) -> HeldStatement:
        """The same; a request to speak that is settled says no longer whose it was."""
        is_over = self.asks_to_speak and self.shown_outcome in _SETTLED
        return replace(self, secret_hash="") if is_over else self


def to_send(statements: Iterable[HeldStatement], session_id: str, now: int) -> tuple[SentStatement, ...]:
    """Statements on their way to the room at this moment, in milliseconds since 1970.

    Those of the session that is open come first, then the earliest first, and not more than ``MOST_AT_ONCE``.
    """
    found = sorted(statements, key=lambda held: (held.session_id != session_id, held.id))[:MOST_AT_ONCE]
    return tuple(
        SentStatement(
            held.id, held.session_id, held.kind, held.text, held.country, max(0, now - held.sent_at) / 1000
        )
        for held in found
    )
