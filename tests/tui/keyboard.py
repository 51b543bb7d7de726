"""Key events as a terminal sends them."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Any

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.pilot import Pilot


def typed(character: str) -> events.Key:
    """The event of a typed character, under the name that bindings use for its key."""
    if character.isalnum():
        return events.Key(character, character)
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), character)


def pressed(key: str) -> events.Key:
    """The event of a key: one character, or a name such as ``enter``."""
    return typed(key) if len(key) == 1 else events.Key(key, None)


async def no_pause() -> None:
    """Instead of the pause after a letter: only keys that are sent at once are a run."""


async def press_in_bursts(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys; characters that follow each other come at once, as from a fast typist."""
    for is_text, group in groupby(keys, lambda key: len(key) == 1):
        if is_text:
            for character in group:
                pilot.app.post_message(typed(character))
            await pilot.pause()
        else:
            await pilot.press(*group)
