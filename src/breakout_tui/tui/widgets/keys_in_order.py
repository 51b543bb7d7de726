"""Keys in order: how the fields of a form take keys, so that a burst of typing ends up as it was typed."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from breakout_tui.tui.widgets.focus_order import forward_key, run_binding


async def take_key(part: Widget, event: events.Key) -> bool:
    """Act on a key that is not text, or hand it to the widget that has the focus now; whether either was done."""
    if forward_key(part, event):
        return True
    if event.is_printable:
        return False
    return await run_binding(part, event)
