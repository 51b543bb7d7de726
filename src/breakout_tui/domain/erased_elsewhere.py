"""What was erased elsewhere, such as at the hub, is erased from the room's file too: how the window of that file takes part.

A window would write back what it has in memory. So the store works out beside it how the open session is without what was erased, and the
window goes on with that at a moment when all is saved; only then the file changes. No call waits, and nothing that is typed is touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

# Only for the types: the first screen imports this module, and no session.
if TYPE_CHECKING:
    from breakout_tui.domain.session_state import Session


@dataclass(frozen=True, slots=True)
class WithoutErased:
    """The session that a window has open, without what was erased elsewhere."""

    session_id: str
    """Empty where none is open."""
    revision: int
    """The state of the session that it was made of."""
    session: Session | None
    """None if the session has nothing of it."""


class ErasingHere(Protocol):
    """Erases from the file of this window; ``store/erasure_keeper.py`` implements it."""

    @property
    def is_waiting(self) -> bool:
        """Whether something is to be erased that the window has to agree to."""
        ...

    @property
    def is_erasing(self) -> bool:
        """Whether the window has agreed, and the file is not done yet."""
        ...

    def offered_for(self, session_id: str) -> WithoutErased | None:
        """The open session (empty for none) as it will be, if that is known; else it is worked out now, on a thread."""
        ...

    def begin(self, offered: WithoutErased) -> bool:
        """The window has this session from now on, and the file may change. False if something was saved since: ask again."""
        ...

    def close(self) -> None:
        """The window has closed: end what has begun. Waits for that for some seconds."""
        ...
