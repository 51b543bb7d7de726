"""``breakout-tui config``: where the settings are, what holds now, and the problems of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.options import Options
from breakout_tui.cli.preferences_file import commented, rules, write
from breakout_tui.cli.problem_lines import print_problems
from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.settings import Settings
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.settings_file import SettingRules, read_settings
from breakout_tui.tui import keymap

HIDDEN = "••••"
"""Shown in place of the code of the room."""


def config(options: Options) -> int:  # noqa: ARG001 - as each command
    """Write the commented file if there is none; print where it is and what holds now. Status 1 if it has problems."""
    path = paths.settings_file()
    if not path.exists() and not path.is_symlink():
        write(path, commented())
        _print(f"{path}: written, with the defaults as comments")
    else:
        _print(str(path))
    return show_settings(path)


def show_settings(path: Path) -> int:
    """Print what holds now; problems go to stderr. Status 1 if there are any."""
    settings, problems = read_settings(path, complete_rules())
    for line in _holding(settings):
        _print(line)
    has_problems = print_problems(f"{path}: {problem}" for problem in problems)
    return ProgrammeRefused.exit_code if has_problems else 0


def problems_of(path: Path) -> tuple[str, ...]:
    """The problems of a settings file, a line each."""
    return read_settings(path, complete_rules()).problems


def complete_rules() -> SettingRules:
    """What the file may say, with the words of all commands."""
    from breakout_tui.tui.actions.catalogue import BY_WORD

    return replace(rules(), words=tuple(BY_WORD))


def _holding(settings: Settings) -> list[str]:
    """Each setting with its value, as lines of TOML."""
    rule = settings.attribution
    keys = {
        word: settings.keys.get(word, key) for word, key in {**keymap.DEFAULT_KEYS, **settings.keys}.items()
    }
    return [
        f'theme = "{settings.theme}"',
        f"bell = {str(settings.bell).lower()}",
        f'attribution = "{rule.value}"' if rule is not None else "# attribution: as in the programme file",
        f"languages = {_texts(settings.languages)}"
        if settings.languages
        else "# languages: as in the programme file",
        f'dates = "{settings.dates}"',
        f"rooms = {_texts(settings.rooms)}",
        f'format = "{settings.format.value}"',
        f"hub = {_texts(settings.hub)}",
        f'room_code = "{HIDDEN}"' if settings.room_code else "# room_code: none",
        f'organiser_code = "{HIDDEN}"' if settings.organiser_code else "# organiser_code: none",
        "[keys]",
        *(f'{word} = "{keymap.name_of(key)}"' for word, key in keys.items()),
    ]


def _texts(texts: tuple[str, ...]) -> str:
    import json  # a list of strings is written alike in JSON and in TOML

    return json.dumps(texts, ensure_ascii=False)


def _print(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout
