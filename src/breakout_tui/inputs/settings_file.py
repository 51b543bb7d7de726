"""Reads the settings file: every good value counts; for a wrong one the default holds, and the problem is listed.

``SETTINGS`` is the one table of all settings. The reader and the commented file that ``breakout-tui config`` writes are made
from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.domain.file_format import FileFormat, format_names
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.settings import MOST_ROOMS, Settings
from breakout_tui.inputs.countries import is_language
from breakout_tui.inputs.hub_settings import (
    HUB,
    ORGANISER_CODE,
    ROOM_CODE,
    open_to_others,
    read_code,
    read_hub,
    read_organiser,
    report_missing_code,
    unquoted,
)
from breakout_tui.inputs.problems import Problems, shown
from breakout_tui.inputs.table import LONGEST_TITLE, Table
from breakout_tui.inputs.toml_text import parse_toml, read_text

KEYS = "keys"
"""The table of the keys of commands."""


@dataclass(frozen=True, slots=True)
class SettingRules:
    """What only the screens know: which themes, languages, keys and commands there are."""

    themes: Sequence[str]
    default_keys: Mapping[str, str]
    """The default keys by the words of their commands."""
    yielding: Collection[str]
    """Commands whose default key gives way where the file gives it to another one."""
    normal_key: Callable[[str], str]
    """A key in its normal spelling."""
    key_problem: Callable[[str], str | None]
    """Why no command can have a key in its normal spelling; None if one can."""
    key_remedy: str
    """Which keys a command can have."""
    words: Collection[str] | None = None
    """The words of all commands; None before they are known: then any word is taken."""


class Setting(NamedTuple):
    """One key of the file."""

    key: str
    default: str
    """The default as it is written in the file."""
    about: str
    """What the key does, in lines of at most 100 characters."""
    read: Callable[[Table, SettingRules], object]
    """The value, or None if it is absent or wrong; a problem is reported."""


class SettingsRead(NamedTuple):
    """What was read."""

    settings: Settings
    problems: tuple[str, ...] = ()
    """One line for each problem, in file order."""


def _theme(table: Table, rules: SettingRules) -> str | None:
    return table.name("theme", rules.themes, of="a theme")


def _bell(table: Table, rules: SettingRules) -> bool | None:  # noqa: ARG001 - as each setting
    return table.flag("bell")


def _attribution(table: Table, rules: SettingRules) -> AttributionRule | None:  # noqa: ARG001 - as each setting
    return table.choice("attribution", tuple(AttributionRule)) if table.has("attribution") else None


def _languages(table: Table, rules: SettingRules) -> tuple[str, ...] | None:
    return table.languages("languages", _known_language(rules))


def _dates(table: Table, rules: SettingRules) -> str | None:
    return table.language("dates", _known_language(rules))


def _known_language(rules: SettingRules) -> Callable[[str], bool]:
    # To know all languages takes longer than the first paint may wait.
    return is_language if rules.words is not None else lambda _: True


def _rooms(table: Table, rules: SettingRules) -> tuple[str, ...] | None:  # noqa: ARG001 - as each setting
    found = table.texts("rooms", LONGEST_TITLE, of="rooms")
    return None if found is None else tuple(dict.fromkeys(room for room in found if room))[:MOST_ROOMS]


def _format(table: Table, rules: SettingRules) -> FileFormat | None:  # noqa: ARG001 - as each setting
    return table.choice("format", tuple(FileFormat)) if table.has("format") else None


def _hub(table: Table, rules: SettingRules) -> tuple[str, ...] | None:
    return read_hub(table, is_checked=rules.words is not None)


def _room_code(table: Table, rules: SettingRules) -> str | None:
    return read_code(table, is_checked=rules.words is not None)


def _organiser_code(table: Table, rules: SettingRules) -> str | None:
    return read_organiser(table, is_checked=rules.words is not None)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        '"auto"',
        "The colours. auto follows the background of the terminal where it tells it, and is dark elsewhere;\n"
        "dark, light; contrast for projectors; or a theme of Textual, such as nord. /theme changes it.",
        _theme,
    ),
    Setting("bell", "false", "Whether the bell rings at 5 % and at zero of a box. /bell changes it.", _bell),
    Setting(
        "attribution",
        '"country"',
        'Who said it, in the form of a new session: "named", "country" or "none". If this is set, the form\n'
        "begins with it; else with the rule of the programme file. The form can always change it.",
        _attribution,
    ),
    Setting(
        "languages",
        '["en"]',
        "Languages of the names of countries after @, the preferred one first, if the programme file names none.",
        _languages,
    ),
    Setting(
        "dates",
        '"en"',
        'The language of the names of days and months, on the screens and in reports: "fr", "de", "pt-BR", "zh-TW".',
        _dates,
    ),
    Setting("rooms", "[]", "The rooms of your latest sessions. The program writes this list.", _rooms),
    Setting(
        "format",
        '"md"',
        f"The format that is ready when you export a report: {format_names()}. The program writes the latest one.",
        _format,
    ),
    Setting(
        HUB,
        "[]",
        "The hub that gets what this room saves: its address, or a list of addresses, of which the first that\n"
        "answers is used. `breakout-tui --hub` with the address writes both this and the code.",
        _hub,
    ),
    Setting(
        ROOM_CODE,
        '""',
        "The code of this room at the hub, from the organiser. Whoever has it can send as this room: only you should\n"
        "be able to read this file.",
        _room_code,
    ),
    Setting(
        ORGANISER_CODE,
        '""',
        "The organiser's link, for `breakout-tui overview`. Whoever has it can see all rooms: only you should be able\n"
        "to read this file.",
        _organiser_code,
    ),
)
"""All settings but the keys, in the order of the file."""


def read_settings(path: Path, rules: SettingRules) -> SettingsRead:
    """The settings in the file at ``path``; without a file the defaults. Never raises."""
    if not path.is_symlink() and not path.exists():
        return SettingsRead(Settings())
    try:
        read = parse_settings(read_text(path), rules)
    except ProgrammeRefused as refused:
        return SettingsRead(Settings(), refused.problems)
    codes = {ROOM_CODE: read.settings.room_code, ORGANISER_CODE: read.settings.organiser_code}
    problems = (open_to_others(path, key) for key, code in codes.items() if code)
    return read._replace(problems=(*read.problems, *filter(None, problems)))


def read_dates(path: Path) -> str:
    """Only the language of dates, for a command that needs no more; the default where it is wrong. Never raises."""
    try:
        document = parse_toml(read_text(path), "")
    except ProgrammeRefused:
        return Settings().dates
    return _whole(document, Problems(document)).language("dates") or Settings().dates


def parse_settings(text: str, rules: SettingRules) -> SettingsRead:
    """The settings that ``text`` describes. A text that is not TOML is one problem."""
    try:
        document = parse_toml(text, "")
    except ProgrammeRefused as refused:
        return SettingsRead(Settings(), unquoted(refused.problems, text))
    problems = Problems(document)
    table = _whole(document, problems)
    read: dict[str, Any] = {setting.key: setting.read(table, rules) for setting in SETTINGS}
    read[KEYS] = _keys(table, rules)
    if read[HUB]:
        report_missing_code(table)
    settings = Settings(**{key: value for key, value in read.items() if value is not None})
    return SettingsRead(settings, problems.refusal("").problems if problems.count else ())


def _whole(document: Mapping[str, object], problems: Problems) -> Table:
    """The file as a table."""
    return Table(document, (), problems, (*(setting.key for setting in SETTINGS), KEYS))


def _keys(whole: Table, rules: SettingRules) -> dict[str, str]:
    """The keys that are not the defaults, without those that are refused."""
    if not whole.has(KEYS) or (table := whole.open_table(KEYS, rules.words, of="command")) is None:
        return {}
    wanted: dict[str, str] = {}
    for word, value in table.items():
        if not isinstance(value, str):
            table.report(word, f'expected a key in quotes, such as "F4", found {shown(value)}')
            continue
        key = rules.normal_key(value)
        if problem := rules.key_problem(key):
            table.report(word, f"{problem}; {rules.key_remedy}")
            continue
        wanted[word] = key
    kept = _without_clashes(table, wanted, rules)
    given_away = {
        word: "" for word in rules.yielding if word not in kept and rules.default_keys[word] in kept.values()
    }
    return {word: key for word, key in kept.items() if key != rules.default_keys.get(word, "")} | given_away


def _without_clashes(table: Table, wanted: dict[str, str], rules: SettingRules) -> dict[str, str]:
    """The keys without those that another command has, which are reported."""
    kept = dict(wanted)
    while clash := _clash(kept, rules):
        word, other = clash
        key = kept.pop(word)
        remedy = (
            "give one of them another key"
            if other in wanted
            else f"give /{other} another key too, or choose another one"
        )
        table.report(word, f"{shown(key)} is the key of /{other}; {remedy}")
    return kept


def _clash(keys: Mapping[str, str], rules: SettingRules) -> tuple[str, str] | None:
    """A command of the file whose key another command has, and that command; the later one of two in the file."""
    holding = {**rules.default_keys, **keys}
    for word in reversed(list(keys)):
        for other, key in holding.items():
            if key and key == keys[word] and other != word and (other in keys or other not in rules.yielding):
                return word, other
    return None
