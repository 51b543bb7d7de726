"""What follows from a value that never changes, and takes long, is worked out once for each value: such as what reads all notes of a session.

A value never changes, so what was worked out of it holds as long as it. It is kept with the state and goes with it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class _Keeps(Protocol):
    @property
    def worked_out(self) -> dict[object, Any]: ...


S = TypeVar("S", bound=_Keeps)


def once(work: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """The same function, which works only the first time that it is asked about a value, for each of its other arguments.

    These are hashable. What it returns is shared, so nobody may change it.
    """

    @wraps(work)
    def found(value: S, /, *others: P.args, **named: P.kwargs) -> T:
        key = (work, *others, *named.items())
        kept = value.worked_out
        if key not in kept:
            kept[key] = work(value, *others, **named)
        made: T = kept[key]
        return made

    return found
