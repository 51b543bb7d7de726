"""What the status line says of an event of the domain."""

from __future__ import annotations

from breakout_tui.domain.events import BoxDropped, Event, Told


def event_words(event: Event) -> str:
    """The line to show for an event; empty where the screen itself shows what happened."""
    match event:
        case Told(words):
            return words
        case BoxDropped(title):
            return f"dropped: {title} · /restore brings it back"
        case _:
            return ""
