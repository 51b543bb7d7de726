"""How far the day is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from breakout_tui.domain.programme import PhaseName


class Stage(Enum):
    """How far a session is; the value is the word shown."""

    READY = "not started"
    MORNING = "morning"
    LUNCH = "morning done"
    AFTERNOON = "afternoon"
    DONE = "done"

    @property
    def is_running(self) -> bool:
        """Whether a phase has started and not ended, so that the clock runs."""
        return self in {Stage.MORNING, Stage.AFTERNOON}


def stage_of(has_ended: Mapping[PhaseName, bool]) -> Stage:
    """The stage, by the phases that were started and whether each has ended."""
    for phase, ended in has_ended.items():
        if not ended:
            return Stage.MORNING if phase is PhaseName.MORNING else Stage.AFTERNOON
    if PhaseName.AFTERNOON in has_ended:
        return Stage.DONE
    return Stage.LUNCH if has_ended else Stage.READY
