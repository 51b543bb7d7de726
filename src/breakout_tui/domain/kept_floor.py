"""How a room keeps what phones sent: as the attribution rule allows it, and as the session says that it became."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from breakout_tui.domain.floor import (
    TO_SPEAK,
    FloorOutcome,
    FloorStatement,
    Kept,
    SpeakingRequest,
    statement_text,
)
from breakout_tui.domain.floor_exchange import SentStatement
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_floor import allowed_claim, allowed_text
from breakout_tui.domain.speaking_requests import allowed_asker

_LONGEST_ID = 64
"""Characters of the id of a session."""


def as_kept(sent: SentStatement, at: datetime, rule: AttributionRule, names: KnownNames) -> Kept | None:
    """What was sent at this moment, as it is kept; None for a statement that says nothing."""
    session_id = sent.session_id[:_LONGEST_ID]
    if sent.kind == TO_SPEAK:
        return SpeakingRequest(sent.id, session_id, at, allowed_asker(sent.country, rule, names))
    text = allowed_text(statement_text(sent.text), rule, names)
    if not text:
        return None
    kind = next((each for each in Kind if each.value == sent.kind), Kind.PARKED)
    return FloorStatement(sent.id, session_id, kind, text, at, allowed_claim(sent.country, rule, names))


def as_allowed(kept: Kept, rule: AttributionRule, names: KnownNames) -> Kept:
    """The same under another rule than the one under which it came. What said nothing but a name is set aside."""
    if isinstance(kept, SpeakingRequest):
        return replace(kept, country=allowed_asker(kept.country, rule, names))
    text = allowed_text(kept.text, rule, names)
    country = "" if rule is AttributionRule.NONE else kept.country
    outcome = FloorOutcome.ASIDE if kept.text and not text else kept.outcome
    return replace(kept, text=text, country=country, outcome=outcome)


def settled_as(statement: FloorStatement, now: FloorOutcome) -> FloorStatement:
    """The statement as it is kept, once it was deleted as a note, or taken again."""
    if now is FloorOutcome.ASIDE:
        return replace(statement, outcome=FloorOutcome.ASIDE)
    if now is FloorOutcome.TAKEN and statement.outcome is FloorOutcome.ASIDE:
        return replace(statement, outcome=FloorOutcome.WAITING)
    return statement
