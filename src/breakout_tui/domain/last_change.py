"""When a session was changed last: the moment at which another room's session is shown here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.session_state import Session


def reading_at_last_change(session: Session) -> Reading:
    """The clocks as they were then. Of no boot, so that the room's time follows the wall clock; in the session's own zone."""
    return Reading("", 0.0, last_change(session), session.info.zone)


def last_change(session: Session) -> datetime:
    """The moment of the last record that has one."""
    return max(_moments(session))


def _moments(session: Session) -> Iterator[datetime]:
    """What can be the last moment: the ends of runs and spans, the last note, and the last change of a note."""
    yield session.info.created_at
    for run in session.started:
        yield run.ended_at or run.started_at
    for span in session.spans:
        yield span.ended_at or span.started_at
    if len(session.book):
        yield session.book[len(session.book) - 1].captured_at
    for step in session.undo_steps[-1:]:
        yield step.at
