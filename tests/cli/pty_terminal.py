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

from tests.ready_programs import Forked, can_fork, fork

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
        is_started: bool = False,
    ) -> None:
        """``is_started`` is for tests of the start itself, and of what others see of the process: it is not forked from one that is ready."""
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
        self._process: Forked | _Started
        if is_started or not can_fork(environment):
            self._fd, self._process = _started([sys.executable, "-m", module, *arguments], environment, size)
        else:
            self._fd, terminal = pty.openpty()
            _set_size(terminal, *size)
            self._process = fork(module, arguments, environment, (terminal,) * 3, leads=True)
            os.close(terminal)
        self.pid = self._process.pid
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
            if self._process.poll() is not None:
                self.status = _exit_status(self._process)
                self._read_to_the_end()
                return self.status
            if time.monotonic() > end:  # noqa: TID251
                raise AssertionError(f"the program did not end; the screen is\n{self.text}")
        self.status = _exit_status(self._process)
        return self.status

    def hang_up(self) -> int:
        """Close the terminal under the program, wait for its end, and return the exit status."""
        os.close(self._fd)
        self._fd = -1
        self.status = _exit_status(self._process)
        return self.status

    def _read_to_the_end(self) -> None:
        """Read what an ended program left in the terminal; not for long, if a process of its own has it still open."""
        end = time.monotonic() + LEFT_OPEN  # noqa: TID251
        while self.read(0.05) and time.monotonic() < end:  # noqa: TID251
            pass

    def kill(self, number: signal.Signals) -> int:
        """Send a signal, wait for the end, and return the exit status."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)
        if number == signal.SIGKILL:
            self.status = _exit_status(self._process)
            return self.status
        return self.wait_for_end()


class _Started:
    """A program that was started, and its end."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        """Its exit status, -n for a signal; None while it runs."""
        return self._look(os.WNOHANG)

    def wait(self) -> int:
        """Its exit status once it has ended."""
        status = self._look(0)
        assert status is not None
        return status

    def _look(self, how: int) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self.pid, how)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status


def _started(command: list[str], environment: dict[str, str], size: tuple[int, int]) -> tuple[int, _Started]:
    pid, terminal = pty.fork()
    if pid == 0:  # before the program looks: a change that comes too early for its handler is lost
        _set_size(0, *size)
        os.execve(sys.executable, command, environment)
    return terminal, _Started(pid)


def _exit_status(process: Forked | _Started) -> int:
    """As a shell gives it: 128 + n for a signal."""
    status = process.wait()
    return status if status >= 0 else 128 - status


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
