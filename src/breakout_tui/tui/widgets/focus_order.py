"""Keys follow the focus, and each key acts at once, so that a burst of typing ends up as it was typed.

Textual acts on letters in the widget, but sends Enter, Tab and arrows to the app first, so that in a burst letters overtake
them (Textualize/textual#6605). And keys that wait in the queue of a widget reach it even when the focus has left.
Everything here uses Textual's public names only.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from textual import events
from textual.binding import ActiveBinding
from textual.message import Message
from textual.widget import Widget

_bindings_of: WeakKeyDictionary[Widget, Mapping[str, ActiveBinding]] = WeakKeyDictionary()
"""What each key does while a widget has the focus. Asking Textual takes 0.2 ms; no action here is ever disabled."""


class Key(events.Key):
    """A key that one widget hands to another. Textual finds its handlers by the name of this class: ``on_key``."""

    @property
    def is_forwarded(self) -> bool:
        """Yes: the app must not send it to the focus a second time when it bubbles up."""
        return True


def forward_key(part: Widget, event: events.Key) -> bool:
    """Hand a key to the widget that has the focus now; False if that is ``part`` itself."""
    focused = part.app.focused or part.app.screen
    if focused is part:
        return False
    take(event)
    focused.post_message(Key(event.key, event.character))
    return True


def take(event: events.Key | events.Paste) -> None:
    """Let nobody else act on this event."""
    event.stop()
    event.prevent_default()


def bound_to(part: Widget, key: str) -> ActiveBinding | None:
    """What a key does while ``part`` has the focus, apart from the app's own bindings."""
    if part not in _bindings_of:
        _bindings_of[part] = part.screen.active_bindings
    binding = _bindings_of[part].get(key)
    return None if binding is None or binding.node is part.app else binding


async def run_binding(part: Widget, event: events.Key) -> bool:
    """Act at once on a key that is bound; whether it was one. An action that skips the key leaves it to the app."""
    found = bound_to(part, event.key)
    if found is None:
        return False
    event.prevent_default()
    if await part.app.run_action(found.binding.action, found.node):
        event.stop()
    return True


class FollowsFocus(Widget):
    """A widget that the facilitator visits and leaves; ``back_to`` gets the focus when they leave."""

    back_to: Widget | None = None

    @property
    def is_marking(self) -> bool:
        """Whether something is marked that a letter could be about; if not, letters are typed into ``back_to``."""
        return True

    async def on_key(self, event: events.Key) -> None:
        """Act at once, by the bindings of this widget or of the screen."""
        if forward_key(self, event):
            return
        found = bound_to(self, event.key)
        is_own = found is not None and found.node is self
        if not is_own and not self.is_marking and event.is_printable and event.key != "slash":
            self.screen.set_focus(self.back_to)
            forward_key(self, event)
            return
        await run_binding(self, event)

    def leave(self, message: Message) -> None:
        """Give the focus back, then say so."""
        if self.back_to is not None:
            self.screen.set_focus(self.back_to)
        self.post_message(message)
