"""Which session a command means."""

from __future__ import annotations

from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.ports import Store, Summary


def choose(store: Store, named: str | None) -> Summary:
    """The session of this number (1 is the newest) or beginning of an id; without a name the newest. Raises NotFound."""
    summaries = [summary for summary in store.summaries() if not summary.archived or named is not None]
    if not summaries:
        raise NotFound("there is no session yet", where=str(store.path), remedy="`breakout-tui` starts one")
    if named is None:
        return summaries[0]
    visible = [summary for summary in summaries if not summary.archived]
    if named.isdigit() and 1 <= int(named) <= len(visible):
        return visible[int(named) - 1]
    found = [summary for summary in summaries if len(named) >= 4 and summary.id.startswith(named)]
    if len(found) != 1:
        what = "no session" if not found else f"{len(found)} sessions"
        raise NotFound(f"{what} by the name {named!r}", remedy="`breakout-tui sessions` lists them")
    return found[0]
