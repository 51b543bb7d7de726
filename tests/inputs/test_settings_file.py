"""Settings file: good values count, the defaults hold for the rest, and every problem is listed with cause and remedy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.cli.config_command import complete_rules
from breakout_tui.cli.preferences_file import commented, rules
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.settings import Settings
from breakout_tui.inputs.settings_file import (
    SETTINGS,
    SettingsRead,
    parse_settings,
    read_dates,
    read_settings,
)
from breakout_tui.tui import keymap

RULES = complete_rules()
WHOLE = """
theme = "light"
bell = true
attribution = "none"
languages = ["fr", "pt-BR"]
dates = "fr"
rooms = ["Room 2", "Aula"]
[keys]
next = "F4"
pause = "ctrl+b"
"""
VALUES = st.sampled_from(
    [
        '"light"',
        "true",
        "1",
        '"F4"',
        "[]",
        '["fr"]',
        "{}",
        '"x"',
        "nan",
        '["\\u202e"]',
        '"none"',
        "12:30:00",
        '""',
    ]
)


def read(text: str) -> SettingsRead:
    """The settings and problems of a text."""
    return parse_settings(text, RULES)


def test_every_setting_is_read() -> None:
    """The whole file."""
    settings, problems = read(WHOLE)
    assert problems == ()
    assert settings == Settings(
        theme="light",
        bell=True,
        attribution=AttributionRule.NONE,
        languages=("fr", "pt-BR"),
        dates="fr",
        rooms=("Room 2", "Aula"),
        keys={"next": "f4", "pause": "ctrl+b"},
    )


def test_a_file_without_settings_has_the_defaults() -> None:
    """Rule: an empty file, a missing file and the commented file mean the same."""
    assert read("") == read(commented()) == SettingsRead(Settings())
    assert read_settings(Path("/nowhere/settings.toml"), RULES) == SettingsRead(Settings())


def test_the_commented_file_shows_every_setting_with_its_default() -> None:
    """Rule: without the # before its keys it is a file without problems, and means the defaults, whatever it shows."""
    shown = "\n".join(
        line.removeprefix("# ")
        for line in commented().splitlines()
        if " = " in line and line.startswith("# ") and re.fullmatch("[a-z_-]+", line[2:].split(" = ")[0])
    )
    text = shown.replace("\nnext =", "\n[keys]\nnext =", 1)
    document = tomllib.loads(text)
    assert {*document} == {*(setting.key for setting in SETTINGS), "keys"}
    assert {word: keymap.normal(key) for word, key in document["keys"].items()} == dict(keymap.DEFAULT_KEYS)
    settings, problems = read(text)
    assert problems == ()
    assert settings == Settings(attribution=AttributionRule.COUNTRY, languages=("en",))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('dates = "de"\nbell = 3', "de"),
        ('dates = "français"', "en"),
        ("dates = 3", "en"),
        ("dates = [", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_of_dates_is_read_alone(tmp_path: Path, content: str | None, code: str) -> None:
    """Rule: as with the whole file; a problem elsewhere doesn't matter, and a wrong one is the default."""
    path = tmp_path / "settings.toml"
    if content is not None:
        path.write_text(content)
    assert read_dates(path) == code


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('theem = "dark"', ['theem: unknown key; did you mean "theme"?']),
        ('theme = "ligth"', ['theme: expected the name of a theme, found "ligth"; did you mean "light"?']),
        ("theme = 3", ["theme: expected the name of a theme in quotes, found 3"]),
        ('bell = "on"', ['bell: expected true or false, found "on"']),
        ('attribution = "all"', ['attribution: expected one of "named", "country", "none", found "all"']),
        (
            'languages = ["french"]',
            ['languages[0]: expected the code of a language, such as "en" or "fr", found "french"'],
        ),
        (
            'languages = ["xx"]',
            ['languages[0]: expected the code of a language, such as "en" or "fr", found "xx"'],
        ),
        ('dates = "xx"', ['dates: expected the code of a language, such as "en" or "fr", found "xx"']),
        (
            'dates = "français"',
            ['dates: expected the code of a language, such as "en" or "fr", found "français"'],
        ),
        (
            'dates = ["fr"]',
            ['dates: expected the code of a language, such as "en" or "fr", found a list of 1'],
        ),
        ('rooms = "Aula"', ['rooms: expected a list of rooms in square brackets, found "Aula"']),
        ("keys = 3", ["keys: expected a table [keys], found 3"]),
        ('[keys]\nnxt = "f4"', ['keys.nxt: unknown command; did you mean "next"?']),
        ("[keys]\nnext = 4", ['keys.next: expected a key in quotes, such as "F4", found 4']),
        ('[keys]\nnext = "x"', [f'keys.next: "x" types a character; {keymap.KEYS_ALLOWED}']),
        ('[keys]\nnext = "tab"', [f"keys.next: Tab is needed for typing and moving; {keymap.KEYS_ALLOWED}"]),
        ('[keys]\nnext = "Ctrl+Z"', [f"keys.next: Ctrl+Z undoes; {keymap.KEYS_ALLOWED}"]),
        (
            '[keys]\nnext = "f4"',
            ['keys.next: "f4" is the key of /pause; give /pause another key too, or choose another one'],
        ),
        (
            '[keys]\nnext = "f11"\nrecap = "F11"',
            ['keys.recap: "f11" is the key of /next; give one of them another key'],
        ),
    ],
)
def test_a_problem_names_its_place_its_cause_and_the_remedy(text: str, problems: list[str]) -> None:
    """Rule: and the default holds for that key."""
    found = read(text)
    assert list(found.problems) == problems
    assert found.settings in (Settings(), Settings(keys={"next": "f11"}))


def test_all_problems_are_listed_and_good_keys_count() -> None:
    """Rule: one wrong value changes nothing for the others."""
    settings, problems = read(
        'theme = "nord"\nbell = 1\nlanguages = ["fr", 3]\n[keys]\nnext = "F10"\npause = "q"'
    )
    assert [problem.split(":")[0] for problem in problems] == ["bell", "languages[1]", "keys.pause"]
    assert settings == Settings(theme="nord", languages=("fr",), keys={"next": "f10", "floor": ""})


def test_a_freed_key_can_be_given_to_another_command() -> None:
    """Rule: only the keys that hold can clash; a swap is none, and "" frees a key."""
    assert read('[keys]\nnext = "f3"\nextend = "f2"').problems == ()
    settings, problems = read('[keys]\npause = ""\nnext = "f4"')
    assert (problems, settings.keys) == ((), {"pause": "", "next": "f4"})


def test_the_key_of_a_later_command_gives_way() -> None:
    """Rule: a file from before goes on working; the command has no key then, unless the file gives it one."""
    for text, keys in (
        ('help = "f12"', {"help": "f12", "speakers": ""}),
        ('help = "f12"\nspeakers = "f1"', {"help": "f12", "speakers": "f1"}),
    ):
        settings, problems = read(f"[keys]\n{text}")
        assert (problems, settings.keys) == ((), keys)
    assert read('[keys]\nhelp = "f12"\nspeakers = "f12"').problems != ()


def test_words_of_commands_are_checked_when_they_are_known() -> None:
    """Before the first screen no command is imported, so any word is taken."""
    assert parse_settings('[keys]\nnxt = "f11"', rules()).problems == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'theme = "li', "line 1"),
        (b'theme = "\xff"', "not UTF-8"),
        (b"x" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_a_file_that_cannot_be_read_means_the_defaults(tmp_path: Path, content: bytes, says: str) -> None:
    """Rule: and one line says why."""
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings, problems = read_settings(path, RULES)
    assert settings == Settings()
    assert says in problems[0]


def test_a_folder_a_dead_link_or_a_secret_file_means_the_defaults(tmp_path: Path) -> None:
    """Rule: whatever is in that place, reading never fails."""
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(tmp_path / "nothing")
    assert "this is a folder" in read_settings(folder, RULES).problems[0]
    assert "not found" in read_settings(link, RULES).problems[0]


@given(
    st.text()
    | st.lists(st.tuples(st.sampled_from(WHOLE.split()), VALUES)).map(lambda p: "\n".join(map(" = ".join, p)))
)
def test_any_text_gives_settings(text: str) -> None:
    """Rule: never an error, and no two commands have one key."""
    settings, problems = read(text)
    keys = [key for key in {**keymap.DEFAULT_KEYS, **settings.keys}.values() if key]
    assert len(set(keys)) == len(keys)
    assert all(problem.isprintable() for problem in problems)


@given(
    st.dictionaries(
        st.sampled_from(["next", "extend", "pause", "back", "recap", "help"]),
        st.sampled_from(["f1", "f2", "f3", "f4", "f5", "f11", ""]),
    )
)
def test_keys_that_clash_are_named_and_the_others_hold(keys: dict[str, str]) -> None:
    """Rule: after the commands that are named take their defaults again, each key has one command."""
    settings, problems = read("[keys]\n" + "\n".join(f'{word} = "{key}"' for word, key in keys.items()))
    named = {problem.split(":")[0].removeprefix("keys.") for problem in problems}
    holding = {**keymap.DEFAULT_KEYS, **{word: key for word, key in keys.items() if word not in named}}
    assert {**keymap.DEFAULT_KEYS, **settings.keys} == {
        word: key for word, key in holding.items() if key or word in keymap.DEFAULT_KEYS
    }
    used = [key for key in holding.values() if key]
    assert len(set(used)) == len(used)
