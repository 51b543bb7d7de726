"""A conference: all sessions of one event in one database, grouped by theme. It doesn't matter which room recorded them.

A *place* names a session in the conference by its room and round, as ``Room 2·1``; a statement there is ``Room 2·1/C3``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.event_sessions import event_key
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import by_numbers, clean_line


@dataclass(frozen=True, slots=True)
class RoomStatement:
    """A statement with its session and where in the conference it was said."""

    note: Note
    session: Session
    place: str

    @property
    def id(self) -> str:
        """The id of its note, unique in the conference."""
        return self.note.id

    @property
    def reference(self) -> str:
        """Such as ``Room 2·1/C3``."""
        return f"{self.place}/{self.note.reference}"

    @property
    def attribution(self) -> str:
        """Who said it, as far as the rule of its session allows."""
        return "" if self.session.info.rule is AttributionRule.NONE else self.note.attribution


@dataclass(frozen=True, slots=True)
class ConferenceTheme:
    """One theme with its sessions, by room and round."""

    id: str
    title: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Conference:
    """The sessions of one event."""

    event: str
    themes: tuple[ConferenceTheme, ...]
    places: Mapping[str, str]
    """By the id of a session, the name of its room and round; each is another one."""
    statements: Mapping[str, RoomStatement] = field(repr=False)
    """By id, all that is visible: neither deleted nor merged into another statement."""

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions, by theme, room and round."""
        return tuple(session for theme in self.themes for session in theme.sessions)

    def theme(self, theme_id: str) -> ConferenceTheme | None:
        """The theme of this id."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def of_kind(self, theme: ConferenceTheme, kind: Kind) -> Iterator[RoomStatement]:
        """The statements of a kind on a theme, by session and reference."""
        for session in theme.sessions:
            yield from (self.statements[note.id] for note in session.book.of_kind(kind))


def conference(event: str, sessions: Iterable[Session]) -> Conference:
    """The conference of these sessions of an event, in any order. Archived ones, which were trials, are left out."""
    kept = sorted((each for each in sessions if not each.info.archived), key=_reading_order)
    places = _places(kept)
    by_theme: dict[str, list[Session]] = {}
    for session in kept:
        by_theme.setdefault(session.info.theme_id, []).append(session)
    themes = [
        ConferenceTheme(theme_id, found[0].theme.title, tuple(found)) for theme_id, found in by_theme.items()
    ]
    statements = {
        note.id: RoomStatement(note, session, places[session.id])
        for session in kept
        for note in session.book.notes
        if note.is_visible
    }
    themes.sort(key=lambda theme: (theme.title.casefold(), theme.id))
    return Conference(clean_line(event), tuple(themes), places, statements)


def paper_id(event: str) -> str:
    """The id of an event's paper: the same in every file, however the name is capitalised and spaced."""
    return hashlib.sha256(event_key(event).encode()).hexdigest()[:16]


def room_of(session: Session) -> str:
    """What two sessions of one room have in common; a session without a room is one of its own."""
    return cluster_key(session.info.room) or session.id


def _reading_order(session: Session) -> tuple[object, ...]:
    info = session.info
    return (
        session.theme.title.casefold(),
        info.theme_id,
        by_numbers(info.room),
        info.room,
        info.round,
        info.id,
    )


def _places(sessions: Iterable[Session]) -> dict[str, str]:
    """Of sessions with the same room and round, the second and later ones get a number."""
    given: Counter[str] = Counter()
    places = {}
    for session in sessions:
        name = f"{clean_line(session.info.room) or 'Round'}·{session.info.round}"
        given[name] += 1
        places[session.id] = name if given[name] == 1 else f"{name} ({given[name]})"
    return places
