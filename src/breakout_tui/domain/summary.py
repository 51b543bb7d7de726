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
    phase: str = ""
    """The title of the phase that is running or ended last; empty before the first one."""

    @property
    def how_far(self) -> str:
        """How far it is, in words."""
        return self.stage.words(self.phase)
