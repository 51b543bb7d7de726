"""What a terminal sends is divided into the same keys and pastes however it arrives; pasted text is never a key."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.tui.terminal_input import (
    PASTE_END,
    PASTE_START,
    PATIENCE,
    SOON,
    Piece,
    Sort,
    TerminalInput,
)

KEYS = ["\x1b[A", "\x1bOP", "\x1b[15~", "\x1b[97;;97u", "\x1bx", "\x1b[[A", "\x1b[3$", "\x1b[200$"]
REPORTS = [
    "\x1b[I",
    "\x1b[O",
    "\x1b[<35;12;7M",
    "\x1b[<0;12;7m",
    "\x1b[?2026;2$y",
    "\x1b]11;rgb:0/0/0\x1b\\",
    "\x1b[Mabc",
]
CONTROLS = ["\r", "\n", "\x11", "\x03", "\x00", "\x1b", "\t", "\x7f", "\x9b", "\ufffd"]
MARKS = [PASTE_START, PASTE_END, "\x1b[20", "\x1b[200", "~", "\x1b["]
LETTERS = st.text(st.sampled_from("aé漢😀 [;0M"), min_size=1, max_size=5)
TERMINAL = st.lists(st.sampled_from(KEYS + REPORTS + CONTROLS + MARKS) | LETTERS, max_size=12).map("".join)
PASTED = st.lists(st.sampled_from(KEYS + REPORTS + CONTROLS + MARKS[2:]) | LETTERS, max_size=8).map("".join)


def divided(text: str, cuts: Iterable[int]) -> list[str]:
    """The text in several reads."""
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[start:end] for start, end in pairwise(places)]


def fed(*reads: str, pause: float = 60) -> list[Piece]:
    """The pieces of some reads, with typed text in single characters, and of a pause after the last one."""
    terminal = TerminalInput()
    found = [piece for read in reads for piece in terminal.feed(read)]
    while pieces := list(terminal.wait(pause)):
        found += pieces
    return [
        Piece(piece.sort, text)
        for piece in found
        for text in (piece.text if piece.sort is Sort.TYPED else [piece.text])
    ]


def keys_in(pieces: Iterable[Piece]) -> list[str]:
    """What acts as a key or a report."""
    return [piece.text for piece in pieces if piece.sort in (Sort.TYPED, Sort.SEQUENCE)]


@given(TERMINAL, st.lists(st.integers(0, 200), max_size=8))
def test_reads_make_no_difference(text: str, cuts: list[int]) -> None:
    """Rule: keys, reports and pastes are the same however the terminal divides them into reads."""
    assert fed(*divided(text, cuts)) == fed(text)


@given(
    st.lists(st.binary(max_size=30) | TERMINAL.map(str.encode), max_size=6).map(b"".join),
    st.lists(st.integers(0, 300), max_size=5),
)
def test_any_bytes_are_read(data: bytes, cuts: list[int]) -> None:
    """Rule: no bytes raise an error, and the terminal listens to a key afterwards."""
    text = data.decode(errors="replace")
    terminal = TerminalInput()
    for read in divided(text, cuts):
        list(terminal.feed(read))
    while list(terminal.wait(PATIENCE)):
        pass
    pieces = [*terminal.feed("\x11"), *terminal.wait(SOON)]
    assert keys_in(pieces) == ["\x11"]


@given(
    PASTED.filter(lambda text: PASTE_START not in text and PASTE_END not in text),
    st.lists(st.integers(0, 99)),
)
def test_pasted_text_is_one_text_in_its_place(text: str, cuts: list[int]) -> None:
    """Rule: whatever is between the start and the end of a paste is text; what is around it are keys."""
    whole = f"a{PASTE_START}{text}{PASTE_END}b"
    assert fed(*divided(whole, cuts)) == [
        Piece(Sort.TYPED, "a"),
        Piece(Sort.PASTE, text),
        Piece(Sort.TYPED, "b"),
    ]


@given(PASTED, PASTED, st.booleans())
def test_a_paste_within_a_paste_is_text(outer: str, inner: str, is_ended: bool) -> None:
    """Rule: a start within a paste, and its end, are text; a missing end is replaced by a pause."""
    if any(mark in outer + inner + outer for mark in (PASTE_START, PASTE_END)):
        return
    text = f"{outer}{PASTE_START}{inner}{PASTE_END if is_ended else ''}{outer}"
    pieces = fed(f"{PASTE_START}{text}{PASTE_END}", pause=SOON)
    assert pieces == [Piece(Sort.PASTE, text)]


@given(PASTED.filter(lambda text: PASTE_END not in text), st.lists(st.integers(0, 99), max_size=4))
def test_a_paste_without_an_end_is_delivered_after_a_pause(text: str, cuts: list[int]) -> None:
    """Rule: nothing in it acts as a key, all of it but line breaks at its end is delivered, and the next key acts."""
    terminal = TerminalInput()
    pieces = [piece for read in divided(PASTE_START + text, cuts) for piece in terminal.feed(read)]
    assert list(terminal.wait(PATIENCE - 0.01)) == pieces == []
    pieces = list(terminal.wait(PATIENCE))
    assert keys_in(pieces) == []
    assert "".join(piece.text for piece in pieces) == text.rstrip("\r\n")
    assert keys_in([*terminal.feed("\x11"), *terminal.wait(SOON)]) == ["\x11"]


@given(PASTED, PASTED, st.lists(st.integers(0, 99), max_size=4))
def test_the_rest_of_a_stalled_paste_is_text(first: str, rest: str, cuts: list[int]) -> None:
    """Rule: a burst that ends with the end of the paste still belongs to it, and no line break is lost at the cut."""
    if any(mark in first + rest for mark in (PASTE_START, PASTE_END)):
        return
    terminal = TerminalInput()
    list(terminal.feed(PASTE_START + first))
    pieces = list(terminal.wait(PATIENCE))
    rest = f"more {rest}"
    for read in divided(rest + PASTE_END, cuts):
        pieces += terminal.feed(read)
    assert keys_in(pieces) == []
    assert "".join(piece.text for piece in pieces) == first + rest
    assert [piece.sort for piece in pieces[-1:]] == [Sort.REST]


@pytest.mark.parametrize(
    "reports", ["\x1b[<35;1;1M\x1b[<35;2;1M", "\x1b[I", "\x1b[113;5u", "\x1b[57442;5u\x1b[113;5u"]
)
@pytest.mark.parametrize("cut", [0, 3])
def test_keys_and_reports_end_a_paste_whose_end_is_missing(reports: str, cut: int) -> None:
    """Rule: they come without other text, as from a person; then they act."""
    terminal = TerminalInput()
    list(terminal.feed(f"{PASTE_START}text"))
    list(terminal.wait(PATIENCE))
    pieces = [*terminal.feed(reports[:cut]), *terminal.feed(reports[cut:])]
    assert "".join(keys_in(pieces)) == reports
    assert keys_in(terminal.feed("a")) == ["a"]


def test_two_escape_characters_are_two_keys() -> None:
    """Rule: the Escape key pressed twice in one read is not a letter."""
    assert fed("\x1b\x1b", pause=SOON) == [Piece(Sort.SEQUENCE, "\x1b")] * 2


@pytest.mark.parametrize("text", ["\x1b[<35;4", "\x1b[97;;9", "\x1b[M!"])
def test_a_report_that_is_cut_by_a_pause_is_not_typed(text: str) -> None:
    """Rule: its rest has a second; then it is dropped."""
    terminal = TerminalInput()
    list(terminal.feed(text))
    assert list(terminal.wait(SOON)) == []
    assert [*terminal.wait(PATIENCE), *terminal.feed("a")] == [Piece(Sort.TYPED, "a")]


@pytest.mark.parametrize("text", ["\x1b[", "\x1bO", "\x1b]done", "\x1bPx"])
def test_alt_and_a_bracket_loses_no_text(text: str) -> None:
    """Rule: what only looks like the beginning of a sequence is Alt and a key, then text."""
    assert fed(text, pause=SOON) == [
        Piece(Sort.SEQUENCE, text[:2]),
        *(Piece(Sort.TYPED, letter) for letter in text[2:]),
    ]


def test_a_paste_of_a_megabyte_is_one_text() -> None:
    """Rule: it is complete, and each read takes the same time."""
    text = "a line of it\r" * 80_000
    whole = f"{PASTE_START}{text}{PASTE_END}"
    reads = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    assert fed(*reads) == [Piece(Sort.PASTE, text)]
