"""The bytes of a terminal: pasted text is text and never a key, however it arrives; keys of other terminals act."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from breakout_tui.domain.text import clean
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_whole_program import notes_in, start_session
from tests.tui.hook_marks import needs_hooks

pytestmark = needs_hooks

START, END = b"\x1b[200~", b"\x1b[201~"
PIECES = [
    b"\x1b",
    b"\x11",
    b"\x03",
    b"\r",
    b"\n",
    b"\x00",
    b"\xff",
    b"\xe9",
    b"\x1b[A",
    b"\x1bOQ",
    b"\x1b[113;5u",
]
PIECES += [
    b"\x1b[<35;9;9M",
    b"\x1b[I",
    b"\x1b[20",
    b"word",
    "→ é".encode(),
    b" a longer part of it ",
    b"\x7f",
]


def send_in_reads(terminal: PtyTerminal, data: bytes, chance: random.Random) -> None:
    """Send the bytes in a few writes of random lengths, with a little time between some of them."""
    while data:
        size = chance.choice((1, 2, 3, 7, 40, 600))
        terminal.send(data[:size])
        data = data[size:]
        terminal.read(chance.choice((0, 0, 0.002)))


def paste_at_random(folder: Path, times: int) -> None:
    """Paste random bytes, each as one note, in one session."""
    database, chance = folder / "room.db", random.Random(14)
    expected = []
    with PtyTerminal(["--database", str(database)], folder) as terminal:
        start_session(terminal)
        for number in range(1, times + 1):
            pasted = b"x%d " % number + b"".join(chance.choices(PIECES, k=chance.randint(1, 12))) + b" end"
            send_in_reads(terminal, START + pasted + END + b"\r", chance)
            expected.append(clean(pasted.decode(errors="replace")))
            terminal.wait_for(f"{number:,} note{'s' if number > 1 else ''} · all saved")
    assert notes_in(database) == expected


def test_pasted_controls_are_one_text_and_no_keys(tmp_path: Path) -> None:
    """Rule: Escape, Ctrl+Q, Return and NUL do not leave the line, quit or save; a later key does."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as terminal:
        start_session(terminal)
        terminal.send(START + b"ctrl \x1b\x11\x00 end" + END)
        terminal.wait_for("ctrl ␛␑␀ end")
        terminal.send("\r")
        terminal.wait_for("1 note · all saved")
        terminal.send(START + b"without an end \x11\x1b\r")
        terminal.wait_for("without an end ␑␛")
        terminal.send("\r")
        terminal.wait_for("2 notes · all saved")
        terminal.send(b"\x1b[119;;119u\x1b[32;2;32u\x1b[120u\x1b[127;2u\x1b[90;66;90u\x1b[57414;129u")
        terminal.wait_for("3 notes · all saved")
        terminal.send(b"\x1b[57365u")
        terminal.wait_for("left for Opening")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert notes_in(database) == ["ctrl ␛␑␀ end", "without an end ␑␛", "w Z"]


def test_random_pastes_are_stored_whole(tmp_path: Path) -> None:
    """Rule: as the terminal sent them, cleaned."""
    paste_at_random(tmp_path, 15)


@pytest.mark.soak
def test_many_random_pastes_are_stored_whole(tmp_path: Path) -> None:
    """Rule: the same, more often."""
    paste_at_random(tmp_path, 1000)
