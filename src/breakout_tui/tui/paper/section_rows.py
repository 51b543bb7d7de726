"""Section rows: title and opening, a theme with its key conclusions, and the statements of a section as they will be in the paper."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.agreement import dissent_shown, minority_of
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.note_fields import filled
from breakout_tui.domain.paper_outline import (
    JoinedEntry,
    ParagraphEntry,
    SectionEntry,
    StatementEntry,
    ThemePart,
)
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import SectionPlace, left_out_of, part_of
from breakout_tui.tui.paper.paper_row import Block, PaperRow, TextRow
from breakout_tui.tui.paper.paper_targets import (
    Front,
    HeadlineTarget,
    JoinedTarget,
    ParagraphTarget,
    ReasonTarget,
    StatementTarget,
)

MUTED = "$muted"


def front_rows(view: PaperView) -> Iterator[PaperRow]:
    """Title and opening."""
    front = view.paper.frontispiece
    texts = {Front.TITLE: front.title, Front.OPENING: front.opening}
    without = {Front.TITLE: view.conference.event, Front.OPENING: "no opening"}
    for target, text in texts.items():
        shown = Block(text, "bold" if target is Front.TITLE else "") if text else _faint(without[target])
        yield TextRow(target, (Block(target.value, MUTED), shown))


def theme_rows(view: PaperView, theme_id: str) -> Iterator[PaperRow]:
    """The headline, what stands for the theme in the key conclusions, and the rooms."""
    part = part_of(view, theme_id)
    yield TextRow(None, (Block(clean_line(part.theme.title), "bold"),))
    headline = Block(part.headline, "bold") if part.headline else _faint("no headline")
    yield TextRow(HeadlineTarget(theme_id), (Block("Headline", MUTED), headline))
    entries = part.section(Kind.RECOMMENDATION).entries
    if entries:
        heading = part.theme.sessions[0].labels.heading(Kind.RECOMMENDATION)
        yield TextRow(None, (Block(f"{heading} in the key conclusions", MUTED),))
    for entry in entries:
        if not isinstance(entry, ParagraphEntry):
            yield from _entry_rows(view, entry)
    yield TextRow(None, (Block("Rooms", MUTED), *map(Block, _rooms(view, part))))


def section_rows(view: PaperView, place: SectionPlace) -> Iterator[PaperRow]:
    """The entries in the order of the paper, then what is left out."""
    part = part_of(view, place.theme_id)
    heading = part.theme.sessions[0].labels.heading(place.kind)
    yield TextRow(None, (Block(heading, "bold"), Block(clean_line(part.theme.title), MUTED)))
    for entry in part.section(place.kind).entries:
        yield from _entry_rows(view, entry)
    out = left_out_of(part, place.kind)
    if out:
        yield TextRow(None, (Block("Left out", MUTED),))
    for left in out:
        yield TextRow(
            ReasonTarget(left.id),
            (
                _stated(left, MUTED),
                Block(f"{left.said.reference} · left out: {left.left_out}", MUTED, indent=2),
            ),
        )


def _entry_rows(view: PaperView, entry: SectionEntry) -> Iterator[PaperRow]:
    match entry:
        case ParagraphEntry(id=paragraph_id, text=text):
            yield TextRow(ParagraphTarget(paragraph_id), (Block(text, "italic", "¶ ", "bold $accent"),))
        case StatementEntry():
            yield TextRow(StatementTarget(entry.id), tuple(_blocks(view, entry, 0)))
        case JoinedEntry(id=joined_id, heading=heading, extent=extent, members=members, everyone=everyone):
            words = (Block(clean_line(heading), "bold", "≡ ", "bold $accent"),)
            below = Block(f"{extent.words} · {_joined(len(members), len(everyone))}", MUTED, indent=2)
            yield TextRow(JoinedTarget(joined_id), (*words, below), is_tight=True)
            for member in members[:-1]:
                yield TextRow(StatementTarget(member.id), tuple(_blocks(view, member, 2)), is_tight=True)
            yield TextRow(StatementTarget(members[-1].id), tuple(_blocks(view, members[-1], 2)))


def _joined(here: int, of: int) -> str:
    """How many statements are below a heading, and how many of them on another theme."""
    return f"{of} joined" if here == of else f"{here} here, {of - here} on another theme"


def _blocks(view: PaperView, entry: StatementEntry, indent: int) -> Iterator[Block]:
    """A statement, its reference and what was agreed on it, what the room said if it was edited."""
    yield _stated(entry, "", indent)
    edited = " · edited" if entry.is_edited else ""
    yield Block(f"{_told(entry)}{edited}", MUTED, indent=indent + 2)
    note = entry.said.note
    dissent = dissent_shown(entry.said.session, note)
    if note.minority.strip():
        who = f" ({clean_line(dissent)})" if dissent else ""
        minority = clean_line(minority_of(note, dissent))
        yield Block(f"Minority view{who}: {minority}", MUTED, indent=indent + 2)
    if entry.is_edited:
        yield Block(f"In the room's words: {note.text}", MUTED, indent=indent + 2)
    if entry.id in view.changed_ids:
        yield Block("the room has changed this since", "bold $overtime", indent=indent + 2)


def _stated(entry: StatementEntry, style: str, indent: int = 0) -> Block:
    kind = entry.said.note.kind
    return Block(entry.text, style, f"{GLYPHS[kind]} ", style or f"${KIND_VARIABLES[kind]}", indent)


def _told(entry: StatementEntry) -> str:
    """The reference, who said it as far as the rule allows, the level of agreement, and the fields."""
    said, note = entry.said, entry.said.note
    heard = said.session.book.heard(note.serial)
    told = [
        said.reference,
        clean_line(said.attribution),
        f"heard {heard}×" if heard > 1 else "",
        note.agreement.value if note.agreement is not None else "",
        *(f"{field.heading}: {clean_line(value)}" for field, value in filled(note)),
    ]
    return " · ".join(filter(None, told))


def _rooms(view: PaperView, part: ThemePart) -> Iterator[str]:
    for session in part.theme.sessions:
        yield f"{view.conference.places[session.id]} · {plural(session.book.visible, 'statement')}"


def _faint(words: str) -> Block:
    """What stands where nothing was written."""
    return Block(words, f"italic {MUTED}")
