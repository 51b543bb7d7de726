"""The sessions of an event: whether there is a paper, and of which sessions it is. One rule for lists and commands."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.summary import Summary
from breakout_tui.domain.text import clean_line, fold

LEAST = 2
"""So many sessions of an event make a conference, which has a paper."""


def event_key(event: str) -> str:
    """What two spellings of an event have in common: the same however the name is capitalised and spaced."""
    return " ".join(fold(clean_line(event)).split())


def events_of(summaries: Iterable[Summary]) -> tuple[str, ...]:
    """The events of the sessions that are not archived, each as its newest session spells it, the newest event first."""
    newest = sorted(_kept(summaries), key=lambda each: (each.created_at, each.id), reverse=True)
    found: dict[str, str] = {}
    for each in newest:
        found.setdefault(event_key(each.event), clean_line(each.event))
    return tuple(found.values())


def sessions_of(event: str, summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """The sessions of an event that are not archived, in the order given."""
    wanted = event_key(event)
    return tuple(each for each in _kept(summaries) if event_key(each.event) == wanted)


def has_paper(summaries: Iterable[Summary]) -> bool:
    """Whether the event of the newest session has sessions enough for a paper."""
    every = tuple(summaries)
    return any(len(sessions_of(event, every)) >= LEAST for event in events_of(every)[:1])


def _kept(summaries: Iterable[Summary]) -> Iterable[Summary]:
    return (each for each in summaries if not each.archived)
