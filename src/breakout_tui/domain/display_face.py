"""The face of the room display: what the room sees at each moment, as one plain value that every kind of screen draws.

Rules:

- What is now is the title, the largest text; everything else is about it.
- Nothing private: no draft, no parking lot, no name or country of a speaker, no dissent. While the facilitator hides the
  statements (``is_display_hidden``), none is shown at any moment; questions, times and the agenda still are.
- A face depends on the session only. The time of it is a ``FaceTime``, which is new with every reading of the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.kinds import Kind

HIDDEN = "Statements are hidden"
"""The remark while the facilitator hides them."""


class Moment(Enum):
    """What happens in the room."""

    BEFORE = "before the start"
    OPENING = "opening"
    DISCUSSING = "discussing"
    RANKING = "ranking"
    AGREEING = "agreeing"
    READING_BACK = "reading back"
    BREAK = "break"
    BETWEEN = "between two phases"
    END = "end"
    REPORT_BACK = "reporting back"
    FLOOR = "a statement of the floor"


class FaceLine(NamedTuple):
    """A line below the title."""

    lead: str
    """What it begins with: a reference, a number, a rank such as ``1 =``."""
    text: str
    kind: Kind | None = None
    """Of a note."""
    value: str = ""
    """What is at its end: votes, a level of agreement."""
    share: float | None = None
    """The length of its bar, from 0 to 1; None for no bar."""
    is_faint: bool = False
    """Whether it is less important than the others: below the cut."""


@dataclass(frozen=True, slots=True)
class DisplayFace:
    """What the room sees, without the time."""

    moment: Moment
    title: str
    """The largest text; never empty."""
    above: str = ""
    """What the title is: ``Question 2 of 4``."""
    kind: Kind | None = None
    """Of the statement that is the title; None if it is none."""
    facts: tuple[tuple[str, str], ...] = ()
    """What belongs to the title, each with its word: for whom, who, by when, the level of agreement."""
    heading: str = ""
    """What the lines are."""
    lines: tuple[FaceLine, ...] = ()
    remark: str = ""
    """How it is counted, what is asked, which rule holds."""
