"""The agreed list: what may happen to the notes and clusters of a locked list.

Nothing makes a locked list name what is gone:

- A note that is a priority issue can't be deleted; one that stands for it can, and gives it back.
- It may be merged, but not with another priority issue, and change its kind: wordings and references stay, and the list
  finds it under any of them.
- A cluster may be renamed: its line goes with it and keeps the title that was agreed.
- A line below the cut whose note is deleted is left out, and comes back when the note is restored.
- Only unlocking, with a reason for the report, reopens the list; undoing that brings back the list as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.clusters import SIGN
from breakout_tui.domain.ranking_counts import key_of, own_key, ranking_of
from breakout_tui.domain.session_state import Session


def holds(session: Session, serial: int) -> bool:
    """Whether a note is a priority issue of the locked list."""
    return any(own_key(session, subject) == serial for subject in _agreed_notes(session))


def stands_for_issue(session: Session, serial: int) -> bool:
    """Whether a note is a priority issue of the locked list, or one was merged into it."""
    return any(serial in (own_key(session, each), key_of(session, each)) for each in _agreed_notes(session))


def _agreed_notes(session: Session) -> Iterable[str]:
    issues = ranking_of(session).issues
    return (issue.subject for issue in issues if issue.chosen and not issue.subject.startswith(SIGN))
