"""Which session a command means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from breakout_tui.domain.ports import Store


def choose(store: Store, named: str | None) -> str:
    """The id of the session of this number (1 is the newest) or beginning of an id; without a name the newest.

    Raises NotFound, StoreError.
    """
    if named is None:
        # Asked for by itself: to count the notes of all sessions would cost as long as half the screen.
        if (latest := store.latest()) is None:
            raise _none(store)
        return latest
    summaries = store.summaries()
    if not summaries:
        raise _none(store)
    visible = [summary for summary in summaries if not summary.archived]
    if named.isdigit() and 1 <= int(named) <= len(visible):
        return visible[int(named) - 1].id
    found = [summary.id for summary in summaries if len(named) >= 4 and summary.id.startswith(named)]
    if len(found) != 1:
        what = "no session" if not found else f"{len(found)} sessions"
        raise NotFound(f"{what} by the name {named!r}", remedy="`breakout-tui sessions` lists them")
    return found[0]


def _none(store: Store) -> NotFound:
    return NotFound("there is no session yet", where=str(store.path), remedy="`breakout-tui` starts one")
