"""The settings of the user and their file: read at the start, written when a choice is made in the app."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from breakout_tui.domain.errors import BreakoutError, ProgrammeRefused
from breakout_tui.domain.settings import Settings
from breakout_tui.domain.text import plural
from breakout_tui.inputs.settings_file import SettingRules, read_settings
from breakout_tui.inputs.settings_text import Value, as_toml, with_choice
from breakout_tui.inputs.toml_text import parse_toml, read_text

Write = Callable[[Path, str], object]
"""Writes a text to a file as a whole, or raises BreakoutError and leaves the old one."""


class FilePreferences:
    """The settings in the file at ``path``. ``commented`` makes the text of a file that does not exist yet."""

    def __init__(
        self,
        path: Path,
        rules: SettingRules,
        write: Write,
        commented: Callable[[], str],
        *,
        keeps: bool = True,
    ) -> None:
        self._path = path
        self._rules = rules
        self._write = write
        self._commented = commented
        self._keeps = keeps
        self._writing = threading.Lock()
        read = read_settings(path, rules)
        self.settings = read.settings
        self._has_problems = bool(read.problems)

    def notice(self, words: Collection[str]) -> str:
        """One line if the file has problems, else nothing. Reads it again for keys of commands, languages and the hub, not known before."""
        chosen = self.settings
        is_known = chosen.dates == Settings().dates and not chosen.hub
        if is_known and not (self._has_problems or chosen.keys or chosen.languages):
            return ""
        found = read_settings(self._path, replace(self._rules, words=words)).problems
        if not found:
            return ""
        return f"{self._path.name}: {plural(len(found), 'problem')}, defaults used · `breakout-tui config` lists them"

    def remember(self, key: str, value: Value) -> str:
        """Write a choice to the file; returns why it could not be written, or nothing."""
        if not self._keeps:
            return ""
        return self.remember_together({key: value})

    def remember_together(self, choices: Mapping[str, Value]) -> str:
        """Write choices of which none holds without the others; returns why they could not be written, or nothing."""
        with self._writing:
            return self._remember(choices)

    def _remember(self, choices: Mapping[str, Value]) -> str:
        name = self._path.name
        try:
            exists = self._path.is_symlink() or self._path.exists()
            if exists and not self._path.stat().st_mode & 0o222:
                return f"not remembered: {name} is read-only"
            old = read_text(self._path) if exists else self._commented()
            new = old
            for key, value in choices.items():
                new = with_choice(new, key, value)
            chosen = {key: as_toml(value) for key, value in choices.items()}
            if parse_toml(new, name) != {**parse_toml(old, name), **chosen}:
                return f"not remembered: {name} could not be changed"
            self._write(self._path, new)
        except (ProgrammeRefused, ValueError):
            return f"not remembered: {name} can't be read · `breakout-tui config` says why"
        except (BreakoutError, OSError):
            return f"not remembered: {name} could not be written"
        return ""
