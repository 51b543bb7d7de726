"""A session as it stands in a list: what can be said of it without reading it whole."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Summary(NamedTuple):
    """A session in a list."""

    id: str
    theme_id: str
    theme_title: str
    room: str
    round: int
    created_at: datetime
    stage: str
    """Where it stands, in words: ``not started``, ``morning``, ``morning done``, ``afternoon``, ``done``."""
    notes: int
    archived: bool
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    groups: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
