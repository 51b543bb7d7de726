"""A session in a list: what the lists show, without reading the whole session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import by_numbers, named


class Gathered(NamedTuple):
    """What the lists say of another room's session beside what they say of every session."""

    up_to: datetime
    """The moment of its last record, in the room's time."""
    left: tuple[str, ...] = ()
    """The titles of the phases that never began, in order."""
    unread: int = 0
    """The outputs that were not read back; 0 in a programme without a read-back."""


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
    event: str = ""
    """The title of the event, as its programme has it."""
    phase: str = ""
    """The title of the phase that is running or ended last; empty before the first one."""
    gathered: Gathered | None = None
    """None for a session of this room; else it was gathered from another room's file, and is only read here."""

    @property
    def is_gathered(self) -> bool:
        """Whether it is another room's."""
        return self.gathered is not None

    @property
    def whose(self) -> str:
        """Whose it is, in words; empty for one of this room."""
        return "another room's" if self.is_gathered else ""

    @property
    def how_far(self) -> str:
        """How far it is, in words."""
        return self.stage.words(self.phase)


def listed(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """The sessions in the order of all lists: own ones, newest first; then those of other rooms, by room, round and day."""
    every = tuple(summaries)
    own = sorted((each for each in every if not each.is_gathered), key=_newness, reverse=True)
    return (*own, *sorted((each for each in every if each.is_gathered), key=_place))


def missing_words(running: str, left: Iterable[str], unread: int) -> tuple[str, ...]:
    """Each thing that is missing, in a few words.

    ``running`` is the title of the phase that has not ended, empty for none; ``left`` are those of the phases that never began;
    ``unread`` is how many outputs were not read back.
    """
    parts = [f"{named(running)} not ended"] if running else []
    parts += [f"no {named(title)}" for title in left]
    return (*parts, *([f"{unread:,} not read back"] if unread else []))


def _newness(summary: Summary) -> tuple[datetime, str]:
    return summary.created_at, summary.id


def _place(summary: Summary) -> tuple[object, ...]:
    return by_numbers(summary.room), summary.room, summary.round, *_newness(summary)


def own_of_day(summaries: Iterable[Summary], day: date) -> dict[str, Summary]:
    """This laptop's sessions of a day by theme id, without archived ones; the first of each theme."""
    found: dict[str, Summary] = {}
    for summary in summaries:
        if summary.created_at.date() == day and not (summary.archived or summary.is_gathered):
            found.setdefault(summary.theme_id, summary)
    return found
