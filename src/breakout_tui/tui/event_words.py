"""The status line's words for the events of the domain."""

from __future__ import annotations

from breakout_tui.domain.events import BoxDropped, Event, Told
from breakout_tui.tui.wording import sentence


def event_words(event: Event) -> str:
    """The line to show for an event; empty if the screen shows the change anyway."""
    match event:
        case Told(words):
            return sentence(words)
        case BoxDropped(title):
            return f"Dropped: {title} · /restore puts it back"
        case _:
            return ""
