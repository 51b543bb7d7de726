"""Keys in order: key handling for the fields of a form, so that fast typing is handled in order."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from breakout_tui.tui.widgets.focus_order import forward_key, run_binding


async def take_key(part: Widget, event: events.Key) -> bool:
    """Run the binding of a key, or forward it to the widget with the focus; returns whether it did either."""
    if forward_key(part, event):
        return True
    if event.is_printable:
        return False
    return await run_binding(part, event)
