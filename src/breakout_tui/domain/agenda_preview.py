"""The afternoon before it starts: the boxes it would have if it started now."""

from __future__ import annotations

from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.session_state import Session


def preview(session: Session) -> tuple[Box, ...]:
    """The boxes of the afternoon in order; once it has started, its real boxes."""
    if session.run(PhaseName.AFTERNOON) is not None:
        return session.agenda(PhaseName.AFTERNOON)
    return lay_out(
        session.id,
        session.info.programme.afternoon,
        session.theme,
        priorities=tuple(issue.title for issue in priorities(session)),
        groups=session.info.groups,
    )
