"""A terminal for end-to-end tests: a pty, and an emulator that answers the queries of the program."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
}
TIMEOUT = 30.0
"""The seconds to wait for a text; long enough for a slow machine."""


LEFT_OPEN = 5.0
"""The seconds to wait for the end of the output of a program that has ended."""


class PtyTerminal:
    """A program that runs in its own terminal."""

    def __init__(
        self,
        arguments: list[str],
        home: Path,
        *,
        size: tuple[int, int] = (120, 32),
        environ: dict[str, str] | None = None,
        module: str = "breakout_tui",
    ) -> None:
        self.columns, self.rows = size
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self._lines: dict[int, str] = {}
        """The rows as text; only those that have changed since are read again, which takes most of a test's time."""
        self.output = bytearray()
        self.status: int | None = None
        environment = {
            **{
                key: value
                for key, value in os.environ.items()
                if not key.startswith(("XDG_", "TEXTUAL", "COLORTERM", "COLUMNS", "LINES"))
            },
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(environ or {}),
        }
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # before the program looks: a change that comes too early for its handler is lost
            _set_size(0, *size)
            command = [sys.executable, "-m", module, *arguments]
            os.execve(sys.executable, command, environment)
        self.resize(*size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            self.kill(signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.close(self._fd)

    @property
    def text(self) -> str:
        """The text on the screen."""
        for row in self.screen.dirty:
            cells = self.screen.buffer[row]
            self._lines[row] = "".join(cells[column].data for column in range(self.columns)).rstrip()
        self.screen.dirty.clear()
        return "\n".join(self._lines[row] for row in range(self.rows))

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        _set_size(self._fd, columns, rows)

    def send(self, *parts: str | bytes) -> None:
        """Send keys by their names, and other text as typed."""
        for part in parts:
            data = part if isinstance(part, bytes) else KEYS.get(part, part).encode()
            while data:
                written = os.write(self._fd, data[:512])
                data = data[written:]
                self.read(0)

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal does."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def read(self, seconds: float) -> bool:
        """Read the output of at most ``seconds``; False if the program has ended."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        if not data:
            return False
        self.output += data
        self.take(data)
        if b"\x1b[c" in data:
            os.write(self._fd, b"\x1b[?62;22c")
        return True

    def take(self, data: bytes) -> None:
        """Show what the program wrote."""
        self._stream.feed(data)

    def wait_for(self, text: str, *, absent: bool = False) -> None:
        """Read until the text is on the screen or, with ``absent``, until it is gone."""
        what = f"{text!r} {'did not disappear' if absent else 'did not appear'}"
        self.wait_until(lambda: (text in self.text) != absent, what)

    def wait_until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Read until something is so, here or in a file; fails with these words if it does not become so."""
        end = time.monotonic() + TIMEOUT  # noqa: TID251 - real programs take real time
        while not is_so():
            if time.monotonic() > end or not self.read(0.05):  # noqa: TID251
                raise AssertionError(f"{otherwise}; the screen is\n{self.text}")

    def wait_for_end(self) -> int:
        """Read until the program ends, and return its exit status (128 + n for a signal).

        On a busy machine, the program may write its last bytes and end after the last look at its output.
        """
        end = time.monotonic() + TIMEOUT  # noqa: TID251
        while self.read(0.05):
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = _exit_status(status)
                self._read_to_the_end()
                return self.status
            if time.monotonic() > end:  # noqa: TID251
                raise AssertionError(f"the program did not end; the screen is\n{self.text}")
        _, status = os.waitpid(self.pid, 0)
        self.status = _exit_status(status)
        return self.status

    def _read_to_the_end(self) -> None:
        """Read what an ended program left in the terminal; not for long, if a process of its own has it still open."""
        end = time.monotonic() + LEFT_OPEN  # noqa: TID251
        while self.read(0.05) and time.monotonic() < end:  # noqa: TID251
            pass

    def kill(self, number: signal.Signals) -> int:
        """Send a signal, wait for the end, and return the exit status."""
        os.kill(self.pid, number)
        if number == signal.SIGKILL:
            _, status = os.waitpid(self.pid, 0)
            self.status = _exit_status(status)
            return self.status
        return self.wait_for_end()


def _exit_status(status: int) -> int:
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
