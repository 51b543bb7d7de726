"""What a report holds of votes on the phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PhoneTally:
    """The tally of a vote on the phones."""

    at: datetime
    """When it was closed."""
    turnout: str
    """``17 ballots, 22 people in the room``."""
    answers: tuple[str, ...]
    """What the counts of a row are: the answers to a statement; of a ranking one, its dots."""
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    """A reference, or nothing for a cluster; a gist; the counts, none where too few have answered."""
    without: str = ""
    """Why there is no result; empty if there is one."""
    is_again: bool = False
    """Whether it repeats an earlier one."""
