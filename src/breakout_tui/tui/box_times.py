"""Box times: which boxes the agenda shows, and the role and the time of each, in words."""

from __future__ import annotations

from collections.abc import Mapping

from breakout_tui.domain import timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.duration_words import minutes
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage


def role_and_time(session: Session, box: Box, now: Pace | None, coming: Mapping[str, int]) -> tuple[str, str]:
    """The role of a box, and its time in words; ``coming`` says what the boxes get if their phase starts now."""
    if now is not None and box.id == now.box.id:
        return "now", minutes(now.allotted)
    if box.dropped:
        return "dropped", ""
    shown = coming.get(box.id) if now is None else now.shown_for(box.id)
    if shown is not None:
        return "ahead", minutes(shown)
    used = timeline.used(session.spans, box.id, now.now if now is not None else session.info.created_at)
    is_held = any(span.box_id == box.id for span in session.spans)
    return "done" if is_held else "not held", minutes(used) if used else "–"


def boxes_in_view(session: Session) -> tuple[Box, ...]:
    """The boxes of the phase in view; between two phases, those of the next one."""
    if session.stage is Stage.BETWEEN and (due := session.due_phase) is not None:
        return preview(session, due)
    return tuple(box for box in session.boxes if box.phase == session.phase_in_view)
