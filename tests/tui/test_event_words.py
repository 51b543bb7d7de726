"""What the status line says of events."""

from __future__ import annotations

from breakout_tui.domain.events import BoxDropped, NoteCaptured, Told
from breakout_tui.tui.event_words import event_words


def test_a_dropped_box_names_the_command_that_restores_it() -> None:
    """The domain gives the title; the screen adds what to type."""
    assert event_words(BoxDropped("Break")) == "Dropped: Break · /restore puts it back"


def test_a_message_is_shown_and_other_events_say_nothing() -> None:
    """A captured note is seen in the list."""
    assert event_words(Told("the cut splits a tie")) == "The cut splits a tie"
    assert event_words(NoteCaptured(0)) == ""
