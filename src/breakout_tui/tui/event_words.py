"""The words for the events of the domain: those of the status line, and those of an answer without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.events import (
    BoxBackdated,
    BoxDropped,
    BoxEntered,
    BoxSkipped,
    Event,
    NoteCaptured,
    NoteChanged,
    PhaseEnded,
    PhaseStarted,
    StartTakenBack,
    Told,
)
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import named, plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.wording import LONGEST_LABEL, sentence, shortened

if TYPE_CHECKING:
    from breakout_tui.domain.command_context import Outcome


NOTHING_CHANGED = "Nothing changed"
"""The answer to a command without an effect, such as an extension by no minutes."""


def event_words(event: Event) -> str:
    """The line to show for an event; empty if the screen shows the change anyway."""
    match event:
        case Told(words):
            return sentence(words)
        case BoxDropped(title):
            return f"Dropped: {title} · /restore puts it back"
        case BoxSkipped(title):
            return f"Skipped: {title} · {shown('back')} returns to it"
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


def told(session: Session, events: tuple[Event, ...]) -> list[str]:
    """The messages of events; without any, the description of a changed note."""
    words = [text for event in events if (text := event_words(event))]
    if not words and session.undo_steps and any(isinstance(event, NoteChanged) for event in events):
        words = [sentence(session.undo_steps[-1].words)]
    return words


def happened(before: Session, outcome: Outcome, reading: Reading) -> list[str]:
    """What a command changed, for an answer without a screen, also what a screen just shows; empty for changes that have no words."""
    from breakout_tui.tui.status_report import time_line

    after, events = outcome.session, outcome.events
    lines = [words for event in events if (words := _seen(after, event))]
    lines += told(after, events)
    if any(isinstance(event, BoxEntered) for event in events):
        lines.append(time_line(after, reading))
    if not lines and after.undo_steps and after.undo_steps[-1:] != before.undo_steps[-1:]:
        lines.append(sentence(after.undo_steps[-1].words))
    if not lines and after.running is not None and _clock(after) != _clock(before):
        lines.append(time_line(after, reading))
    return lines or ([] if outcome.changes else [NOTHING_CHANGED])


def _clock(session: Session) -> tuple[object, ...]:
    return session.spans, session.runs, session.boxes


def _seen(session: Session, event: Event) -> str:
    """The words for an event that a screen shows without words; empty for any other."""
    match event:
        case NoteCaptured(serial):
            note = session.book[serial]
            stands = session.book.standing_for(serial)
            return (
                f"{note.reference} saved"
                if stands is note
                else f"{note.reference} counts as {stands.reference}"
            )
        case PhaseStarted(phase):
            return f"{session.info.programme.phase(phase).title}: started"
        case PhaseEnded(phase):
            return f"{session.info.programme.phase(phase).title}: ended"
        case _:
            return ""
