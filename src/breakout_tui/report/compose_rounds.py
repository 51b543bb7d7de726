"""What the rounds on one theme have in common: outputs that more than one of them heard."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.gist import gist
from breakout_tui.domain.recap import convergence
from breakout_tui.domain.session_state import Session
from breakout_tui.report.report_model import Rounds, Shared

LONGEST = 100
"""Longest gist of an output, in code points."""


def rounds(session: Session, earlier: Sequence[Session]) -> Rounds | None:
    """What this session and the earlier ones have in common; None without earlier ones."""
    if not earlier:
        return None
    places = {each.id: f"{each.info.room or 'Round'}·{each.info.round}/" for each in earlier}
    found = convergence((*earlier, session))
    return Rounds(
        shared=tuple(
            Shared(
                f"{places.get(each.session_id, '')}{each.reference}",
                gist(each.text, LONGEST),
                each.rounds,
                each.times,
            )
            for each in found
            if len(each.rounds) > 1
        ),
        once=sum(len(each.rounds) == 1 and each.session_id in places for each in found),
    )
