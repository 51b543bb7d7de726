"""A byte on stdin that is not UTF-8 becomes U+FFFD; Textual 8.2 crashes on it (Textualize/textual#6668).

Such bytes come from a paste in Latin-1, or from the mouse beyond column 95 after tmux is attached again.

Gain: the program survives; it costs no time.
Fallback: a driver that continues reading after the error, and types the text that was read together with the bad byte. Keys
sent as escape sequences (arrows, all keys of the kitty protocol) in that one read of at most 4,096 bytes are lost.
"""

from __future__ import annotations

import codecs
import functools
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from breakout_tui.tui.textual_internals import hooks

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.driver import Driver


def forgive_bad_bytes(app: App[None]) -> None:
    """Make bytes that are not UTF-8 harmless for an app that is about to run. On Windows Textual reads no bytes."""
    if sys.platform == "win32" or patch_decoder():
        return
    app.driver_class = forgiving(app.driver_class)


def patch_decoder() -> bool:
    """Replace the decoder of Textual's driver; False if hooks are off or the driver has no such name."""
    if sys.platform == "win32" or not hooks.ARE_ALLOWED:
        return False
    from textual.drivers import linux_driver

    if not hasattr(linux_driver, _NAME):
        return False
    setattr(linux_driver, _NAME, _forgiving_decoder)
    return True


_NAME = "getincrementaldecoder"
_PASTE = re.compile(r"\x1b\[200~(.*?)(?:\x1b\[201~|\Z)", re.DOTALL)
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.)?")
_KEYS = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "\x7f": "backspace", " ": "space"}


def _forgiving_decoder(encoding: str) -> Callable[..., codecs.IncrementalDecoder]:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


def forgiving(driver: type[Driver]) -> type[Driver]:
    """A subclass of this driver that continues reading after bytes that can't be decoded."""
    read = getattr(driver, "run_input_thread", None)
    if read is None:
        return driver

    def run_input_thread(self: Driver) -> None:
        while True:
            try:
                read(self)
            except UnicodeDecodeError as error:
                for event in _typed(error.object.decode(errors="replace")):
                    self.process_message(event)
                continue
            return

    return type(f"Forgiving{driver.__name__}", (driver,), {"run_input_thread": run_input_thread})


def _typed(text: str) -> Iterator[events.Event]:
    """The text as pastes and keys; escape sequences are left out."""
    from textual import events

    for number, piece in enumerate(_PASTE.split(text)):
        if number % 2:
            yield events.Paste(piece)
            continue
        for character in _SEQUENCE.sub("", piece):
            if (key := _KEYS.get(character)) is not None:
                yield events.Key(key, character)
            elif character.isprintable():
                yield events.Key(character, character)
