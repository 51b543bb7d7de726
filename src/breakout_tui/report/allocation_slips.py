"""The slips: for each delegate a card with her rooms and themes, to be cut out."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.allocation import Allocation, State
from breakout_tui.report.allocation_rule import output_of, rule_line
from breakout_tui.report.document import Block, Document, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Card, Cards
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import NO_PLACE, Seated, Seating

_HOW = "A slip for each delegate, sorted by name. Cut along the dashed lines."


def slips(seating: Seating) -> Document:
    """All slips, by name; what holds for all of them is once above the first ones."""
    allocation = seating.allocation
    blocks: list[Block] = [Paragraph((Text(_HOW),), ParagraphStyle.LEAD), rule_line(allocation)]
    cards = tuple(_card(each, seating) for each in seating.by_name)
    if cards:
        blocks.append(Cards(cards))
    return output_of(allocation, "Slips", blocks)


def _card(seated: Seated, seating: Seating) -> Card:
    delegate = seated.delegate
    said = [one_line(text) for text in (delegate.country, delegate.organisation) if one_line(text)]
    lines: list[Inlines] = [(Text(" · ".join(said)),)] if said else []
    foot = f"Number {seated.number} in the draw · {_version(seating.allocation)}"
    return Card((in_line(delegate.name),), (*lines, *_places(seated, seating)), (Text(foot),))


def _version(allocation: Allocation) -> str:
    """Short, but a draft says so."""
    state = "draft " if allocation.state is State.DRAFT else ""
    return f"{state}version {allocation.version}"


def _places(seated: Seated, seating: Seating) -> Iterator[Inlines]:
    for number, place in zip(seating.rounds, seated.places, strict=True):
        if place is not None:
            room = Strong((Text(f"Round {number} · {one_line(place.room)}"),))
            yield room, Text(f"\n{one_line(seating.title(place))}")
        elif seated.without(number) == NO_PLACE:
            yield Strong((Text(f"Round {number} · {NO_PLACE} yet"),)), Text("\nYou are on the waiting list.")
