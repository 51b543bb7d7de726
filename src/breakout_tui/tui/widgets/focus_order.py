"""Keys follow the focus: what reached a part after the focus went on is handed on to where the focus is now.

In a burst the keys wait in the queue of the part that had the focus when they came. Without this, letters typed right after
Esc would act on a list as commands although the focus is back in the line, or be typed although it has left.
"""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widget import Widget


def forward_key(part: Widget, event: events.Key) -> bool:
    """Hand a key on if the focus is elsewhere by now; whether it was."""
    heir = part.app.focused or part.app.screen
    if heir is part:
        return False
    event.stop()
    event.prevent_default()
    heir._forward_event(events.Key(event.key, event.character))
    return True


class FollowsFocus(Widget):
    """A part that she visits and leaves again; ``back_to`` gets the focus at once when she does."""

    back_to: Widget | None = None

    @property
    def is_marking(self) -> bool:
        """Whether something is marked that a letter could be about; where nothing is, letters are typed."""
        return True

    async def _on_key(self, event: events.Key) -> None:
        """Act at once, by its own bindings or the screen's; Textual would do so by way of the app, after the next keys."""
        if forward_key(self, event):
            return
        own = self._bindings.key_to_bindings.get(event.key)
        if not own and not self.is_marking and event.is_printable and event.key != "slash":
            self.screen.set_focus(self.back_to)
            forward_key(self, event)
            return
        for node in (self, self.screen):
            for binding in node._bindings.key_to_bindings.get(event.key, []):
                event.stop()
                event.prevent_default()
                await self.app.run_action(binding.action, node)
                return

    def leave(self, message: Message) -> None:
        """Give the focus back, then say so."""
        if self.back_to is not None:
            self.screen.set_focus(self.back_to)
        self.post_message(message)
