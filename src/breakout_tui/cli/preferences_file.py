"""The settings file put together: where it is, what the screens allow in it, and how it is written."""

from __future__ import annotations

from pathlib import Path

from breakout_tui import paths
from breakout_tui.inputs.preferences import FilePreferences
from breakout_tui.inputs.settings_file import SettingRules
from breakout_tui.tui import keymap


def preferences(*, keeps: bool = True) -> FilePreferences:
    """The settings of the user. Without ``keeps`` no choice is written, as in the demo."""
    return FilePreferences(paths.settings_file(), rules(), write, commented, keeps=keeps)


def rules() -> SettingRules:
    """What the file may say; any word counts as a command."""
    from breakout_tui.tui.appearance import theme_names

    return SettingRules(
        themes=theme_names(),
        default_keys=keymap.DEFAULT_KEYS,
        normal_key=keymap.normal,
        key_problem=keymap.key_problem,
        key_remedy=keymap.KEYS_ALLOWED,
    )


def commented() -> str:
    """The text of a new file."""
    from breakout_tui.inputs import settings_text
    from breakout_tui.tui.actions.catalogue import keys_with_help

    return settings_text.commented(keys_with_help())


def write(path: Path, text: str) -> None:
    """Write the file as a whole. Raises WriteFailed."""
    from breakout_tui.report.atomic_file import write_atomically

    write_atomically(path, text, replace=True)
