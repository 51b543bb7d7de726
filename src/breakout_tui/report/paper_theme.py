"""A theme in the paper: its headline, the priority lists of its rooms side by side, and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from breakout_tui.domain.chain import web
from breakout_tui.domain.conference import Conference, RoomStatement
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.paper_outline import (
    BUILT,
    JoinedEntry,
    ParagraphEntry,
    Section,
    SectionEntry,
    StatementEntry,
    ThemePart,
)
from breakout_tui.domain.ranking import priorities
from breakout_tui.report.document import (
    Block,
    Endnotes,
    Heading,
    Item,
    Items,
    Paragraph,
    ParagraphStyle,
)
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.paper_notes import PaperNotes, agreed, raised_in
from breakout_tui.report.phrases import in_line, one_line, typed

SIDE_BY_SIDE = 3
"""How many rooms stand side by side in a table."""
_TITLE = 90
"""Longest title of a priority issue, in code points."""


class ThemeWriter:
    """Writes the themes of one paper."""

    def __init__(self, conference: Conference, notes: PaperNotes) -> None:
        self._conference = conference
        self._notes = notes

    def blocks(self, part: ThemePart, number: int) -> Iterator[Block]:
        """A theme as a part of the document, with its notes at the end."""
        yield Heading(1, (in_line(part.theme.title),), f"theme_{number}")
        if part.headline:
            yield Paragraph((Strong((in_line(part.headline),)),), ParagraphStyle.LEAD)
        introduction = part.theme.sessions[0].theme.introduction
        if introduction.strip():
            yield Paragraph((typed(introduction),))
        labels = part.theme.sessions[0].labels
        lists = list(self._priority_lists(part, number))
        if lists and part.section(Kind.CHALLENGE) not in part.sections:
            yield from lists
        for section in part.sections:
            letter = section.kind.letter
            yield Heading(2, (in_line(labels.heading(section.kind)),), f"theme_{number}_{letter}")
            yield from self._section(section)
            if section.kind is Kind.CHALLENGE:
                yield from lists
        yield Endnotes()

    def _priority_lists(self, part: ThemePart, number: int) -> Iterator[Block]:
        """The agreed list of each room, some rooms side by side."""
        lists = [
            (self._conference.places[session.id], [issue.title for issue in priorities(session)])
            for session in part.theme.sessions
        ]
        lists = [(place, titles) for place, titles in lists if titles]
        if not lists:
            return
        yield Heading(2, (Text("Priority issues, room by room"),), f"theme_{number}_priorities")
        tables = -(-len(lists) // SIDE_BY_SIDE)
        beside = -(-len(lists) // tables)
        for start in range(0, len(lists), beside):
            yield _beside(lists[start : start + beside])

    def _section(self, section: Section) -> Iterator[Block]:
        """Its paragraphs, and between them its statements as lists; approaches as tables."""
        for entries in _runs(section.entries):
            if isinstance(entries, ParagraphEntry):
                yield Paragraph((typed(entries.text),))
            elif section.kind is Kind.APPROACH:
                yield self._compared(entries)
            else:
                yield Items(tuple(map(self._item, entries)))

    def _item(self, entry: StatementEntry | JoinedEntry) -> Item:
        if isinstance(entry, StatementEntry):
            return Item(self._notes.marked(entry), tuple(self._below(entry)))
        extent = Text(raised_in(entry.extent))
        if entry.is_worded or entry.members[0] != entry.everyone[0]:
            below = tuple(map(self._item, entry.members))
            return Item((Strong((in_line(entry.heading),)), extent), below)
        first, *rest = entry.members
        words = (*self._notes.marked(first), extent)
        return Item(words, (*self._below(first), *map(self._item, rest)))

    def _below(self, entry: StatementEntry) -> Iterator[Item]:
        """What was agreed on it, and what it answers."""
        yield from agreed(entry)
        if entry.said.note.kind in BUILT and (carried := _carried(entry.said)):
            yield Item((Text("Built on "), *self._notes.references(carried)))

    def _compared(self, entries: Iterable[StatementEntry | JoinedEntry]) -> TableBlock:
        """Approaches: what, where, and what shows that it works."""
        rows: list[Row] = []
        for entry in entries:
            if isinstance(entry, JoinedEntry):
                heading = (Strong((in_line(entry.heading),)), Text(raised_in(entry.extent)))
                rows.append((heading, (), ()))
                rows += map(self._approach, entry.members)
            else:
                rows.append(self._approach(entry))
        columns = (
            Column((Text("Approach"),), width=3),
            Column((Text("Practised in"),)),
            Column((Text("Evidence"),), width=2),
        )
        return TableBlock(columns, tuple(rows))

    def _approach(self, entry: StatementEntry) -> Row:
        note = entry.said.note
        line = StatementEntry(entry.said, one_line(entry.text), entry.left_out)
        words = (*self._notes.stated(line), self._notes.mark(entry))
        return words, (in_line(note.where),), (in_line(note.evidence),)


def _carried(said: RoomStatement) -> list[Note]:
    """What a statement answers, directly or not, the nearest first."""
    above = web(said.session).above
    found = [said.note]
    seen = {said.note.serial}
    for each in found:
        for note in above[each.serial]:
            if note.serial not in seen:
                seen.add(note.serial)
                found.append(note)
    return found[1:]


def _runs(
    entries: Sequence[SectionEntry],
) -> Iterator[ParagraphEntry | list[StatementEntry | JoinedEntry]]:
    """Each paragraph, and the statements between two paragraphs together."""
    run: list[StatementEntry | JoinedEntry] = []
    for entry in entries:
        if not isinstance(entry, ParagraphEntry):
            run.append(entry)
            continue
        if run:
            yield run
        yield entry
        run = []
    if run:
        yield run


def _beside(lists: Sequence[tuple[str, Sequence[str]]]) -> TableBlock:
    columns = tuple(Column((Text(place),)) for place, _ in lists)
    longest = max(len(titles) for _, titles in lists)
    rows = tuple(tuple(_ranked(titles, at) for _, titles in lists) for at in range(longest))
    return TableBlock(columns, rows)


def _ranked(titles: Sequence[str], at: int) -> Inlines:
    if at >= len(titles):
        return ()
    return (Text(f"{at + 1}. {gist(one_line(titles[at]), _TITLE)}"),)
