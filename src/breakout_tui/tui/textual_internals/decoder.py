"""Textual's driver reads bytes and keys with ``input_events`` in place of its own parser.

Textual 8.2 ends a paste at an escape character inside it and acts on the rest as keys, types the rest of a report that is
cut by a pause, crashes on a byte that is not UTF-8 (Textualize/textual#6668; from a paste in Latin-1, or from the mouse
beyond column 95 after tmux is attached again), and does not understand some keys of the kitty protocol.

Gain: the program survives, and pasted text never acts as keys; it costs no time.
Fallback: Textual's parser, and a driver that continues reading after a bad byte, and types the text that was read together
with it. Keys sent as escape sequences (arrows, all keys of the kitty protocol) in that one read of at most 4,096 bytes are
lost. An escape character inside a paste ends it, and what follows acts as keys: Textual's parser decides that, and there is no
public place before it.
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

    from breakout_tui.domain.clock import Clock


def own_input(app: App[None], clock: Clock, *, asks_ground: bool = False) -> None:
    """Decode all input of an app that is about to run. On Windows Textual reads no bytes.

    With ``asks_ground`` the terminal is asked for the colour of its background; the app gets a ``GroundTold`` if it
    answers. Textual's own parser would type the answer, so without hooks nothing is asked.
    """
    if sys.platform == "win32":
        return
    if not patch_driver(clock, asks_ground=asks_ground):
        app.driver_class = forgiving(app.driver_class)
    elif asks_ground:
        app.driver_class = asking(app.driver_class)


def asking(driver: type[Driver]) -> type[Driver]:
    """A subclass of this driver that asks for the background of the terminal when it starts for the first time."""
    questions = [QUESTION]

    def start_application_mode(self: Driver) -> None:
        driver.start_application_mode(self)
        while questions:
            self.write(questions.pop())
            self.flush()

    return type(f"Asking{driver.__name__}", (driver,), {"start_application_mode": start_application_mode})


def patch_driver(clock: Clock, *, asks_ground: bool = False) -> bool:
    """Replace the two decoders of Textual's driver, of bytes and of keys; False if hooks are off or it has no such names."""
    if sys.platform == "win32" or not hooks.ARE_ALLOWED:
        return False
    from textual.drivers import linux_driver

    from breakout_tui.tui.input_events import InputEvents

    names = vars(linux_driver)
    parser = names.get(_PARSER)
    known = vars(sys.modules[parser.__module__]).get("ANSI_SEQUENCES_KEYS") if parser is not None else None
    if parser is None or known is None or _DECODER not in names:
        return False
    names[_DECODER] = _forgiving_decoder
    names[_PARSER] = lambda debug: InputEvents(parser(debug), known, clock, is_asked=asks_ground)
    return True


QUESTION = "\x1b]11;?\x1b\\"
"""What is the background (OSC 11)? Terminals that don't know this question ignore it."""
_DECODER, _PARSER = "getincrementaldecoder", "XTermParser"
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
