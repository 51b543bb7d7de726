"""Key events as a terminal sends them."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS


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
