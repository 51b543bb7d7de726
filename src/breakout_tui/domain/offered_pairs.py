"""Offered pairs: of all pairs of a conference those that still wait for the editor's word.

Finding the pairs takes seconds and depends on what the rooms said only; what is still offered follows from the paper at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.pairs import ComparedText, Pair
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import StatementEntry, statement_entry


@dataclass(frozen=True, slots=True)
class OfferedPair:
    """Two statements side by side."""

    one: StatementEntry
    other: StatementEntry
    score: float


def compared_texts(conference: Conference) -> tuple[ComparedText, ...]:
    """What the rooms said, for ``pairs``; the room's own words, so that an edit changes no pair."""
    return tuple(
        ComparedText(said.id, said.session.id, said.note.kind, said.note.text, said.session.info.known)
        for said in conference.statements.values()
    )


def offered(found: Iterable[Pair], conference: Conference, paper: Paper) -> tuple[OfferedPair, ...]:
    """The pairs to decide on, the most similar first: without those that are joined, not the same, left out, or gone since."""
    groups = paper.groups()
    waiting = []
    for pair in found:
        one, other = conference.statements.get(pair.one), conference.statements.get(pair.other)
        if one is None or other is None or paper.are_apart(pair.one, pair.other):
            continue
        is_joined = pair.one in groups and groups[pair.one] == groups.get(pair.other)
        is_left_out = paper.left_out(pair.one) or paper.left_out(pair.other)
        if not is_joined and not is_left_out:
            entries = statement_entry(paper, one), statement_entry(paper, other)
            waiting.append(OfferedPair(*entries, pair.score))
    return tuple(waiting)
