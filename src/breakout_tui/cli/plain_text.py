"""Plain text: the same lines without signs that a screen reader skips or spells out. Letters and figures stay as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

_SIGNS = {
    "? · ": "? ",
    " · ": ", ",
    " → ": " to ",
    " ✓": "",
    "−": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "±": "+ or -",
    "–": "-",
}


def plain(text: str) -> str:
    """The text without these signs."""
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return text


class _PlainStream:
    """A stream that writes plain text; everything else is the real stream's."""

    def __init__(self, real: TextIO) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def write(self, text: str) -> int:
        """Write it plain."""
        return self._real.write(plain(text))


@contextmanager
def plainly(is_wanted: bool) -> Iterator[None]:
    """Print everything within as plain text, messages too, if that is wanted."""
    if not is_wanted:
        yield
        return
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast(TextIO, _PlainStream(out)), cast(TextIO, _PlainStream(err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err
