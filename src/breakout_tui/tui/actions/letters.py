"""Letters: the bindings by which actions run in a list or panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding

from breakout_tui.tui.actions.action import Action, Place


def bindings_of(actions: Iterable[Action], place: Place, run: str) -> Iterator[Binding]:
    """A binding for each action with a letter there; ``run`` is the method of the widget that takes the word."""
    for action in actions:
        if letter := action.letters.get(place):
            yield Binding(letter, f"{run}('{action.word}')", action.help, show=False)
