"""A phase before it starts: the boxes it would have if it started now."""

from __future__ import annotations

from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session


def preview(session: Session, phase: Phase) -> tuple[Box, ...]:
    """The boxes of a phase in order; once it has started, its real boxes."""
    if session.run(phase.id) is not None:
        return session.agenda(phase.id)
    return lay_out(
        session.id,
        phase,
        session.theme,
        priorities=tuple(issue.title for issue in priorities(session)),
        groups=session.info.groups,
    )
