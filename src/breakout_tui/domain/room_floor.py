"""The floor of a room as its window sees it: the statements that phones sent, and whether phones may send."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from breakout_tui.domain.floor import FloorStatement, SpeakingRequest
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.personal import strip_personal, strip_unknown
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line

LONGEST_COUNTRY = 80
"""Characters of what somebody says to speak for."""


class RoomFloor(Protocol):
    """The floor in this room's file; ``store/room_floor.py`` implements it. No call waits: what changes is stored soon, and then told."""

    @property
    def statements(self) -> tuple[FloorStatement, ...]:
        """Those of the session that was offered last, in the order in which they came."""
        ...

    @property
    def requests(self) -> tuple[SpeakingRequest, ...]:
        """The requests to speak of the same session, in the order in which they came."""
        ...

    @property
    def door(self) -> FloorDoor:
        """Whether phones may send, and how they join."""
        ...

    def offer(self, session: Session | None) -> None:
        """This is the open session as it is saved; None while none is open. Another session begins with a closed floor."""
        ...

    def has(self, session: Session) -> bool:
        """Whether it is the floor of this session: else another window has it, or nothing of it is saved yet."""
        ...

    def set_aside(self, ids: Collection[str]) -> None:
        """The facilitator leaves these out."""
        ...

    def bring_back(self, ids: Collection[str]) -> None:
        """These wait again."""
        ...

    def claim(self, statement_id: str, country: str) -> None:
        """What the author of a statement says to speak for; empty for nothing."""
        ...

    def read_again(self) -> None:
        """What the file has was changed by an erasure: forget what was read."""
        ...


def allowed_claim(country: str, rule: AttributionRule, names: KnownNames) -> str:
    """What the rule allows to be kept of a claim, in the one spelling: a name of the session's lists or a country; else empty."""
    country = clean_line(country)[:LONGEST_COUNTRY]
    if rule is AttributionRule.NONE or not country:
        return ""
    return names.listed(country) or names.country(country) or ""


def allowed_text(text: str, rule: AttributionRule, names: KnownNames) -> str:
    """The text as the rule allows it to be kept: under *none* without any ``@name``, under *country* without one that may be a person's."""
    match rule:
        case AttributionRule.NONE:
            return strip_personal(text).strip()
        case AttributionRule.COUNTRY:
            return strip_unknown(text, names).strip()
    return text
