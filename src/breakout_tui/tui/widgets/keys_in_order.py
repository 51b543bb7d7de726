"""Keys in order: how the parts of a form take keys, so that a burst of typing ends up as it was typed.

Textual acts on letters in the widget and on Enter or Tab by way of the app; in a burst the letters overtake. Here a part
acts on every key at once, and what reached it after the focus went on is handed on to where the focus is.
"""

from __future__ import annotations

from textual import events
from textual.widget import Widget


async def take_key(part: Widget, event: events.Key) -> bool:
    """Act on a key that is not to be typed, by the bindings of the part and of its screen; whether it was one."""
    heir = part.app.focused
    if heir is not part:
        event.stop()
        event.prevent_default()
        if heir is not None:
            heir._forward_event(events.Key(event.key, event.character))
        return True
    if event.is_printable:
        return False
    for node in (part, part.screen):
        for binding in node._bindings.key_to_bindings.get(event.key, []):
            event.stop()
            event.prevent_default()
            if await part.app.run_action(binding.action, node):
                return True
    return False
