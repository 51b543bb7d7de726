"""Finds the conference that a command is about: the sessions of one event in the database."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.cli.choose import no_sessions
from breakout_tui.domain.conference import Conference, conference, events_of, paper_id
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.ports import Store
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, fold

Progress = Callable[[int, int], None]
"""Told how many sessions were read, and of how many."""


def choose_conference(
    store: Store, named: str | None, progress: Progress = lambda _done, _of: None
) -> Conference:
    """The conference of the event whose name begins so; for None that of the newest session.

    Raises NotFound if there is no such event, or only one session of it; StoreError.
    """
    ids = [summary.id for summary in store.summaries() if not summary.archived]
    if not ids:
        raise no_sessions(store)
    sessions = []
    for done, session_id in enumerate(ids):
        progress(done, len(ids))
        sessions.append(Session.of(store.load(session_id)))
    event = _event(events_of(session.info for session in sessions), named)
    found = [each for each in sessions if paper_id(each.info.programme.event) == paper_id(event)]
    if len(found) < 2:
        raise NotFound(
            f"there is only one session of “{event}”, and a paper needs several",
            where=str(store.path),
            remedy="take in the other rooms' files with `breakout-tui gather FILE…`,"
            " or write the report of this one with `breakout-tui export`",
        )
    return conference(event, found)


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
