"""The hooks into Textual's internals: each fails here when its private name goes, and nothing private is used elsewhere."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

import breakout_tui.tui
from breakout_tui.tui import textual_internals
from breakout_tui.tui.textual_internals import (
    decoder,
    discreet_crash,
    hooks,
    line_filters,
    no_reflow,
    paint_now,
    prompted_input,
    quiet_focus,
    thumb,
)
from tests.tui.hook_marks import needs_hooks

HOOKS = [discreet_crash, line_filters, no_reflow, paint_now, prompted_input, quiet_focus, thumb]
SOURCE = Path(breakout_tui.tui.__file__).parent


@needs_hooks
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.__name__.rpartition(".")[2])
def test_textual_has_what_a_hook_needs(hook: ModuleType) -> None:
    """Rule: when Textual loses a private name the hook is off, this test fails, and somebody looks at it."""
    assert hook.IS_ON


def test_every_hook_is_tested_here() -> None:
    """Rule: a new file in the package comes with its test."""
    files = {name for _, name, _ in pkgutil.iter_modules(textual_internals.__path__)}
    tested = {hook.__name__.rpartition(".")[2] for hook in (*HOOKS, decoder, hooks)}
    assert files == tested


def test_every_hook_says_its_gain_and_its_fallback() -> None:
    """Rule: an engineer who upgrades Textual can read what would be lost."""
    for hook in (*HOOKS, decoder):
        assert "\nGain: " in (hook.__doc__ or ""), hook.__name__
        assert "\nFallback: " in (hook.__doc__ or ""), hook.__name__


class Known:
    """Has a name as an attribute, and one that it sets."""

    _shared = 1

    def __init__(self) -> None:
        self._own = 2


@needs_hooks
@pytest.mark.parametrize(("name", "is_there"), [("_shared", True), ("_own", True), ("_gone", False)])
def test_a_name_is_looked_for_in_the_class_and_where_it_is_made(name: str, is_there: bool) -> None:
    """Rule: one name that is missing turns a hook off."""

    class Derived(Known):
        """Inherits both."""

    assert hooks.has(Derived, name) is is_there
    assert hooks.has(Derived, "_shared", name) is is_there


@pytest.mark.skipif(hooks.ARE_ALLOWED, reason="BREAKOUT_TUI_NO_HOOKS=1 is not set")
def test_hooks_are_off_where_the_environment_says_so() -> None:
    """Rule: BREAKOUT_TUI_NO_HOOKS=1 turns all of them off."""
    assert [hook.__name__ for hook in HOOKS if hook.IS_ON] == []
    assert not decoder.patch_decoder()


def test_nothing_outside_the_package_reaches_into_another_object() -> None:
    """Rule: ``widget._name`` is found nowhere else in the screens."""
    found = {
        (path.name, node.attr)
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "textual_internals"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and _is_of_another(node.value)
    }
    assert found <= {("terminal.py", "_exit")}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _is_of_another(value: ast.expr) -> bool:
    return not (isinstance(value, ast.Name) and value.id in ("self", "cls"))


def test_no_class_outside_the_package_overrides_a_private_name_of_textual() -> None:
    """Rule: what a class of ours defines does not change what Textual does inside."""
    plain = {name for base in (Widget, Screen, App) for name in vars(type("Plain", (base,), {}))}
    found = [
        f"{owner.__qualname__}.{name}"
        for owner in _our_classes()
        for name in vars(owner).keys() - plain
        if _is_private(name) and any(name in vars(base) for base in _bases_of_textual(owner))
    ]
    assert found == []


def test_no_action_is_ever_disabled() -> None:
    """Rule: what a key does is looked up once for each widget (``bound_to``), so it must not change."""
    assert [owner.__qualname__ for owner in _our_classes() if "check_action" in vars(owner)] == []


def _our_classes() -> Iterator[type]:
    for _, name, _ in pkgutil.walk_packages(breakout_tui.tui.__path__, "breakout_tui.tui."):
        if ".textual_internals" in name:
            continue
        for _, owner in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if owner.__module__ == name and issubclass(owner, MessagePump):
                yield owner


def _bases_of_textual(owner: type) -> list[type]:
    return [base for base in owner.__mro__ if base.__module__.startswith("textual.")]


@needs_hooks
@pytest.mark.skipif(sys.platform == "win32", reason="Textual reads no bytes there")
def test_a_byte_that_is_not_utf8_is_replaced() -> None:
    """Fails when Textual no longer has the name that is replaced, so that the patch is looked at again."""
    from textual.drivers import linux_driver

    names = vars(linux_driver)
    before = names["getincrementaldecoder"]
    try:
        assert decoder.patch_decoder()
        assert names["getincrementaldecoder"]("utf-8")().decode(b"a\xff\xe9b") == "a\ufffd\ufffdb"
        assert "getincrementaldecoder" in linux_driver.LinuxDriver.run_input_thread.__code__.co_names
    finally:
        names["getincrementaldecoder"] = before


class Reading(Driver):
    """Meets a bad byte at its first reading."""

    readings = 0
    typed: ClassVar[list[Message]] = []

    def run_input_thread(self) -> None:
        """Read."""
        Reading.readings += 1
        if Reading.readings == 1:
            b"hi \xff\x1b[Bu\r\x1b[200~a paste\x1b[201~x".decode()

    def process_message(self, message: Message) -> None:
        """Keep what would go to the app."""
        Reading.typed.append(message)

    def write(self, data: str) -> None:
        """Nothing is written."""

    def start_application_mode(self) -> None:
        """Nothing is set."""

    def disable_input(self) -> None:
        """Nothing is read."""

    def stop_application_mode(self) -> None:
        """Nothing is set back."""


@pytest.mark.skipif(sys.platform == "win32", reason="Textual reads no bytes there")
async def test_without_the_hook_a_driver_reads_on_after_a_bad_byte() -> None:
    """Rule: the program goes on, and takes what is text of that reading, in its order."""
    driver = decoder.forgiving(Reading)(App())
    assert isinstance(driver, Reading)
    driver.run_input_thread()
    assert Reading.readings == 2
    assert [_text_of(message) for message in Reading.typed] == [*"hi \ufffdu", "enter", "a paste", "x"]


def _text_of(message: Message) -> str:
    if isinstance(message, events.Paste):
        return message.text
    assert isinstance(message, events.Key)
    return message.character or "" if message.is_printable else message.key


class Failing(discreet_crash.DiscreetApp):
    """Fails while it holds something that was said."""

    is_warned = False

    def on_mount(self) -> None:
        """Fail."""
        said = "what was said in the room"
        raise ValueError(said)

    def before_crash_ends(self) -> None:
        """Note that there was time to keep the draft."""
        self.is_warned = True


async def test_a_crash_shows_nothing_that_was_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: with the hook or without, no variable is printed, and the caller learns of the crash."""
    app = Failing()
    await app.run_async(headless=True)
    printed = capsys.readouterr()
    assert "what was said" not in printed.out + printed.err
    assert app.crash is not None
    assert isinstance(app.crash, ValueError if discreet_crash.IS_ON else discreet_crash.ScreensFailed)
    assert app.is_warned is discreet_crash.IS_ON
