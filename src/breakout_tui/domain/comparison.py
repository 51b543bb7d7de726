"""What the rooms of a conference have so far, side by side: the priority list of each one, and what several of them say.

The organiser compares at lunch, while the rooms go on: nothing here is a record, and nothing of it changes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

MOST_SHOWN = 100
"""Groups that are shown; the editor's screen has all pairs."""


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
class Wording:
    """A text, and where it was said."""

    text: str
    references: tuple[str, ...]
    """In the order of rooms and rounds."""


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """Statements of different sessions that say nearly the same, each with one that says nearly the same as another of them."""

    kind: Kind
    wordings: tuple[Wording, ...]
    """The one of most sessions first."""

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(len(each.references) for each in self.wordings)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it."""

    event: str
    themes: tuple[ListedTheme, ...]
    together: tuple[SaidTogether, ...]
    """What most sessions said first; without what the editor of the paper has decided on."""
    more: int
    """How many groups are not shown."""


def compared(conference: Conference, paper: Paper, found: Iterable[Pair]) -> Comparison:
    """The comparison, of the pairs that were found in the conference."""
    themes = tuple(
        ListedTheme(theme.title, tuple(_list(conference, session) for session in theme.sessions))
        for theme in conference.themes
    )
    groups = _groups((pair.one, pair.other) for pair in offered(found, conference, paper))
    order = {each: place for place, each in enumerate(conference.statements)}
    together = sorted((_together(group, order) for group in groups), key=lambda each: -each.count)
    return Comparison(
        conference.event, themes, tuple(together[:MOST_SHOWN]), max(0, len(together) - MOST_SHOWN)
    )


def _groups(pairs: Iterable[tuple[StatementEntry, StatementEntry]]) -> list[list[StatementEntry]]:
    """The statements that pairs hold together, in the order in which their first pairs come."""
    groups: dict[str, list[StatementEntry]] = {}
    for one, other in pairs:
        mine, theirs = groups.get(one.id, [one]), groups.get(other.id, [other])
        if mine is not theirs:
            mine.extend(theirs)
        for each in mine:
            groups[each.id] = mine
    return list({id(group): group for group in groups.values()}.values())


def _together(group: list[StatementEntry], order: Mapping[str, int]) -> SaidTogether:
    by_text: dict[str, list[str]] = {}
    for entry in sorted(group, key=lambda each: order[each.id]):
        by_text.setdefault(entry.said.note.text, []).append(entry.said.reference)
    wordings = (Wording(text, tuple(references)) for text, references in by_text.items())
    return SaidTogether(
        group[0].said.note.kind, tuple(sorted(wordings, key=lambda each: -len(each.references)))
    )


def _list(conference: Conference, session: Session) -> RoomList:
    agreed = latest(session) is not None
    issues = tuple(issue.title for issue in priorities(session)) if agreed else ()
    challenges = sum(1 for _ in session.book.of_kind(Kind.CHALLENGE))
    return RoomList(conference.places[session.id], issues, challenges)
