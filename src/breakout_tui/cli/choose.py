"""Finds the session that a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from breakout_tui.domain.ports import StoredSessions


_FIRST = "run `breakout-tui` to start one"
_GATHER = "take in the rooms' files with `breakout-tui gather --into URL FILE…`"


def choose(store: StoredSessions, named: str | None) -> str:
    """The id of a session, given by its number (1 is the newest) or the start of its id; None means the newest.

    Raises NotFound, StoreError.
    """
    if named is None:
        # A query of its own: counting the notes of all sessions would take half as long as opening the screen.
        if (latest := store.latest()) is None:
            raise no_sessions(store)
        return latest
    summaries = store.summaries()
    if not summaries:
        raise no_sessions(store)
    visible = [summary for summary in summaries if not summary.archived]
    if named.isdecimal() and 1 <= int(named) <= len(visible):
        return visible[int(named) - 1].id
    found = [summary.id for summary in summaries if len(named) >= 4 and summary.id.startswith(named)]
    if len(found) != 1:
        what = "no session has" if not found else f"{len(found)} sessions have"
        raise NotFound(f"{what} the number or id {named!r}", remedy="`breakout-tui sessions` lists them")
    return found[0]


def no_sessions(store: StoredSessions) -> NotFound:
    """Why a command that needs a session can do nothing."""
    return NotFound(
        "there are no sessions yet",
        where=str(store.path),
        remedy=_FIRST if isinstance(store.path, Path) else _GATHER,
    )
