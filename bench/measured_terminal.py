"""Runs a program in a pseudo-terminal that answers queries like a real terminal, and measures it from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from bench.processes import cpu_seconds, resident_bytes

COLUMNS, ROWS = 120, 32
TIMEOUT = 60.0

_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][0-9A-B]|[=>78])"
)
_QUERY = re.compile(
    rb"\x1b(?:\[(?:c|>c|>0?q|\?u|6n|\?(\d+)\$p)|\](1[0-2]);\?(?:\x07|\x1b\\)|\[([>=<])(\d*)(?:;(\d+))?u)"
)
_MODES = {b"2026": 2, b"2027": 0, b"2048": 0, b"2004": 2, b"1006": 2, b"1004": 2}
_COLOURS = {b"10": b"dddd/dddd/dddd", b"11": b"1111/1111/1111", b"12": b"dddd/dddd/dddd"}
_REPORT_ALL_KEYS = 8


class Terminal:
    """A program in a terminal: sends keys, reads the output, and measures time, CPU and memory."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        dropped = ("XDG_", "TEXTUAL", "PYTHONDONTWRITEBYTECODE", "NO_COLOR")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
        environment |= {
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        self.written = 0
        """The number of bytes that the program has written."""
        self._new = bytearray()
        self._unanswered = bytearray()
        self._keyboard = [0]
        self.started_at = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(command[0], list(command), environment)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def type(self, text: str) -> float:
        """Send these keys in one write and return the time of the write. Earlier output is discarded."""
        self._new.clear()
        data = b"".join(self._key(letter) for letter in text)
        moment = time.perf_counter()
        os.write(self._fd, data)
        return moment

    def wait_for(self, text: str, since: float) -> float:
        """The seconds from ``since`` until the program has written this text, in reply to the last keys."""
        return self.wait(lambda written: text in written, since, repr(text))

    def wait(self, is_there: Callable[[str], bool], since: float, what: str) -> float:
        """The seconds from ``since`` until the output, without control sequences, satisfies ``is_there``."""
        end = time.perf_counter() + TIMEOUT
        while not is_there(self.shown):
            if time.perf_counter() > end or not self._read(0.5):
                raise RuntimeError(f"{what} did not appear; the output was {self.shown[-2000:]!r}")
        return time.perf_counter() - since

    def read_for(self, seconds: float) -> None:
        """Keep reading output for this many seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    @property
    def shown(self) -> str:
        """The text that the program has written since the last keys."""
        return _SEQUENCE.sub(b"", bytes(self._new)).decode(errors="replace")

    def cpu_seconds(self) -> float:
        """The CPU time of all threads."""
        return cpu_seconds(self.pid)

    def resident_bytes(self) -> int:
        """The resident memory of the process."""
        return resident_bytes(self.pid)

    def _key(self, letter: str) -> bytes:
        if not self._keyboard[-1] & _REPORT_ALL_KEYS:
            return letter.encode()
        code = {"\r": 13, "\x7f": 127, "\x1b": 27}.get(letter)
        if code is not None:
            return b"\x1b[%du" % code
        shifted = (
            f"{ord(letter.lower())};2;{ord(letter)}" if letter.isupper() else f"{ord(letter)};1;{ord(letter)}"
        )
        return f"\x1b[{shifted}u".encode()

    def _read(self, seconds: float) -> bool:
        """Read once, waiting at most ``seconds``; False if the program has ended."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += len(data)
        self._new += data
        self._unanswered += data
        self._answer()
        return bool(data)

    def _answer(self) -> None:
        end = 0
        for query in _QUERY.finditer(self._unanswered):
            end = query.end()
            answer = self._answer_to(query)
            if answer:
                os.write(self._fd, answer)
        # Keep the last bytes: a query may be split over two reads.
        del self._unanswered[: max(end, len(self._unanswered) - 32)]

    def _answer_to(self, query: re.Match[bytes]) -> bytes:
        mode, colour, operation, flags, _ = query.groups()
        if mode is not None:
            return b"\x1b[?%s;%d$y" % (mode, _MODES.get(mode, 0))
        if colour is not None:
            return b"\x1b]%s;rgb:%s\x1b\\" % (colour, _COLOURS[colour])
        if operation is not None:
            self._set_keyboard_mode(operation, int(flags or 0))
            return b""
        return {
            b"\x1b[c": b"\x1b[?62;4;22c",
            b"\x1b[>c": b"\x1b[>1;10;0c",
            b"\x1b[?u": b"\x1b[?%du" % self._keyboard[-1],
            b"\x1b[6n": b"\x1b[1;1R",
        }.get(query.group(), b"\x1bP>|bench(1)\x1b\\")

    def _set_keyboard_mode(self, operation: bytes, flags: int) -> None:
        match operation:
            case b">":
                self._keyboard.append(flags)
            case b"=":
                self._keyboard[-1] = flags
            case _:
                del self._keyboard[max(1, len(self._keyboard) - max(1, flags)) :]
