"""What an action gives: a command of the domain, a question, a screen, a command line to complete, or nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from breakout_tui.domain.commands import Command


class Ask(NamedTuple):
    """A question that is answered in a line; the action runs again with ``prefix`` and the answer as its argument."""

    title: str
    value: str = ""
    preview: Callable[[str], str] | None = None
    """What an answer would do, in words."""
    is_replaced: bool = False
    """The first key replaces ``value``."""
    prefix: str = ""
    when_empty: str = ""
    """What an empty answer stands for; nothing is done where this is empty too."""


class Choose(NamedTuple):
    """A question with fixed answers, each a key and its words; the action runs again with ``prefix`` and the key."""

    title: str
    options: tuple[tuple[str, str], ...]
    prefix: str = ""


class Prefill(NamedTuple):
    """A command line to be completed by the facilitator in the capture line."""

    text: str


class Open(NamedTuple):
    """A screen to be shown; ``then`` gives what follows from its answer."""

    screen: Screen[Any]
    then: Callable[[Any], Result] = lambda _: None


class Run(NamedTuple):
    """Another action, as if it had been typed."""

    word: str
    argument: str = ""


Question = Ask | Choose

if TYPE_CHECKING:
    Result = Command | Question | Prefill | Open | Run | None
    """None where the action has done all there is to do."""
