"""Draft keeper: saves the text in the capture line as a draft, a moment after each key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import DatabaseBusy
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft
from breakout_tui.tui.parts.typing_pause import TypingPause
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.capture_line import CaptureLine

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command


class DraftKeeper:
    """``compare`` is called when typing pauses and the whole session is loaded."""

    def __init__(
        self,
        controller: SessionController,
        line: CaptureLine,
        *,
        stored: Draft | None,
        do: Callable[[Command], bool],
        compare: Callable[[], None],
    ) -> None:
        self.editing: int | None = None
        """Serial of the note being edited in the line."""
        self.amends = False
        """Whether the edit is an amendment at the read-back."""
        self._controller = controller
        self._line = line
        self._stored = stored
        self._do = do
        self._compare = compare
        self._pause = TypingPause(line, self.save)

    def begin_edit(self, serial: int, *, amends: bool = False) -> None:
        """The line holds an edit of this note from now on."""
        self.editing, self.amends = serial, amends

    def end_edit(self) -> None:
        """The line holds no edit."""
        self.editing, self.amends = None, False

    @property
    def text(self) -> str:
        """All text in the line, including a held paste."""
        line = self._line
        return line.held.whole if line.held is not None else line.value

    @property
    def draft(self) -> Draft | None:
        """The text in the line and the one that returns after it; None if both are blank. A command is no draft."""
        text, kept, editing = self.text, self._line.aside.kept, self.editing
        if not text.strip() or (text.startswith("/") and not text.startswith("//")):
            text, kept, editing = kept, "", None
        if not text.strip():
            return None
        if self._controller.session.info.rule is AttributionRule.NONE:
            text, kept = self._line.context.draft(text), self._line.context.draft(kept)
        return Draft(text, self._line.kinds.current, editing, kept)

    def changed(self) -> None:
        """The text changed: save it soon."""
        self._pause.begin()

    def save(self) -> None:
        """Save the draft, if it changed."""
        self._pause.stop()
        if self._controller.is_read_only:
            return
        try:
            session = self._controller.whole()
        except DatabaseBusy:  # shown by the part that waits for the rest of the session
            self._controller.keep_draft(self.draft)
            self.changed()
            return
        self._compare()
        draft = self.draft
        if draft == self._stored:
            return
        if draft is not None and not session.info.rule_locked:
            from breakout_tui.domain.commands import LockRule

            self._do(LockRule())
        self._stored = draft
        self._controller.keep_draft(draft)

    def forget(self) -> None:
        """The text became a note: the draft is now what returned to the line, if anything."""
        self._stored = self.draft
        self._controller.keep_draft(self._stored)
