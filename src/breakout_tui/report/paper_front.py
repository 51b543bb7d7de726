"""The front of the paper: what it is made of, the day in figures, and the key conclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from breakout_tui.domain.chain import KINDS
from breakout_tui.domain.conference import Conference, room_of
from breakout_tui.domain.date_words import DateWords
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.paper_outline import JoinedEntry, Outline, StatementEntry, ThemePart
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import by_numbers, clean_line
from breakout_tui.report.document import Block, Heading, Item, Items, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Align, Bar, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.paper_notes import PaperNotes, in_short, raised_in
from breakout_tui.report.phrases import in_line, listed_lines, one_line, typed
from breakout_tui.report.report_document import RULE_SENTENCES

HOW_MADE = "This paper is put together from what the rooms recorded. Each statement has a note that names its room, round and reference."
NO_RECOMMENDATION = "No room made a recommendation on this theme."


def place_line(conference: Conference, made: Outline, dates: DateWords) -> Paragraph:
    """The days, below the title; with the event, where that is not the title."""
    days = sorted({session.held_on.date() for session in conference.sessions})
    first, last = days[0], days[-1]
    when = dates.day(first) if first == last else f"{dates.day(first)} – {dates.day(last)}"
    event = f"{one_line(conference.event)} · " if made.title else ""
    return Paragraph((Text(f"{event}{when}"),), ParagraphStyle.PLACE)


def opening(made: Outline) -> Iterator[Block]:
    """The editor's opening, a paragraph for each that is parted by an empty line."""
    for text in made.opening.split("\n\n"):
        if text.strip():
            yield Paragraph((typed(text),), ParagraphStyle.LEAD)


def about(conference: Conference, made: Outline) -> Iterator[Block]:
    """How the paper was made, by which rules of attribution, and the day in figures."""
    yield Heading(1, (Text("About this paper"),), "about")
    yield Paragraph((Text(HOW_MADE),))
    by_rule = {
        rule: sorted(
            (conference.places[each.id] for each in conference.sessions if each.info.rule is rule),
            key=by_numbers,
        )
        for rule in AttributionRule
    }
    yield Items(
        tuple(
            Item((Text(f"{RULE_SENTENCES[rule][:-1]}: {listed_lines(places)}."),))
            for rule, places in by_rule.items()
            if places
        )
    )
    yield Heading(2, (Text("In figures"),), "figures")
    yield _figures(conference)
    yield from _levels(made)


def key_conclusions(made: Outline, notes: PaperNotes) -> Iterator[Block]:
    """Per theme the headline and the recommendations, in short."""
    yield Heading(1, (Text("Key conclusions"),), "key_conclusions")
    for number, part in enumerate(made.parts, 1):
        yield Heading(2, (in_line(part.theme.title),), f"key_{number}")
        if part.headline:
            yield Paragraph((Strong((in_line(part.headline),)),))
        items = tuple(_conclusions(part, notes))
        yield Items(items) if items else Paragraph((Text(NO_RECOMMENDATION),))


def _conclusions(part: ThemePart, notes: PaperNotes) -> Iterator[Item]:
    for entry in part.section(Kind.RECOMMENDATION).entries:
        match entry:
            case StatementEntry():
                yield _conclusion(entry, notes)
            case JoinedEntry():
                heading = (Strong((in_line(entry.heading),)), Text(raised_in(entry.extent)))
                yield Item(heading, tuple(_conclusion(member, notes) for member in entry.members))
            case _:
                pass


def _conclusion(entry: StatementEntry, notes: PaperNotes) -> Item:
    short = in_short(entry)
    return Item(notes.marked(entry, is_target=False), (Item(short),) if short else ())


def _figures(conference: Conference) -> TableBlock:
    """The conference in figures; countries and organisations only as far as the rules allow."""
    sessions = conference.sessions
    rooms = set(map(room_of, sessions))
    rows = [
        ("Themes", len(conference.themes)),
        ("Rooms", len(rooms)),
        ("Sessions", len(sessions)),
        ("People, added up over the sessions", sum(session.info.people for session in sessions)),
        ("Countries and organisations named", len(_named(conference))),
    ]
    kinds = Counter(said.note.kind for said in conference.statements.values())
    labels = sessions[0].labels
    rows += [(one_line(labels.heading(kind)), kinds[kind]) for kind in (*KINDS, Kind.PARKED)]
    columns = (Column((Text("What"),), width=3), Column((Text("How many"),), Align.RIGHT))
    shown = tuple(((Text(name),), (Text(f"{count:,}"),)) for name, count in rows if count)
    return TableBlock(columns, shown)


def _named(conference: Conference) -> set[str]:
    """Who is named where the rule is by country; names of people are no figure."""
    return {
        clean_line(said.attribution).casefold()
        for said in conference.statements.values()
        if said.attribution and said.session.info.rule is AttributionRule.COUNTRY
    }


def _levels(made: Outline) -> Iterator[Block]:
    """The recommendations in the paper by level of agreement."""
    levels = Counter(
        entry.said.note.agreement
        for part in made.parts
        for entry in part.section(Kind.RECOMMENDATION).statements()
    )
    bars = tuple(
        Bar(level.value, levels[level], f"{levels[level]:,}") for level in Agreement if levels[level]
    )
    if len(bars) > 1:
        told = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
        yield Chart(ChartKind.AGREEMENT, "Recommendations by level of agreement", bars, f"{told}.")
