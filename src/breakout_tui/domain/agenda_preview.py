"""A phase before it starts: the boxes it would have if it started now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session


def preview(session: Session, phase: Phase) -> tuple[Box, ...]:
    """The boxes of a phase in order; once it has started, its real boxes."""
    if session.run(phase.id) is not None:
        return session.agenda(phase.id)
    boxes = lay_out(
        session.id,
        phase,
        session.theme,
        priorities=tuple(issue.title for issue in priorities(session)),
        groups=session.info.groups,
    )
    # After a start that was taken back, its boxes are there.
    known = [box.id for box in session.boxes if box.phase == phase.id]
    ids = (*known, *(f"{box.id}{_of_list(session)}" for box in boxes[len(known) :]))
    return tuple(replace(box, id=box_id) for box, box_id in zip(boxes, ids, strict=False))


def _of_list(session: Session) -> str:
    """What tells boxes that follow an agreed list from those of another list, agreed on another laptop in a copy of the session."""
    locked_at = next((ranking.locked_at for ranking in reversed(agreed_lists(session))), None)
    return "" if locked_at is None else f":{locked_at.astimezone(UTC):%Y%m%dT%H%M%S}"
