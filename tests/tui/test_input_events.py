"""The events that the app gets for what a terminal sends, with the parser of Textual behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from breakout_tui.tui.widgets.held_paste import RestOfPaste
from tests.tui.byte_terminal import Terminal
from tests.tui.hook_marks import needs_hooks
from tests.tui.test_terminal_input import TERMINAL

pytestmark = [needs_hooks, pytest.mark.skipif(sys.platform == "win32", reason="Textual reads no bytes there")]

OTHER_KEYBOARDS = {
    **{
        "\r": "enter",
        "\n": "ctrl+j",
        "\t": "tab",
        "\x1b[Z": "shift+tab",
        "\x7f": "backspace",
        "\x08": "backspace",
    },
    **{
        " ": "space",
        "\x11": "ctrl+q",
        "\x00": "ctrl+@",
        "\x1b\x7f": "ctrl+w",
        "\x1bOM": "enter",
        "\x1bOp": "0",
    },
    **{
        "\x1b[A": "up",
        "\x1bOA": "up",
        "\x1b[H": "home",
        "\x1b[1~": "home",
        "\x1b[5~": "pageup",
        "\x1b[3~": "delete",
    },
    **{
        "\x1bOP": "f1",
        "\x1b[[A": "f1",
        "\x1b[11~": "f1",
        "\x1b[13~": "f3",
        "\x1bOR": "f3",
        "\x1b[24~": "f12",
    },
    **{"\x1b[1;5C": "ctrl+right", "\x1b[1;2D": "shift+left", "\x1b[3;2~": "delete", "\x1b[1;129R": "f3"},
    **{"x": "x", "É": "É", "/": "slash", "?": "question_mark", "\x1bx": "alt+x", "\x1bX": "alt+shift+x"},
}


def keys(messages: list[Message]) -> list[str]:
    """The names of the keys."""
    return [message.key for message in messages if isinstance(message, events.Key)]


def _shown(messages: list[Message]) -> Iterator[str]:
    for message in messages:
        yield message.text if isinstance(message, events.Paste) else repr(message)


@pytest.mark.parametrize(
    ("sent", "key"), OTHER_KEYBOARDS.items(), ids=[repr(sent) for sent in OTHER_KEYBOARDS]
)
def test_a_key_of_any_keyboard_has_its_name(sent: str, key: str) -> None:
    """Rule: what consoles, xterm and rxvt send is understood as Textual understands it."""
    terminal = Terminal()
    assert keys([*terminal.read(sent), *terminal.idle(0.2)]) == [key]


@given(st.lists(st.binary(min_size=1, max_size=30) | TERMINAL.filter(bool).map(str.encode), max_size=5))
def test_no_bytes_raise_an_error(reads: list[bytes]) -> None:
    """Rule: whatever arrives, with and without pauses, and a key acts afterwards."""
    terminal = Terminal()
    for read in reads:
        terminal.read(read.decode(errors="replace"))
        terminal.idle(0.2)
    for _ in range(3):
        terminal.idle(2)
    assert keys([*terminal.read("\x11"), *terminal.idle(0.2)]) == ["ctrl+q"]


@given(TERMINAL, st.integers(0, 60))
def test_a_stalled_program_reads_the_same(text: str, cut: int) -> None:
    """Rule: time that passes before a read, without an idle moment, is no pause: the bytes were waiting."""
    at_once, stalled = Terminal(), Terminal()
    expected = [*at_once.read(text), *at_once.idle(5), *at_once.idle(5)]
    found = stalled.read(text[:cut]) if text[:cut] else []
    stalled.clock.pass_time(60)
    found += stalled.read(text[cut:]) if text[cut:] else []
    found += [*stalled.idle(5), *stalled.idle(5)]
    assert list(_shown(found)) == list(_shown(expected))


def test_reports_between_the_reads_of_a_sentence_change_no_letter() -> None:
    """Rule: mouse, focus, mode and size are events of their own; a report that nobody knows is nothing."""
    reports = "\x1b[<35;5;6M|\x1b[I|\x1b[O|\x1b[?2026;2$y|\x1b[48;24;80;480;1600t|\x1b[?997;1n|\x1b[12;40R|\x1b]11;a\x07|\x1b[35;5;6M"
    terminal = Terminal()
    found = terminal.read("|".join(reports.split("|")))
    assert keys(found) == ["vertical_line"] * 8
    others = [type(message).__name__ for message in found if not isinstance(message, events.Key)]
    assert others == ["MouseMove", "AppFocus", "AppBlur", "TerminalSupportsSynchronizedOutput", "Resize"]


def test_a_paste_with_controls_is_one_event() -> None:
    """Rule: Escape, Ctrl+Q, Return and NUL in it are text."""
    text = "ctrl \x1b\x11\r\x00 end"
    (paste,) = Terminal().read(f"\x1b[200~{text}\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert paste.text == text


def test_the_rest_of_a_stalled_paste_says_that_it_is_one() -> None:
    """Rule: the line can put both parts together."""
    terminal = Terminal()
    assert terminal.read("\x1b[200~first\r") == []
    (first,) = terminal.idle(1.2)
    (rest,) = terminal.read("second\x1b[201~")
    assert isinstance(first, events.Paste)
    assert isinstance(rest, RestOfPaste)
    assert [first.text, rest.text] == ["first", "\rsecond"]


def test_escape_waits_for_a_tenth_of_a_second_without_a_read() -> None:
    """Rule: the tick right after a read is no pause."""
    terminal = Terminal()
    assert keys(terminal.read("\x1b")) == []
    assert keys(terminal.idle(0.11)) == ["escape"]
