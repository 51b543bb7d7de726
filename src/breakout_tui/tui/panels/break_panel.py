"""The break: when the session resumes, as large as fits, so that everybody can read it from the door."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.panels.list_panel import ListPanel
from breakout_tui.tui.widgets import block_digits
from breakout_tui.tui.widgets.page import TextRows


class BreakText:
    """A time of day in block digits, and words below them."""

    def __init__(self) -> None:
        self.back_at = ""
        self.words = ""

    def lay_out(self, width: int, height: int) -> list[Content]:
        """The digits in the middle, the words below them."""
        scale = block_digits.largest_scale(self.back_at, width, height - 3) if self.back_at else None
        lines = block_digits.render(self.back_at, scale) if scale is not None else [self.back_at]
        digits = [Content.styled(line.center(width), "$accent") for line in lines]
        words = Content.styled(self.words.center(width), "$muted")
        above = max(0, (height - len(lines) - 2) // 2)
        return [*[Content("")] * above, *digits, Content(""), words]


class BreakPanel(ListPanel):
    """Shows when the session resumes, in block digits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "leave", show=False)]

    def __init__(self) -> None:
        self._text = BreakText()
        self._lines = TextRows(self._text, fills=True)
        super().__init__(self._lines)

    @property
    def is_marking(self) -> bool:
        """False: letters have nothing to act on."""
        return False

    def show(self, session: Session, now: Pace | None) -> None:
        """Show when the session resumes, and with which step."""
        if now is None:
            return
        ahead = session.ahead(now.box)
        after = ahead[0].step_title if ahead else "the end"
        back_at = f"{now.box_ends_at:%H:%M}"
        words = f"{after} was due {clock(now.left)} ago" if now.left < 0 else f"Back at {back_at} for {after}"
        if (back_at, words) != (self._text.back_at, self._text.words):
            self._text.back_at, self._text.words = back_at, words
            self._lines.forget()
            self.rows.repaint()

    def as_text(self) -> str:
        """Its text."""
        return self._text.words
