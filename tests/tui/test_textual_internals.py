"""The hooks into Textual's internals: a test fails if a private name is gone, and nothing private is used elsewhere."""

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
from breakout_tui.tui.input_events import InputEvents
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
from tests.tui.fakes import FakeClock
from tests.tui.hook_marks import needs_hooks

HOOKS = [discreet_crash, line_filters, no_reflow, paint_now, prompted_input, quiet_focus, thumb]
SOURCE = Path(breakout_tui.tui.__file__).parent


@needs_hooks
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.__name__.rpartition(".")[2])
def test_textual_has_what_a_hook_needs(hook: ModuleType) -> None:
    """Rule: if Textual loses a private name, the hook is off, and this test fails so that somebody looks at it."""
    assert hook.IS_ON


def test_every_hook_is_tested_here() -> None:
    """Rule: a new file in the package needs a test."""
    files = {name for _, name, _ in pkgutil.iter_modules(textual_internals.__path__)}
    tested = {hook.__name__.rpartition(".")[2] for hook in (*HOOKS, decoder, hooks)}
    assert files == tested


def test_every_hook_documents_its_gain_and_fallback() -> None:
    """Rule: an engineer who upgrades Textual can read what would be lost."""
    for hook in (*HOOKS, decoder):
        assert "\nGain: " in (hook.__doc__ or ""), hook.__name__
        assert "\nFallback: " in (hook.__doc__ or ""), hook.__name__


class Known:
    """Has a class attribute and an instance attribute."""

    _shared = 1

    def __init__(self) -> None:
        self._own = 2


@needs_hooks
@pytest.mark.parametrize(("name", "is_there"), [("_shared", True), ("_own", True), ("_gone", False)])
def test_names_of_class_and_instance_attributes_are_found(name: str, is_there: bool) -> None:
    """Rule: one missing name turns a hook off."""

    class Derived(Known):
        """Inherits both."""

    assert hooks.has(Derived, name) is is_there
    assert hooks.has(Derived, "_shared", name) is is_there


@pytest.mark.skipif(hooks.ARE_ALLOWED, reason="BREAKOUT_TUI_NO_HOOKS=1 is not set")
def test_the_environment_turns_hooks_off() -> None:
    """Rule: BREAKOUT_TUI_NO_HOOKS=1 turns all of them off."""
    assert [hook.__name__ for hook in HOOKS if hook.IS_ON] == []
    assert not decoder.patch_driver(FakeClock())


def test_no_private_attribute_is_used_outside_the_package() -> None:
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
    return (
        name.startswith("_") and not name.startswith("__") and name != "_replace"
    )  # of a NamedTuple: public


def _is_of_another(value: ast.expr) -> bool:
    return not (isinstance(value, ast.Name) and value.id in ("self", "cls"))


def test_no_class_outside_the_package_overrides_a_private_name_of_textual() -> None:
    """Rule: our classes do not change Textual's private behaviour."""
    plain = {name for base in (Widget, Screen, App) for name in vars(type("Plain", (base,), {}))}
    found = [
        f"{owner.__qualname__}.{name}"
        for owner in _our_classes()
        for name in vars(owner).keys() - plain
        if _is_private(name) and any(name in vars(base) for base in _bases_of_textual(owner))
    ]
    assert found == []


def test_no_action_is_ever_disabled() -> None:
    """Rule: the binding of a key is looked up once for each widget (``bound_to``), so it must not change."""
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
def test_the_driver_gets_both_decoders() -> None:
    """Fails if Textual no longer has the replaced names, so that the patch is reviewed."""
    from textual.drivers import linux_driver

    names = vars(linux_driver)
    before = {name: names[name] for name in ("getincrementaldecoder", "XTermParser")}
    try:
        assert decoder.patch_driver(FakeClock())
        assert names["getincrementaldecoder"]("utf-8")().decode(b"a\xff\xe9b") == "a\ufffd\ufffdb"
        assert isinstance(names["XTermParser"](False), InputEvents)
        assert set(before) <= set(linux_driver.LinuxDriver.run_input_thread.__code__.co_names)
    finally:
        names.update(before)


class Reading(Driver):
    """Gets a bad byte at its first read."""

    readings = 0
    typed: ClassVar[list[Message]] = []

    def run_input_thread(self) -> None:
        """Read."""
        Reading.readings += 1
        if Reading.readings == 1:
            b"hi \xff\x1b[Bu\r\x1b[200~a paste\x1b[201~x".decode()

    def process_message(self, message: Message) -> None:
        """Keep the messages for the app."""
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
async def test_without_the_hook_a_driver_continues_after_a_bad_byte() -> None:
    """Rule: the program continues, and gets the text of that read, in order."""
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
    """Fails while a variable has the text of a note."""

    is_warned = False

    def on_mount(self) -> None:
        """Fail."""
        said = "what was said in the room"
        raise ValueError(said)

    def before_crash_ends(self) -> None:
        """Record that the draft could be saved."""
        self.is_warned = True


async def test_a_crash_shows_no_note(capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: with or without the hook, no variable is printed, and the caller is told of the crash."""
    app = Failing()
    await app.run_async(headless=True)
    printed = capsys.readouterr()
    assert "what was said" not in printed.out + printed.err
    assert app.crash is not None
    assert isinstance(app.crash, ValueError if discreet_crash.IS_ON else discreet_crash.ScreensFailed)
    assert app.is_warned is discreet_crash.IS_ON
