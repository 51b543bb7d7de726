"""The panels of the steps, and the choice of the current one."""

from __future__ import annotations

from breakout_tui.domain.session_state import Session
from breakout_tui.tui.panels.panel_choice import panel_of
from breakout_tui.tui.widgets.panel import Panel


def panel_for(session: Session) -> type[Panel] | None:
    """The panel in place of the notes, or None to show the notes."""
    box = session.current_box
    return panel_of(session.stage if box is None else box.kind)
