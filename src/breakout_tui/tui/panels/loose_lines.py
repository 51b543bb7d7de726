"""The first loose ends as lines of a panel, each with its digit and the command that fixes it."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.panels.text_panel import TextLine
from breakout_tui.tui.remedies import loose_text, remedy
from breakout_tui.tui.wording import shortened

MOST = 5
"""The most loose ends in a panel; the chain screen shows all."""


def loose_lines(session: Session, ends: Sequence[LooseEnd], *, only_reads: bool = False) -> list[TextLine]:
    """A title, and the loose ends with the commands that fix them, unless the session is only read."""
    if not ends:
        return [("No loose ends.", "title"), ("", "")]
    lines: list[TextLine] = [(plural(len(ends), "loose end"), "title")]
    for number, end in enumerate(ends[:MOST], 1):
        words = f"  {number}  {shortened(loose_text(end, session.labels), 60)}"
        word, argument = remedy(session, end)
        lines.append((words if only_reads else f"{words}   /{word} {argument}".rstrip(), "number"))
    if len(ends) > MOST:
        lines.append((f"     and {len(ends) - MOST:,} more · {shown('chain')} shows the chain", "muted"))
    return [*lines, ("", "")]
