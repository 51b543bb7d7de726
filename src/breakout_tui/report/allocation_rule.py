"""How places were given: the rule, the seed and the version, as every output of an allocation says them."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.allocation import Allocation, State
from breakout_tui.report.document import (
    Block,
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

_COMPARED = "Two ways to give the places are compared by these points, in this order. A point counts only where all points above it are equal."
_DRAW = (
    "The draw is an order that nobody can choose: the delegates are sorted by the SHA-256 of the seed and of what identifies each of "
    "them in the organiser's list. The order of the rows in the list does not matter."
)
_REPLAY = (
    "The file replay.json has all wishes, conditions and places without names. With the same rule and the same draw, "
    "everybody can work out the places again and compare."
)


def version_words(allocation: Allocation) -> str:
    """Version and state: ``version 2, published``."""
    return f"version {allocation.version}, {allocation.state.value}"


def titled(allocation: Allocation, what: str) -> str:
    """The title of an output. It is at the foot of each page too, so that nobody takes an old version, or a draft, for the last one."""
    state = "draft version" if allocation.state is State.DRAFT else "version"
    return one_line(f"{allocation.event}: {what}, {state} {allocation.version}")


def rule_line(allocation: Allocation) -> Paragraph:
    """One line for a page that does not have the whole rule."""
    return Paragraph((Text(capital(rule_words(allocation))),), ParagraphStyle.REMARK)


def rule_words(allocation: Allocation) -> str:
    """The words of that line."""
    return f"{version_words(allocation)} · seed {one_line(allocation.seed)} · rule and figures: fairness page"


def rule_blocks(allocation: Allocation) -> Iterator[Block]:
    """The whole rule, with a heading of level 1."""
    yield Heading(1, (Text("How the places are given"),), "rule")
    yield Paragraph((Text(_COMPARED),))
    criteria = (Item((Text(each.value),)) for each in allocation.criteria)
    yield Items(tuple(criteria), ItemsStyle.NUMBERS)
    yield Paragraph((Text(_DRAW),))
    seed = (
        Strong((Text("Seed: "), in_line(allocation.seed))),
        Text(f". This is {version_words(allocation)}."),
    )
    yield Paragraph(seed)
    yield Paragraph((Text(_REPLAY),))


def properties_of_allocation(allocation: Allocation) -> Properties:
    """What a file says of itself; no time, so that the same allocation makes the same file."""
    return Properties(subject=one_line(allocation.event), tool=TOOL)
