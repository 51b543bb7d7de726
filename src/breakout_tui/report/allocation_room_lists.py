"""The lists at the doors: who is in each room in each round, a page for each, with a box to tick.

They have no numbers of the draw: the replay file has the wishes under these.
"""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.allocation import Slot
from breakout_tui.domain.text import plural
from breakout_tui.report.allocation_rule import output_of, rule_line, version_words
from breakout_tui.report.document import Block, Document, Heading, PageBreak, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import capital
from breakout_tui.report.inlines import Inlines, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import Seated, Seating

NOT_HELD = "Does not take place."
_BOX = "☐"
_WALK_INS = 3
"""Empty lines at the end of a list, for those who come without being on it."""


def room_lists(seating: Seating) -> Document:
    """All lists, led by an overview of them."""
    allocation = seating.allocation
    blocks: list[Block] = [rule_line(allocation), _overview(seating)]
    for slot in seating.slots:
        blocks += [PageBreak(), *_page(seating, slot)]
    return output_of(allocation, "Room lists", blocks)


def _overview(seating: Seating) -> TableBlock:
    columns = (
        Column((Text("Room"),), width=3),
        Column((Text("Round"),), Align.RIGHT, width=1),
        Column((Text("Theme"),), width=6),
        Column((Text("People"),), Align.RIGHT, width=1),
        Column((Text("Seats"),), Align.RIGHT, width=1),
    )
    rows = []
    for slot in seating.slots:
        people = sum(1 for _ in seating.in_slot(slot))
        figures: tuple[Inlines, ...] = (
            (Text(str(people)) if people else Text("–"),),
            (Text(str(slot.capacity)),),
        )
        room, _, number = slot.place
        rows.append(((in_line(room),), (Text(str(number)),), (in_line(seating.title(slot.place)),), *figures))
    return TableBlock(columns, tuple(rows))


def _page(seating: Seating, slot: Slot) -> Iterator[Block]:
    people = tuple(seating.in_slot(slot))
    yield Heading(1, (Text(f"{one_line(slot.place.room)} · round {slot.place.round}"),))
    yield Paragraph((in_line(seating.title(slot.place)),), ParagraphStyle.LEAD)
    if people:
        count = f"{plural(len(people), 'person', 'people')}, {plural(slot.capacity, 'seat')}"
        yield Paragraph((Text(count),))
        yield _table(people)
    else:
        yield Paragraph((Text(NOT_HELD),))
    yield Paragraph((Text(capital(version_words(seating.allocation))),), ParagraphStyle.REMARK)


def _table(people: tuple[Seated, ...]) -> TableBlock:
    has_organisations = any(each.delegate.organisation for each in people)
    columns = [
        Column((Text("Here"),), width=2),
        Column((Text("Name"),), width=11),
        Column((Text("Country"),), width=7),
    ]
    if has_organisations:
        columns.append(Column((Text("Organisation"),), width=9))
    rows = [_row(each, has_organisations) for each in people]
    empty: Row = ((Text(_BOX),), *((),) * (len(columns) - 1))
    return TableBlock(tuple(columns), (*rows, *(empty,) * _WALK_INS), name_column=1)


def _row(seated: Seated, has_organisations: bool) -> Row:
    delegate = seated.delegate
    texts = [_BOX, seated.listed_name, delegate.country]
    if has_organisations:
        texts.append(delegate.organisation)
    return tuple((in_line(text),) for text in texts)
