"""The outline of a paper: what the rooms said and what the editor decided, put together as plain values.

The screen and the document show the same outline. Nothing in it is worded here: each text is a note, a title or the editor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.conference import Conference, ConferenceTheme, RoomStatement, room_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import (
    THEME_ORDER,
    JoinedStatement,
    LinkingParagraph,
    StatementOrder,
    ThemeOrder,
    order_id,
)
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural

BUILT = (Kind.RECOMMENDATION, Kind.DECISION)
"""The kinds that are built on the others: who acts and by when is said of them."""


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement in the paper."""

    said: RoomStatement
    text: str
    """As the paper says it: the editor's wording, else the room's."""
    left_out: str = ""
    """Why it is not in the paper; empty if it is."""

    @property
    def id(self) -> str:
        """The id of its note."""
        return self.said.id

    @property
    def is_edited(self) -> bool:
        """Whether the editor put it into other words."""
        return self.text != self.said.note.text


@dataclass(frozen=True, slots=True)
class Extent:
    """In how many of the rooms something was said: ``3 of 5``."""

    count: int
    of: int
    """All that spoke about these themes."""
    are_rooms: bool
    """Whether these are rooms; otherwise sessions, because some rooms held several."""

    @property
    def words(self) -> str:
        """``raised in 3 of 5 rooms``."""
        return f"raised in {self.count} of {plural(self.of, 'room' if self.are_rooms else 'session')}"


@dataclass(frozen=True, slots=True)
class JoinedEntry:
    """Statements of several rooms below one heading."""

    id: str
    heading: str
    is_worded: bool
    """Whether the heading is the editor's; otherwise it is the text of the first statement of all."""
    everyone: tuple[StatementEntry, ...]
    """All its statements, without those that are left out or gone."""
    members: tuple[StatementEntry, ...]
    """Those on the theme in which the entry stands; never empty. Each theme has its own below the same heading."""
    extent: Extent


@dataclass(frozen=True, slots=True)
class ParagraphEntry:
    """A paragraph of the editor."""

    id: str
    text: str


SectionEntry = StatementEntry | JoinedEntry | ParagraphEntry


@dataclass(frozen=True, slots=True)
class Section:
    """The statements of one kind on a theme, in the order of the paper."""

    kind: Kind
    entries: tuple[SectionEntry, ...]

    def statements(self) -> Iterator[StatementEntry]:
        """All its statements, those of joined ones too."""
        for entry in self.entries:
            match entry:
                case StatementEntry():
                    yield entry
                case JoinedEntry():
                    yield from entry.members


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme in the paper."""

    theme: ConferenceTheme
    headline: str
    sections: tuple[Section, ...]
    """In the order of the chain; a kind without statements and paragraphs is left out."""
    left_out: tuple[StatementEntry, ...]
    """The statements that are not in the paper, by kind and reference."""

    def section(self, kind: Kind) -> Section:
        """The section of a kind; an empty one if there is none."""
        return next((section for section in self.sections if section.kind is kind), Section(kind, ()))


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole paper but for what follows from it."""

    title: str
    """In the editor's words; empty for none."""
    opening: str
    parts: tuple[ThemePart, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions: the themes as the editor ordered them, the rooms and rounds of each as in the conference."""
        return tuple(session for part in self.parts for session in part.theme.sessions)


def outline(conference: Conference, paper: Paper) -> Outline:
    """The paper of a conference."""
    made = _Outliner(conference, paper)
    front = paper.frontispiece
    return Outline(front.title, front.opening, tuple(map(made.part, _themes(conference, paper))))


def statement_entry(paper: Paper, said: RoomStatement) -> StatementEntry:
    """A statement as the paper has it."""
    wording, left_out = paper.wording(said.id), paper.left_out(said.id)
    text = said.note.text if wording is None else wording.text
    return StatementEntry(said, text, left_out.reason if left_out else "")


def extent_of(conference: Conference, said: Iterable[RoomStatement]) -> Extent:
    """In how many of the rooms that spoke about the themes of these statements they were said."""
    members = list(said)
    themes = {each.session.info.theme_id for each in members}
    spoke = [session for session in conference.sessions if session.info.theme_id in themes]
    rooms = {session.id: room_of(session) for session in spoke}
    are_rooms = len(set(rooms.values())) == len(spoke)
    return Extent(len({each.session.id for each in members}), len(spoke), are_rooms)


def ordered(ids: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The ids in the wanted order; those that it does not name follow in their own."""
    known, named = set(ids), set(wanted)
    return [*(each for each in wanted if each in known), *(each for each in ids if each not in named)]


def _alike(conference: Conference, joined: JoinedStatement) -> list[RoomStatement]:
    """The members that the rooms have, of the kind of the first one: a room may have changed the kind of another since."""
    ids = (member.note_id for member in joined.members)
    found = [conference.statements[note_id] for note_id in ids if note_id in conference.statements]
    return [each for each in found if each.note.kind is found[0].note.kind]


def _themes(conference: Conference, paper: Paper) -> Iterator[ConferenceTheme]:
    wanted = paper.one(ThemeOrder, THEME_ORDER)
    by_id = {theme.id: theme for theme in conference.themes}
    yield from map(by_id.__getitem__, ordered(list(by_id), wanted.themes if wanted else ()))


def _paragraph_entry(paragraph: LinkingParagraph) -> ParagraphEntry:
    return ParagraphEntry(paragraph.id, paragraph.text)


class _Outliner:
    """Makes the parts of one paper."""

    def __init__(self, conference: Conference, paper: Paper) -> None:
        self._conference = conference
        self._paper = paper
        self._joined: Mapping[str, JoinedStatement] = {
            each.id: joined for joined in paper.joined() for each in _alike(conference, joined)
        }
        self._paragraphs = list(paper.all_of(LinkingParagraph))

    def part(self, theme: ConferenceTheme) -> ThemePart:
        """A theme, with its own statements."""
        sections, left_out = [], []
        for kind in KINDS:
            entries = [statement_entry(self._paper, each) for each in self._conference.of_kind(theme, kind)]
            section = Section(kind, tuple(self._entries(theme, kind, entries)))
            if section.entries:
                sections.append(section)
            left_out += [entry for entry in entries if entry.left_out]
        return ThemePart(theme, self._paper.headline(theme.id), tuple(sections), tuple(left_out))

    def _entries(
        self, theme: ConferenceTheme, kind: Kind, statements: Iterable[StatementEntry]
    ) -> Iterator[SectionEntry]:
        found: dict[str, StatementEntry | JoinedEntry] = {}
        for each in statements:
            if each.left_out:
                continue
            note_id = each.said.note.id
            joined = self._joined.get(note_id)
            if joined is None:
                found[note_id] = each
            elif joined.id not in found and (made := self._joined_entry(joined, theme)) is not None:
                found[joined.id] = made
        order = self._paper.one(StatementOrder, order_id(theme.id, kind))
        paragraphs = [each for each in self._paragraphs if (each.theme_id, each.kind) == (theme.id, kind)]
        before: dict[str, list[ParagraphEntry]] = {}
        for paragraph in paragraphs:
            before.setdefault(paragraph.before, []).append(_paragraph_entry(paragraph))
        for entry_id in found if order is None else ordered(list(found), order.entries):
            yield from before.get(entry_id, ())
            yield found[entry_id]
        # At the end also those before an entry that is not here any more: nothing of the editor's is lost.
        yield from (_paragraph_entry(each) for each in paragraphs if each.before not in found)

    def _joined_entry(self, joined: JoinedStatement, theme: ConferenceTheme) -> JoinedEntry | None:
        """A joined statement as far as it is on this theme; None where none of it is."""
        entries = (statement_entry(self._paper, each) for each in _alike(self._conference, joined))
        everyone = tuple(entry for entry in entries if not entry.left_out)
        members = tuple(entry for entry in everyone if entry.said.session.info.theme_id == theme.id)
        if not members:
            return None
        heading = joined.heading or everyone[0].text
        extent = extent_of(self._conference, (entry.said for entry in everyone))
        return JoinedEntry(joined.id, heading, bool(joined.heading), everyone, members, extent)
