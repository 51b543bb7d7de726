"""Paper lists: the part of the editor's screen that shows the outline and the text of the chosen place."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.screen import Screen

from breakout_tui.domain.paper_steps import StepColumn
from breakout_tui.tui.paper.draft_rows import Drafts
from breakout_tui.tui.paper.paper_editor import PaperEditor, PaperView
from breakout_tui.tui.paper.paper_places import Place, WholePlace, place_rows
from breakout_tui.tui.paper.paper_row import PaperRow
from breakout_tui.tui.paper.paper_targets import DraftTarget, Target, TypedTarget
from breakout_tui.tui.paper.rows_of_place import place_of_draft, rows_of
from breakout_tui.tui.widgets.paper_head import before_reading
from breakout_tui.tui.widgets.paper_list import PaperList, PlaceList


class _Shown(NamedTuple):
    """What the lists are made from."""

    view: PaperView | None
    place: Place
    sort: StepColumn | None
    progress: tuple[int, int] | None
    drafts: Drafts


class PaperLists:
    """The lists are those of ``screen``."""

    def __init__(self, screen: Screen[Any], editor: PaperEditor) -> None:
        self._screen = screen
        self._editor = editor
        self._shown: _Shown | None = None
        self._sort: StepColumn | None = None
        self.place: Place = WholePlace.FRONT
        """The place whose text is shown."""
        self.typed: TypedTarget | None = None
        """What is being typed: its draft is in the box, and not in the lists."""

    @property
    def target(self) -> Target | None:
        """What the row under the cursor is about."""
        return None if self._editor.view is None else self.text.target

    @property
    def text(self) -> PaperList:
        """The list at the right."""
        return self._screen.query_one(PaperList)

    @property
    def places(self) -> PlaceList:
        """The list at the left."""
        return self._screen.query_one(PlaceList)

    def show(self) -> None:
        """Show what is different."""
        view, before = self._editor.view, self._shown
        if view is not None and self._now(view) != before:
            places = place_rows(view, len(self._drafts))
            if all(row.place != self.place for row in places):
                self.place = places[-1].place
            self.places.show(places, self.place)
        self._shown = self._now(view)
        if view is None or self._shown != before:
            if before is None or before.place != self.place:
                self.text.show_anew(self._rows())
            else:
                self._show_at(self.text.target)

    def go(self, place: Place, target: Target) -> None:
        """Show a place, with the cursor on a target."""
        self.place = place
        self.show()
        self._show_at(target)
        self._screen.set_focus(self.text)

    def go_to_draft(self, target: TypedTarget) -> None:
        """Show a draft beside what it is for."""
        if (view := self._editor.view) is not None:
            self.go(place_of_draft(view, self._drafts, target), DraftTarget(target))

    def sort(self) -> None:
        """Sort the next steps by the next column, then by the order of the paper."""
        order = (None, *StepColumn)
        self._sort = order[(order.index(self._sort) + 1) % len(order)]
        self.show()

    def _show_at(self, target: Target | None) -> None:
        """Put the cursor on a target; where a draft is gone, on what it was for."""
        rows = self._rows()
        if isinstance(target, DraftTarget) and all(row.target != target for row in rows):
            target = target.target
        self.text.show(rows, target)

    def _now(self, view: PaperView | None) -> _Shown:
        progress = None if view is None else view.pairs_progress
        return _Shown(view, self.place, self._sort, progress, self._drafts)

    @property
    def _drafts(self) -> Drafts:
        texts = self._editor.drafts.texts
        return {target: text for target, text in texts.items() if target != self.typed}

    def _rows(self) -> list[PaperRow]:
        view = self._editor.view
        if view is None:
            return [before_reading(self._editor)]
        return rows_of(view, self.place, self._sort, self._drafts)
