"""Rows of a place: the text at the right for each line of the outline."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.paper_steps import StepColumn
from breakout_tui.tui.paper.draft_rows import Drafts, draft_rows, with_drafts
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, ThemePlace, WholePlace, place_rows
from breakout_tui.tui.paper.paper_row import PaperRow
from breakout_tui.tui.paper.paper_targets import DraftTarget, TypedTarget
from breakout_tui.tui.paper.proposal_rows import proposal_rows
from breakout_tui.tui.paper.section_rows import front_rows, section_rows, theme_rows
from breakout_tui.tui.paper.twice_rows import twice_rows, with_twices
from breakout_tui.tui.paper.whole_rows import change_rows, finding_rows, pair_rows, step_rows


def rows_of(view: PaperView, place: Place, by: StepColumn | None, drafts: Drafts) -> list[PaperRow]:
    """The rows of a place with the drafts beside them; ``by`` sorts the next steps."""
    if place is WholePlace.DRAFTS:
        return list(draft_rows(view, drafts))
    return list(with_drafts(view, place, with_twices(view, place, _rows(view, place, by)), drafts))


def place_of_draft(view: PaperView, drafts: Drafts, target: TypedTarget) -> Place:
    """The first place beside whose rows a draft stands; all drafts together where there is none."""
    for row in place_rows(view):
        if any(each.target == DraftTarget(target) for each in rows_of(view, row.place, None, drafts)):
            return row.place
    return WholePlace.DRAFTS


def _rows(view: PaperView, place: Place, by: StepColumn | None) -> Iterator[PaperRow]:
    match place:
        case ThemePlace(theme_id):
            return theme_rows(view, theme_id)
        case SectionPlace():
            return section_rows(view, place)
        case WholePlace.FRONT:
            return front_rows(view)
        case WholePlace.PROPOSALS:
            return proposal_rows(view)
        case WholePlace.PAIRS:
            return pair_rows(view)
        case WholePlace.CHANGES:
            return change_rows(view)
        case WholePlace.TWICE:
            return twice_rows(view)
        case WholePlace.ACROSS:
            return finding_rows(view)
        case WholePlace.STEPS:
            return step_rows(view, by)
    return iter(())
