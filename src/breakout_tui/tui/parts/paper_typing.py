"""Paper typing: the part of the editor's screen in which texts are typed. What was typed is a draft until it is saved or discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.paper_steps import StepLine
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.paper.paper_editor import PaperEditor
from breakout_tui.tui.paper.paper_targets import ReasonTarget, StepTarget, Target, TypedTarget
from breakout_tui.tui.paper.paper_texts import EditableText, text_of
from breakout_tui.tui.parts.typing_pause import TypingPause
from breakout_tui.tui.screens.step_screen import StepScreen, TypedStep
from breakout_tui.tui.widgets.edit_sheet import EditSheet

_GOES_ON = "You typed this before and did not save it."


class PaperTyping:
    """``do`` carries out a command that is made of the draft of a target and returns whether it was done, ``say`` shows words."""

    def __init__(
        self,
        screen: Screen[Any],
        editor: PaperEditor,
        do: Callable[[c.PaperCommand, TypedTarget], bool],
        say: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._editor = editor
        self._do = do
        self._say = say
        self._pause = TypingPause(screen, self.save_draft)
        self._back_to: Widget | None = None
        self._step: StepScreen | None = None
        self._discarded: tuple[TypedTarget, str] | None = None
        self.target: TypedTarget | None = None
        """What is being typed; None for nothing."""

    def open(self, target: Target | None) -> None:
        """Type the text of a target, if it has one: what was typed before and not saved, else as it is now."""
        if self._editor.view is None or not isinstance(target, TypedTarget):
            return
        if isinstance(target, StepTarget):
            self._edit_step(target)
            return
        text = text_of(self._editor.view, target)
        if text is None:
            self._say("what this text was about is gone")
            return
        if self.target is None:
            self._back_to = self._screen.focused
        self.target = target
        draft = self._editor.drafts.texts.get(target)
        explanation = text.explanation if draft is None else f"{_GOES_ON} {text.explanation}"
        self._sheet.open(clean_line(text.heading), text.text if draft is None else draft, explanation)

    def changed(self) -> None:
        """The text changed: save it soon as a draft."""
        self._pause.begin()

    def save_draft(self) -> None:
        """Save what is typed as a draft now; an empty text, or the one that is there already, is none."""
        self._pause.stop()
        if self._step is not None:
            self._step.tell()
        if (target := self.target) is None:
            return
        typed, text = self._sheet.text, self._text
        if typed and (text is None or typed != text.text.strip()):
            self._editor.drafts.keep(target, typed)
        else:
            self._editor.drafts.discard(target)

    def keep(self, typed: str) -> None:
        """Save what was typed; if the paper refuses it, go on typing."""
        self.save_draft()
        target, text = self.target, self._text
        if target is None:
            return
        if text is None:
            self.close()
            self._say("what this text was about is gone")
        elif self._says_something(typed, text) and not self._do(text.command(typed), target):
            self.open(target)
        else:
            self.close()

    def _says_something(self, typed: str, text: EditableText) -> bool:
        """Whether saving changes anything; a reason is needed in any case."""
        return typed != text.text.strip() or (isinstance(self.target, ReasonTarget) and not typed)

    def leave(self) -> None:
        """Close the box; a text that is not saved stays as a draft."""
        self.save_draft()
        if self.target in self._editor.drafts.texts:
            self._say("not saved, but kept as a draft")
        self.close()

    def close(self) -> None:
        """Nothing is typed any more."""
        self._pause.stop()
        self.target = None
        self._sheet.close()
        self._screen.set_focus(self._back_to)

    def discard(self, target: TypedTarget) -> None:
        """Discard a draft; the one discarded last can be brought back."""
        text = self._editor.drafts.discard(target)
        if text is not None:
            self._discarded = (target, text)
            self._say("draft discarded · z brings it back")

    def bring_back(self) -> TypedTarget | None:
        """Bring back the draft that was discarded last; gives what it is for."""
        if self._discarded is None:
            self._say("no draft was discarded")
            return None
        target, text = self._discarded
        self._editor.drafts.keep(target, text)
        self._discarded = None
        self._say("the draft is back")
        return target

    def _edit_step(self, target: StepTarget) -> None:
        """Type a line of the next steps; an empty id is a new one."""
        line = self._line(target)
        if target.step_id and line is None:
            self._say("what this text was about is gone")
            return
        draft = self._editor.drafts.texts.get(target)
        what, who, due = _texts_of(line) if draft is None else draft.split("\n")
        heading = "New next step" if line is None else "Next step"
        self._step = StepScreen(
            heading, what, who, due, typed=lambda typed: self._keep_step_draft(target, typed)
        )
        self._screen.app.push_screen(self._step, lambda typed: self._keep_step(target, typed))

    def _keep_step(self, target: StepTarget, typed: TypedStep | None) -> None:
        self._step = None
        if typed is None:
            return
        self._keep_step_draft(target, typed)
        if typed.is_kept and typed[:3] != _texts_of(self._line(target)):
            self._do(c.SetNextStep(*typed[:3], step_id=target.step_id), target)
        elif target in self._editor.drafts.texts:
            self._say("not saved, but kept as a draft")

    def _keep_step_draft(self, target: StepTarget, typed: TypedStep) -> None:
        texts = typed[:3]
        if any(texts) and texts != _texts_of(self._line(target)):
            self._editor.drafts.keep(target, "\n".join(texts))
        else:
            self._editor.drafts.discard(target)

    def _line(self, target: StepTarget) -> StepLine | None:
        view = self._editor.view
        lines = () if view is None else view.steps
        return next((line for line in lines if line.id == target.step_id), None)

    @property
    def _text(self) -> EditableText | None:
        """The text that is being typed, as it is now."""
        return None if self._editor.view is None else text_of(self._editor.view, self.target)

    @property
    def _sheet(self) -> EditSheet:
        return self._screen.query_one(EditSheet)


def _texts_of(line: StepLine | None) -> tuple[str, str, str]:
    return ("", "", "") if line is None else (line.what, line.who, line.due)
