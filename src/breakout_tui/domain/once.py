"""What follows from the state of a session, and reads all its notes, is worked out once for each state.

A state never changes, so what was worked out of it holds as long as it. It is kept with the state and goes with it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from breakout_tui.domain.session_state import Session

P = ParamSpec("P")
T = TypeVar("T")


def once(work: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """The same function, which works only the first time that it is asked about a state, for each of its other arguments.

    These are hashable. What it returns is shared, so nobody may change it.
    """

    @wraps(work)
    def found(session: Session, /, *others: P.args, **named: P.kwargs) -> T:
        key = (work, *others, *named.items())
        kept = session.worked_out
        if key not in kept:
            kept[key] = work(session, *others, **named)
        made: T = kept[key]
        return made

    return found
