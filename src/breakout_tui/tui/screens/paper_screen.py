"""Paper screen: the editor's screen, with the outline of the position paper and its text as it will be."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.paper_commands import PaperCommand
from breakout_tui.domain.paper_steps import StepColumn
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.paper import paper_keys
from breakout_tui.tui.paper.paper_acts import PaperAct, command_of
from breakout_tui.tui.paper.paper_editor import PaperEditor, PaperView
from breakout_tui.tui.paper.paper_places import (
    Place,
    SectionPlace,
    ThemePlace,
    WholePlace,
    place_of,
    place_rows,
)
from breakout_tui.tui.paper.paper_row import PaperRow
from breakout_tui.tui.paper.paper_targets import (
    FindingTarget,
    HeadlineTarget,
    JoinedTarget,
    ReasonTarget,
    StatementTarget,
    StepTarget,
    Target,
)
from breakout_tui.tui.paper.paper_texts import paragraph_before
from breakout_tui.tui.paper.rows_of_place import rows_of
from breakout_tui.tui.parts.paper_typing import PaperTyping
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.edit_sheet import EditSheet
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.paper_head import PaperHead, before_reading
from breakout_tui.tui.widgets.paper_list import PaperList, PlaceList
from breakout_tui.tui.widgets.text_box import TextBox
from breakout_tui.tui.wording import sentence, steady

RETRY = 20
"""Beats of the heartbeat until it tries again to write what could not be written."""


class PaperScreen(ClosesOnce[None]):
    """Edits the paper of an editor; ``export`` asks for form and format and writes it."""

    CSS_PATH = "../styles/paper.tcss"
    AUTO_FOCUS = "#places"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-widest")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "turn", "Other side", show=False),
        Binding("right", "turn", "Text", show=False),
        Binding("left,escape", "back", "Outline, or back", show=False),
        Binding("d,delete", "leave_out", "Leave out", show=False),
        Binding("t", "act('take')", "Take in, or take the room's words", show=False),
        Binding("k", "act('keep')", "Keep the decision", show=False),
        Binding("K,shift+up", "act('up')", "Move up", show=False),
        Binding("J,shift+down", "act('down')", "Move down", show=False),
        Binding("p", "paragraph(False)", "Paragraph before", show=False),
        Binding("P", "paragraph(True)", "Paragraph at the end", show=False),
        Binding("h", "headline", "Headline", show=False),
        Binding("s", "act('split')", "Split", show=False),
        Binding("1", "act('join_first')", "Join", show=False),
        Binding("2", "act('join_second')", "Join below the second wording", show=False),
        Binding("j", "edit", "Join below a heading", show=False),
        Binding("x", "act('apart')", "Not the same", show=False),
        Binding("n", "add", "New step", show=False),
        Binding("o", "sort", "Sort", show=False),
        Binding("u", "act('undo')", "Undo", show=False),
        Binding("U", "act('redo')", "Redo", show=False),
        Binding("e", "export", "Export", show=False),
    ]

    def __init__(self, editor: PaperEditor, export: Callable[[], None]) -> None:
        super().__init__()
        self._editor = editor
        self._export = export
        self._place: Place = WholePlace.FRONT
        self._shown: tuple[PaperView | None, Place, StepColumn | None, tuple[int, int] | None] | None = None
        self._sort: StepColumn | None = None
        self._typing = PaperTyping(self, editor, self._do, self.say)
        self._said = ""
        self._beats = 0

    def compose(self) -> ComposeResult:
        """The event and whether all is saved; outline and text; the box for what is typed; the keys."""
        yield PaperHead(id="head")
        with Horizontal(id="body", classes="frame"):
            yield PlaceList(id="places")
            yield PaperList(id="text-list")
        yield Line(id="said")
        yield EditSheet(id="sheet")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read, unless it is read already."""
        self._editor.changed, self._editor.say = self._show, self.say
        if self._editor.view is None:
            self._editor.read()
        self._show()

    def tick(self) -> None:
        """Try again now and then to write what could not be written."""
        self._beats += 1
        if self._beats % RETRY == 0 and self._editor.save_failure is not None:
            self._editor.save_again()

    @property
    def would_lose(self) -> bool:
        """Whether a text or an edit is not in the file."""
        return self._typing.holds_text or bool(self._editor.drafts) or not self._editor.is_saved

    def say(self, words: str) -> None:
        """Show what happened."""
        self._said = sentence(words)
        self._show_said()

    # What is shown

    def _show(self) -> None:
        """Show what is different."""
        if not self.is_attached:
            return
        self.query_one(PaperHead).show(self._editor)
        view, before = self._editor.view, self._shown
        self._shown = (view, self._place, self._sort, None if view is None else view.pairs_progress)
        if view is None or self._shown != before:
            if view is not None:
                self.query_one(PlaceList).show(place_rows(view), self._place)
            self._show_text(is_other_place=before is None or before[1] != self._place)
        self._show_keys()

    def _show_text(self, *, is_other_place: bool) -> None:
        text = self.query_one(PaperList)
        if is_other_place:
            text.show_anew(self._rows())
        else:
            text.show(self._rows(), text.target)

    def _rows(self) -> list[PaperRow]:
        view = self._editor.view
        return [before_reading(self._editor)] if view is None else rows_of(view, self._place, self._sort)

    def _show_said(self) -> None:
        if self.is_attached:
            self.query_one("#said", Line).left = ((steady(self._said), "accent"),)

    def _show_keys(self) -> None:
        view, text = self._editor.view, self.query_one(PaperList)
        if self._typing.target is not None:
            hints = list(paper_keys.EDITING)
        elif view is not None and text.has_focus:
            hints = paper_keys.of_text(view, self._place, text.target)
        else:
            hints = paper_keys.of_places()
        self.query_one(KeyLine).show(hints)

    # Where the cursor is

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused list."""
        self._show_keys()

    @on(LineList.Moved, "#places")
    def _place_moved(self) -> None:
        place = self.query_one(PlaceList).place
        if place is not None and place != self._place:
            self._place = place
            self._show()

    @on(LineList.Moved, "#text-list")
    def _text_moved(self) -> None:
        self._show_keys()

    @on(LineList.Chosen, "#places")
    def action_turn(self) -> None:
        """Go to the text, or back to the outline."""
        text, places = self.query_one(PaperList), self.query_one(PlaceList)
        self.set_focus(places if text.has_focus else text)

    def action_back(self) -> None:
        """From the text to the outline; from there, close the screen."""
        if self.query_one(PaperList).has_focus:
            self.action_turn()
        else:
            self.dismiss(None)

    def _go(self, place: Place, target: Target) -> None:
        """Show a place, with the cursor on a target."""
        self._place = place
        self._show()
        text = self.query_one(PaperList)
        text.show(self._rows(), target)
        self.set_focus(text)
        self._show_keys()

    # What is done

    @property
    def _target(self) -> Target | None:
        return self.query_one(PaperList).target if self._editor.view is not None else None

    def _do(self, command: PaperCommand) -> bool:
        """Carry out a command and say what was done, or why not; returns whether it was done."""
        try:
            self._editor.do(command)
        except PaperRefused as error:
            self.say(error_text(error))
            return False
        return True

    @on(LineList.Chosen, "#text-list")
    def action_edit(self) -> None:
        """Edit what is under the cursor; go to a finding; a pair is joined below a heading."""
        match self._target:
            case StepTarget(step_id):
                self._edit_step(step_id)
            case FindingTarget() as finding if self._editor.view is not None:
                if (place := place_of(self._editor.view, finding)) is not None:
                    self._go(place, StatementTarget(finding.note_id))
            case target:
                self._typing.open(target)

    def action_add(self) -> None:
        """Type a new line of the next steps."""
        if self._place is WholePlace.STEPS:
            self._edit_step("")

    def _edit_step(self, step_id: str) -> None:
        if (view := self._editor.view) is not None:
            self._typing.edit_step(next((line for line in view.steps if line.id == step_id), None))

    @on(TextBox.Kept)
    def _kept(self, event: TextBox.Kept) -> None:
        self._typing.keep(event.text)
        self._show_keys()

    @on(TextBox.Left)
    def _left(self) -> None:
        self._typing.leave()
        self._show_keys()

    def action_headline(self) -> None:
        """Write the headline of the theme."""
        if isinstance(self._place, SectionPlace | ThemePlace):
            self._typing.open(HeadlineTarget(self._place.theme_id))

    def action_paragraph(self, at_the_end: bool) -> None:
        """Write a paragraph before what is under the cursor, or at the end."""
        if (view := self._editor.view) is not None:
            self._typing.open(paragraph_before(view, self._place, None if at_the_end else self._target))

    def action_leave_out(self) -> None:
        """Ask why a statement is left out; take a line out of the next steps."""
        if isinstance(target := self._target, StatementTarget | ReasonTarget):
            self._typing.open(ReasonTarget(target.note_id))
        elif isinstance(target, JoinedTarget):
            self.say("leave out its statements one by one")
        else:
            self.action_act(PaperAct.REMOVE_STEP.value)

    def action_act(self, name: str) -> None:
        """Do something to what is under the cursor."""
        if (view := self._editor.view) is not None:
            command = command_of(PaperAct(name), view, self._place, self._target)
            if command is not None:
                self._do(command)

    def action_sort(self) -> None:
        """Sort the next steps by the next column, then by the order of the paper."""
        order = (None, *StepColumn)
        self._sort = order[(order.index(self._sort) + 1) % len(order)]
        self._show()

    def action_export(self) -> None:
        """Write the paper."""
        if self._editor.view is not None:
            self._export()
