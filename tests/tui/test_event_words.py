"""The status line's words for events."""

from __future__ import annotations

from breakout_tui.domain.events import BoxDropped, BoxSkipped, NoteCaptured, Told
from breakout_tui.tui.event_words import event_words


def test_a_dropped_box_names_the_command_that_restores_it() -> None:
    """The domain provides the title; the screen adds the command."""
    assert event_words(BoxDropped("Break")) == "Dropped: Break · /restore puts it back"


def test_a_skipped_box_names_the_key_that_returns_to_it() -> None:
    """Rule: what F5 does next is said where it differs from the box before."""
    assert event_words(BoxSkipped("Break")) == "Skipped: Break · F5 returns to it"


def test_a_message_is_shown_and_other_events_have_no_words() -> None:
    """A captured note appears in the list."""
    assert event_words(Told("the cut splits a tie")) == "The cut splits a tie"
    assert event_words(NoteCaptured(0)) == ""
