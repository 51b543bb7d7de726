"""The results of actions: a domain command, a question, a screen, a command line to complete, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from breakout_tui.domain.commands import Command


class Ask(NamedTuple):
    """A question with a typed answer. The action then runs again; its argument is ``prefix`` and the answer."""

    title: str
    value: str = ""
    preview: Callable[[str], str] | None = None
    """What an answer would do, in words."""
    is_replaced: bool = False
    """Whether the first key replaces ``value``."""
    prefix: str = ""
    when_empty: str = ""
    """The meaning of an empty answer; if this is empty too, nothing is done."""


class Choose(NamedTuple):
    """A question with fixed answers, each a key and its words. The action then runs again with ``prefix`` and the key."""

    title: str
    options: tuple[tuple[str, str], ...]
    prefix: str = ""
    listed: tuple[str, ...] = ()
    """What the question is about, a line each."""


class Prefill(NamedTuple):
    """A command line for the facilitator to complete in the capture line."""

    text: str


class Open(NamedTuple):
    """A screen to show; ``then`` turns its answer into a result."""

    screen: Screen[Any]
    then: Callable[[Any], Result] = lambda _: None


class Run(NamedTuple):
    """Another action, as if it had been typed."""

    word: str
    argument: str = ""


Question = Ask | Choose

if TYPE_CHECKING:
    Result = Command | Question | Prefill | Open | Run | None
    """None if the action has done everything itself."""
