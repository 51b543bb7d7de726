"""The text of the settings file: the commented file with all defaults, and a choice put into a file that exists.

Comments, order and unknown keys of the user stay. tomlkit is imported when the first choice is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from breakout_tui.inputs.settings_file import KEYS, SETTINGS

HEAD = """\
# Settings of breakout-tui, for all sessions on this computer.
# To change one, remove the # before its key and change the value. `breakout-tui config` lists what holds now,
# and all problems of this file.
"""
KEYS_ABOUT = """\
# The keys of commands, by the word of the command. Every command of the list in F1 can have a key: F1 to F24, also with
# Shift, Alt or Ctrl, or Ctrl and a letter that is free. "" means no key. Texts on the screen name the keys that hold.
"""

_MARK = "\ufeff"

Value = bool | str | tuple[str, ...]
"""A choice made in the app."""


def commented(keys: Iterable[tuple[str, str, str]]) -> str:
    """The file with every setting as a comment. ``keys``: word, default key and help of the commands that have a key."""
    parts = [HEAD]
    for setting in SETTINGS:
        about = "".join(f"# {line}\n" for line in setting.about.split("\n"))
        parts.append(f"{about}# {setting.key} = {setting.default}\n")
    rows = [(f'# {word} = "{key}"', help_) for word, key, help_ in keys]
    width = max((len(left) for left, _ in rows), default=0)
    parts.append(f"[{KEYS}]\n{KEYS_ABOUT}" + "".join(f"{left:<{width}}  # {help_}\n" for left, help_ in rows))
    return "\n".join(parts)


def as_toml(value: Value) -> bool | str | list[str]:
    """The value as TOML has it, which knows lists only."""
    return list(value) if isinstance(value, tuple) else value


def with_choice(text: str, key: str, value: Value) -> str:
    """``text`` with a setting of this value, and nothing else changed. Raises ValueError if it is not TOML.

    A new key goes below the comment that shows its default, if there is one, else above the first table.
    """
    import tomlkit

    if text.startswith(_MARK):  # editors on Windows put it there
        return _MARK + with_choice(text[1:], key, value)
    document: Any = tomlkit.parse(text)
    if key in document:
        document[key] = as_toml(value)
        return tomlkit.dumps(document)
    line = f"{key} = {tomlkit.item(as_toml(value)).as_string()}"
    return _with_line(text, key, line)


def _with_line(text: str, key: str, line: str) -> str:
    """``text`` with a new line outside of all tables."""
    end = "\r\n" if "\r\n" in text else "\n"
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    head = text if table is None else text[: table.start()]
    shown = list(re.finditer(rf"^#[ \t]*{re.escape(key)}[ \t]*=.*$\n?", head, re.MULTILINE))
    at = shown[-1].end() if shown else len(head)
    before = text[:at]
    if before and not before.endswith("\n"):
        before += end
    return f"{before}{line}{end}{text[at:]}"
