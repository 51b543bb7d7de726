"""The catalogue: all actions in the order of the help, and what each surface takes from it.

The surfaces are key bindings, footer, palette, the ``/`` line, the letters of the panels, the help screen and the table in
the README.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from breakout_tui.tui import keymap
from breakout_tui.tui.actions.action import Action, Group, Place
from breakout_tui.tui.actions.agenda_actions import AGENDA_ACTIONS
from breakout_tui.tui.actions.ballot_actions import BALLOT_ACTIONS
from breakout_tui.tui.actions.clock_actions import CLOCK_ACTIONS
from breakout_tui.tui.actions.note_actions import NOTE_ACTIONS
from breakout_tui.tui.actions.notebook_actions import NOTEBOOK_ACTIONS
from breakout_tui.tui.actions.outcome_actions import OUTCOME_ACTIONS
from breakout_tui.tui.actions.ranking_actions import RANKING_ACTIONS
from breakout_tui.tui.actions.screen_actions import SCREEN_ACTIONS
from breakout_tui.tui.actions.speaker_actions import SPEAKER_ACTIONS
from breakout_tui.tui.actions.text_actions import TEXT_ACTIONS

if TYPE_CHECKING:
    from textual.binding import Binding

ACTIONS: tuple[Action, ...] = (
    *CLOCK_ACTIONS,
    *AGENDA_ACTIONS,
    *NOTE_ACTIONS,
    *NOTEBOOK_ACTIONS,
    *TEXT_ACTIONS,
    *RANKING_ACTIONS,
    *BALLOT_ACTIONS,
    *OUTCOME_ACTIONS,
    *SPEAKER_ACTIONS,
    *SCREEN_ACTIONS,
)
BY_WORD: dict[str, Action] = {word: action for action in ACTIONS for word in (action.word, *action.aliases)}
"""Actions by their words and aliases."""

_SHOWN = {"slash": "/", "enter": "Enter"}


def words() -> tuple[tuple[str, str], ...]:
    """Word and help of each action, for the ``/`` line."""
    return tuple((action.word, action.help) for action in ACTIONS)


def choices() -> dict[str, tuple[str, ...]]:
    """What completes the argument of a command, by its word."""
    return {action.word: action.choices for action in ACTIONS if action.choices}


def taking_names() -> frozenset[str]:
    """The words of the commands whose argument is names."""
    return frozenset(action.word for action in ACTIONS if action.takes_names)


def aliases() -> dict[str, str]:
    """Earlier words, and the words that replaced them."""
    return {alias: action.word for action in ACTIONS for alias in action.aliases}


def key_bindings() -> Iterator[Binding]:
    """The default keys that work everywhere on the live screen. The app's keymap replaces them by the ids of the bindings."""
    from textual.binding import Binding  # the command line runs the same actions, and needs no Textual

    for action in ACTIONS:
        key = keymap.bound(action.word, keymap.DEFAULT_KEYS.get(action.word, ""))
        yield Binding(key, f"key('{action.word}')", action.help, show=False, id=action.word)


def keys_with_help() -> list[tuple[str, str, str]]:
    """Word, default key and help of the commands that have a key, for the commented settings file."""
    keys = keymap.DEFAULT_KEYS
    return [(a.word, keymap.name_of(keys[a.word]), a.help) for a in ACTIONS if a.word in keys]


def letter_bindings(place: Place, run: str) -> Iterator[Binding]:
    """The letters of a list or panel; ``run`` is the name of its own method that takes the word."""
    from breakout_tui.tui.actions.letters import bindings_of

    return bindings_of(ACTIONS, place, run)


def letter_hints(place: Place, *words: str) -> tuple[tuple[str, str], ...]:
    """Letter and label of these actions, or of all actions with a label, for the footer of a list or panel.

    A word without a letter in that place is left out.
    """
    chosen = [BY_WORD[word] for word in words] or [action for action in ACTIONS if action.label]
    return tuple(
        (_SHOWN.get(letter, letter), action.label or action.word)
        for action in chosen
        if (letter := action.letters.get(place))
    )


def help_groups() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Heading, and (keys, usage, help) of each action under it. Of the letters only those of the notes list are shown."""
    return [
        (group.value, [(_keys(a), a.usage, a.help) for a in ACTIONS if a.group is group]) for group in Group
    ]


def _keys(action: Action) -> str:
    letter = action.letters.get(Place.NOTES, "")
    return " ".join(filter(None, (keymap.name_of(action.key), _SHOWN.get(letter, letter))))
