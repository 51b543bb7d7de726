"""Rows of a place: the text at the right for each line of the outline."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.paper_steps import StepColumn
from breakout_tui.tui.paper.paper_editor import PaperView
from breakout_tui.tui.paper.paper_places import Place, SectionPlace, ThemePlace, WholePlace
from breakout_tui.tui.paper.paper_row import PaperRow
from breakout_tui.tui.paper.section_rows import front_rows, section_rows, theme_rows
from breakout_tui.tui.paper.whole_rows import change_rows, finding_rows, pair_rows, step_rows


def rows_of(view: PaperView, place: Place, by: StepColumn | None = None) -> list[PaperRow]:
    """The rows of a place; ``by`` sorts the next steps."""
    return list(_rows(view, place, by))


def _rows(view: PaperView, place: Place, by: StepColumn | None) -> Iterator[PaperRow]:
    match place:
        case ThemePlace(theme_id):
            return theme_rows(view, theme_id)
        case SectionPlace():
            return section_rows(view, place)
        case WholePlace.FRONT:
            return front_rows(view)
        case WholePlace.PAIRS:
            return pair_rows(view)
        case WholePlace.CHANGES:
            return change_rows(view)
        case WholePlace.ACROSS:
            return finding_rows(view)
        case WholePlace.STEPS:
            return step_rows(view, by)
