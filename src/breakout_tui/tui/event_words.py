"""The status line's words for the events of the domain."""

from __future__ import annotations

from breakout_tui.domain.events import BoxBackdated, BoxDropped, Event, StartTakenBack, Told
from breakout_tui.domain.text import named, plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.wording import LONGEST_LABEL, sentence, shortened


def event_words(event: Event) -> str:
    """The line to show for an event; empty if the screen shows the change anyway."""
    match event:
        case Told(words):
            return sentence(words)
        case BoxDropped(title):
            return f"Dropped: {title} · /restore puts it back"
        case BoxBackdated(label, since, notes, before):
            left = (
                f" · {plural(notes, 'note')} taken since then in {shortened(before, LONGEST_LABEL)} · /bring moves them"
                if notes
                else ""
            )
            return f"{shortened(label, LONGEST_LABEL)} since {since:%H:%M}{left}"
        case StartTakenBack(title):
            return f"{named(shortened(title, LONGEST_LABEL))} has not started · {shown('next')} starts it"
        case _:
            return ""
