"""Where the day stands."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """Where the day stands; the value is the word shown."""

    READY = "not started"
    MORNING = "morning"
    LUNCH = "morning done"
    AFTERNOON = "afternoon"
    DONE = "done"
