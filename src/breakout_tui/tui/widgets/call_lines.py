"""Call lines: the calls for help above the cards, a line each; nothing where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from breakout_tui.domain.organiser_mail import OpenCall
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.tui.widgets.line import Line

_MOST = 4
"""Lines at most; the last one says how many more there are."""


class CallLines(Vertical):
    """As high as its lines."""

    DEFAULT_CSS = "CallLines { height: auto; display: none; } CallLines Line { display: none; }"

    def compose(self) -> ComposeResult:
        """Its lines, which are shown as far as they are needed."""
        for _ in range(_MOST):
            yield Line()

    def show(self, calls: Sequence[OpenCall], now: float) -> None:
        """Show these calls at this moment of the hub's clock, those that wait first."""
        lines, calls = [*self.query(Line)], sorted(calls, key=lambda call: bool(call.taken_by))
        self.display = bool(calls)
        shown = calls if len(calls) <= _MOST else calls[: _MOST - 1]
        for line, call in zip(lines, shown, strict=False):
            role = "muted" if call.taken_by else "bad"
            text = clean_line(call.text) or "Please come."
            line.left = ((f"! {clean_line(call.room)}  ", role), (text, "muted" if call.taken_by else ""))
            keys = "x close" if call.taken_by else "h take · x close"
            line.right = ((clean_line(call.waiting_words(now)), role), (f"  {keys}", "muted"))
        if len(shown) < len(calls):
            lines[-1].left = (
                (plural(len(calls) - len(shown), "more call for help", "more calls for help"), "bad"),
            )
            lines[-1].right = ()
        for place, line in enumerate(lines):
            line.display = place < min(len(calls), _MOST)
