"""What the rooms of a conference have so far, side by side: the priority list of each one, and what several of them say.

The organiser compares at lunch, while the rooms go on: nothing here is a record, and nothing of it changes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from breakout_tui.domain.agreed_list import latest
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.offered_pairs import offered
from breakout_tui.domain.pairs import Pair
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import StatementEntry
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session

MOST_PAIRS = 100
"""Pairs that are shown; the editor's screen has all."""


@dataclass(frozen=True, slots=True)
class RoomList:
    """The priority list of one session."""

    place: str
    """Its room and round, such as ``Room 2·1``."""
    issues: tuple[str, ...]
    """In order; empty while no list is agreed."""
    challenges: int
    """How many challenges it has noted."""


@dataclass(frozen=True, slots=True)
class ListedTheme:
    """The lists on one theme, by room and round."""

    title: str
    lists: tuple[RoomList, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a pair."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidTwice:
    """Two statements of different sessions that say nearly the same."""

    kind: Kind
    one: Said
    other: Said


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it."""

    event: str
    themes: tuple[ListedTheme, ...]
    pairs: tuple[SaidTwice, ...]
    """The most similar first; those only on which the editor of the paper has not decided."""
    more_pairs: int
    """How many are not shown."""


def compared(conference: Conference, paper: Paper, found: Iterable[Pair]) -> Comparison:
    """The comparison, of the pairs that were found in the conference."""
    themes = tuple(
        ListedTheme(theme.title, tuple(_list(conference, session) for session in theme.sessions))
        for theme in conference.themes
    )
    waiting = offered(found, conference, paper)
    pairs = tuple(
        SaidTwice(pair.one.said.note.kind, _said(pair.one), _said(pair.other))
        for pair in waiting[:MOST_PAIRS]
    )
    return Comparison(conference.event, themes, pairs, len(waiting) - len(pairs))


def _list(conference: Conference, session: Session) -> RoomList:
    agreed = latest(session) is not None
    issues = tuple(issue.title for issue in priorities(session)) if agreed else ()
    challenges = sum(1 for _ in session.book.of_kind(Kind.CHALLENGE))
    return RoomList(conference.places[session.id], issues, challenges)


def _said(entry: StatementEntry) -> Said:
    return Said(entry.said.reference, entry.said.note.text)
