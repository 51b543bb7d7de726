"""What changed since the version before: who has another place, by name, and which room lists to print again."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.allocation import Allocation, Move, State
from breakout_tui.domain.delegates import Place
from breakout_tui.report.allocation_rule import output_of
from breakout_tui.report.document import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    ParagraphStyle,
)
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import Seating

_NOBODY = "Nobody has another place."
_PRINT = "In these rooms there are other people than before. The lists of the other rooms are as they were."


def has_changes(allocation: Allocation) -> bool:
    """Whether anybody who knows her places has others, or anybody came or left."""
    return allocation.state is not State.DRAFT and bool(allocation.moves or allocation.changed)


def changes_page(seating: Seating) -> Document:
    """The page; it has no numbers of the draw."""
    allocation = seating.allocation
    return output_of(allocation, f"What changed since version {allocation.since}", _blocks(seating))


def _blocks(seating: Seating) -> Iterator[Block]:
    rows = tuple(_moves(seating))
    if rows:
        columns = (
            Column((Text("Name"),), width=9),
            Column((Text("Country"),), width=6),
            Column((Text("Round"),), width=3),
            Column((Text("Before"),), width=6),
            Column((Text("Now"),), width=12),
        )
        yield TableBlock(columns, rows, name_column=0)
    else:
        yield Paragraph((Text(_NOBODY),), ParagraphStyle.LEAD)
    changed = [slot.place for slot in seating.slots if slot.place in seating.allocation.changed]
    if changed:
        yield Heading(1, (Text("Room lists to print again"),))
        yield Paragraph((Text(_PRINT),))
        lines = (f"{one_line(place.room)}, round {place.round}" for place in changed)
        yield Items(tuple(Item((Text(line),)) for line in lines))


def _moves(seating: Seating) -> Iterator[Row]:
    of_key: dict[str, list[Move]] = {}
    for move in seating.allocation.moves:
        of_key.setdefault(move.key, []).append(move)
    for seated in seating.by_name:
        for move in of_key.get(seated.delegate.key, ()):
            yield (
                (in_line(seated.listed_name),),
                (in_line(seated.delegate.country),),
                (Text(str(move.round)),),
                (Text(_room(move.before)),),
                _now(seating, move.after),
            )


def _room(place: Place | None) -> str:
    return "no place" if place is None else one_line(place.room)


def _now(seating: Seating, place: Place | None) -> Inlines:
    room = Strong((Text(_room(place)),))
    return (room,) if place is None else (room, Text(f": {one_line(seating.title(place))}"))
