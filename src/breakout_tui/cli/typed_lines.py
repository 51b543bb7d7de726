"""Typed lines: what a person types into a terminal, or a script into a pipe, a line at a time and without blocking others."""

from __future__ import annotations

import codecs
import os
from queue import Empty, SimpleQueue
from threading import Thread


class TypedLines:
    """Reads a file descriptor on a thread. It reads bytes itself: a stream's lock would be held at the end of the program."""

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        Thread(target=self._read, name="typed lines", daemon=True).start()

    def next(self, seconds: float) -> str | None:
        """The next line without its end; empty if none came within these seconds. None at the end, as by Ctrl+D."""
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return ""

    def _read(self) -> None:
        rest = ""
        while True:
            try:
                data = os.read(self._descriptor, 65536)
            except OSError:
                data = b""
            *lines, rest = (rest + self._decoder.decode(data, final=not data)).split("\n")
            if not data:
                lines.append(rest)
            for line in filter(str.strip, lines):
                self._lines.put(line.rstrip("\r"))
            if not data:
                self._lines.put(None)
                return
