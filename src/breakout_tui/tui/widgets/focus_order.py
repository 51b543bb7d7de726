"""Focus order: each key acts immediately on the widget with the focus, so that fast typing is handled in order.

Textual handles letters in the widget, but sends Enter, Tab and arrows to the app first, so that letters typed fast overtake
them (Textualize/textual#6605). And keys in the queue of a widget reach it even after the focus has moved. This module uses
only public names of Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from textual import events
from textual.binding import ActiveBinding
from textual.message import Message
from textual.widget import Widget

_bindings_of: WeakKeyDictionary[Widget, Mapping[str, ActiveBinding]] = WeakKeyDictionary()
"""The bindings of a widget by key. Cached, since asking Textual takes 0.2 ms and no action here is ever disabled."""


class Key(events.Key):
    """A key that one widget forwards to another. Textual derives the handler name ``on_key`` from the class name."""

    @property
    def is_forwarded(self) -> bool:
        """True, so that the app does not send the key to the focused widget again when it bubbles up."""
        return True


def forward_key(part: Widget, event: events.Key) -> bool:
    """Forward a key to the widget with the focus; False if that is ``part`` itself."""
    focused = part.app.focused or part.app.screen
    if focused is part:
        return False
    take(event)
    focused.post_message(Key(event.key, event.character))
    return True


def take(event: events.Key | events.Paste) -> None:
    """Stop the event, so that nothing else handles it."""
    event.stop()
    event.prevent_default()


def bound_to(part: Widget, key: str) -> ActiveBinding | None:
    """The binding of a key while ``part`` has the focus, without the app's own bindings."""
    if part not in _bindings_of:
        _bindings_of[part] = part.screen.active_bindings
    binding = _bindings_of[part].get(key)
    return None if binding is None or binding.node is part.app else binding


async def run_binding(part: Widget, event: events.Key) -> bool:
    """Run the binding of a key immediately; returns whether it had one. An action can leave the key to the app."""
    found = bound_to(part, event.key)
    if found is None:
        return False
    event.prevent_default()
    if await part.app.run_action(found.binding.action, found.node):
        event.stop()
    return True


class FollowsFocus(Widget):
    """A widget that returns the focus to ``back_to``."""

    back_to: Widget | None = None

    @property
    def is_marking(self) -> bool:
        """Whether letters have something to act on; if not, they are text for ``back_to``."""
        return True

    def takes_letter(self, event: events.Key) -> bool:
        """Whether the key is a command here; with nothing to act on, only its own keys are (``letter_runs``)."""
        found = bound_to(self, event.key)
        return found is not None and (found.node is self or self.is_marking or event.key == "slash")

    async def on_key(self, event: events.Key) -> None:
        """Handle a key immediately, by the bindings of this widget or of the screen."""
        if not forward_key(self, event):
            await run_binding(self, event)

    def leave(self, message: Message) -> None:
        """Return the focus, then report it."""
        if self.back_to is not None:
            self.screen.set_focus(self.back_to)
        self.post_message(message)
