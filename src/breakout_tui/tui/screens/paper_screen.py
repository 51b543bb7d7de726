"""Paper screen: the editor's screen, with the outline of the position paper and its text as it will be."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.paper_commands import PaperCommand
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.paper import paper_keys
from breakout_tui.tui.paper.paper_acts import PaperAct, command_of
from breakout_tui.tui.paper.paper_editor import PaperEditor, PaperView
from breakout_tui.tui.paper.paper_places import (
    SectionPlace,
    ThemePlace,
    WholePlace,
    place_of,
)
from breakout_tui.tui.paper.paper_targets import (
    DraftTarget,
    FindingTarget,
    HeadlineTarget,
    JoinedTarget,
    ProposalTarget,
    ReasonTarget,
    StatementTarget,
    StepTarget,
    TypedTarget,
)
from breakout_tui.tui.paper.paper_texts import paragraph_before
from breakout_tui.tui.paper.proposal_rows import goal_of
from breakout_tui.tui.parts.paper_lists import PaperLists
from breakout_tui.tui.parts.paper_typing import PaperTyping
from breakout_tui.tui.screens.paper_bindings import PAPER_BINDINGS
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.edit_sheet import EditSheet
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.paper_head import PaperHead
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
    BINDINGS: ClassVar[list[BindingType]] = [*PAPER_BINDINGS]

    def __init__(self, editor: PaperEditor, export: Callable[[], None]) -> None:
        super().__init__()
        self._editor = editor
        self._export = export
        self._lists = PaperLists(self, editor)
        self._has_begun = False
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
        """Whether an edit or a draft is not in the file."""
        return self._editor.would_lose

    def keep_draft(self) -> None:
        """Save what is being typed as a draft."""
        self._typing.save_draft()

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
        self._lists.typed = self._typing.target
        self._lists.show()
        self._show_keys()
        if self._editor.view is not None and not self._has_begun:
            self._has_begun = True
            self._begin(self._editor.view)

    def _begin(self, view: PaperView) -> None:
        """Begin with what an edited file proposes, or where the latest draft is, if there is one."""
        if view.has_files:
            self._lists.place = WholePlace.PROPOSALS
            self._show()
            self.set_focus(self._lists.text)
        elif (target := self._editor.drafts.latest) is not None:
            self._lists.go_to_draft(target)
            self.say("typed before and not saved · Enter goes on")

    def _show_said(self) -> None:
        if self.is_attached:
            self.query_one("#said", Line).left = ((steady(self._said), "accent"),)

    def _show_keys(self) -> None:
        view, lists = self._editor.view, self._lists
        if self._typing.target is not None:
            hints = list(paper_keys.EDITING)
        elif view is not None and lists.text.has_focus:
            hints = paper_keys.of_text(view, lists.place, lists.target)
        else:
            hints = paper_keys.of_places(view)
        self.query_one(KeyLine).show(hints)

    # Where the cursor is

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus, and not twice what is being typed."""
        self._show()

    @on(LineList.Moved, "#places")
    def _place_moved(self) -> None:
        place = self._lists.places.place
        if place is not None and place != self._lists.place:
            self._lists.place = place
            self._show()

    @on(LineList.Moved, "#text-list")
    def _text_moved(self) -> None:
        self._show_keys()

    @on(LineList.Chosen, "#places")
    def action_turn(self) -> None:
        """Go to the text, or back to the outline."""
        lists = self._lists
        self.set_focus(lists.places if lists.text.has_focus else lists.text)

    def action_outline(self) -> None:
        """From the text to the outline."""
        self.set_focus(self._lists.places)

    def action_back(self) -> None:
        """From the text to the outline; from there, close the screen."""
        if self._lists.text.has_focus:
            self.action_outline()
        else:
            self.dismiss(None)

    # What is done

    def _do(self, command: PaperCommand, ends: TypedTarget | None = None) -> bool:
        """Carry out a command and say what was done, or why not; returns whether it was done."""
        try:
            self._editor.do(command, ends)
        except PaperRefused as error:
            self.say(error_text(error))
            return False
        return True

    @on(LineList.Chosen, "#text-list")
    def action_edit(self) -> None:
        """Edit what is under the cursor; go to a finding; a pair is joined below a heading."""
        match self._lists.target:
            case FindingTarget() as finding if self._editor.view is not None:
                if (place := place_of(self._editor.view, finding)) is not None:
                    self._lists.go(place, StatementTarget(finding.note_id))
            case DraftTarget(target):
                self._typing.open(target)
            case ProposalTarget(proposal) if self._editor.view is not None:
                if (goal := goal_of(self._editor.view, proposal)) is not None:
                    self._lists.go(*goal)
            case target:
                self._typing.open(target)

    def action_add(self) -> None:
        """Type a new line of the next steps."""
        if self._lists.place is WholePlace.STEPS:
            self._typing.open(StepTarget(""))

    @on(TextBox.Changed)
    def _changed(self) -> None:
        self._typing.changed()

    @on(TextBox.Kept)
    def _kept(self, event: TextBox.Kept) -> None:
        self._typing.keep(event.text)
        self._show()

    @on(TextBox.Left)
    def _left(self) -> None:
        self._typing.leave()
        self._show()

    def action_headline(self) -> None:
        """Write the headline of the theme."""
        if isinstance(self._lists.place, SectionPlace | ThemePlace):
            self._typing.open(HeadlineTarget(self._lists.place.theme_id))

    def action_paragraph(self, at_the_end: bool) -> None:
        """Write a paragraph before what is under the cursor, or at the end."""
        if (view := self._editor.view) is not None:
            self._typing.open(
                paragraph_before(view, self._lists.place, None if at_the_end else self._lists.target)
            )

    def action_leave_out(self) -> None:
        """Ask why a statement is left out; take a line out of the next steps."""
        if isinstance(target := self._lists.target, StatementTarget | ReasonTarget):
            self._typing.open(ReasonTarget(target.note_id))
        elif isinstance(target, JoinedTarget):
            self.say("leave out its statements one by one")
        else:
            self.action_act(PaperAct.REMOVE_STEP.value)

    def action_act(self, name: str) -> None:
        """Do something to what is under the cursor."""
        view, target = self._editor.view, self._lists.target
        if name == PaperAct.KEEP.value and isinstance(target, ProposalTarget):
            self._editor.dismiss(target.proposal)
        elif view and (command := command_of(PaperAct(name), view, self._lists.place, target)):
            self._do(command)
        elif name == PaperAct.TAKE.value and isinstance(target, ProposalTarget):
            self.say("no key can take this as it is · k dismisses it")

    def action_discard(self) -> None:
        """Discard the draft under the cursor, or bring back the one discarded last."""
        if isinstance(target := self._lists.target, DraftTarget):
            self._typing.discard(target.target)
            self._show()
        elif (brought := self._typing.bring_back()) is not None:
            self._lists.go_to_draft(brought)

    def action_sort(self) -> None:
        """Sort the next steps by the next column, then by the order of the paper."""
        self._lists.sort()

    def action_export(self) -> None:
        """Write the paper."""
        if self._editor.view is not None:
            self._export()
