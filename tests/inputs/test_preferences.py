"""Preferences: a choice made in the app is put into the file, and nothing else in it changes."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.cli.preferences_file import commented, rules, write
from breakout_tui.inputs.preferences import FilePreferences
from breakout_tui.inputs.settings_text import with_choice

MINE = """\
# my file
colour = "no key of ours"   # keep this
theme = "dark"  # as at home

rooms = [
    "Aula",  # the big one
]

[keys]  # of the foot switch
next = "f11"
"""
PIECES = st.sampled_from(
    [
        "# a comment\n",
        "\n",
        'theme = "nord"\n',
        "# theme = 1\n",
        "bell = true # loud\n",
        'x.y = "z"\n',
        "rooms = [\n'A'\n]\n",
    ]
)
TABLES = st.sampled_from(["", "[keys]\nnext = 'f11'\n", "[[other]]\ntheme = 1\n", "[keys]\n# theme = 'x'\n"])


def preferences(path: Path, *, keeps: bool = True) -> FilePreferences:
    """The settings in this file."""
    return FilePreferences(path, rules(), write, commented, keeps=keeps)


def test_a_choice_changes_only_its_own_value(tmp_path: Path) -> None:
    """Rule: comments, order, unknown keys and tables stay, byte by byte."""
    path = tmp_path / "settings.toml"
    path.write_text(MINE)
    assert preferences(path).remember("theme", "light") == ""
    assert path.read_text() == MINE.replace('"dark"', '"light"')


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_key_goes_outside_the_tables(tmp_path: Path, end: str) -> None:
    """Rule: with the line ends of the file."""
    path = tmp_path / "settings.toml"
    path.write_bytes(MINE.replace("\n", end).encode())
    assert preferences(path).remember("bell", True) == ""
    assert path.read_bytes().decode() == MINE.replace("[keys]", "bell = true\n[keys]").replace("\n", end)


def test_the_first_choice_writes_the_commented_file(tmp_path: Path) -> None:
    """Rule: the value stands below the comment that explains it."""
    path = tmp_path / "new" / "settings.toml"
    assert preferences(path).remember("theme", "contrast") == ""
    assert path.read_text() == commented().replace(
        '# theme = "auto"\n', '# theme = "auto"\ntheme = "contrast"\n'
    )
    assert preferences(path).settings.theme == "contrast"


def test_every_choice_is_there_after_a_restart(tmp_path: Path) -> None:
    """Rule: also several, one after the other, and again."""
    path = tmp_path / "settings.toml"
    for theme in ("light", "nord"):
        for key, value in (("theme", theme), ("bell", True), ("rooms", ('Room "2"', "Aula é"))):
            assert preferences(path).remember(key, value) == ""
    settings = preferences(path).settings
    assert (settings.theme, settings.bell, settings.rooms) == ("nord", True, ('Room "2"', "Aula é"))


@pytest.mark.parametrize("content", [b'theme = "li', b"\xff\xfe", b"theme = 1\ntheme = 2\n"])
def test_a_broken_file_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    """Rule: it is said in one line."""
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    assert "not remembered" in preferences(path).remember("theme", "light")
    assert path.read_bytes() == content


def test_a_read_only_file_is_not_overwritten(tmp_path: Path) -> None:
    """Rule: a rename could replace it, but the user said no."""
    path = tmp_path / "settings.toml"
    path.write_text(MINE)
    path.chmod(0o444)
    assert "read-only" in preferences(path).remember("theme", "light")
    assert path.read_text() == MINE


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    """Rule: nothing is written."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert "not remembered" in preferences(path).remember("theme", "light")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Rule: settings are often kept elsewhere and linked; the file behind the link changes, its permissions don't."""
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_text(MINE)
    real.chmod(0o600)
    link.symlink_to(real)
    assert preferences(link).remember("theme", "light") == ""
    assert link.is_symlink()
    assert '"light"' in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o600


def test_the_demo_remembers_nothing(tmp_path: Path) -> None:
    """Rule: nothing of it is kept."""
    path = tmp_path / "settings.toml"
    assert preferences(path, keeps=False).remember("theme", "light") == ""
    assert not os.path.lexists(path)


@given(st.lists(PIECES, unique=True).map("".join), TABLES, st.sampled_from(["theme", "bell", "rooms"]))
def test_any_file_keeps_everything_but_the_choice(head: str, tables: str, key: str) -> None:
    """Rule: every line that was there is there, in order, and only this key has another value."""
    choices: dict[str, bool | str | tuple[str, ...]] = {"theme": "light", "bell": False, "rooms": ("B", "C")}
    value = choices[key]
    old = head + tables
    new = with_choice(old, key, value)
    assert tomllib.loads(new) == {
        **tomllib.loads(old),
        key: list(value) if isinstance(value, tuple) else value,
    }
    kept = [line for line in new.splitlines() if line.startswith(("#", "[")) or "x.y" in line]
    assert kept == [line for line in old.splitlines() if line.startswith(("#", "[")) or "x.y" in line]


def test_problems_are_told_in_one_line(tmp_path: Path) -> None:
    """Rule: how many, and how to see them all; a word that is no command counts once commands are known."""
    path = tmp_path / "settings.toml"
    path.write_text('bell = 1\n[keys]\nnxt = "f11"\n')
    notice = preferences(path).notice(("next",))
    assert notice == "settings.toml: 2 problems, defaults used · `breakout-tui config` lists them"
    path.write_text('[keys]\nnext = "f11"\n')
    assert preferences(path).notice(("next",)) == ""


@pytest.mark.parametrize(("text", "is_good"), [('dates = "{}"', "fr"), ('languages = ["{}"]', "fr")])
def test_an_unknown_language_is_told_though_the_start_takes_it(
    tmp_path: Path, text: str, is_good: str
) -> None:
    """Rule: the first paint doesn't wait for the list of languages; the notice, which comes later, does."""
    path = tmp_path / "settings.toml"
    path.write_text(text.format("xx"))
    assert preferences(path).notice(("next",)).startswith("settings.toml: 1 problem,")
    path.write_text(text.format(is_good))
    assert preferences(path).notice(("next",)) == ""
