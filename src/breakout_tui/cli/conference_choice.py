"""Finds the conference that a command is about: the sessions of one event in the database."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.cli.choose import no_sessions
from breakout_tui.domain.conference import Conference, conference
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.event_sessions import LEAST, events_of, sessions_of
from breakout_tui.domain.ports import StoredSessions
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, fold

Progress = Callable[[int, int], None]
"""Told how many sessions were read, and of how many."""


def choose_conference(
    store: StoredSessions, named: str | None, progress: Progress = lambda _done, _of: None
) -> Conference:
    """The conference of the event whose name begins so; for None that of the newest session.

    Raises NotFound if there is no such event, or only one session of it; StoreError.
    """
    summaries = store.summaries()
    events = events_of(summaries)
    if not events:
        raise no_sessions(store)
    event = _event(events, named)
    found = sessions_of(event, summaries)
    if len(found) < LEAST:
        raise NotFound(
            f"there is only one session of “{event}”, and a paper needs several",
            where=str(store.path),
            remedy="take in the other rooms' files with `breakout-tui gather FILE…`,"
            " or write the report of this one with `breakout-tui export`",
        )
    sessions = []
    for done, summary in enumerate(found):
        progress(done, len(found))
        sessions.append(Session.of(store.load(summary.id)))
    return conference(event, sessions)


def _event(events: tuple[str, ...], named: str | None) -> str:
    if named is None:
        return events[0]
    wanted = fold(clean_line(named))
    found = [event for event in events if fold(event).startswith(wanted)]
    if len(found) != 1:
        what = f"no event begins with “{clean_line(named)}”" if not found else f"{len(found)} events begin so"
        listed = ", ".join(f"“{event}”" for event in events)
        raise NotFound(what, remedy=f"the events are {listed}")
    return found[0]
