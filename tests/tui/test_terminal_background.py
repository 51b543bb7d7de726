"""The background of the terminal: asked for once, answered at any time in any parts, and never typed."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from breakout_tui.tui import terminal
from breakout_tui.tui.input_events import GroundTold
from tests.tui.byte_terminal import Terminal
from tests.tui.hook_marks import needs_hooks
from tests.tui.test_terminal_input import divided

pytestmark = [needs_hooks, pytest.mark.skipif(sys.platform == "win32", reason="Textual reads no bytes there")]

ANSWERS = {
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\": (255, 255, 255),
    "\x1b]11;rgb:1e1e/20ff/0000\x07": (30, 33, 0),
    "\x1b]11;rgb:ff/00/80\x07": (255, 0, 128),
    "\x1b]11;rgba:0000/0000/0000/ffff\x1b\\": (0, 0, 0),
    "\x1b]11;#fdf6e3\x07": (253, 246, 227),
}
PAUSES = st.lists(st.sampled_from([0.0, 0.05, 0.2, 0.45, 0.9]), min_size=1)


def keys(messages: list[Message]) -> str:
    """What the keys type, and the names of the others."""
    pressed = [message for message in messages if isinstance(message, events.Key)]
    return "".join(key.character if key.is_printable and key.character else f"<{key.key}>" for key in pressed)


def told(messages: list[Message]) -> list[tuple[int, int, int]]:
    """The backgrounds."""
    return [message.colour.rgb for message in messages if isinstance(message, GroundTold)]


@pytest.mark.parametrize(("answer", "colour"), ANSWERS.items(), ids=[repr(answer) for answer in ANSWERS])
def test_every_form_of_the_answer_is_understood(answer: str, colour: tuple[int, int, int]) -> None:
    """Rule: one to four digits for each part, ended by BEL or ST."""
    messages = Terminal(asks_ground=True).read(answer)
    assert told(messages) == [colour]
    assert keys(messages) == ""


@given(
    st.sampled_from(sorted(ANSWERS)),
    st.text("ab \r;1]", max_size=6),
    st.text("ab \r;1]", max_size=6),
    st.lists(st.integers(0, 60), max_size=6),
)
def test_an_answer_in_any_parts_leaves_what_is_typed(
    answer: str, before: str, behind: str, cuts: list[int]
) -> None:
    """Rule: before it, behind it, and when its parts come one after the other, the text is typed as without it."""
    screen = Terminal(asks_ground=True)
    expected = keys(Terminal().read(before + behind))
    messages: list[Message] = []
    for part in divided(before + answer + behind, cuts):
        messages += screen.read(part)
        messages += screen.idle(0.05)
    assert told(messages) == [ANSWERS[answer]]
    assert keys(messages) == expected


@given(st.sampled_from(sorted(ANSWERS)), st.integers(1, 20), PAUSES)
def test_a_slow_answer_is_never_typed(answer: str, cut: int, pauses: list[float]) -> None:
    """Rule: a pause in it, before its second half, types nothing, whether the first half is one character or most of it."""
    screen = Terminal(asks_ground=True)
    messages = screen.read(answer[:cut])
    for pause in pauses[:1]:
        messages += screen.idle(pause)
    messages += screen.read(answer[cut:])
    assert keys(messages) == ""
    assert told(messages) == [ANSWERS[answer]]


@given(st.sampled_from(sorted(ANSWERS)), st.integers(5, 20))
def test_an_answer_without_its_end_is_never_typed(answer: str, cut: int) -> None:
    """Rule: also long after the question; what is typed after a pause is typed."""
    screen = Terminal(asks_ground=True)
    screen.idle(60)
    messages = [*screen.read(answer[:cut]), *screen.idle(2), *screen.idle(2), *screen.read("typed")]
    assert keys(messages) == "typed"


def test_the_escape_key_acts_once_the_answer_is_no_longer_expected() -> None:
    """Rule: at most a second after the start, and at once after the answer."""
    silent = Terminal(asks_ground=True)
    assert keys(silent.read("\x1b")) == ""
    assert keys(silent.idle(1.1)) == "<escape>"
    assert keys([*silent.read("\x1b"), *silent.idle(0.11)]) == "<escape>"
    answering = Terminal(asks_ground=True)
    answering.read("\x1b]11;rgb:ffff/ffff/ffff\x07")
    assert keys([*answering.read("\x1b"), *answering.idle(0.11)]) == "<escape>"


def test_a_terminal_that_was_not_asked_can_send_alt_and_a_bracket() -> None:
    """Rule: as before."""
    screen = Terminal()
    assert keys([*screen.read("\x1b]"), *screen.idle(0.2)]) == "]"


@pytest.mark.parametrize(
    ("name", "is_asked"), [("xterm-256color", True), ("tmux-256color", True), ("linux", False)]
)
def test_the_console_of_linux_is_not_asked(name: str, is_asked: bool) -> None:
    """It would show the question as text."""
    assert terminal.tells_ground({"TERM": name}) is is_asked
