"""What runs in the process that forks programs (``ready_programs``), and in each of these programs before its first line."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
import termios
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

_NOT_YET = ("breakout_tui.__main__", "breakout_tui.allocate")
"""A program imports these itself: its start, and the solver, which has threads from its import on."""
_BIGGEST = 1 << 20
"""Bytes of a request."""
ROOT = Path(__file__).parents[1]
ANSWER = 16
"""Bytes of the answer to a request, which is the number of the process."""


def stand_by(number: int) -> Callable[[], None]:
    """Import all, and fork for each request on this socket. Returns in each program, with what it has to run."""
    sys.path[0] = str(ROOT)
    gc.set_threshold(700, 10, 10)  # as where Python starts: ``tests/__init__.py`` has set others
    _import_all()
    gc.collect()
    gc.freeze()
    channel = socket.socket(fileno=number)
    while True:
        data, files, _, _ = socket.recv_fds(channel, _BIGGEST, 4)
        if not data:
            sys.exit()
        if (run := _program(channel, json.loads(data), files)) is not None:
            return run
        for file in files:
            os.close(file)
        while _reaped():
            pass


def _import_all() -> None:
    import breakout_tui

    for module in pkgutil.walk_packages(breakout_tui.__path__, "breakout_tui."):
        if not module.name.startswith(_NOT_YET):
            import_module(module.name)


def _reaped() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _program(
    channel: socket.socket, request: dict[str, Any], files: Sequence[int]
) -> Callable[[], None] | None:
    """Fork a program and a process that waits for it and tells its end; what to run in the program, None elsewhere."""
    if os.fork():
        return None
    channel.close()
    *own, tells = files
    program = os.fork()
    if program == 0:
        os.close(tells)
        return lambda: _become(request, own)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.write(tells, str(program).ljust(ANSWER).encode())
    for file in own:
        os.close(file)
    _, status = os.waitpid(program, 0)
    os.write(tells, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(request: dict[str, Any], files: Sequence[int]) -> None:
    if request["leads"]:
        os.setsid()
        fcntl.ioctl(files[0], termios.TIOCSCTTY, 0)
    for number, file in enumerate(files):
        os.dup2(file, number)
    for file in {*files} - {0, 1, 2}:
        os.close(file)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(line_buffering=stream.isatty())  # type: ignore[union-attr]
    sys.argv = [sys.argv[0], *request["arguments"]]
    runpy.run_module(request["module"], run_name="__main__", alter_sys=True)
