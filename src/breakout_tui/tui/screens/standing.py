"""Standing: what a screen may be told, and asked to do, before it is composed and after it has closed.

A screen exists before its widgets do, and for a while after it was closed; timers, threads and a second key or click can
reach it then. Rules: what it is told before it stands waits until it does, and what it is told later is dropped; it closes
once, and only while it is on top.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")
S = TypeVar("S", bound=Screen[Any])
P = ParamSpec("P")


def when_standing(tell: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """Make a method that others call wait until its screen stands."""

    @wraps(tell)
    def told(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if not self.is_mounted:
            self.call_later(tell, self, *args, **kwargs)
        elif self.is_attached:
            tell(self, *args, **kwargs)

    return told


class ClosesOnce(Screen[T]):
    """A screen that returns one answer, whatever comes behind it in the same burst."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close and return the answer; does nothing unless this screen is on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
