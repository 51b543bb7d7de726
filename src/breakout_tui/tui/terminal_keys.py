"""Terminal keys: which keys the characters and sequences of a terminal stand for, named as Textual names them.

The kitty protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) tells apart keys that other terminals don't. The rule:
a key with modifiers that mean nothing here is the key that every other terminal sends for it, so Shift+Space is a space,
Ctrl+I is Tab, and Caps Lock and Num Lock are nothing. The tables follow its sections "Functional key definitions" and
"Legacy key event encoding".
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from textual.keys import KEY_NAME_REPLACEMENTS


class KeyPress(NamedTuple):
    """The name of a key, and the character that it types, if any."""

    name: str
    character: str | None = None


BREAK_LINE = KeyPress("enter", "\n")
"""Shift+Enter: Enter for all that do not look at the character."""

_KITTY = re.compile(
    r"\x1b\[(?P<code>\d{0,7})(?::(?P<shifted>\d{0,7}))?(?::\d{0,7})?"
    r"(?:;(?P<modifiers>\d{0,4})(?::(?P<event>\d?))?)?(?:;(?P<text>[\d:]*))?(?P<final>[u~ABCDEFHPQRS])"
)
_OTHER_KEY = re.compile(r"\x1b\[27;(\d{1,4});(\d{1,7})~")
"""The older form of xterm (modifyOtherKeys)."""
_RELEASED = "3"
_SHIFT, _ALT, _CTRL, _CAPS_LOCK = 1, 2, 4, 64
_HELD = {_ALT: "alt", _CTRL: "ctrl", 16: "hyper", 32: "meta", _SHIFT: "shift", 8: "super"}
"""In the order of a key's name."""
_COMMANDS = {"super", "hyper", "meta"}
_COMMAND_BITS = 8 | 16 | 32

_LETTERS = {
    **{"A": "up", "B": "down", "C": "right", "D": "left", "E": "kp_begin", "F": "end", "H": "home"},
    **{"P": "f1", "Q": "f2", "R": "f3", "S": "f4"},
}
"""``CSI A`` or ``CSI 1 ; modifiers A``."""
_EDITING = ("home", "insert", "delete", "end", "pageup", "pagedown", "home", "end")
_NUMBERS = {
    **dict(enumerate(_EDITING, 1)),
    **{11 + place: f"f{1 + place}" for place in range(5)},
    **{17 + place: f"f{6 + place}" for place in range(5)},
    **{23: "f11", 24: "f12", 57427: "kp_begin"},
}
"""``CSI number ~``."""
_CONTROLS = {9: "tab", 13: "enter", 27: "escape", 127: "backspace"}
_FIRST = ("escape", "enter", "tab", "backspace", "insert", "delete", "left", "right", "up", "down")
_ARROWS = ("left", "right", "up", "down", "pageup", "pagedown", "home", "end", "insert", "delete", "kp_begin")
_MEDIA = ("play", "pause", "play_pause", "reverse", "stop", "fast_forward", "rewind")
_SOUND = ("lower_volume", "raise_volume", "mute_volume")
_CODES = {
    **_CONTROLS,
    **{57344 + place: name for place, name in enumerate((*_FIRST, "pageup", "pagedown", "home", "end"))},
    **{57361 + place: name for place, name in enumerate(("print_screen", "pause", "menu"))},
    **{57364 + place: f"f{place + 1}" for place in range(35)},
    57414: "enter",
    **{57417 + place: name for place, name in enumerate(_ARROWS)},
    **{57428 + place: f"media_{name}" for place, name in enumerate(_MEDIA)},
    **{57435 + place: name for place, name in enumerate(("media_track_next", "media_track_previous"))},
    57437: "media_record",
    **{57438 + place: name for place, name in enumerate(_SOUND)},
}
"""``CSI code u``, as far as it types no character. Some terminals send F1 to F12 and the editing keys so."""
_LOCKS_AND_MODIFIERS = frozenset({57358, 57359, 57360, *range(57441, 57455)})
_KEYPAD = dict(zip(range(57399, 57417), "0123456789./*-+\r=,", strict=True))

_WITH_CTRL = {
    **dict.fromkeys(" @2", "ctrl+@"),
    **{"i": "tab", "m": "enter", "h": "backspace", "?": "backspace", "8": "backspace"},
    **dict.fromkeys("[3", "escape"),
    **dict.fromkeys("\\4", "ctrl+backslash"),
    **dict.fromkeys("]5", "ctrl+right_square_bracket"),
    **dict.fromkeys("^~6", "ctrl+circumflex_accent"),
    **dict.fromkeys("/_7", "ctrl+underscore"),
}
"""What every other terminal sends for Ctrl and this character, where that isn't ``ctrl+`` and its letter."""
_MEANT = {"ctrl+backspace", "alt+backspace", "ctrl+shift+a", "ctrl+shift+k"}
"""Keys that only the kitty protocol has and that do something here."""
_BARE = {"tab": "\t", "enter": "\r", "escape": "\x1b", "backspace": "\x7f"}
"""Keys that have no modifiers on other terminals, and the control that is sent for them."""


def key_of(character: str, *, with_alt: bool = False) -> KeyPress:
    """The key of a character that is not a control."""
    name = _name_of(character)
    if with_alt and len(name) == 1:
        name = f"alt+shift+{name.lower()}" if name.isupper() else f"alt+{name}"
    return KeyPress(name, character)


def keys_of(sequence: str) -> tuple[KeyPress, ...] | None:
    """The keys of a sequence in the form of the kitty protocol; none for a release or a modifier; None in other forms."""
    if (other := _OTHER_KEY.fullmatch(sequence)) is not None:
        return _pressed(int(other[2]), int(other[2]), max(1, int(other[1])))
    found = _KITTY.fullmatch(sequence)
    if found is None:
        return None
    code, modifiers = int(found["code"] or 1), max(1, int(found["modifiers"] or 1))
    if found["final"] != "u":
        names: dict[int, str] = _NUMBERS if found["final"] == "~" else {1: _LETTERS[found["final"]]}
        if code not in names:
            return None
        return () if found["event"] == _RELEASED else (_named(names[code], modifiers),)
    if found["event"] == _RELEASED:
        return ()
    text = _text_of(found["text"] or "")
    if text and _types(modifiers):
        return tuple(key_of(character) for character in text)
    return _pressed(code, int(found["shifted"] or 0), modifiers)


def _pressed(code: int, shifted: int, modifiers: int) -> tuple[KeyPress, ...]:
    """The key of a code that brings no text."""
    if code in _CODES:
        return (_named(_CODES[code], modifiers),)
    character = _KEYPAD.get(code) or _character(code)
    if code in _LOCKS_AND_MODIFIERS or not character:
        return ()
    bits = modifiers - 1
    if bits & (_CTRL | _COMMAND_BITS):
        return (_named(_name_of(character.lower()), modifiers, character.lower()),)
    if bool(bits & _SHIFT) != bool(bits & _CAPS_LOCK and character.isalpha()):
        character = _character(shifted) or _upper(character)
    return (key_of(character, with_alt=bool(bits & _ALT)),)


def _named(base: str, modifiers: int, character: str = "") -> KeyPress:
    """A key that types nothing, under the name that other terminals give it."""
    held = [name for bit, name in _HELD.items() if (modifiers - 1) & bit]
    name = "+".join([*held, base])
    if name in _MEANT or not _COMMANDS.isdisjoint(held):
        return KeyPress(name)
    if "ctrl" in held and "alt" not in held and character:
        return _with_ctrl(base, character)
    if name == "shift+enter":
        return BREAK_LINE
    if base == "tab" and "shift" in held:
        return KeyPress("shift+tab")
    if name == "shift+delete":
        return KeyPress(base)
    return KeyPress(base, _BARE[base]) if base in _BARE else KeyPress(name)


def _with_ctrl(base: str, character: str) -> KeyPress:
    name = _WITH_CTRL.get(character, f"ctrl+{base}")
    if name in _BARE:
        return KeyPress(name, _BARE[name])
    is_mapped = name in _WITH_CTRL.values() or character.isalpha() or not character.isascii()
    return KeyPress(name) if is_mapped else key_of(character)


def _types(modifiers: int) -> bool:
    """Whether a text counts. Ctrl and Alt together are AltGr in some terminals."""
    bits = modifiers - 1
    return not bits & _COMMAND_BITS and (not bits & _CTRL or bool(bits & _ALT))


def _text_of(codes: str) -> str:
    return "".join(_character(int(code)) for code in codes.split(":") if code and len(code) < 8)


def _character(code: int) -> str:
    """The character of a code point, without controls, surrogates and the codes of keys; empty if there is none."""
    is_one = 32 <= code < 0x110000 and not 0x7F <= code < 0xA0 and not 0xD800 <= code < 0xE000
    return chr(code) if is_one and not 57344 <= code < 57600 else ""


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == 1 else character


def _name_of(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)
