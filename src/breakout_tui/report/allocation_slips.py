"""The slips: for each delegate a card with her rooms and themes, to be cut out."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.report.allocation_rule import properties_of_allocation, rule_blocks, rule_words, titled
from breakout_tui.report.document import Block, Document, PageBreak, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Card, Cards
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import NO_PLACE, Seated, Seating

_HOW = "A slip for each delegate, sorted by name. Cut along the dashed lines."
_WHERE = "lists on the wall and at the doors"


def slips(seating: Seating) -> Document:
    """All slips, by name, behind a page with the rule, so that all pages of slips are cut alike."""
    allocation = seating.allocation
    blocks: list[Block] = [Paragraph((Text(_HOW),), ParagraphStyle.LEAD), *rule_blocks(allocation)]
    cards = tuple(_card(each, seating) for each in seating.by_name)
    if cards:
        blocks += [PageBreak(), Cards(cards)]
    return Document(
        titled(allocation, "slips"), tuple(blocks), properties=properties_of_allocation(allocation)
    )


def _card(seated: Seated, seating: Seating) -> Card:
    delegate = seated.delegate
    said = [one_line(text) for text in (delegate.country, delegate.organisation) if one_line(text)]
    lines: list[Inlines] = [(Text(" · ".join(said)),)] if said else []
    foot = f"Number {seated.number} in the draw · {_WHERE} · {rule_words(seating.allocation)}"
    return Card((in_line(delegate.name),), (*lines, *_places(seated, seating)), (Text(foot),))


def _places(seated: Seated, seating: Seating) -> Iterator[Inlines]:
    for number, place in zip(seating.rounds, seated.places, strict=True):
        if place is not None:
            room = Strong((Text(f"Round {number} · {one_line(place.room)}"),))
            yield room, Text(f"\n{one_line(seating.title(place))}")
        elif seated.without(number) == NO_PLACE:
            yield Strong((Text(f"Round {number} · {NO_PLACE} yet"),)), Text("\nYou are on the waiting list.")
