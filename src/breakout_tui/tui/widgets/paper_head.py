"""Paper head: the first line of the editor's screen: the event, how much there is, and whether all is saved."""

from __future__ import annotations

from breakout_tui.domain.text import plural
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.paper.paper_editor import PaperEditor
from breakout_tui.tui.paper.paper_row import Block, TextRow
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.wording import steady

_WIDE = 100
"""Cells from which the counts are shown."""


class PaperHead(Line):
    """One line; ``show`` is called when something may be different."""

    def show(self, editor: PaperEditor) -> None:
        """Show the state of an editor."""
        view = editor.view
        event = "" if view is None else f"   {steady(view.conference.event)}"
        self.left = (("Position paper", "strong"), (event, "muted"))
        counts = ""
        if view is not None and self.app.size.width >= _WIDE:
            sessions, statements = len(view.conference.sessions), len(view.conference.statements)
            counts = f"{plural(sessions, 'session')} · {plural(statements, 'statement')}   "
        self.right = ((counts, "muted"), _saved(editor))


def before_reading(editor: PaperEditor) -> TextRow:
    """What is shown until everything is read, or why it can't be."""
    if editor.failure is not None:
        return TextRow(None, (Block(error_text(editor.failure)),))
    done, of = editor.reading
    words = f"Reading session {done + 1} of {of} …" if of else "Reading the sessions …"
    return TextRow(None, (Block(words, "$muted"),))


def _saved(editor: PaperEditor) -> Part:
    if editor.save_failure is not None:
        return ("not saved", "bad")
    if editor.view is None:
        return ("", "")
    return ("all saved ✓", "good") if editor.is_saved else ("saving …", "muted")
