"""How places were given: the rule, the seed and the version, as every output of an allocation says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from breakout_tui.domain.allocation import CRITERIA, Allocation, Criterion
from breakout_tui.report.document import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    ItemsStyle,
    Paragraph,
    ParagraphStyle,
    Properties,
)
from breakout_tui.report.formatting import capital
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.report_document import TOOL

RULE_VERSION = 1
"""Grows when the criteria or the draw change, so that an earlier file is not replayed by another rule."""

_POINTS = (
    "There are many ways to give the places. Point 1 decides which of them is the best. If several are equally good by point 1, "
    "point 2 decides between them, and so on."
)
_DRAW = (
    "The draw gives each delegate a number: the delegates are sorted by the SHA-256 of the seed and of what identifies each of them "
    "in the organiser's list. The order of the rows in the list does not matter."
)
_OF_EVENT = "It is the name of the event."
_CHOSEN = "The organiser chose it."
_PROOF = (
    "The seed is fixed before the list of delegates is read. To prove that no other seed was tried, publish the rule and the seed "
    "before wishes are collected."
)
_REPLAY = (
    "The file replay.json has all wishes, conditions and places without names. With the same rule and the same draw, "
    "everybody can work out the places again and compare."
)


def version_words(allocation: Allocation) -> str:
    """Version and state: ``version 2, published``."""
    return f"version {allocation.version}, {allocation.state.value}"


def output_of(allocation: Allocation, title: str, blocks: Iterable[Block]) -> Document:
    """An output with its title, and below it event and version.

    These are also at the foot of each page, so that nobody takes an old version, or a draft, for the last one.
    """
    event, version = one_line(allocation.event), version_words(allocation)
    place = Paragraph((Text(f"{event} · {version}" if event else capital(version)),), ParagraphStyle.PLACE)
    return Document(
        title,
        (place, *blocks),
        properties=Properties(subject=event, tool=TOOL),
        running_title=" · ".join(filter(None, (title, event, version))),
    )


def rule_line(allocation: Allocation) -> Paragraph:
    """One line for a document that does not have the whole rule."""
    words = f"Seed of the draw: {one_line(allocation.seed)} · rule and figures: fairness page"
    return Paragraph((Text(words),), ParagraphStyle.REMARK)


def rule_blocks(allocation: Allocation) -> Iterator[Block]:
    """The whole rule, with a heading of level 1."""
    yield Heading(1, (Text("How the places are given"),), "rule")
    yield Paragraph((Text(_POINTS),))
    criteria = (Item((Text(each.value),)) for each in allocation.criteria)
    yield Items(tuple(criteria), ItemsStyle.NUMBERS)
    yield Paragraph((Text(_other_order(allocation.criteria)),))
    yield Paragraph((Text(_DRAW),))
    origin = _OF_EVENT if allocation.seed == allocation.event else _CHOSEN
    yield Paragraph((Strong((Text("Seed: "), in_line(allocation.seed))), Text(f". {origin} {_PROOF}")))
    yield Paragraph((Text(_REPLAY),))


def _other_order(criteria: Sequence[Criterion]) -> str:
    """What the order of the points is at other times, which is announced beforehand."""
    changes = f"“{Criterion.CHANGES.value}”"
    first = CRITERIA.index(Criterion.CHANGES) + 1
    if tuple(criteria) == CRITERIA:
        return (
            f"Once the places are published, changes on the day follow another order: {changes} comes first, then the other points "
            "in the same order. When free seats go to those who wait, nobody is moved to mix countries or to spread delegations."
        )
    if criteria[0] is Criterion.CHANGES:
        return (
            f"This is the order for changes on the day. Before the places were published, {changes} was point {first}, and the other "
            "points had the same order."
        )
    return (
        "This is the order when free seats go to those who wait: nobody is moved to mix countries or to spread delegations. For other "
        f"changes on the day, {changes} comes first."
    )
