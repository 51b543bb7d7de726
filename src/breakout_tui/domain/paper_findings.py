"""What a conference as a whole shows: what recurs, where rooms differed, and what is missing.

Each finding names the statements or the rooms to go to; how it is worded is up to the screen and the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from breakout_tui.domain.chain import reached
from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.country_groups import named_groups
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import JoinedEntry, Outline, StatementEntry
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, fold


@dataclass(frozen=True, slots=True)
class Recurring:
    """A joined statement that several rooms or rounds made."""

    kind: Kind
    entry: JoinedEntry
    themes: tuple[str, ...]
    """The titles of their themes, each once."""


@dataclass(frozen=True, slots=True)
class DifferedLevels:
    """A joined recommendation on which rooms reached different levels of agreement."""

    entry: JoinedEntry
    levels: tuple[tuple[StatementEntry, Agreement], ...]


@dataclass(frozen=True, slots=True)
class GroupWithout:
    """A country group that no recommendation is for."""

    group: str
    places: tuple[str, ...]
    """The rooms and rounds that had it."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A challenge that no recommendation answers, in a room that came to recommendations."""

    said: RoomStatement


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings."""

    recurring: tuple[Recurring, ...]
    """Those of most rooms first."""
    differed: tuple[DifferedLevels, ...]
    groups: tuple[GroupWithout, ...]
    unanswered: tuple[Unanswered, ...]


def findings(conference: Conference, paper: Paper, made: Outline) -> Findings:
    """What the outline of a paper shows."""
    return Findings(
        recurring=tuple(sorted(_recurring(made), key=lambda found: -found.entry.extent.count)),
        differed=tuple(_differed(made)),
        groups=tuple(_groups(conference, made)),
        unanswered=tuple(_unanswered(conference, paper, made)),
    )


def _joined(made: Outline) -> Iterator[tuple[Kind, JoinedEntry]]:
    """Each joined statement once, where it stands first."""
    seen: set[str] = set()
    for part in made.parts:
        for section in part.sections:
            for entry in section.entries:
                if isinstance(entry, JoinedEntry) and entry.id not in seen:
                    seen.add(entry.id)
                    yield section.kind, entry


def _recurring(made: Outline) -> Iterator[Recurring]:
    for kind, entry in _joined(made):
        themes = dict.fromkeys(member.said.session.theme.title for member in entry.everyone)
        if entry.extent.count > 1:
            yield Recurring(kind, entry, tuple(themes))


def _differed(made: Outline) -> Iterator[DifferedLevels]:
    for kind, entry in _joined(made):
        levels = tuple(
            (member, level) for member in entry.everyone if (level := member.said.note.agreement) is not None
        )
        if kind is Kind.RECOMMENDATION and len({level for _, level in levels}) > 1:
            yield DifferedLevels(entry, levels)


def _groups(conference: Conference, made: Outline) -> Iterator[GroupWithout]:
    """The groups of all rooms that came to recommendations, as the first of them names each."""
    titles: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    for session in filter(came_to_recommendations, conference.sessions):
        for group in filter(None, map(clean_line, session.info.groups)):
            titles.setdefault(fold(group), group)
            places.setdefault(fold(group), []).append(conference.places[session.id])
    addressees = [
        entry.said.note.addressee
        for part in made.parts
        for entry in part.section(Kind.RECOMMENDATION).statements()
    ]
    for key, group in titles.items():
        if not any(named_groups([group], addressee) for addressee in addressees):
            yield GroupWithout(group, tuple(places[key]))


def _unanswered(conference: Conference, paper: Paper, made: Outline) -> Iterator[Unanswered]:
    """A challenge that several rooms raised is answered where one of them answers it."""
    answered = {note_id for session in conference.sessions for note_id in _answered(session)}
    for joined in paper.joined():
        members = {member.note_id for member in joined.members}
        if members & answered:
            answered |= members
    for part in made.parts:
        for entry in part.section(Kind.CHALLENGE).statements():
            if entry.id not in answered and came_to_recommendations(entry.said.session):
                yield Unanswered(entry.said)


def _answered(session: Session) -> Iterator[str]:
    """The statements from which a chain leads to a recommendation."""
    recommendations = session.book.of_kind(Kind.RECOMMENDATION)
    yield from (session.book[serial].id for serial in reached(session, recommendations))


def came_to_recommendations(session: Session) -> bool:
    """Whether a phase that collects recommendations has started."""
    return any(
        session.run(phase.id) is not None and Kind.RECOMMENDATION in phase.kinds(session.theme)
        for phase in session.info.programme.phases
    )
