"""Keymap: the key of each command. The defaults are here; the settings of the user may give others.

One keymap holds for the whole program, like a language: every text that names the key of a command asks ``shown`` for it,
every command for ``key_of``. It is apart from the commands, because the first screen shows keys before any command is
imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

DEFAULT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "next": "f2",
        "extend": "f3",
        "pause": "f4",
        "back": "f5",
        "same": "ctrl+s",
        "notes": "f7",
        "help": "f1",
        "agenda": "f6",
        "background": "ctrl+o",
        "chain": "f9",
        "floor": "f10",
        "report": "f8",
        "speakers": "f12",
        "take-over": "ctrl+t",
        "accept": "ctrl+g",
        "decline": "ctrl+n",
        "quit": "ctrl+q",
    }
)
"""The default key of each command that has one, by the word of the command."""

YIELDING = ("floor", "speakers")
"""Commands that came with a later version: a settings file from before may give their key to another one, and goes on working."""

FIXED_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "ctrl+a": "goes to the start of a line",
        "ctrl+c": "copies, and quits if pressed twice",
        "ctrl+d": "deletes the next character",
        "ctrl+e": "goes to the end of a line",
        "ctrl+f": "deletes the next word",
        "ctrl+h": "is Backspace in many terminals",
        "ctrl+i": "is Tab in many terminals",
        "ctrl+j": "begins a new line",
        "ctrl+k": "deletes to the end of a line",
        "ctrl+m": "is Enter in many terminals",
        "ctrl+p": "finds a command",
        "ctrl+u": "deletes to the start of a line",
        "ctrl+v": "pastes",
        "ctrl+w": "deletes the last word",
        "ctrl+x": "cuts",
        "ctrl+y": "redoes, and answers yes",
        "ctrl+z": "undoes",
    }
)
"""Keys with Ctrl and a letter that no command can have, and what they do."""

_NAMED = frozenset(
    [
        "enter",
        "return",
        "tab",
        "esc",
        "escape",
        "space",
        "backspace",
        "delete",
        "insert",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
    ]
)
_MODIFIERS = ("ctrl", "alt", "shift")
_FUNCTION_KEY = re.compile(r"f(?:[1-9]|1[0-9]|2[0-4])")

_changed: dict[str, str] = {}
_has_keys = ContextVar("_has_keys", default=True)
"""Whether who reads a text can press keys."""


def use(keys: Mapping[str, str]) -> None:
    """Use these keys, by the word of the command, and the defaults for all other commands; an empty key is none."""
    _changed.clear()
    _changed.update(keys)


def key_of(word: str) -> str:
    """The key of a command, such as ``ctrl+s``; empty if it has none."""
    return _changed.get(word, DEFAULT_KEYS.get(word, ""))


def all_keys() -> frozenset[str]:
    """The keys of all commands."""
    return frozenset(key for word in (*DEFAULT_KEYS, *_changed) if (key := key_of(word)))


def shown(word: str) -> str:
    """The key of a command as texts name it, such as ``Ctrl+S``; ``/word`` if it has none, or no key can be pressed."""
    key = key_of(word) if _has_keys.get() else ""
    return name_of(key) if key else f"/{word}"


@contextmanager
def without_keys() -> Iterator[None]:
    """For texts that are read where there are no keys, as on the command line: they name commands by their words."""
    before = _has_keys.set(False)
    try:
        yield
    finally:
        _has_keys.reset(before)


def name_of(key: str) -> str:
    """A key as texts name it: ``F2``, ``Ctrl+S``."""
    return "+".join(part.capitalize() for part in key.split("+"))


def bound(word: str, key: str) -> str:
    """A key for Textual's bindings: without one, a name that no key has."""
    return key or f"no-key-{word}"


def changed() -> dict[str, str]:
    """The keys that are not the defaults, by the ids of their bindings, for Textual's ``App.set_keymap``."""
    return {word: bound(word, key) for word, key in _changed.items()}


def normal(key: str) -> str:
    """A key as Textual names it: ``Ctrl + S`` is ``ctrl+s``; modifiers are in alphabetical order."""
    *held, last = (part.strip().lower() for part in key.split("+"))
    return "+".join([*sorted(held), last])


def key_problem(key: str) -> str | None:
    """Why no command can have this key, and which keys there are; None if one can. ``key`` is ``normal``."""
    *held, last = key.split("+")
    if not key or (
        _FUNCTION_KEY.fullmatch(last) and set(held) <= set(_MODIFIERS) and len(set(held)) == len(held)
    ):
        return None
    if key in FIXED_KEYS:
        return f"{name_of(key)} {FIXED_KEYS[key]}"
    if last in _NAMED:
        return f"{name_of(key)} is needed for typing and moving"
    if not held and len(last) == 1:
        return f'"{last}" types a character'
    if held == ["ctrl"] and re.fullmatch("[a-z]", last):
        return None
    if held == ["alt"] and len(last) == 1:
        return f"{name_of(key)} types a character in many terminals"
    return "many terminals cannot send this key" if held else "there is no key of this name"


KEYS_ALLOWED = "use F1 to F24, also with Shift, Alt or Ctrl, or Ctrl and one of the letters " + ", ".join(
    letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz" if f"ctrl+{letter}" not in FIXED_KEYS
)
"""The remedy for a key that no command can have."""
