"""Draft rows: what was typed and not saved, beside what it is for, and all of it together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from breakout_tui.domain.text import clean_line
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, WholePlace
from breakout_tui.tui.paper.paper_row import Block, PaperRow, TextRow
from breakout_tui.tui.paper.paper_targets import (
    DraftTarget,
    JoinedTarget,
    NewParagraphTarget,
    PairTarget,
    ReasonTarget,
    StatementTarget,
    StepTarget,
    Target,
    TypedTarget,
)
from breakout_tui.tui.paper.paper_texts import text_of

Drafts = Mapping[TypedTarget, str]
"""What was typed and not saved, by what it is for."""


def with_drafts(
    view: PaperView, place: Place, rows: Iterable[PaperRow], drafts: Drafts
) -> Iterator[PaperRow]:
    """The rows of a place with each draft beside what it is for; at the end those of what has no row there, or none yet."""
    if not drafts:
        yield from rows
        return
    left = dict.fromkeys(target for target in drafts if _may_be_alone_in(place, target))
    for row in rows:
        for target in [each for each in left if _stands_before(each, row.target)]:
            del left[target]
            yield _row(view, target, drafts[target])
        yield row
        for target in _of_row(row.target):
            if target in drafts:
                left.pop(target, None)
                yield _row(view, target, drafts[target])
    for target in left:
        yield _row(view, target, drafts[target])


def draft_rows(view: PaperView, drafts: Drafts) -> Iterator[PaperRow]:
    """All drafts, also of what is not in the paper any more."""
    yield TextRow(None, (Block("Drafts: typed and not saved", "bold"),))
    if not drafts:
        yield TextRow(None, (Block("No drafts.", "$muted", indent=2),))
    for target, text in drafts.items():
        yield _row(view, target, text)


def _row(view: PaperView, target: TypedTarget, text: str) -> PaperRow:
    if isinstance(target, StepTarget):
        heading = "Next step" if target.step_id else "New next step"
        text = " · ".join(filter(None, text.split("\n")))
    else:
        known = text_of(view, target)
        heading = "What it was about is gone" if known is None else known.heading
    return TextRow(
        DraftTarget(target),
        (
            Block(f"Draft, not saved · {clean_line(heading)}", "$accent", indent=2),
            Block(text, "italic", indent=2),
        ),
    )


def _of_row(target: Target | None) -> Iterator[TypedTarget]:
    """What can be typed for what a row is about."""
    if isinstance(target, TypedTarget):
        yield target
    if isinstance(target, StatementTarget):
        yield ReasonTarget(target.note_id)


def _may_be_alone_in(place: Place, target: TypedTarget) -> bool:
    """Whether a draft is of this place, also without the row of what it is for: a new entry, or a pair that is not found yet."""
    match target:
        case NewParagraphTarget(theme_id, kind):
            return place == SectionPlace(theme_id, kind)
        case PairTarget():
            return place is WholePlace.PAIRS
    return target == StepTarget("") and place is WholePlace.STEPS


def _stands_before(target: TypedTarget, row: Target | None) -> bool:
    if not isinstance(target, NewParagraphTarget) or not target.before:
        return False
    return row in (StatementTarget(target.before), JoinedTarget(target.before))
