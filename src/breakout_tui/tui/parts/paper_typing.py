"""Paper typing: the part of the editor's screen in which texts are typed. What was typed is kept until it is saved or emptied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.paper_steps import StepLine
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.paper.paper_editor import PaperEditor
from breakout_tui.tui.paper.paper_targets import ReasonTarget, StepTarget, Target
from breakout_tui.tui.paper.paper_texts import EditableText, text_of
from breakout_tui.tui.screens.step_screen import StepScreen, TypedStep
from breakout_tui.tui.widgets.edit_sheet import EditSheet

_GOES_ON = "You typed this before and did not save it."


class PaperTyping:
    """``do`` carries out a command and returns whether it was done, ``say`` shows words."""

    def __init__(
        self,
        screen: Screen[Any],
        editor: PaperEditor,
        do: Callable[[c.PaperCommand], bool],
        say: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._editor = editor
        self._do = do
        self._say = say
        self._back_to: Widget | None = None
        self.target: Target | None = None
        """What is being typed; None for nothing."""

    @property
    def holds_text(self) -> bool:
        """Whether a text is being typed that is not saved."""
        text = self._text
        return text is not None and self._sheet.text != text.text.strip()

    def open(self, target: Target | None) -> None:
        """Type the text of a target, if it has one: what was typed before and not saved, else as it is now."""
        text = None if self._editor.view is None else text_of(self._editor.view, target)
        if text is None or target is None:
            return
        if self.target is None:
            self._back_to = self._screen.focused
        self.target = target
        draft = self._editor.drafts.get(target)
        explanation = text.explanation if draft is None else f"{_GOES_ON} {text.explanation}"
        self._sheet.open(clean_line(text.heading), text.text if draft is None else draft, explanation)

    def keep(self, typed: str) -> None:
        """Save what was typed; if the paper refuses it, go on typing."""
        target, text = self.target, self._text
        if target is None:
            return
        self._editor.drafts[target] = typed
        if text is None:
            self.close()
            self._say("what this text was about is gone")
        elif self._says_something(typed, text) and not self._do(text.command(typed)):
            self.open(target)
        else:
            self._editor.drafts.pop(target, None)
            self.close()

    def _says_something(self, typed: str, text: EditableText) -> bool:
        """Whether saving changes anything; a reason is needed in any case."""
        return typed != text.text.strip() or (isinstance(self.target, ReasonTarget) and not typed)

    def leave(self) -> None:
        """Close the box; a text that is not saved is there again when it is opened."""
        if self.target is not None and self.holds_text:
            self._editor.drafts[self.target] = self._sheet.text
            self._say("not saved, but kept: open it again to go on")
        elif self.target is not None:
            self._editor.drafts.pop(self.target, None)
        self.close()

    def close(self) -> None:
        """Nothing is typed any more."""
        self.target = None
        self._sheet.close()
        self._screen.set_focus(self._back_to)

    def edit_step(self, line: StepLine | None) -> None:
        """Type a line of the next steps; None is a new one."""
        target = StepTarget("" if line is None else line.id)
        texts = ("", "", "") if line is None else (line.what, line.who, line.due)
        if (draft := self._editor.drafts.get(target)) is not None:
            what, who, due = draft.split("\n")
            texts = (what, who, due)
        heading = "New next step" if line is None else "Next step"
        self._screen.app.push_screen(
            StepScreen(heading, *texts), lambda typed: self._keep_step(target, line, typed)
        )

    def _keep_step(self, target: StepTarget, line: StepLine | None, typed: TypedStep | None) -> None:
        if typed is None:
            return
        texts = typed[:3]
        before = ("", "", "") if line is None else (line.what, line.who, line.due)
        self._editor.drafts[target] = "\n".join(texts)
        is_done = typed.is_kept and self._do(c.SetNextStep(*texts, step_id=target.step_id))
        if is_done or texts == before:
            self._editor.drafts.pop(target, None)

    @property
    def _text(self) -> EditableText | None:
        """The text that is being typed, as it is now."""
        return None if self._editor.view is None else text_of(self._editor.view, self.target)

    @property
    def _sheet(self) -> EditSheet:
        return self._screen.query_one(EditSheet)
