"""Finds the session that an action is about: the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from breakout_tui.cli.choose import choose
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import clean_line

if TYPE_CHECKING:
    from breakout_tui.domain.ports import Store


class Chosen(NamedTuple):
    """The session, and which one it is if others could be meant; else empty."""

    session_id: str
    told: str = ""


def choose_open(store: Store, named: str | None) -> Chosen:
    """The given session or, without one, the newest of ours that is neither done nor archived; if all are done, the newest.

    Raises NotFound, StoreError.
    """
    if named is not None:
        return Chosen(choose(store, named))
    visible = [summary for summary in store.summaries() if not summary.archived]
    unfinished = [each for each in visible if each.stage is not Stage.DONE and not each.is_gathered]
    if not unfinished:
        return Chosen(choose(store, None))
    chosen = unfinished[0]
    if len(unfinished) == 1:
        return Chosen(chosen.id)
    about = " · ".join(filter(None, (clean_line(chosen.theme_title), clean_line(chosen.room))))
    number = visible.index(chosen) + 1
    return Chosen(chosen.id, f"session {number}: {about} ({len(unfinished)} are not done; --session chooses)")
