"""How far a session is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum


class Stage(Enum):
    """How far a session is; which phase is running or has ended, the session says."""

    READY = "not started"
    RUNNING = "running"
    BETWEEN = "between two phases"
    DONE = "done"

    @property
    def is_running(self) -> bool:
        """Whether a phase has started and not ended, so that the clock runs."""
        return self is Stage.RUNNING

    def words(self, title: str) -> str:
        """The stage as lists show it; ``title`` is that of the phase that is running or ended last."""
        match self:
            case Stage.RUNNING:
                return title
            case Stage.BETWEEN:
                return f"{title} done"
            case _:
                return str(self.value)


def stage_of(phases: Sequence[str], has_ended: Mapping[str, bool]) -> Stage:
    """The stage: the phases of the programme in order, and of those that were started whether each has ended."""
    if not all(has_ended.values()):
        return Stage.RUNNING
    if phases[-1] in has_ended:
        return Stage.DONE
    return Stage.BETWEEN if has_ended else Stage.READY
