"""Keymap: one key for each command, and every text that names a key names the one that holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakout_tui.domain.settings import Settings
from breakout_tui.tui import keymap
from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD, help_groups
from breakout_tui.tui.screens.ask_screen import AskScreen
from breakout_tui.tui.screens.details_screen import DetailsScreen
from breakout_tui.tui.screens.help_screen import HelpScreen
from breakout_tui.tui.terminal_keys import keys_of
from tests.tui.fakes import FakePreferences
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text

SOURCES = [
    path
    for path in Path(keymap.__file__).parents[1].rglob("*.py")
    if path.name
    not in {"keymap.py", "settings_text.py", "settings_file.py"}  # these say which keys there can be
]
NAMED_KEY = re.compile(r"\bF(?:[1-9]|1[0-9]|2[0-4])\b|\b(?:Ctrl|Alt|Shift)\+\w+")
"""A key as texts name it."""
OTHERS = Settings(keys={"next": "f11", "pause": "ctrl+b", "help": "f10", "recap": "shift+f2", "same": ""})
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def texts_of(tree: ast.Module) -> Iterator[str]:
    """All text in a module but its docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_no_text_names_the_key_of_a_command() -> None:
    """Rule: a text takes the key of a command from the keymap; only keys that no setting changes stand in it."""
    sources = ((path, path.read_text(encoding="utf-8")) for path in SOURCES)
    named = {
        f"{path.name}: {key}"
        for path, source in sources
        if NAMED_KEY.search(source)  # most need not be parsed
        for text in texts_of(ast.parse(source))
        for key in NAMED_KEY.findall(text)
        if keymap.normal(key) not in keymap.FIXED_KEYS
    }
    assert named == set()


def test_no_two_commands_have_one_default_key() -> None:
    """And each default is a key that a setting could give, of a command that exists."""
    keys = list(keymap.DEFAULT_KEYS.values())
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if keymap.key_problem(key)] == []
    assert set(keymap.DEFAULT_KEYS) <= set(BY_WORD)


def allowed_keys() -> list[str]:
    """All keys that a command can have, but for combinations of several modifiers."""
    functions = [f"f{number}" for number in range(1, 25)]
    held = [f"{modifier}+{key}" for modifier in ("alt", "ctrl", "shift") for key in functions]
    letters = [f"ctrl+{letter}" for letter in LETTERS]
    return [key for key in (*functions, *held, *letters) if keymap.key_problem(key) is None]


def sequence_of(key: str) -> str:
    """What a terminal with the kitty protocol sends for a key."""
    *held, last = key.split("+")
    modifiers = 1 + sum({"shift": 1, "alt": 2, "ctrl": 4}[name] for name in held)
    if last[1:].isdigit():
        number = int(last[1:])
        return f"\x1b[{57364 + number - 1};{modifiers}u"
    return f"\x1b[{ord(last)};{modifiers}u"


@pytest.mark.parametrize("key", allowed_keys())
def test_a_key_that_a_command_can_have_can_be_sent(key: str) -> None:
    """Rule: what the settings allow arrives from a terminal under that name."""
    presses = keys_of(sequence_of(key))
    assert presses is not None
    assert [press.name for press in presses] == [key]


@pytest.mark.parametrize(
    "key",
    [
        "a",
        "é",
        "?",
        "5",
        "enter",
        "tab",
        "escape",
        "esc",
        "up",
        "space",
        "backspace",
        "delete",
        "pagedown",
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+c",
        "ctrl+z",
        "alt+x",
        "ctrl+1",
        "super+a",
        "ctrl+shift+a",
        "f25",
        "f0",
        "zz",
        "shift+tab",
        "ctrl+enter",
        "ctrl+left",
        "f2+f3",
        "ctrl+ctrl+f2",
        "+",
        "ctrl+",
    ],
)
def test_a_key_that_types_moves_or_never_arrives_is_refused(key: str) -> None:
    """Rule: the reason is said."""
    assert keymap.key_problem(keymap.normal(key))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("F4", "f4"),
        ("Ctrl+B", "ctrl+b"),
        (" ctrl + b ", "ctrl+b"),
        ("SHIFT+ctrl+F5", "ctrl+shift+f5"),
        ("", ""),
    ],
)
def test_a_key_can_be_written_in_any_case_and_order(written: str, key: str) -> None:
    """As people write keys."""
    assert keymap.normal(written) == key


async def test_no_key_that_a_command_can_have_is_needed_by_a_line_a_list_or_a_form() -> None:
    """Rule: every key that a widget binds for itself is refused in the settings, unless it is a second key of a form."""
    async with live_app() as app:
        await app.type("A statement", "enter")
        found = set(app.live.active_bindings.items())
        await app.pilot.press("escape")
        found |= set(app.live.active_bindings.items())
        await app.pilot.press("f6")
        found |= set(app.live.active_bindings.items())
        app.live.room.run("details")
        await app.pilot.pause()
        found |= set(app.app.screen.active_bindings.items())
    own = {key for key, active in found if active.binding.id is None and not key.startswith("no-key")}
    assert {key for key in own if keymap.key_problem(key) is None} <= {"ctrl+s"}


async def test_every_surface_shows_the_keys_that_hold() -> None:
    """Rule: footer, question, help and forms name the keys of the settings; those of before do nothing."""
    async with live_app(preferences=FakePreferences(OTHERS)) as app:
        assert "F11 starts “Morning”" in screen_text(app.app)
        assert "F2" not in screen_text(app.app)
        await app.pilot.press("f2", "f1")
        assert not app.session.stage.is_running
        await app.pilot.press("f10")
        await app.pilot.pause()
        assert isinstance(app.app.screen, HelpScreen)
        await app.pilot.press("escape", "f11")
        assert app.session.stage.is_running
        assert "F11 next   F3 extend   Ctrl+B pause" in screen_text(app.app)
        await app.pilot.press("ctrl+b")
        assert app.session.is_paused
        assert "Ctrl+B resumes" in screen_text(app.app)
        keys = {usage.split()[0]: key for _, rows in help_groups() for key, usage, _ in rows}
        assert (keys["/next"], keys["/pause"], keys["/recap"], keys["/same"]) == (
            "F11",
            "Ctrl+B",
            "Shift+F2",
            "",
        )
        app.live.room.run("details")
        await app.pilot.pause()
        assert isinstance(app.app.screen, DetailsScreen)
        assert "F11 save" in screen_text(app.app)
        await app.pilot.press("f11")
        await app.pilot.pause()
        assert app.app.screen is app.live


async def test_two_commands_can_swap_their_keys() -> None:
    """Rule: F2 extends and F3 goes on, if the settings say so."""
    swapped = FakePreferences(Settings(keys={"next": "f3", "extend": "f2"}))
    async with live_app(preferences=swapped) as app:
        await app.pilot.press("f3")
        assert app.session.stage.is_running
        await app.pilot.press("f2")
        await app.pilot.pause()
        assert isinstance(app.app.screen, AskScreen)


async def test_the_next_app_has_the_defaults_again() -> None:
    """The keymap is that of the app that was made last."""
    async with live_app():
        assert [action.key for action in ACTIONS if action.key] == [
            keymap.DEFAULT_KEYS[action.word] for action in ACTIONS if action.word in keymap.DEFAULT_KEYS
        ]
