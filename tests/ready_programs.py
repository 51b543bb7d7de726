"""Programs that start in a moment: forked from a process that has imported ours, instead of importing all of it again.

All else is as in a program that is started: a process of its own with its own arguments, variables, folder, terminal and files, from
``__main__`` to Python's end, with its signals and its exit status. What is imported when, and what other programs see of the command line,
is tested where programs are started for it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Self

from tests.forked_program import ANSWER, ROOT

_FIRST = "from tests.forked_program import stand_by; stand_by({})()"
_READ_AT_IMPORT = ("BREAKOUT_TUI_NO_HOOKS", "LD_", "PYTHON", "RICH_", "TEXTUAL")
"""Programs with other variables of these names have to be started."""


class Forked:
    """A running program, with what tests use of ``subprocess.Popen``."""

    def __init__(self, pid: int, told: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._told = told

    def poll(self) -> int | None:
        """Its exit status, -n for a signal; None while it runs."""
        return self._look(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status once it has ended."""
        status = self._look(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("breakout-tui", timeout or 0.0)
        return status

    def send_signal(self, number: int) -> None:
        """Unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _look(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
            self.returncode = int(os.read(self._told, ANSWER))
            os.close(self._told)
        return self.returncode


class Heard(Forked):
    """A running program whose output is read through pipes, as with ``subprocess.Popen``."""

    def __init__(self, pid: int, told: int, stdout: IO[str], stderr: IO[str] | None) -> None:
        super().__init__(pid, told)
        self.stdout, self.stderr = stdout, stderr

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        self.wait()


def heard(
    arguments: Sequence[str], environment: Mapping[str, str], *, has_errors: bool = False
) -> Heard | subprocess.Popen[str]:
    """Start ``breakout-tui``; its stdout, and with ``has_errors`` its stderr too, are read by the test."""
    if not can_fork(environment):
        return subprocess.Popen(
            [sys.executable, "-m", "breakout_tui", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if has_errors else None,
            text=True,
        )
    with Path(os.devnull).open("rb") as nothing:
        out, its_out = os.pipe()
        err, its_err = os.pipe() if has_errors else (None, os.dup(2))
        forked = fork("breakout_tui", arguments, environment, (nothing.fileno(), its_out, its_err))
    os.close(its_out)
    os.close(its_err)
    stderr = None if err is None else os.fdopen(err, encoding="utf-8")
    return Heard(forked.pid, forked._told, os.fdopen(out, encoding="utf-8"), stderr)


def can_fork(environment: Mapping[str, str]) -> bool:
    """Whether a program with these variables can be forked; else it has to be started."""
    return sys.platform.startswith("linux") and _read_early(environment) == _EARLY


def _read_early(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_IMPORT) and not name.startswith("PYTEST")
    }


_EARLY = _read_early(os.environ)
"""Of the tests, before one of them sets others."""


def fork(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    files: tuple[int, int, int],
    *,
    leads: bool = False,
) -> Forked:
    """Start ``python -m module`` with these descriptors as its stdin, stdout and stderr. It ``leads`` the terminal that is its stdin."""
    told, tells = os.pipe()
    request = {
        "module": module,
        "arguments": [*arguments],
        "environment": {**environment},
        "folder": str(Path.cwd()),
        "leads": leads,
    }
    socket.send_fds(_forking(), [json.dumps(request).encode()], [*files, tells])
    os.close(tells)
    return Forked(int(os.read(told, ANSWER)), told)


@cache
def _forking() -> socket.socket:
    """The way to the process that forks, which starts with the first program."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", _FIRST.format(its.fileno())]
    process = subprocess.Popen(command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, cwd=ROOT)
    its.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
