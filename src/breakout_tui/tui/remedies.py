"""Mending: from a loose end of the chain to the command that ties it."""

from __future__ import annotations

from breakout_tui.domain.chain import boxes_of_issues
from breakout_tui.domain.lint import Loose, LooseEnd
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session

Remedy = tuple[str, str]
"""A word and its argument, as they would be typed after the slash."""

REMEDIES = {
    "link": "link it",
    "fields": "fill it in",
    "jump": "go there",
    "read": "read it back",
}
"""What the command that mends a loose end does, in words."""


def remedy(session: Session, end: LooseEnd) -> Remedy:
    """The command that mends a loose end."""
    if end.kind is not Loose.NO_APPROACH:
        return end.remedy, end.subject
    boxes = boxes_of_issues(session)
    for place, issue in enumerate(priorities(session)):
        if end.subject in (issue.subject, issue.title):
            box = next((box for box in session.boxes if boxes.get(box.id) == place), None)
            if box is not None:
                return end.remedy, box.label
    return end.remedy, end.subject
