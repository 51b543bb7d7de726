"""Vote line: how it is with a vote on the phones, before what else is at the right end of the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Nothing of it is needed before the first vote.
if TYPE_CHECKING:
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.widgets.line import Part


class VoteLine:
    """Works out the words only when the session is another one."""

    def __init__(self) -> None:
        self._seen: Session | None = None
        self._parts: tuple[Part, ...] = ()

    def parts(self, session: Session, others: tuple[Part, ...]) -> tuple[Part, ...]:
        """The words, then the others."""
        if session is not self._seen:
            self._seen, self._parts = session, ()
            if session.phone_votes:
                from breakout_tui.tui.ballot_words import in_short

                self._parts = in_short(session)
        between: tuple[Part, ...] = ((" · ", "muted"),) if self._parts and others else ()
        return (*self._parts, *between, *others)
