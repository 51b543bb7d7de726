"""The settings file put together: where it is, what the screens allow in it, and how it is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from breakout_tui import paths
from breakout_tui.inputs.hub_settings import HUB, ROOM_CODE
from breakout_tui.inputs.preferences import FilePreferences
from breakout_tui.inputs.settings_file import SettingRules
from breakout_tui.tui import keymap


def preferences(*, keeps: bool = True) -> FilePreferences:
    """The settings of the user. Without ``keeps`` no choice is written, as in the demo."""
    return FilePreferences(paths.settings_file(), rules(), write, commented, keeps=keeps)


def remember_hub(addresses: tuple[str, ...], code: str) -> str:
    """Write the hub and the code of this room, for its user alone; returns why that could not be done, or nothing."""
    write_private = partial(write, is_private=True)
    file = FilePreferences(paths.settings_file(), rules(), write_private, commented)
    hub = addresses[0] if len(addresses) == 1 else addresses
    return file.remember_together({HUB: hub, ROOM_CODE: code})


def rules() -> SettingRules:
    """What the file may say; any word counts as a command."""
    from breakout_tui.tui.appearance import theme_names

    return SettingRules(
        themes=theme_names(),
        default_keys=keymap.DEFAULT_KEYS,
        yielding=keymap.YIELDING,
        normal_key=keymap.normal,
        key_problem=keymap.key_problem,
        key_remedy=keymap.KEYS_ALLOWED,
    )


def commented() -> str:
    """The text of a new file."""
    from breakout_tui.inputs import settings_text
    from breakout_tui.tui.actions.catalogue import keys_with_help

    return settings_text.commented(keys_with_help())


def write(path: Path, text: str, *, is_private: bool = False) -> None:
    """Write the file as a whole; only its user can read what ``is_private``. Raises WriteFailed."""
    from breakout_tui.report.atomic_file import write_atomically

    write_atomically(path, text, replace=True, is_private=is_private)
