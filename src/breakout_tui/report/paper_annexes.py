"""The annexes of the paper: evidence, rooms, parking lots, times, and what the editor did."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.chain import KINDS, rows
from breakout_tui.domain.conference import Conference, ConferenceTheme
from breakout_tui.domain.date_words import DateWords
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper_outline import JoinedEntry, Outline, StatementEntry
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line
from breakout_tui.report.document import Block, Heading, Item, Items
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import minutes
from breakout_tui.report.inlines import Text
from breakout_tui.report.paper_notes import PaperNotes
from breakout_tui.report.phrases import in_line, joined, one_line


def annexes(conference: Conference, made: Outline, notes: PaperNotes, dates: DateWords) -> Iterator[Block]:
    """All annexes; one without content is left out."""
    yield from _evidence(made, notes)
    yield from _rooms(conference, made, dates)
    yield from _parking_lots(conference, made, notes)
    yield from _times(conference, made)
    yield from _edits(made, notes)


def _evidence(made: Outline, notes: PaperNotes) -> Iterator[Block]:
    """Per theme, which statement answers which; only chains of at least two."""
    tables = [
        (number, part.theme, found)
        for number, part in enumerate(made.parts, 1)
        if (found := list(_chains(part.theme, notes)))
    ]
    if tables:
        yield Heading(1, (Text("Annex: evidence"),), "evidence")
    for number, theme, found in tables:
        labels = theme.sessions[0].labels
        yield Heading(2, (in_line(theme.title),), f"evidence_{number}")
        kinds = [place for place in range(len(KINDS)) if any(row[place] for row in found)]
        columns = tuple(Column((in_line(labels.heading(KINDS[place], 1)),)) for place in kinds)
        yield TableBlock(columns, tuple(tuple(row[place] for place in kinds) for row in found))


def _chains(theme: ConferenceTheme, notes: PaperNotes) -> Iterator[Row]:
    for session in theme.sessions:
        for row in rows(session):
            if sum(map(bool, row.cells)) > 1:
                yield tuple([joined(map(notes.reference, cell)) for cell in row.cells])


def _rooms(conference: Conference, made: Outline, dates: DateWords) -> Iterator[Block]:
    """Each session: theme, day, people, statements, and who is named as far as the rule allows."""
    yield Heading(1, (Text("Annex: rooms and participation"),), "rooms")
    columns = (
        Column((Text("Room and round"),), width=3),
        Column((Text("Theme"),), width=7),
        Column((Text("Day"),), width=3),
        Column((Text("People"),), Align.RIGHT, 2),
        Column((Text("Statements"),), Align.RIGHT, 3),
        Column((Text("Named"),), width=5),
    )
    yield TableBlock(columns, tuple(_room(conference, session, dates) for session in made.sessions))


def _room(conference: Conference, session: Session, dates: DateWords) -> Row:
    said = [conference.statements[note.id] for note in session.book.notes if note.is_visible]
    named = sorted({clean_line(each.attribution) for each in said if each.attribution})
    people = f"{session.info.people:,}" if session.info.people else ""
    day = dates.brief(session.held_on, has_year=True)
    texts = (
        conference.places[session.id], one_line(session.theme.title), day, people, f"{len(said):,}", ", ".join(named),
    )  # fmt: skip
    return tuple((Text(text),) if text else () for text in texts)


def _parking_lots(conference: Conference, made: Outline, notes: PaperNotes) -> Iterator[Block]:
    items = tuple(
        Item(notes.marked(StatementEntry(said, said.note.text)))
        for part in made.parts
        for said in conference.of_kind(part.theme, Kind.PARKED)
    )
    if items:
        labels = conference.sessions[0].labels
        yield Heading(1, (Text("Annex: "), in_line(labels.heading(Kind.PARKED))), "parking_lots")
        yield Items(items)


def _times(conference: Conference, made: Outline) -> Iterator[Block]:
    """Planned and used minutes of each phase that was held."""
    found = [row for session in made.sessions for row in _phases(conference, session)]
    if found:
        yield Heading(1, (Text("Annex: planned and actual time"),), "times")
        columns = (
            Column((Text("Room and round"),), width=2),
            Column((Text("Phase"),), width=2),
            Column((Text("Planned"),), Align.RIGHT),
            Column((Text("Used"),), Align.RIGHT),
        )
        yield TableBlock(columns, tuple(found))


def _phases(conference: Conference, session: Session) -> Iterator[Row]:
    for phase in session.info.programme.phases:
        run = session.run(phase.id)
        if run is not None and run.ended_at is not None:
            used = sum(
                span.seconds(run.ended_at)
                for span in session.spans
                if span.phase == phase.id and not span.is_pause
            )
            yield (
                (Text(conference.places[session.id]),),
                (in_line(phase.title),),
                (Text(minutes(phase.planned)),),
                (Text(minutes(used)),),
            )


def _edits(made: Outline, notes: PaperNotes) -> Iterator[Block]:
    """What was joined, put into other words, or left out and why."""
    parts = (
        ("Joined", "joined", _joined(made, notes)),
        ("In other words", "edited", _edited(made, notes)),
        ("Left out", "left_out", _left_out(made, notes)),
    )
    if any(items for _, _, items in parts):
        yield Heading(1, (Text("Annex: what was joined, amended or left out"),), "edits")
    for title, heading_id, items in parts:
        if items:
            yield Heading(2, (Text(title),), heading_id)
            yield Items(items)


def _joined(made: Outline, notes: PaperNotes) -> tuple[Item, ...]:
    entries = {
        entry.id: entry
        for part in made.parts
        for section in part.sections
        for entry in section.entries
        if isinstance(entry, JoinedEntry)
    }
    return tuple(
        Item(
            (in_line(entry.heading), Text(": "), *notes.references(each.said.note for each in entry.everyone))
        )
        for entry in entries.values()
    )


def _edited(made: Outline, notes: PaperNotes) -> tuple[Item, ...]:
    return tuple(
        Item((*notes.reference(entry.said.note), Text(": "), in_line(entry.said.note.text)))
        for part in made.parts
        for section in part.sections
        for entry in section.statements()
        if entry.is_edited
    )


def _left_out(made: Outline, notes: PaperNotes) -> tuple[Item, ...]:
    return tuple(
        Item(notes.marked(entry), (Item((Text("Reason: "), in_line(entry.left_out))),))
        for part in made.parts
        for entry in part.left_out
    )
