"""A session in a list: what the lists show, without reading the whole session."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.stage import Stage


class Summary(NamedTuple):
    """One session in a list."""

    id: str
    theme_id: str
    theme_title: str
    room: str
    round: int
    created_at: datetime
    stage: Stage
    notes: int
    archived: bool
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    groups: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
