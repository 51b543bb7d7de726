"""A statement of a phone as the server has it, until the room has it and has said what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from breakout_tui.domain.floor import FloorOutcome


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """A statement as the server has it. Nothing in it says which device sent it."""

    id: str
    session_id: str
    kind: str
    text: str
    """Empty once the room has it, and once it is withdrawn."""
    country: str
    sent_at: int
    """Milliseconds since 1970, by the server's clock."""
    key_hash: str
    """Of the phone's key of this statement: who sends it again sends no second one."""
    secret_hash: str
    """Of the phone's secret that withdraws it."""
    stored: bool = False
    """Whether the room has said that it has it."""
    withdrawn: bool = False
    """Whether its author has withdrawn it."""
    outcome: str = FloorOutcome.WAITING.value
    """What the room has said of it: a word of ``FloorOutcome``."""
    reference: str = ""
    """Of the note that it is."""

    @property
    def shown_outcome(self) -> str:
        """What its author is told: that it is withdrawn, unless it is a note; else the room's word."""
        is_note = self.outcome == FloorOutcome.TAKEN.value
        return FloorOutcome.WITHDRAWN.value if self.withdrawn and not is_note else self.outcome

    @property
    def is_open(self) -> bool:
        """Whether the facilitator still has to deal with it."""
        return self.shown_outcome == FloorOutcome.WAITING.value

    def taken_back(self) -> HeldStatement:
        """As it is once its author has withdrawn it: without words."""
        return replace(self, withdrawn=True, text="", country="")

    def dealt_with(self, outcome: str, reference: str) -> HeldStatement:
        """As it is once the room has said what became of it, and so has it: without words."""
        return replace(self, stored=True, text="", country="", outcome=outcome, reference=reference)
